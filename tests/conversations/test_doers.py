"""Somebody of the school did it, they say: confidant or coordinator decide who, and it goes on."""

from __future__ import annotations

import pytest

from bot.cases.events import MarkedHome
from bot.cases.kinds import Doer, RouteId
from bot.cases.people import Role
from tests.conversations.chats import STORY, Chat, opened
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

BY_STAFF = ("Student: about me", "No", "Threats", "Someone who works here", "I will not say")
NO_SUCH_CASE = "I do not know a case with that name."


async def told_of_a_colleague(house: House) -> tuple[Chat, Chat]:
    csv, mt = await house.csv(), await house.management()
    sanne = house.chat("Sanne")
    await sanne.report(*BY_STAFF)
    return csv, mt


async def test_once_somebody_is_named_management_reads_it_and_they_never_do(house: House) -> None:
    csv, mt = await told_of_a_colleague(house)
    named = await house.staff("e-yilmaz", Role.MENTOR)
    case = await house.case()
    await mt.press(f"a:case:{case.case_id}")
    assert mt.screen == NO_SUCH_CASE
    await opened(house, csv)
    await csv.tap("Who did it?")
    await csv.press(f"a:doeris:{case.case_id}:e-yilmaz")
    assert "Then they never see this case" in csv.screen
    await csv.tap("Yes")
    after = await house.case()
    assert after.doer_person == "e-yilmaz"
    assert "e-yilmaz" in after.excluded
    assert (await house.log())[0] == ("i-schumacher", "DoerNamed")
    assert mt.notes[-1] == f"{case.name}: new"
    await opened(house, mt)
    assert STORY in mt.screen
    assert "Who did it?" not in mt.labels
    await named.press(f"a:case:{case.case_id}")
    assert named.screen == NO_SUCH_CASE


async def test_no_colleague_did_it_and_the_usual_people_have_it(house: House) -> None:
    csv, mt = await told_of_a_colleague(house)
    await opened(house, csv)
    await csv.tap("Who did it?", "No colleague did it")
    case = await house.case()
    assert (case.route, case.doer) == (RouteId.A, Doer.UNKNOWN)
    assert mt.notes[-1] == f"{case.name}: new"
    assert (await house.log())[0] == ("i-schumacher", "NotAColleague")


async def test_who_is_in_no_list_can_be_named_too_and_who_is_nobody_not(house: House) -> None:
    csv, _mt = await told_of_a_colleague(house)
    case = await house.case()
    await csv.press(f"a:doerset:{case.case_id}:nobody")
    assert (await house.case()).doer_person is None
    await csv.tap("Back", "Who did it?", "Somebody who is not in this list")
    assert "Somebody who is not in this list" in csv.screen
    await csv.tap("Yes")
    assert not (await house.case()).doer_unclear


async def test_the_list_of_colleagues_has_pages(house: House) -> None:
    csv, _mt = await told_of_a_colleague(house)
    await opened(house, csv)
    await csv.tap("Who did it?")
    first = csv.labels
    await csv.tap("More")
    assert set(first) != set(csv.labels)


async def test_a_handler_notes_worries_about_home_with_one_tap_and_the_care_team_hears(
    house: House,
) -> None:
    care, mentor = await house.care_team(), await house.mentor()
    await house.reported()
    await opened(house, mentor)
    await mentor.tap("Worries about home")
    case = await house.case()
    assert (await house.log())[0] == ("e-yilmaz", MarkedHome.__name__)
    assert care.notes[-1] == f"{case.name}: waiting for you"
    assert "Worries about home" not in [label.split(" ", 1)[-1] for label in mentor.labels]
    await mentor.press(f"a:done:{case.case_id}:Z.veilig")
    assert mentor.notes == ["Only the care team can say this. Ask them."]
    await care.press(f"a:done:{case.case_id}:Z.veilig")
    step = (await house.case()).step("Z.veilig")
    assert step
    assert step.by == "n-haddad"
