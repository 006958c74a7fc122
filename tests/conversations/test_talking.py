"""The talk between a reporter and school, both ways, and what neither learns from it."""

from __future__ import annotations

import re

import pytest

from bot.conversations.talking import tell_owner
from bot.flows.kit import Typed
from bot.jobs import open_cases
from bot.jobs.parts import at_once
from bot.store import audit, contacts, entries, outbox
from bot.store.outbox import OutboxRow
from tests.conversations.chats import ABOUT_ME, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

WAITS = "The reporter cannot be reached now. Your message waits."


async def talking(house: House) -> tuple[Chat, Chat]:
    """A mentor with the card of a report before them, and who reported it."""
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open")
    return mentor, sanne


async def waiting_for(house: House, chat: Chat) -> OutboxRow:
    """What is to be sent to a chat next."""
    rows = await house.run(lambda tx: outbox.due(tx, "web", tx.now, 100))
    return next(row for row in rows if row.contact_ref == chat.ref)


async def test_a_ready_sentence_comes_in_the_readers_own_language(house: House) -> None:
    mentor, sanne = await talking(house)
    await sanne.command("taal")
    await sanne.tap("Nederlands")
    await mentor.tap("Write to the reporter", "Choose a ready sentence", "You did well")
    assert mentor.screen.startswith("Sent. The reporter sees “School”, not your name.")
    assert "School: Goed gedaan. Fijn dat je het vertelt." in mentor.screen
    await sanne.tap("Kijken")
    assert "School: Goed gedaan." in sanne.screen
    await sanne.command("taal")
    await sanne.tap("English")
    await sanne.command("mijnmelding")
    assert "School: You did well. It is good that you told it." in sanne.screen


