"""How it goes after a case was closed: asked by itself, answered with a tap, told to who has it."""

from __future__ import annotations

import pytest

from bot.jobs import aftercare as job
from bot.jobs.job import Outcome, Word
from bot.store import aftercare, cases, contacts, entries
from tests.conversations.chats import Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

HOW = "How are you doing now?"
FORCED = ("Student: about me", "No", "Someone forces me", "No", "One or more students")


async def closed(house: House, *, ending: str = "Agreements made") -> tuple[Chat, Chat]:
    """A case that came to an end, its mentor and who reported it."""
    mentor = await house.mentor()
    management = await house.management()
    sanne = await house.reported()
    await management.command("zaken")
    await management.press(f"a:case:{(await house.case()).case_id}")
    await management.tap("Seen, mentor handles it")
    await mentor.tap("Open")
    while drops := [data for data in mentor.offers if data.startswith("a:drop:")]:
        await mentor.press(drops[0])
        await mentor.type("Niet nodig.")
    await end(mentor, ending)
    return mentor, sanne


async def end(mentor: Chat, ending: str) -> None:
    await mentor.tap("Close this case")
    if not any(ending in label for label in mentor.labels):
        await mentor.tap("More")
    await mentor.tap(ending)
    if "This case is urgent." in mentor.screen:
        await mentor.type("Er is gepraat.")
    await mentor.tap("Use the usual sentence")
    if any("Yes, close it" in label for label in mentor.labels):
        await mentor.tap("Yes, close it")


async def tick(house: House) -> Outcome:
    """The job does what is due now."""
    outcome = await house.run(lambda tx: job.run(tx, house.world, tx.now))
    await house.deliver()
    return outcome


async def after(house: House, days: int) -> Outcome:
    house.days_later(days)
    return await tick(house)


async def test_two_and_six_weeks_later_it_is_asked_and_the_phone_says_no_word(
    house: House,
) -> None:
    mentor, sanne = await closed(house)
    assert (await after(house, 13)).word is Word.NOTHING
    for days in (1, 28):
        sanne.notes.clear()
        assert (await after(house, days)).word is Word.DONE
        assert sanne.notes == ["There is news for you."]
        assert (await tick(house)).word is Word.NOTHING
        await sanne.tap("Look")
        assert HOW in sanne.screen
        await sanne.tap("Good")
        assert sanne.notes == ["Good to hear. You can still write here."]
        assert HOW not in sanne.screen.splitlines()
    assert not mentor.notes
    assert ("reporter", "AftercareAnswered") in await house.log()


async def test_bad_tells_who_has_the_case_and_one_tap_opens_it_again(house: House) -> None:
    mentor, sanne = await closed(house)
    await after(house, 14)
    await sanne.tap("Look", "Bad")
    assert "Danger? Call 112." in sanne.said
    case = await house.case()
    assert mentor.notes == [f"{case.name}: answer"]
    await mentor.tap("Open")
    assert "Reporter: Hoe gaat het nu met je? Slecht" in mentor.screen
    await mentor.tap("Open it again")
    assert not (await house.case()).closed
    assert await house.run(lambda tx: aftercare.due(tx, tx.now.replace(year=2030))) == []


async def test_who_wants_to_talk_can_write_at_once(house: House) -> None:
    mentor, sanne = await closed(house)
    await after(house, 14)
    await sanne.tap("Look", "I want to talk")
    assert "What do you want to tell?" in sanne.screen
    assert mentor.notes[-1].endswith(": answer")
    await sanne.type("het is weer begonnen")
    await mentor.tap("Open")
    assert "Reporter: het is weer begonnen" in mentor.screen


async def test_no_answer_in_a_week_is_one_and_who_has_it_sees_that(house: House) -> None:
    mentor, sanne = await closed(house)
    await after(house, 14)
    await after(house, 7)
    case = await house.case()
    assert mentor.notes == [f"{case.name}: waiting for you"]
    await mentor.tap("Open")
    assert "Hoe gaat het nu met je? Geen antwoord." in mentor.screen
    await sanne.press(f"a:feel:{case.case_id}:good")
    assert sanne.notes == ["Thank you. You can write to school here."]


