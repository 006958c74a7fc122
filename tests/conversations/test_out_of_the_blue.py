"""Danger where nothing was asked: what follows is about that, and no word of it is lost."""

from __future__ import annotations

import pytest

from bot.cases.kinds import Mark
from bot.conversations import running
from tests.conversations.inside import House
from tests.conversations.test_watching import NUMBER, SUICIDE, VAGUE

pytestmark = pytest.mark.asyncio


async def test_after_danger_out_of_the_blue_only_the_danger_is_asked_about(house: House) -> None:
    sanne = house.chat("Sanne")
    for begin in ("start", "open"):
        house.hours_later(2)
        await sanne.command(begin)
        await sanne.type(SUICIDE)
        assert len(sanne.notes) == 1
        assert sanne.screen.startswith("I keep your words. School does not have them yet.")
        wanted = ["I am safe", "I want to talk", "Call me back", "Tell what happened", "Not now"]
        assert [one.split(" ", 1)[1] for one in sanne.labels[:5]] == wanted
        await sanne.tap("Stop", "Throw it away")


@pytest.mark.parametrize("way", ["Not now", "Stop", "menu", "Report something"])
async def test_no_word_about_danger_is_lost_however_somebody_goes_on(
    house: House, way: str
) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("hoi")
    await sanne.type(SUICIDE, "niemand weet het")
    if way in {"Not now", "Stop"}:
        await sanne.tap(way)
        assert "Not sent yet. Nobody reads this." in sanne.screen
        assert not sanne.notes, "there is no other report, and one way on"
    await sanne.command("melden" if way == "Report something" else "start")
    assert "not sent" not in "".join(sanne.notes)
    if way != "Report something":
        await sanne.tap("Go on with my report")
    await sanne.tap("Student: about me")
    assert "What you tell sounds like danger." in sanne.screen
    await sanne.tap("No", "Threats", "I do not know")
    assert f"I have this: {SUICIDE}\nniemand weet het" in sanne.screen


