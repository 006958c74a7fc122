"""A closed case goes when its term is over, told twice before, and not while it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.case import CaseState
from bot.cases.kinds import Kind, Outcome, RouteId
from bot.jobs import retention
from bot.store import cases, figures
from bot.store import retention as store
from tests.cases.a_school import a_case
from tests.jobs.a_house import DAY, WEDNESDAY_0815, House

pytestmark = pytest.mark.asyncio
YEAR = timedelta(days=365)


async def told(house: House, days: int) -> list[str]:
    """What is sent on that day after the case was closed, and to whom it may go."""
    house.clock.travel(WEDNESDAY_0815 + days * DAY)
    await house.run(retention.run)
    return [house.text(row) for row in await house.sendable()]


async def test_a_case_is_told_of_twice_and_leaves_one_line_to_count_by(house: House) -> None:
    await house.everybody()
    closed = replace(
        a_case(owner="anna", kind=Kind.INSULT),
        state=CaseState.CLOSED,
        closed_at=WEDNESDAY_0815,
        outcome=Outcome.AGREEMENTS,
    )
    case = await house.case(closed)
    other = await house.case(
        replace(closed, case_id="f" * 16, name="Oude Boom", state=CaseState.WORKING)
    )
    assert await told(house, 336) == []
    first = await told(house, 338)
    assert len(first) == 2  # the two of management, and nobody else
    assert all(case.name in text and "destroyed on" in text for text in first)
    assert await told(house, 339) == []
    assert len(await told(house, 359)) == 2
    assert await told(house, 364) == []
    house.clock.travel(WEDNESDAY_0815 + 367 * DAY)
    outcome = await house.run(retention.run)
    assert [one.what for one in outcome.told] == ["a case was destroyed"]
    assert [one.case_id for one in await house.do(cases.all_cases)] == [other.case_id]
    (line,) = await house.do(figures.past)
    assert (line.route, line.kind, line.outcome) == (RouteId.A, Kind.INSULT, Outcome.AGREEMENTS)


async def test_a_kept_case_stays_and_begins_anew_when_it_is_let_go(house: House) -> None:
    await house.everybody()
    closed = replace(a_case(owner="anna"), state=CaseState.CLOSED, closed_at=WEDNESDAY_0815)
    case = await house.case(closed)
    await house.do(lambda tx: store.hold(tx, case.case_id, "mira"))
    assert await told(house, 900) == []
    await house.do(lambda tx: store.let_go(tx, case.case_id))
    assert len(await told(house, 901)) == 2
    assert await told(house, 902) == []


async def test_with_nobody_to_tell_and_at_night_nothing_goes(house: House) -> None:
    closed = replace(a_case(owner="anna"), state=CaseState.CLOSED, closed_at=WEDNESDAY_0815)
    await house.case(closed)
    for days in (400, 420, 440):
        assert await told(house, days) == []
    house.clock.travel(WEDNESDAY_0815 + 460 * DAY - timedelta(hours=6))
    await house.run(retention.run)
    assert len(await house.do(cases.all_cases)) == 1
