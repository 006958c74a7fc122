"""What a row costs that is due, claimed and queued, in a store of 1,000 cases and of 100,000.

And how much faster the tick sees that nothing is due than who looks through all rows.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.many_cases import Cases, keep
from bot.cases.case import Case
from bot.cases.reaching import PingKind, Rung
from bot.clock import Clock
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.store import pings
from bot.store.tx import Tx
from tests.jobs.a_house import TUESDAY_0815, House, world
from tests.opened import a_writer

FEW, MANY = 1_000, 100_000
ROUNDS = 10
"""In each round one row of every open case is due."""

NOW = TUESDAY_0815 + timedelta(hours=3)
EVERY = timedelta(minutes=5)
GROUP = 500
MOST = 1.3
"""A row may cost this many times as much in the larger store."""
LEAST = 100
"""A look through all rows must take this many times as long."""
LOOKS = 20
LOOK = "SELECT case_id FROM rungs {how} WHERE state = 'open' AND due_at <= ? ORDER BY due_at"


@dataclass(frozen=True)
class School:
    """A filled store, and what its rows cost, round by round."""

    house: House
    ticker: Ticker
    costs: list[float]

    async def round(self, number: int) -> None:
        """One tick, with nothing else to do than what it finds due."""
        self.house.clock.travel(NOW + number * EVERY)
        before = await self.house.do(_queued)
        begun = time.perf_counter()
        await self.ticker.tick()
        self.costs.append((time.perf_counter() - begun) / FEW)
        if await self.house.do(_queued) < before + FEW:
            raise SystemExit("Not every row that was due is queued.")


def main() -> int:
    """Print both costs and their ratio; 1 when it is too high."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stored", type=int, default=MANY)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        few, many, faster = asyncio.run(_measure(Path(folder), told.stored))
    ratio = many / few
    print(f"{ROUNDS * FEW} due rows claimed and queued, a row: {FEW} stored cases")
    print(f"  {few * 1000:.2f} ms, {told.stored} stored cases {many * 1000:.2f} ms")
    print(f"  ratio {ratio:.2f} (at most {MOST:.2f})")
    print(f"nothing due among {told.stored} cases: a scan takes {faster:.0f} times as long")
    print(f"  as the look that the tick takes (at least {LEAST})")
    return 0 if ratio <= MOST and faster >= LEAST else 1


async def _measure(folder: Path, stored: int) -> tuple[float, float, float]:
    """Both in turns, so that what else the machine does falls on both."""
    async with _filled(folder / "few", FEW) as few, _filled(folder / "many", stored) as many:
        for school in (few, many):
            await school.ticker.tick()  # every job gets its first moment
        for number in range(1, ROUNDS + 1):
            for school in (few, many):
                await school.round(number)
        faster = await many.house.do(_faster)
        return statistics.median(few.costs), statistics.median(many.costs), faster


@asynccontextmanager
async def _filled(folder: Path, stored: int) -> AsyncIterator[School]:
    clock = Clock()
    clock.travel(NOW)
    writer = await a_writer(folder, clock)
    try:
        house = House(writer, world(), clock, folder)
        await house.everybody()
        for group in _in_groups(Cases(stored, FEW, NOW)):
            await house.do(lambda tx, group=group: _keep(tx, group))  # type: ignore[misc]
        yield School(house, Ticker(writer, world(), clock, JOBS), [])
    finally:
        await writer.close()


def _in_groups(cases: Iterable[Case]) -> Iterable[list[Case]]:
    group: list[Case] = []
    for case in cases:
        group.append(case)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group


def _keep(tx: Tx, group: list[Case]) -> None:
    for case in group:
        keep(tx, case)
        if not case.closed:
            pings.set_rungs(tx, case.case_id, _rungs(case))


def _rungs(case: Case) -> list[Rung]:
    kind = PingKind.URGENT if case.urgent else PingKind.WAITING
    moments = (NOW + number * EVERY for number in range(1, ROUNDS + 1))
    return [Rung(level, due, ("mira",), kind) for level, due in enumerate(moments, start=1)]


def _faster(tx: Tx) -> float:
    return _seconds(tx, "NOT INDEXED") / _seconds(tx, "INDEXED BY rungs_due")


def _seconds(tx: Tx, how: str) -> float:
    taken = []
    for _ in range(LOOKS):
        begun = time.perf_counter()
        if tx.db.execute(LOOK.format(how=how), (tx.now.timestamp(),)).fetchall():
            raise SystemExit("Something is due that should have been dealt with.")
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _queued(tx: Tx) -> int:
    found: int = tx.db.execute("SELECT count(*) FROM outbox").fetchone()[0]
    return found


if __name__ == "__main__":
    sys.exit(main())