async def test_danger_after_stopping_is_asked_about_and_lost_with_nothing(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Threats", "Stop")
    thrown_away = sanne.data("Throw it away")
    await sanne.type(SUICIDE)
    assert len(sanne.notes) == 1, "the line comes first"
    assert sanne.screen.startswith("I keep your words. School does not have them yet.")
    await sanne.press(thrown_away)
    assert sanne.screen.startswith("I keep your words."), "they came after what is thrown away"
    await sanne.tap("Not now", "Go on")
    assert "Who are you?" in sanne.screen


async def test_what_sounds_like_danger_can_go_to_the_report_that_was_sent(house: House) -> None:
    sanne = await house.reported(story="ze schelden me uit in de app")
    await sanne.command("start")
    await sanne.type(f"{SUICIDE} door die naaktfoto")
    await sanne.tap("Add it to my report")
    assert "naked" in sanne.screen, "school must know it before it reads it"
    await sanne.tap("Yes")
    case = await house.case()
    assert case.urgent
    assert Mark.NUDE in case.marks
    assert f"You: {SUICIDE}" in sanne.screen


async def test_words_about_danger_left_behind_are_asked_about_as_a_report_is(house: House) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    draft = await house.run(lambda tx: running.load(tx, sanne.ref).unsent)
    assert draft is not None


async def test_who_asks_about_posting_is_answered_that_and_in_plain_danger_about_that(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.type("mag ik posten: ik wil niet meer leven")
    assert "I keep your words." in sanne.screen


async def test_no_verdict_about_a_post_comes_right_after_danger(house: House) -> None:
    words = "mag ik deze foto van mij plaatsen want ik wil vanavond dood"
    sanne = house.chat("Sanne")
    await sanne.command("mag")
    await sanne.tap("Student")
    await sanne.type(words)
    assert "You can talk about it now:" in sanne.notes[0]
    assert "You may" not in sanne.said
    assert sanne.screen.startswith("I keep your words.")
    await sanne.tap("Not now")
    draft = await house.run(lambda tx: running.load(tx, sanne.ref).draft)
    assert words in str(draft and draft.drafts)


async def test_who_wants_to_talk_has_an_urgent_report_that_says_only_what_was_answered(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.type(VAGUE)
    await sanne.tap("I want to talk")
    assert "You can call:" in sanne.said
    await sanne.tap("Tell what happened", "Student: about me", "Threats", "I do not know", "Done")
    assert "Wants to talk: Yes" in sanne.screen
    assert "Danger now" not in sanne.screen
    await sanne.tap("Send")
    assert (await house.case()).urgent


async def test_who_is_unsure_about_danger_and_wants_a_call_is_reported_as_unsure(
    house: House,
) -> None:
    await house.confidant()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "I do not know")
    await sanne.type(VAGUE)
    await sanne.tap("Call me back", "Anyone may call", "Without a number: talk here")
    await sanne.tap("Threats", "I do not know", "Done", "Send")
    details = (await house.case()).case_id
    confidant = await house.csv()
    await confidant.press(f"a:case:{details}")
    assert "Gevaar nu: Weet ik niet" in confidant.screen or "now: I do not" in confidant.screen


async def test_who_tapped_that_they_are_forced_reads_the_lines_once_and_again_when_said_again(
    house: House,
) -> None:
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap("Student: about me", "No", "Someone forces me")
    assert "Helpwanted" in sanne.said
    await sanne.tap("No", "I do not know")
    story = "hij wil geld anders stuurt hij mijn naaktfoto rond"
    await sanne.type(story)
    assert "You can call:" not in sanne.said, "it stands above"
    assert "Call me back" in "".join(sanne.labels)
    house.hours_later(2)
    await sanne.type(story)
    assert "You can call:" in sanne.said


async def test_who_wants_a_call_out_of_the_blue_is_called_about_the_report_that_was_sent(
    house: House,
) -> None:
    await house.mentor()
    sanne = await house.reported(story="ze schelden me uit in de app")
    await sanne.type(VAGUE)
    await sanne.tap("Call me back")
    assert "Shall I put this with your report?" in sanne.screen
    await sanne.tap("Yes")
    assert "I have it." in sanne.said
    await sanne.tap("My mentor")
    await sanne.type("Sanne 0612345678")
    case = await house.case()
    assert case.urgent
    assert f"You: {VAGUE}" in sanne.screen


async def test_whoever_is_to_call_it_is_said_at_once_that_school_hears_of_it(
    house: House,
) -> None:
    await house.csv()
    for number, hears in ((("Sanne 0612345678",), True), (("Sanne", "nee hoor"), False)):
        sanne = house.chat(f"Sanne {number}")
        await sanne.type(VAGUE)
        await sanne.tap("Call me back", "Anyone may call")
        await sanne.type(*number)
        assert ("I have no number." in sanne.said) is not hears
        assert ("School hears it now. They will call you." in sanne.screen) is hears
        assert ("School does not have them yet." in sanne.screen) is not hears


async def test_who_wants_to_talk_at_night_reads_first_whom_to_call_now(house: House) -> None:
    house.hours_later(13)
    sanne = house.chat("Sanne")
    await sanne.type(SUICIDE)
    await sanne.tap("I want to talk")
    warm, call, *_lines = sanne.notes[0].splitlines()
    assert warm == "Good that you want to talk. You can call:"
    assert NUMBER in call, "before who of school is there"
    assert "Of school:" in sanne.notes[0]
    await sanne.type("ok")
    assert sanne.notes == ["Okay. Tap one of the buttons to go on."], "nobody did it wrong"


@pytest.mark.parametrize("words", ["hoeft niet meer", "hoeft nie meer", "het hoeft niet meer"])
@pytest.mark.parametrize("begin", ["", "open"])
async def test_who_gives_up_where_nothing_was_told_is_heard_and_not_just_stopped(
    house: House, begin: str, words: str
) -> None:
    sanne = house.chat("Sanne", language="nl")
    if begin:
        await sanne.command(begin)
    await sanne.type(words)
    assert len(sanne.notes) == 1, "whom to call comes first"
    assert sanne.screen.startswith("Ik bewaar je woorden.")


@pytest.mark.parametrize("words", ["nee hoeft niet meer", "stop maar", "laat maar", "nvm"])
async def test_words_of_giving_up_without_a_question_are_kept_like_any_other(
    house: House, words: str
) -> None:
    sanne = house.chat("Sanne", language="nl")
    await sanne.type(words)
    assert sanne.screen == "Wat wil je hiermee doen?"
