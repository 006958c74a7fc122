"""T21, T22: whole weeks and a whole year lived through, against what the rules say should come."""

import sys
from collections import Counter
from datetime import date

import pytest

from bot.cases.schooltime import holiday_on, is_school_day
from tests.jobs import should_come
from tests.jobs.a_house import House
from tests.jobs.a_year import YEAR, Year, wall
from tests.jobs.year_calendar import as_calendar


def hold(year: Year) -> None:
    """Every message that should come came once, on its day; in a holiday only what is urgent."""
    assert year.of_sort("morning") == year.expected
    for reader in ("chris", "mira"):
        for sort in ("digest", "picture"):
            days = [
                day
                for (day, who), n in year.of_sort(sort).items()
                if who == reader
                for _ in range(n)
            ]
            assert days == [day for day in year.digests.values() if told(year, day, sort)]
    assert {who for _, who in year.of_sort("digest")} == {"chris", "mira"}
    assert year.of_sort("end") == should_come.ends_told(year)
    pings = [one for one in year.came if one.sort == "ping"]
    assert Counter((one.day, one.person_id, one.case_id) for one in pings) == year.pings
    assert year.of_sort("care") == year.care
    assert year.of_sort("test") == should_come.tests(year)
    assert year.of_sort("missed") == should_come.missed(year)
    assert year.of_sort("survey") == should_come.surveyed(year)
    assert set(year.of_sort("mark").values()) <= {1}
    urgent = {one.case.case_id for one in year.lives if one.case.urgent}
    for one in year.came:
        if not is_school_day(YEAR, one.day):
            assert one.sort == "care" or one.case_id in urgent


def told(year: Year, day: date, sort: str) -> bool:
    """Words come every week, a picture from the first case on."""
    first = min(life.case.created for life in year.lives)
    return sort == "digest" or first < wall(day, "08:00")


@pytest.mark.asyncio
async def test_t22_three_weeks_with_a_holiday_a_clock_change_and_an_outage(house: House) -> None:
    outage = (wall(date(2026, 10, 14), "07:00"), wall(date(2026, 10, 14), "11:00"))
    looks = ("06:05", "08:00", "08:15", "12:07")
    year = Year(house, date(2026, 10, 12), date(2026, 10, 28), (outage,), looks)
    year.plan(6, seed=5)
    await year.live()
    hold(year)
    assert year.expected
    assert list(year.digests.values()) == [date(2026, 10, 12), date(2026, 10, 26)]


@pytest.mark.slow
@pytest.mark.asyncio
async def test_t21_t22_a_whole_school_year_with_two_clock_changes_and_three_outages(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    outages = (
        (wall(date(2026, 9, 15), "07:00"), wall(date(2026, 9, 15), "09:00")),  # late that day
        (wall(date(2026, 11, 9), "07:00"), wall(date(2026, 11, 12), "07:00")),  # digest on Thursday
        (wall(date(2027, 3, 26), "12:00"), wall(date(2027, 4, 6), "06:30")),  # a week, clock change
    )
    year = Year(house, date(2026, 8, 1), date(2027, 7, 31), outages)
    year.plan(60, seed=2026)
    await year.live()
    with capsys.disabled():
        sys.stdout.write(as_calendar(year) + "\n")
    hold(year)
    assert len(YEAR.people) == 25
    assert date(2026, 11, 12) in year.digests.values()
    assert not any(
        day in {one for one, _ in year.expected}
        for day in map(date.fromisoformat, ("2026-11-09", "2026-11-10", "2026-11-11"))
    )
    assert {holiday_on(YEAR, day) for day, _ in year.expected} == {None}
    assert date(2026, 8, 3) in {day for day, _ in year.expected}
