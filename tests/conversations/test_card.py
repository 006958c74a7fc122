"""What colleagues see of cases: the list, the card, the steps; and what the log keeps of it."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.store import audit, contacts
from tests.conversations.chats import ABOUT_ME, MENTORS_STEPS, STORY, heard, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_the_steps_of_ones_own_come_first_on_the_card(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick(*MENTORS_STEPS)
    await opened(house, mt)
    assert mt.of_step("done", "A.4")
    await heard(mt)
    assert mt.of_step("done", "A.8")


async def test_every_step_that_can_be_done_has_its_button_on_the_list(house: House) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    await house.reported()
    await mentor.tap("Open", "All steps")
    assert "⬜ Record the report in SOM. (mentor)" in mentor.screen
    assert mentor.of_step("done", "A.vraag")
    await csv.tap("Open", "All steps")
    assert not any(":done:" in data for data in csv.offers)
    await csv.tap("Back")
    assert STORY in csv.screen


async def test_the_list_has_the_late_and_the_urgent_first_and_pages(house: House) -> None:
    mentor = await house.mentor()
    for number in range(9):
        await house.reported(story=f"verhaal {number}")
    all_cases = await house.cases()
    urgent = all_cases[3]
    await mentor.command("zaak", urgent.name)
    await mentor.tap("Urgent")
    await mentor.command("zaken")
    assert "9 open cases." in mentor.screen
    assert urgent.name in mentor.labels[0]
    assert len(mentor.labels) == 11
    await mentor.tap("More")
    assert len(mentor.labels) == 6
    await mentor.tap("More")
    assert urgent.name in mentor.labels[0]


async def test_a_long_list_can_show_only_ones_own(house: House) -> None:
    mt = await house.management()
    for number in range(9):
        await house.reported(story=f"verhaal {number}")
    await mt.command("zaken")
    await mt.tap("Only my cases")
    assert "You have 9 open cases." in mt.screen
    one = (await house.cases())[2]
    await house.mentor()
    for other in await house.cases():
        if other != one:
            await mt.press(f"a:handto:{other.case_id}:e-yilmaz")
    await mt.command("zaken")
    await mt.tap("Only my cases")
    assert "You have 1 open case." in mt.screen
    assert one.name in mt.labels[0]
    await mt.tap("All cases")
    assert "9 open cases." in mt.screen


async def test_a_closed_case_stands_in_a_list_of_its_own_and_is_opened_again(
    house: House,
) -> None:
    mentor = await house.mentor()
    await house.reported()
    name = (await house.case()).name
    await mentor.command("zaak", name)
    await mentor.tap("Close this case", "No incident", "Use the usual sentence")
    await mentor.command("zaken")
    assert "0 open cases." in mentor.screen
    await mentor.tap("Closed cases")
    assert "1 closed case." in mentor.screen
    await mentor.tap(f"{name} – Done", "Open it again")
    await mentor.command("zaken")
    await mentor.tap("Closed cases", "Open cases")
    assert "1 open case." in mentor.screen


@pytest.mark.parametrize("page", ["-1", "x", "²", "99", "9" * 40, ""])
async def test_a_page_that_is_none_shows_the_first(house: House, page: str) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.press(f"a:cases:{page}")
    assert "1 open case." in mentor.screen
    assert (await house.case()).name in mentor.labels[0]


async def test_a_late_case_has_a_clock_beside_it(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    house.days_later(3)
    await mentor.command("zaken")
    assert mentor.labels[0].startswith("⏰")


async def test_a_case_is_found_by_its_name_and_no_name_gives_the_list(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.command("zaak")
    assert "1 open case." in mentor.screen
    await mentor.command("zaak", "paarse olifant")
    assert mentor.screen == "I do not know a case with that name."
    await opened(house, mentor)
    assert STORY in mentor.screen


async def test_words_stay_on_the_page_where_there_is_one(house_on_page: House) -> None:
    house = house_on_page
    at_telegram, at_web = await house.mentor(door="telegram"), await house.mentor()
    await house.reported()
    await at_telegram.tap("Open")
    assert "Read what was told on the page: https://maatje.example" in at_telegram.screen
    assert "opwacht" not in at_telegram.everything
    await at_web.tap("Open")
    assert STORY in at_web.screen


async def test_a_name_that_was_given_is_shown_and_the_look_is_logged(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.tap("1a", "Add my name")
    await sanne.type("Sanne de Vries")
    await sanne.tap("Send")
    await mentor.tap("Open")
    assert "The reporter's name: Sanne de Vries" in mentor.screen
    assert ("e-yilmaz", "SawReporterName") in await house.log()


async def test_every_act_leaves_its_line_in_the_log(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open")
    await mentor.tick("A.som")
    await mentor.drop("A.csv")
    await mentor.type("weet het al")
    await mentor.tap("Write a note")
    await mentor.type("notitie")
    await mentor.tap("Only me", "Urgent", "Not urgent", "Write to the reporter")
    await mentor.type("dank je")
    await opened(house, mt)
    await mt.tap("I take this case", "Close this case", "Not true, or a joke")
    await mt.tap("Use the usual sentence", "Open it again")
    found = [what for _who, what in reversed(await house.log())]
    assert [what for what in found if what != "Enrolled"] == [
        *("Reported", "Read", "StepDone A.som", "SawSteps", "StepNotNeeded A.csv", "Noted"),
        "MarkedUrgent",
        *("MarkedUrgent", "Replied", "Read", "TookUp", "Closed", "Reopened"),
    ]
    assert await house.run(audit.verify) is None


async def test_an_answer_on_a_button_reaches_staff_in_their_own_language(house: House) -> None:
    mentor = house.chat("mentor in Dutch", language="nl")
    await mentor.join("e-yilmaz", Role.MENTOR)
    await house.reported()
    await mentor.tap("Openen")
    assert ": Bedreig" in mentor.screen
    assert "Threats" not in mentor.screen


async def test_a_report_marked_and_with_files_shows_both(house: House) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.send("voice")
    await sanne.tap("1a", "Change something", "About", "Discrimination", "Done", "Send")
    await mentor.tap("Open")
    assert "Note: discrimination." in mentor.screen
    assert "1 file is kept safe." in mentor.screen


async def test_a_chat_that_is_blocked_is_not_written_to(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.run(lambda tx: contacts.blocked(tx, mentor.ref))
    await house.reported()
    assert len(mentor.notes) == 1
    await opened(house, mt)
    assert (await house.case()).owner != "e-yilmaz"


async def test_one_of_two_chats_that_is_blocked_leaves_the_other(house: House) -> None:
    at_web, at_telegram = await house.mentor(), await house.mentor(door="telegram")
    await house.run(lambda tx: contacts.blocked(tx, at_telegram.ref))
    await house.reported()
    assert at_web.notes[-1].endswith(": new")
    assert len(at_telegram.notes) == 1


async def test_the_card_says_that_nobody_said_who_does_it_and_that_somebody_is_forced(
    house: House,
) -> None:
    mentor = await house.mentor()
    sanne = house.chat("Sanne")
    await sanne.report(
        *("Student: about me", "No", "Someone forces me", "No", "I do not know"),
        school_class="1a",
    )
    await mentor.tap("Open")
    assert "Threats (someone is forced)" in mentor.screen
    assert "The reporter does not know who does it, or did not say." in mentor.screen
