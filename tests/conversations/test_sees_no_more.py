"""Who stops seeing a case: who turns out to have reported it, and who is sent a list too late."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from bot.conversations.event import Command
from tests.conversations.chats import STORY
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

NO_SUCH_CASE = "I do not know a case with that name."


async def test_a_handler_who_reports_as_a_parent_does_not_handle_that_report(
    house: House,
) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    await mentor.command("melden")
    await mentor.tap("Parent or carer", "No", "Threats", "One or more students", "My child", "Yes")
    await mentor.type(STORY)
    await mentor.tap("1a", "Send")
    case = await house.case()
    assert (case.owner, case.reporter_person) == ("i-schumacher", "e-yilmaz")
    assert csv.notes[-1] == f"{case.name}: new"
    await mentor.press(f"a:case:{case.case_id}")
    assert mentor.screen == NO_SUCH_CASE


async def test_who_reported_before_being_let_in_does_not_handle_that_report(house: House) -> None:
    """Yilmaz has a chat at one door and reports without a name at the other."""
    at_work, csv = await house.mentor(door="telegram"), await house.csv()
    at_home = await house.reported()
    case = await house.case()
    assert case.owner == "e-yilmaz"
    await at_home.join("e-yilmaz", Role.MENTOR)
    after = await house.case()
    assert (after.owner, after.reporter_person) == ("i-schumacher", "e-yilmaz")
    assert csv.notes[-1] == f"{case.name}: new"
    for chat in (at_work, at_home):
        await chat.press(f"a:case:{case.case_id}")
        assert chat.screen == NO_SUCH_CASE
    await at_home.command("mijnmelding")
    assert STORY not in at_home.screen
    assert case.name in at_home.screen


async def test_who_is_let_in_and_never_had_that_report_changes_nobody(house: House) -> None:
    mentor = await house.mentor()
    sanne = await house.reported()
    told = len(mentor.heard)
    await sanne.join("b-smit", Role.STAFF)
    case = await house.case()
    assert (case.owner, case.reporter_person) == ("e-yilmaz", "b-smit")
    assert len(mentor.heard) == told


async def test_a_list_on_its_way_does_not_name_what_may_not_be_read_any_more(
    house: House,
) -> None:
    csv = await house.csv()
    await house.reported()
    case = await house.case()
    await house.run(lambda tx: csv._take(tx, Command("zaken"), ""))
    await house.taken_off("i-schumacher")
    await house.deliver()  # the list is held back, and another screen is put in its place
    await house.deliver()
    assert csv.screen == "This list has changed."
    assert [row.guard for row in house.held_back] == [f"listed:{case.case_id}"]
    await csv.tap("All cases")
    assert "0 open cases." in csv.screen


async def test_a_list_on_its_way_to_who_left_is_not_sent(house: House) -> None:
    csv = await house.csv()
    await house.reported()
    name = (await house.case()).name
    before = csv.screen
    await house.run(lambda tx: csv._take(tx, Command("zaken"), ""))
    await house.leaves("i-schumacher")
    await house.deliver()
    assert csv.screen == before
    assert name not in csv.screen
