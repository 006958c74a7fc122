"""A case that cannot wait: what its card begins with, who is reminded, and how it may end."""

from __future__ import annotations

import pytest

from bot.cases.case import StepStatus
from bot.cases.people import Role
from bot.jobs import ladder
from bot.store import entries
from tests.conversations.chats import ABOUT_ME, Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

DANGER = ("Student: about me", "Yes", "Threats", "One or more students")


async def told(house: House) -> tuple[Chat, Chat, Chat]:
    """Mentor, management and a student in danger, whose report the mentor has opened."""
    mentor, mt = await house.mentor(), await house.management()
    sanne = house.chat("Sanne")
    await sanne.report(*DANGER, school_class="1a")
    await mentor.tap("Open")
    return mentor, mt, sanne


async def later(house: House, hours: int) -> None:
    house.hours_later(hours)
    await house.run(lambda tx: ladder.run(tx, house.world, tx.now))
    await house.deliver()


async def test_the_card_begins_with_what_to_do_today_and_reminds_of_it_until_it_is_done(
    house: House,
) -> None:
    mentor, mt, _sanne = await told(house)
    first, danger, second, *_ = mentor.screen.splitlines()
    assert first.startswith("🚨 URGENT")
    assert danger == "Danger now: Yes"
    assert mentor.screen.count(danger) == 1
    assert second.startswith("First this: Speak with the student today.")
    assert mentor.labels[0] == "✅ Spoke with the student"
    await opened(house, mt)
    mentor.notes.clear()
    await later(house, 2)
    name = (await house.case()).name
    assert mentor.notes == [f"{name}: waiting for you"]
    assert ("system", "Reminded") in await house.log()
    await mentor.tick("A.nu")
    assert "First this:" not in mentor.screen
    assert "StepDone A.nu" in [what for _who, what in await house.log()]
    mt.notes.clear()
    await later(house, 2)
    assert (mentor.notes, mt.notes) == ([], [])


async def test_the_card_begins_with_what_was_written_about_not_wanting_to_live(
    house: House,
) -> None:
    mentor, _mt, _sanne = await told(house)
    case_id = (await house.case()).case_id
    words = "ik wil niet meer leven"
    await house.run(lambda tx: entries.add(tx, case_id, "story", words, None))
    await opened(house, mentor)
    second = mentor.screen.splitlines()[1]
    assert second == "The reporter writes about not wanting to live any more."


async def test_it_ends_only_for_a_reason_and_who_knows_of_it_is_told(house: House) -> None:
    mentor, mt, sanne = await told(house)
    name = (await house.case()).name
    await mentor.tap("Close this case", "Back")
    assert "First this: Speak with the student today." in mentor.screen
    await mentor.tap("Close this case", "No incident")
    assert "Why can it be closed?" in mentor.screen
    await mentor.type("Het bleek een ruzie over een scooter.")
    await mentor.tap("Use the usual sentence")
    assert "This was not done:\n– Speak with the student today." in mentor.screen
    assert "And 6 more steps." in mentor.screen
    await mentor.tap("No, leave it open")
    assert mentor.screen.startswith("The case stays open.")
    assert not (await house.case()).closed
    await mentor.tap("Not true, or a joke")
    await mentor.type("Het bleek een ruzie over een scooter.")
    await mentor.tap("Use the usual sentence", "Yes, close it")
    assert (await house.case()).closed
    assert mt.notes[-1] == f"{name}: closed, it was urgent"
    await mt.press(mt.data("Open"))
    assert (
        "Waarom: Het bleek een ruzie over een scooter. (Niet gedaan: Met leerling gepraat, "
        in mt.screen
    )
    await sanne.tap("Look")
    assert "scooter" not in sanne.everything


async def test_what_turned_urgent_meanwhile_is_not_closed_and_no_word_is_lost(
    house: House,
) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open", "Close this case", "No incident")
    await opened(house, mt)
    await mt.tap("Urgent")
    await mentor.type("Dank je wel voor het vertellen.")
    assert "First write down why it can be closed." in mentor.said
    assert "Dank je wel voor het vertellen." in mentor.said
    assert not (await house.case()).closed


async def test_who_was_told_that_it_is_urgent_hears_that_it_is_not(house: House) -> None:
    mentor, mt, _sanne = await told(house)
    await mentor.tap("Not urgent")
    assert mt.notes[-1].endswith(": not urgent any more")
    await mentor.tap("All steps")
    assert "Speak with the student today" not in mentor.screen


async def test_only_what_was_taken_back_can_end_as_taken_back(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "Close this case")
    assert not any("Taken back" in label for label in mentor.labels)
    await sanne.command("mijnmelding")
    await sanne.tap("Take it back", "Yes, take it back")
    await opened(house, mentor)
    assert "Note: the reporter takes the report back." in mentor.screen
    await sanne.command("mijnmelding")
    await sanne.tap("Take it back", "No, leave it")
    await opened(house, mentor)
    assert "takes the report back" not in mentor.screen


