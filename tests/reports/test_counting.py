"""The yearly evaluation is read some cases at a time, and counts each of them once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from bot.cases.case import Case, StepState, StepStatus
from bot.clock import Clock
from bot.figures.audience import Audience
from bot.figures.evaluation import Part
from bot.figures.measures import BY_LATE
from bot.reports.counting import SOME, Counting, Wanted
from bot.reports.yearly import Presented
from bot.store import cases, erase, figures
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.cases.a_school import a_case
from tests.cases.noordhoek import noordhoek
from tests.opened import a_writer
from tests.wording import dutch_first

pytestmark = pytest.mark.asyncio

T = TypeVar("T")
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
FIRST = date(2026, 8, 1)
AUGUST_HERE = datetime(2026, 7, 31, 23, 30, tzinfo=UTC)
"""Half past one at school, on the first day of its year."""


async def store(folder: Path) -> Writer:
    clock = Clock()
    clock.travel(NOW)
    return await a_writer(folder, clock)


async def evaluated(writer: Writer) -> Presented:
    counting = Counting(writer, noordhoek(), dutch_first())
    (one,) = await counting.read(Wanted(FIRST, Audience.TEAM, NOW.date()), (Part.STUDENTS,))
    return one


def keep(tx: Tx, number: int, created: datetime = NOW, **more: object) -> Case:
    case = a_case(case_id=f"{number:016x}", name=f"Otter {number}", created=created)
    case = replace(case, **more)  # type: ignore[arg-type]
    cases.create(tx, case, reporter=None, reporter_name=None)
    return case


@dataclass
class Destroying:
    """A writer beside which the oldest case is destroyed after the third unit of work."""

    writer: Writer
    units: int = 0

    async def run(self, work: Callable[[Tx], T]) -> T:
        done = await self.writer.run(work)
        self.units += 1
        if self.units == 3:
            await self.writer.run(_destroy_first)
        return done


def _destroy_first(tx: Tx) -> None:
    first = cases.all_cases(tx)[0]
    erase.shred_case(tx, first.case_id, *figures.of(tx, (first,), noordhoek()).values())


async def test_a_case_that_is_destroyed_meanwhile_counts_once(tmp_path: Path) -> None:
    writer = await store(tmp_path)
    try:
        await writer.run(lambda tx: [keep(tx, number) for number in range(SOME + 3)] and None)
        beside = Destroying(writer)
        shown = await evaluated(beside)  # type: ignore[arg-type]
        assert beside.units == 4
        assert shown.evaluation.total.now == SOME + 3
    finally:
        await writer.close()


async def test_steps_that_were_late_or_are_late_now_are_counted(tmp_path: Path) -> None:
    at = NOW - timedelta(days=9)
    in_time = StepState("A.1", StepStatus.DONE, "anna", at, at + timedelta(days=1))
    done_late = StepState("A.2", StepStatus.DONE, "anna", NOW, at)
    late_still = StepState("A.3", StepStatus.OPEN, due=at)
    late_still_too = replace(late_still, step_id="A.5")
    to_come = StepState("A.4", StepStatus.OPEN, due=NOW + timedelta(days=1))

    def told(tx: Tx) -> None:
        for number in range(3):
            keep(tx, number, steps=(in_time, to_come))
            keep(tx, number + 10, steps=(in_time, done_late, to_come))
            keep(tx, number + 20, steps=(done_late, late_still, late_still_too, to_come))

    writer = await store(tmp_path)
    try:
        await writer.run(told)
        shown = await evaluated(writer)
        (late,) = [one for one in shown.evaluation.tables if one.title == BY_LATE.title]
        assert [row.now for row in late.rows] == [3, 3, 3]
    finally:
        await writer.close()


async def test_the_school_year_begins_at_midnight_at_school_also_of_what_was_destroyed(
    tmp_path: Path,
) -> None:
    def told(tx: Tx) -> None:
        for number in range(6):
            case = keep(tx, number, AUGUST_HERE)
            keep(tx, number + 10, AUGUST_HERE - timedelta(days=366))
            if number % 2:
                counted = figures.of(tx, (case,), noordhoek())
                erase.shred_case(tx, case.case_id, *counted.values())

    writer = await store(tmp_path)
    try:
        await writer.run(told)
        shown = (await evaluated(writer)).evaluation
        assert (shown.total.now, shown.total.before) == (6, None)
    finally:
        await writer.close()