async def test_nobody_is_asked_at_night(house: House) -> None:
    _mentor, sanne = await closed(house)
    house.days_later(14)
    house.hours_later(12)
    assert (await tick(house)).word is Word.NOTHING
    house.hours_later(12)
    assert (await tick(house)).word is Word.DONE
    assert sanne.notes[-1] == "There is news for you."


async def test_after_force_it_is_asked_after_two_days(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.report(*FORCED, school_class="1a")
    await sanne.command("mijnmelding")
    await sanne.tap("Take it back", "Yes, take it back")
    await mentor.tap("Open")
    await end(mentor, "Taken back by the reporter")
    assert (await after(house, 2)).word is Word.NOTHING
    await mentor.command("zaken")
    await mentor.press(f"a:reopen:{(await house.case()).case_id}")
    house.hours_later(9)  # it is evening, and still that day counts
    await end(mentor, "No incident")
    days = "Friday 27 November, Wednesday 9 December, and Wednesday 6 January"
    assert f"Maatje asks the reporter how it goes: {days}." in mentor.screen
    house.hours_later(-9)
    await after(house, 2)
    await sanne.command("mijnmelding")
    assert HOW in sanne.screen


async def test_untrue_asks_nothing_and_only_forgets(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open")
    await end(mentor, "Not true, or a joke")
    sanne.notes.clear()
    await after(house, 14)
    assert sanne.notes == []
    case = await house.case()
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) is None


async def test_when_it_is_over_nothing_leads_to_who_reported_it(house: House) -> None:
    mentor, sanne = await closed(house)
    case = await house.case()
    for days in (14, 7, 21, 7):
        await after(house, days)
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) == sanne.ref
    await after(house, 7)
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) is None
    assert await house.run(lambda tx: contacts.my_cases(tx, sanne.ref)) == ()
    assert ("system", "AddressForgotten") in await house.log()
    await sanne.command("mijnmelding")
    assert "There is no report in this chat." in sanne.screen
    assert mentor.notes


async def test_a_chat_that_is_gone_is_asked_nothing_and_forgotten_in_time(house: House) -> None:
    _mentor, sanne = await closed(house)
    await house.run(lambda tx: contacts.blocked(tx, sanne.ref))
    sanne.notes.clear()
    await after(house, 14)
    assert sanne.notes == []
    await house.run(lambda tx: contacts.forget(tx, sanne.ref))
    for days in (7, 28, 7, 7):
        await after(house, days)
    case = await house.case()
    assert await house.run(lambda tx: cases.reporter(tx, case.case_id)) is None


async def test_who_kept_no_address_is_asked_nothing(house: House) -> None:
    _mentor, sanne = await closed(house)
    await sanne.tap("Hide my report", "Yes")
    assert (await after(house, 14)).word is Word.NOTHING


async def test_only_words_before_the_end_plans_nothing(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await sanne.tap("Hide my report", "Yes")
    await mentor.tap("Open")
    await end(mentor, "Not true, or a joke")
    assert await house.run(lambda tx: aftercare.due(tx, tx.now.replace(year=2030))) == []


async def test_a_case_without_owner_still_counts_no_answer(house: House) -> None:
    mentor, _sanne = await closed(house)
    case = await house.case()
    await house.run(lambda tx: tx.db.execute("UPDATE cases SET owner = NULL"))
    await after(house, 14)
    await after(house, 7)
    notes = await house.run(lambda tx: entries.of_case(tx, case.case_id, ("note",)))
    assert [note.body for note in notes] == ["Hoe gaat het nu met je? Geen antwoord."]
    assert mentor.notes == []


async def test_nobody_answers_for_another(house: House) -> None:
    _mentor, _sanne = await closed(house)
    case = await house.case()
    await after(house, 14)
    other = house.chat("other")
    await other.press(f"a:feel:{case.case_id}:bad")
    assert other.screen == "I cannot find that report here."


async def test_an_answer_that_was_not_offered_is_none(house: House) -> None:
    _mentor, sanne = await closed(house)
    await after(house, 14)
    await sanne.press(f"a:feel:{(await house.case()).case_id}:great")
    assert HOW in sanne.screen