async def test_the_step_of_the_proof_ticks_itself_only_when_there_is_proof(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    await mentor.tap("Open", "All steps")
    assert "⬜ The student or the parent" in mentor.screen
    await sanne.command("mijnmelding")
    await sanne.tap("Add proof", "I keep it myself", "No", "WhatsApp", *["Next"] * 4)
    await sanne.tap(*["Skip this"] * 3)
    step = (await house.case()).step("A.2")
    assert step is not None
    assert (step.status, step.by) == (StepStatus.DONE, None)
    assert ("reporter", "ProofKept") in await house.log()
    await opened(house, mentor)
    assert "Proof: I keep it myself" in mentor.screen


async def test_the_card_says_why_it_is_urgent_where_nobody_said_yes_to_danger(
    house: House,
) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.report(*ABOUT_ME, school_class="1a", story="hij gaat mij neersteken na school")
    await mentor.tap("Open")
    first, second, *rest = mentor.screen.splitlines()
    assert first.startswith("🚨 URGENT")
    assert second == "It sounds like: violence"
    assert "Danger now: No" in rest[2:]


async def test_who_may_not_open_it_hears_of_it_once_a_day(house: House) -> None:
    confidant = await house.confidant()
    await house.management()
    await house.chat("Sanne").report(*DANGER, school_class="1a")
    confidant.notes.clear()
    for _ in range(3):
        await later(house, 1)
    (told_once,) = confidant.notes
    assert told_once.startswith("A report is waiting.")
    assert "Ask if it is seen:" in told_once


async def test_the_card_says_what_it_is_about_and_that_a_number_was_given(
    house_on_page: House,
) -> None:
    csv = await house_on_page.staff("i-schumacher", Role.SAFETY_COORDINATOR, door="telegram")
    sanne = house_on_page.chat("Sanne")
    await sanne.type("ik wil niet meer leven")
    await sanne.tap("Call me back", "Anyone may call")
    await sanne.type("0612345678")
    case = await house_on_page.case()
    assert csv.notes[-1] == f"{case.name}: urgent"
    await csv.tap("Open")
    assert "A students among each other: danger" in csv.screen
    assert "does not know who does it" not in csv.screen
    assert "A number to call was given. It stands in this case." in csv.screen
    for canary in ("0612345678", "niet meer leven", "somebody's life"):
        assert canary not in csv.everything
    on_page = await house_on_page.csv()
    await opened(house_on_page, on_page)
    assert "Name or number of the reporter: 0612345678" in on_page.screen
    assert "worries about somebody's life" in on_page.screen
    assert on_page.screen.index("0612345678") < on_page.screen.index("First this:")
    assert "(you do this)" in on_page.screen, "there is no mentor: it falls to her"
    other = await house_on_page.management()
    await opened(house_on_page, other)
    assert "(mevrouw Schumacher)" in other.screen, "to others it stands by her name"
    await other.tick("A.nu")
    assert ("f-el-amrani", "StepDone A.nu") in await house_on_page.log()


async def test_words_of_danger_beside_a_no_are_seen_first_and_an_adult_judges_them(
    house: House,
) -> None:
    mentor, sanne = await house.mentor(), house.chat("Sanne")
    await sanne.report(*ABOUT_ME, school_class="1a", story="hij gaat me pakken en slaan")
    assert mentor.notes[-1].endswith(": new")
    await mentor.tap("Open")
    assert mentor.screen.splitlines()[1:4] == [
        "⚠️ Is this urgent? Judge that yourself.",
        "It sounds like: violence",
        "The reporter answered that there is no danger now.",
    ]
    await mentor.press(next(one for one in mentor.offers if one.startswith("a:urgent:")))
    assert "🚨 URGENT" in mentor.screen
    assert "It sounds like: violence" in mentor.screen
    assert "Judge that yourself" not in mentor.screen
    assert "violence" not in sanne.everything
    case_id = (await house.case()).case_id
    await mentor.press(f"a:calm:{case_id}")
    assert "Judge that yourself" not in mentor.screen, "an adult has judged it"
    house.hours_later(1)
    more = "ik ben bang want hij wacht mij op"
    await house.run(lambda tx: entries.add(tx, case_id, "talk_in", more, None))
    await opened(house, mentor)
    assert "Judge that yourself" in mentor.screen, "it is told anew"
    assert "no danger now" not in mentor.screen, "that answer came before these words"


async def test_what_is_told_later_is_judged_too_and_another_screen_says_only_danger(
    house_on_page: House,
) -> None:
    mentor = await house_on_page.mentor(door="telegram")
    sanne = await house_on_page.reported()
    await mentor.tap("Open")
    assert "Judge that yourself" not in mentor.screen
    case_id, words = (await house_on_page.case()).case_id, "ik ben bang want hij wacht mij op"
    await house_on_page.run(lambda tx: entries.add(tx, case_id, "talk_in", words, sanne.ref))
    await opened(house_on_page, mentor)
    assert mentor.screen.splitlines()[1:3] == [
        "⚠️ Is this urgent? Judge that yourself.",
        "It sounds like: danger",
    ]
    assert "no danger now" not in mentor.screen