async def test_each_side_sees_that_the_other_read_it_and_not_when(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Write to the reporter")
    await mentor.type("We hebben het gelezen.")
    assert "read by the reporter" not in mentor.screen
    await sanne.tap("Look", "Say something")
    await sanne.type("ok")
    assert "School has read what you wrote." not in sanne.screen
    await mentor.tap("Open")
    assert "School: We hebben het gelezen. (read by the reporter)" in mentor.screen
    await sanne.command("mijnmelding")
    assert "School has read what you wrote." in sanne.screen
    assert not re.search(r"\d\d:\d\d", sanne.screen)


async def test_a_question_is_answered_with_one_tap(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Ask the reporter", "Choose a ready question", "Does it still happen?")
    assert mentor.screen.startswith("Sent. The reporter sees “School”, not your name.")
    await sanne.tap("Look")
    assert "School: Does it still happen?" in sanne.screen
    again = sanne.data("No")
    await sanne.tap("No")
    assert sanne.notes == ["Thank you. School sees your answer."]
    assert "You: No" in sanne.screen
    assert "No" not in sanne.labels
    assert mentor.notes[-1].endswith(": answer")
    await mentor.tap("Open")
    assert "Reporter: Gebeurt het nog steeds? Nee" in mentor.screen
    await sanne.press(again)
    assert sanne.notes == ["You answered that already."]


async def test_words_answer_no_question_and_show_the_one_that_was_seen(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Ask the reporter", "Choose a ready question", "Does it still happen?")
    await sanne.command("start")
    await sanne.type("no")
    assert "Does it still happen?" not in sanne.said, "nobody read the question yet"
    await sanne.command("mijnmelding")
    await sanne.command("vergeetmij")
    await sanne.type("nooo!")
    assert sanne.notes == ["Tap one of the buttons to go on."]
    assert "School: Does it still happen?" in sanne.screen
    await sanne.tap("No")
    assert sanne.notes == ["Thank you. School sees your answer."]
    assert mentor.notes[-1].endswith(": answer")
    await sanne.type("no")
    assert "School sees your answer" not in sanne.said


async def test_a_typed_question_has_the_typed_answers(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Ask the reporter")
    await mentor.type("Was Bo erbij?", "ja / nee")
    await sanne.tap("Look", "ja")
    await mentor.tap("Open")
    assert "Reporter: Was Bo erbij? ja" in mentor.screen


@pytest.mark.parametrize("number", ["9", "x", "-1"])
async def test_an_answer_that_was_not_offered_is_none(house: House, number: str) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Ask the reporter", "Choose a ready question", "Does it still happen?")
    await sanne.tap("Look")
    head = sanne.data("No").rsplit(":", 1)[0]
    await sanne.press(f"{head}:{number}")
    assert sanne.notes == ["You answered that already."]
    assert "No" in sanne.labels


async def test_nobody_answers_for_another(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Ask the reporter", "Choose a ready question", "Does it still happen?")
    await sanne.tap("Look")
    other = await house.reported()
    await other.press(sanne.data("No"))
    assert other.screen == "I cannot find that report here."
    await other.press("a:answer:nothing:0")
    assert other.screen == "I cannot find that report here."


async def test_an_answer_when_nothing_was_asked_changes_nothing(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Write to the reporter")
    await mentor.type("Dag.")
    entry = await house.run(
        lambda tx: tx.db.execute("SELECT entry_id FROM entries WHERE kind = 'talk_out'").fetchone()
    )
    await sanne.press(f"a:answer:{entry['entry_id']}:0")
    assert sanne.notes == ["You answered that already."]


async def test_words_in_another_language_ask_for_an_interpreter(house: House) -> None:
    mentor = await house.mentor()
    await house.reported(story="he is sending me bad messages all the time")
    await mentor.tap("Open")
    assert "Ask for an interpreter." in mentor.screen
    await house.reported()
    await mentor.tap("Open")
    assert "interpreter" not in mentor.screen


async def test_voice_in_the_talk_goes_to_the_case(house: House) -> None:
    mentor, sanne = await talking(house)
    await sanne.tap("My report", "Say something")
    await sanne.send("voice")
    assert "I have it." in sanne.said
    await mentor.tap("Open")
    assert "1 file is kept safe." in mentor.screen


async def test_a_change_of_handler_does_not_break_the_thread(house: House) -> None:
    mentor, sanne = await talking(house)
    await mentor.tap("Write to the reporter")
    await mentor.type("Hoe gaat het?")
    management = await house.management()
    await management.command("zaken")
    await management.tap(next(label for label in management.labels if "🗂️" in label))
    await management.tap("I take this case")
    await sanne.tap("Look", "Say something")
    await sanne.type("beter")
    assert management.notes[-1].endswith(": answer")
    await management.tap("Open")
    assert "School: Hoe gaat het?" in management.screen
    assert "Reporter: beter" in management.screen


async def test_five_words_go_on_with_the_talk_on_another_phone(house: House) -> None:
    mentor, sanne = await talking(house)
    await sanne.tap("My report", "Five words to come back")
    words = sanne.notes[0].splitlines()[1]
    await mentor.tap("Ask the reporter", "Choose a ready question", "Does it still happen?")
    phone = house.chat("another phone")
    await phone.command("mijnmelding")
    await phone.tap("I have five words")
    await phone.type(words)
    await phone.tap("Yes")
    await mentor.tap("Open")
    assert "Reporter: Gebeurt het nog steeds? Ja" in mentor.screen


async def test_who_cannot_be_reached_finds_it_when_they_come_back(house: House) -> None:
    """T35: said without any reason or id; the words wait for who comes back."""
    mentor, sanne = await talking(house)
    await house.run(lambda tx: contacts.blocked(tx, sanne.ref))
    await mentor.tap("Write to the reporter")
    await mentor.type("We zijn er mee bezig.")
    assert mentor.screen.startswith(WAITS)
    assert "School: We zijn er mee bezig." in mentor.screen
    await sanne.command("start")
    await sanne.tap("News of my report")
    assert "School: We zijn er mee bezig." in sanne.screen
    await sanne.command("start")
    assert "🔎 My report" in sanne.labels


async def test_who_kept_no_address_gets_it_by_the_words_alone(house: House) -> None:
    """T35: a reporter that nothing leads to is as neutral as one who blocked us."""
    mentor, sanne = await talking(house)
    await sanne.tap("Hide my report", "Yes")
    await mentor.tap("Write to the reporter")
    await mentor.type("We zijn er mee bezig.")
    assert mentor.screen.startswith(WAITS)


async def test_a_block_found_while_sending_is_told_to_who_has_the_case(house: House) -> None:
    """T35: the handler had seen "Sent"; what comes after it names the case and nobody."""
    mentor, sanne = await talking(house)
    await mentor.tap("Write to the reporter")
    await mentor.says(Typed("We zijn er mee bezig."))
    row = await waiting_for(house, sanne)
    await house.run(lambda tx: tell_owner(tx, row))
    await house.deliver()
    case = await house.case()
    assert mentor.notes[-1] == f"{case.name}: {WAITS}"
    assert sanne.ref not in mentor.everything


async def test_other_rows_that_cannot_be_sent_are_told_to_nobody(house: House) -> None:
    mentor, _sanne = await talking(house)
    await mentor.tap("All cases")
    await mentor.says(Typed("hoi"))
    row = await waiting_for(house, mentor)
    await house.deliver()
    before = list(mentor.heard)
    await house.run(lambda tx: tell_owner(tx, row))
    await house.deliver()
    assert mentor.heard == before


async def test_a_name_cannot_be_taken_off_and_that_is_said(house: House) -> None:
    """T34: from nameless to named works and is logged, back is refused honestly."""
    mentor, sanne = await talking(house)
    await sanne.tap("My report", "Give my name")
    await sanne.type("Sanne de Vries")
    assert ("reporter", "NameGiven") in await house.log()
    await sanne.tap("Take my name off")
    assert "I cannot take your name off. School has it." in sanne.said
    assert ("reporter", "NameStays") in await house.log()
    await mentor.tap("Open")
    assert "The reporter's name: Sanne de Vries" in mentor.screen
    case = await house.case()
    other = await house.reported()
    await other.press(f"a:noname:{case.case_id}")
    assert other.screen == "I cannot find that report here."


async def test_two_reports_of_one_minute_cannot_be_joined_by_how_they_stand(house: House) -> None:
    """T31: no seconds, random names and ids, and within a minute an order of chance."""
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    for number in range(6):
        await sanne.report(*ABOUT_ME, school_class="1a", story=f"nummer {number}")
    first, *_rest = found = await house.cases()
    await sanne.command("mijnmelding")
    await sanne.tap(first.name, "Give my name")
    await sanne.type("Sanne de Vries")
    assert {case.created.second for case in found} == {0}
    await mentor.command("zaken")
    shown = [data.rsplit(":", 1)[1] for data in mentor.offers if data.startswith("a:case:")]
    assert shown == sorted(shown)
    rows = await house.run(audit.lines)
    assert all(sanne.ref not in f"{row.who}{row.object}" for row in rows)


async def test_a_reporter_who_waits_for_an_answer_stands_in_the_morning_until_somebody_acts(
    house: House,
) -> None:
    mentor, _ = await house.mentor(), await house.management()
    sanne = await house.reported()
    case_id = (await house.case()).case_id
    await mentor.press(f"a:case:{case_id}")
    waiting = await house.run(entries.unanswered)
    assert waiting == {}
    await sanne.press(f"a:talk:{case_id}")
    await sanne.type("hij deed het weer")
    assert [*await house.run(entries.unanswered)] == [case_id]
    house.days_later(1)
    await house.run(lambda tx: at_once(open_cases.run)(tx, house.world, tx.now))
    await house.deliver()
    assert "Answer the reporter." in mentor.notes[-1]
    await mentor.press(f"a:note:{case_id}")
    await mentor.type("Sanne gesproken in de pauze")
    await mentor.tap("Everyone who works this case")
    assert await house.run(entries.unanswered) == {}
