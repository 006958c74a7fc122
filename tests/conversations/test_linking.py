"""Cases that belong together: told to who may read both, never to a reporter, and undone again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.case import Case
from bot.conversations.event import Acted
from bot.store import case_links, cases
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio


async def new_case(house: House, known: Case) -> Case:
    """The other one of two."""
    return next(one for one in await house.cases() if one.case_id != known.case_id)


async def test_two_cases_are_linked_shown_on_both_and_parted_again(house: House) -> None:
    mentor = await house.mentor()
    first = await house.reported(story="een")
    one = await house.case()
    await mentor.tap("Open", "Link with another case")
    assert mentor.screen.startswith("There is no other open case that you may see.")
    second = await house.reported(story="twee")
    other = await new_case(house, one)
    await mentor.command("zaak", one.name)
    await mentor.tap("Link with another case")
    assert "No reporter hears of it." in mentor.screen
    await mentor.press(f"a:linkto:{one.case_id}:{other.case_id}")
    assert mentor.screen.startswith(f"✅ Linked with {other.name}.")
    assert f"Belongs with {other.name}." in mentor.screen
    await mentor.tap(other.name)
    assert f"Belongs with {one.name}." in mentor.screen
    assert "twee" in mentor.screen
    assert ("e-yilmaz", "Linked") in await house.log()
    for reporter, theirs in ((first, other), (second, one)):
        await reporter.command("mijnmelding")
        assert theirs.name not in reporter.everything

    await mentor.tap("Link with another case", f"Not {one.name}")
    assert mentor.screen.startswith(f"✅ Not linked with {one.name} any more.")
    assert "Belongs with" not in mentor.screen


async def test_the_link_is_told_only_to_who_may_read_both(house: House) -> None:
    mentor, mt, care = await house.mentor(), await house.management(), await house.care_team()
    await house.reported(story="een")
    one = await house.case()
    await house.reported(story="twee", school_class="1b")
    other = await new_case(house, one)
    for pressed in (other.case_id, one.case_id, "0" * 16):
        await mentor.press(f"a:linkto:{one.case_id}:{pressed}")
        assert not await house.run(lambda tx: case_links.linked_with(tx, one.case_id))
    await mt.press(f"a:linkto:{one.case_id}:{other.case_id}")
    await mt.press(f"a:linkto:{one.case_id}:{other.case_id}")
    assert f"Belongs with {other.name}." in mt.screen
    await mentor.command("zaak", one.name)
    assert other.name not in mentor.everything
    assert "Belongs with" not in mentor.screen
    await care.press(f"a:unlink:{one.case_id}:{other.case_id}")
    assert await house.run(lambda tx: case_links.linked_with(tx, other.case_id)) == (one.case_id,)


async def test_a_card_that_names_a_case_too_many_is_not_sent(house: House) -> None:
    mt = await house.management()
    await house.reported(story="een")
    await house.reported(story="twee")
    one, other = await house.cases()
    await mt.press(f"a:linkto:{one.case_id}:{other.case_id}")
    await mt.says(Acted("case", (one.case_id,)))
    gone = replace(other, excluded=frozenset({"f-el-amrani"}))
    await house.run(lambda tx: cases.save(tx, gone))
    await house.deliver()
    await house.deliver()
    assert mt.screen == "This list has changed."
