"""A report that is not sent yet outlives whatever comes in between."""

from __future__ import annotations

import pytest

from bot.conversations import running
from bot.store import evidence
from tests.conversations.chats import ABOUT_ME, STORY, TOLD_FIRST, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

UNSENT = "Not sent yet. Nobody reads this."
ALSO = "You also have a report that is not sent yet."


async def begun(house: House) -> Chat:
    """Somebody who got as far as the story."""
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    return sanne


async def sends_it(sanne: Chat) -> None:
    await sanne.tap("Go on with my report")
    await sanne.type(STORY)
    await sanne.tap("1a", "Send")
    assert "Thank you." in sanne.notes[0]


@pytest.mark.parametrize("command", ["hulp", "contact", "privacy", "taal"])
async def test_what_is_only_told_asks_the_question_again(house: House, command: str) -> None:
    sanne = await begun(house)
    question = sanne.screen
    await sanne.command(command)
    if command == "taal":
        await sanne.tap("English")
    assert sanne.screen == question
    await sanne.type(STORY)
    await sanne.tap("1a", "Send")
    assert "Thank you." in sanne.notes[0]


async def test_help_typed_or_tapped_is_never_an_answer(house: House) -> None:
    sanne = await begun(house)
    for _ in range(2):
        await sanne.type("help now")
        assert "Danger? Call 112." in sanne.notes[0]
        assert "Tell it in your own words." in sanne.screen
        await sanne.tap("Help now")
        assert "Danger? Call 112." in sanne.notes[0]


async def test_the_menu_keeps_it_and_offers_to_go_on(house: House) -> None:
    sanne = await begun(house)
    await sanne.command("start")
    assert "Report something" not in "\n".join(sanne.labels)
    await sends_it(sanne)


@pytest.mark.parametrize("button", ["I posted something myself", "Something is said about me"])
async def test_reading_about_something_else_keeps_it(house: House, button: str) -> None:
    sanne = await begun(house)
    await sanne.command("start")
    await sanne.tap("More", button, "Stop", "Go on with my report")
    assert "Tell it in your own words." in sanne.screen


