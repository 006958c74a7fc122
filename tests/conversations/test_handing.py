"""A case goes to somebody else, who may have it and hears of it."""

from __future__ import annotations

import pytest

from bot.cases.people import Role
from tests.conversations.chats import MENTOR, STORY
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def test_a_case_is_handed_over_to_somebody_who_may_work_it(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    assert "meneer De Wit" not in "\n".join(mentor.labels)  # he has no chat
    assert MENTOR not in "\n".join(mentor.labels)
    await mentor.tap("mevrouw El Amrani")
    case = await house.case()
    assert case.owner == "f-el-amrani"
    assert mt.notes[-1] == f"{case.name}: new"
    assert "Owner: mevrouw El Amrani." in mentor.screen


async def test_a_case_that_nobody_else_may_have_stays_where_it_is(house: House) -> None:
    mentor = await house.mentor()
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    assert mentor.screen.startswith("Nobody else can work on this case now.")
    assert (await house.case()).owner == "e-yilmaz"


async def test_a_case_is_not_handed_to_somebody_who_lost_the_right(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    to = mentor.data("mevrouw El Amrani")
    await house.leaves("f-el-amrani")
    await mentor.press(to)
    assert (await house.case()).owner == "e-yilmaz"
    assert ": new" not in "\n".join(mt.notes)


async def test_a_long_list_of_colleagues_has_pages(house: House) -> None:
    mentor = await house.mentor()
    for one in ("t-bakker", "p-ramdin", "p-nowak", "l-de-boer", "d-tesfay", "g-martina"):
        await house.staff(one, Role.MENTOR)
    for one in ("f-el-amrani", "j-de-wit", "o-kaya"):
        await house.management(one)
    await house.reported()
    await mentor.tap("Open", "Hand it over")
    first = [*mentor.labels]
    await mentor.tap("More")
    assert mentor.labels != first
    assert not {*first[:7]} & {*mentor.labels}
    await mentor.tap("Back")
    assert STORY in mentor.screen


async def test_who_hands_a_case_away_and_may_read_it_no_more_sees_it_no_more(
    house: House,
) -> None:
    """A mentor has a case without a class only as long as it is theirs."""
    mentor, mt = await house.mentor(), await house.management()
    await house.reported(school_class="")
    await mt.tap("Open", "Hand it over", MENTOR)
    await mentor.tap("Open")
    assert STORY in mentor.screen
    await mentor.tap("Hand it over", "mevrouw El Amrani")
    assert mentor.screen == "Done."
    await mentor.tap("All cases")
    assert "0 open cases." in mentor.screen
