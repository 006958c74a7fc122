"""T63: which cases go on which day, at the boundary, with a hold and over both clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.cases.case import Case, CaseState
from bot.cases.kinds import Kind
from bot.cases.school import Retention
from bot.cases.schooltime import is_school_day
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.store import cases
from bot.store import retention as store
from tests.cases.a_school import SCHOOL, a_case
from tests.jobs.a_house import House
from tests.jobs.conftest import clock, house

__all__ = ["clock", "house"]

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
ZONE = ZoneInfo("Europe/Amsterdam")
HOURS = (time(0, 10), time(9, 29), time(9, 31), time(23, 50))
"""On both sides of the hour at which it is looked at, and of midnight."""
TERMS = {Kind.INSULT: 365, Kind.THREAT: 183}
TERM_MONTHS = Retention(usual=12, of_kind={Kind.THREAT: 6})


def closed_around(day: date, kind: Kind) -> list[Case]:
    """Cases closed on that day and the days beside it, at every hour that matters."""
    found = []
    for shift, hour in product(range(-2, 3), HOURS):
        at = datetime.combine(day + shift * DAY, hour, ZONE)
        named = f"{kind.value}-{at:%Y%m%d%H%M}"
        case = a_case(case_id=named, name=named, kind=kind, owner="anna")
        found.append(replace(case, state=CaseState.CLOSED, closed_at=at))
    return found


def from_school_day(day: date) -> date:
    while not is_school_day(SCHOOL, day):
        day += DAY
    return day


def goes_on(case: Case) -> date:
    """By the rule alone, in days of the calendar on the wall."""
    assert case.closed_at is not None
    end = case.closed_at.astimezone(ZONE).date() + timedelta(days=TERMS[case.kind])
    first = from_school_day(end - 4 * WEEK)
    second = from_school_day(max(end - WEEK, first + WEEK))
    return from_school_day(max(end, second + WEEK))


@pytest.mark.parametrize(
    ("closed", "kind"),
    [
        (date(2026, 10, 25), Kind.INSULT),  # the clock goes back on that very day
        (date(2027, 3, 28), Kind.INSULT),  # and forward
        (date(2026, 9, 27), Kind.THREAT),  # ends when the clock goes forward
        (date(2027, 4, 30), Kind.THREAT),  # ends when the clock goes back
    ],
)
@pytest.mark.asyncio
async def test_t63_on_each_day_exactly_those_go_whose_term_is_over(
    house: House, closed: date, kind: Kind
) -> None:
    await house.everybody()
    world = replace(house.world, school=replace(SCHOOL, retention=TERM_MONTHS))
    kept = closed_around(closed, kind)
    for case in kept:
        await house.case(case)
    held = set(kept[1::5])
    for case in held:
        await house.do(lambda tx, case_id=case.case_id: store.hold(tx, case_id, "mira"))  # type: ignore[misc]
    expected = {case.case_id: goes_on(case) for case in kept if case not in held}
    gone: dict[str, date] = {}
    ticker = Ticker(house.writer, world, house.clock, [j for j in JOBS if j.name == "retention"])
    day = min(expected.values()) - 6 * WEEK
    while day <= max(expected.values()) + 3 * DAY:
        house.clock.travel(datetime.combine(day, time(9, 30), ZONE))
        await ticker.tick()
        left = {case.case_id for case in await house.do(cases.all_cases)}
        gone.update({one: day for one in expected if one not in left and one not in gone})
        day += DAY
    assert gone == expected
    assert {case.case_id for case in await house.do(cases.all_cases)} == {c.case_id for c in held}
