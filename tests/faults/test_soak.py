"""T70: whole school days in one process, and what counts as growing."""

from pathlib import Path

import pytest

from scripts.soak import growing
from tests.faults.soaking import Day, Plan, soak


def _days(*outbox: int, megabytes: float = 100.0) -> list[Day]:
    return [
        Day(number, megabytes, 17, {"outbox": rows, "cases": 10 * number})
        for number, rows in enumerate(outbox, start=1)
    ]


def test_what_is_full_after_a_while_does_not_grow_and_cases_may() -> None:
    assert growing(_days(100, 200, 300, 300, 310, 300, 305, 310)) == []


def test_a_row_that_stays_behind_each_day_is_told() -> None:
    assert growing(_days(*range(100, 900, 100))) == ["outbox 500 → 700"]


@pytest.mark.slow
@pytest.mark.asyncio
async def test_t70_two_school_days_with_a_power_cut_between_lose_nothing(tmp_path: Path) -> None:
    plan = Plan(days=2, reports=5, power_cuts=frozenset({2}))
    run = await soak(tmp_path, plan, say=lambda _day: None)
    assert (run.lost, run.late) == ([], [])
    assert [day.rows["cases"] for day in run.days] == [5, 10]
    assert [day.rows["inbox"] > 0 for day in run.days] == [True, True]