async def test_another_report_of_theirs_keeps_it(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await mentor.tap("Open", "Write to the reporter")
    await mentor.type("Wie was het?")
    await sanne.tap("Look", "Say something")
    await sanne.type("dat weet ik niet")
    assert "You: dat weet ik niet" in sanne.screen
    assert sanne.notes[-1] == ALSO
    await sends_it(sanne)
    assert len(await house.cases()) == 2


async def test_words_typed_below_another_screen_do_not_slip_into_it(house: House) -> None:
    await house.reported()
    sanne = await house.reported()
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.command("mijnmelding")
    await sanne.type("vertel eens wat nieuws")
    assert sanne.screen == "Shall I send this to school, with your report?"
    await sanne.tap("No, something else", "Nothing, go to the menu")
    await sanne.tap("Go on with my report")
    assert "nieuws" not in sanne.screen


async def test_words_typed_before_the_first_answer_are_kept_too(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("open")
    await sanne.type(STORY)
    assert "Who are you?" in sanne.screen
    await sanne.command("mijnmelding")
    assert UNSENT in sanne.screen
    await sanne.tap("I have five words")
    await sanne.type("die heb ik niet")
    await sanne.tap("Go on with my report", *TOLD_FIRST)
    assert STORY in sanne.screen


async def test_stopped_it_can_go_on(house: House) -> None:
    sanne = await begun(house)
    await sanne.tap("Stop")
    assert "Stopped. Not sent yet. Nobody reads this." in sanne.screen
    assert "It is gone after 14 days." in sanne.screen
    await sanne.tap("Go on")
    assert "Tell it in your own words." in sanne.screen


async def test_words_typed_after_stopping_do_not_slip_into_it(house: House) -> None:
    sanne = await begun(house)
    await sanne.tap("Stop")
    await sanne.type("nee")
    assert "What do you want to do?" in sanne.screen, "a bare no is nothing to keep"
    assert "▶️ Go on with my report" in sanne.labels
    await sanne.type("vertel eens wat nieuws")
    assert "What do you want to do with this?" in sanne.screen
    await sanne.tap("Nothing, go to the menu")
    await sanne.type("throw it away")
    assert "Not sent yet. Nobody reads this." in sanne.screen
    await sanne.type("go on")
    assert "Tell it in your own words." in sanne.screen
    assert "nieuws" not in sanne.screen
    await sanne.tap("Stop")
    await sanne.type("vertel eens wat nieuws", "go on with my report")
    assert sanne.notes == ["What you typed there was not sent."], "it went nowhere, and says so"
    assert "Tell it in your own words." in sanne.screen


async def test_stopped_before_the_first_answer_there_is_nothing_to_throw_away(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Stop")
    assert "What do you want to do?" in sanne.screen


async def test_thrown_away_it_is_really_gone(house: House) -> None:
    sanne = await begun(house)
    item = await sanne.send("voice")
    await sanne.type("stop")
    await sanne.tap("Throw it away")
    assert "It is gone." in sanne.screen
    assert await house.run(lambda tx: evidence.get(tx, item)) is None
    await sanne.tap("Report something")
    assert "Who are you?" in sanne.screen
    assert await house.cases() == ()


async def test_what_was_told_after_stopping_stays_when_that_is_thrown_away(house: House) -> None:
    sanne = await begun(house)
    await sanne.tap("Stop")
    away = sanne.data("Throw it away")
    await sanne.type("hij heeft mijn tekening gepost")
    await sanne.press(away)
    assert sanne.notes == ["It is gone."]
    assert "Do you want to report this?" in sanne.screen
    await sanne.tap("Yes", "Student: about me", "No")
    session = (await house.run(lambda tx: running.load(tx, sanne.ref))).session
    assert session is not None
    assert "tekening" in "".join((*session.answers.values(), *session.drafts.values()))


async def test_a_bare_no_where_nothing_is_open_shows_the_menu(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("nee")
    assert "What do you want to do?" in sanne.screen


async def test_thrown_away_while_parked_it_is_gone_as_well(house: House) -> None:
    sanne = await begun(house)
    await sanne.tap("Stop")
    away = sanne.data("Throw it away")
    await sanne.tap("Menu")
    await sanne.press(away)
    await sanne.command("start")
    assert any("Report something" in label for label in sanne.labels)


async def test_a_conversation_beside_it_is_stopped_without_a_question(house: House) -> None:
    sanne = await house.reported()
    await sanne.tap("My report", "Say something", "Stop")
    assert "What do you want to do?" in sanne.screen
    await sanne.command("stop")
    assert "What do you want to do?" in sanne.screen


async def test_practice_leaves_the_real_one_alone(house: House) -> None:
    sanne = await begun(house)
    await sanne.command("start")
    await sanne.tap("More", "Practise a report")
    assert "This is practice." in "\n".join(sanne.notes)
    await sanne.tap(*ABOUT_ME)
    await sanne.tap("Stop")
    assert "What do you want to do?" in sanne.screen
    await sends_it(sanne)
    assert len(await house.cases()) == 1


async def test_who_wants_to_report_really_does_not_go_on_practising(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("start")
    await sanne.tap("More", "Practise a report", *ABOUT_ME)
    await sanne.command("melden")
    assert "Who are you?" in sanne.screen
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.tap("1a", "Send")
    assert "Thank you." in sanne.notes[0]


async def test_going_on_with_nothing_shows_the_menu(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.press("a:resume")
    assert "What do you want to do?" in sanne.screen


async def test_half_an_emoji_does_not_cost_the_report(house: House) -> None:
    sanne = await begun(house)
    await sanne.type(f"\ud83d {STORY}")
    await sanne.tap("1a", "Send")
    assert "Thank you." in sanne.notes[0]


async def test_it_goes_on_ten_days_later(house: House) -> None:
    sanne = await begun(house)
    house.days_later(10)
    await sanne.command("open")
    assert "Tell it in your own words." in sanne.screen


async def test_a_staff_question_left_behind_takes_no_more_words(house: House) -> None:
    """Words meant for one case must never go to the reporter of another."""
    mentor = await house.mentor()
    first = await house.reported()
    await house.reported()
    one, two = await house.cases()
    await mentor.command("zaak", one.name)
    await mentor.tap("Write to the reporter")
    await mentor.command("zaak", two.name)
    await mentor.type("bedankt, wij bellen je vader")
    assert "What do you want to do with this?" in mentor.screen
    await first.command("mijnmelding")
    assert "vader" not in first.everything


async def test_what_was_sent_before_it_was_called_naked_is_destroyed_with_the_report(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Something else", "One or more students")
    item = await sanne.send("photo")
    await sanne.tap("Yes", "1a", "Send")
    assert "Thank you." in sanne.notes[0]
    assert await house.run(lambda tx: evidence.get(tx, item)) is None


async def test_who_gave_a_name_is_not_told_that_it_is_hidden(house: House) -> None:
    sanne = await begun(house)
    await sanne.type(STORY)
    await sanne.tap("Add my name")
    await sanne.type("Sanne de Wit")
    await sanne.tap("1a", "Send")
    assert "Your name is not shown." not in sanne.screen


async def test_a_story_without_end_has_to_be_sent_first(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    for _ in range(12):
        await sanne.type("dit is het verhaal " + "zo lang " * 2_400)
    assert sanne.notes == ["That is very much. Send it first. Then tell me more."]
    was = await house.run(lambda tx: running.load(tx, sanne.ref).session)
    assert was is not None
    assert was.length <= running.MOST
    await sanne.command("mijnmelding")
    await sanne.type("zolang" * 3_200)
    await sanne.tap("Tell what happened")
    assert sanne.notes == ["That is very much. Send it first. Then tell me more."]
    await sanne.tap("Student: about me", "No", "No, something else", *ABOUT_ME[2:])
    await sanne.tap("Done", "1a", "Send")
    assert len(await house.cases()) == 1
