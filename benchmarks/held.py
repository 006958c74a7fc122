"""How long what happens by itself, or is asked of all cases, holds up everybody's answers.

Shown is the longest unit of work.

A Monday on which a survey opens for 2,000 people, with 500 open cases and 5,000 that are closed;
who has most of the open ones is ill from that day on, so that others get them.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from benchmarks.many_cases import Cases, keep
from bot.cases.people import Absence
from bot.cases.schooltime import first_of_school_year
from bot.cases.surveys import Survey
from bot.clock import Clock
from bot.conversations.world import World
from bot.figures.audience import Audience
from bot.figures.evaluation import Part
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.reports.counting import Counting, Wanted
from bot.reports.personal import read_personal
from bot.store import campaigns, contacts, digest_readers, people
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.cases.a_school import ANNA
from tests.jobs.a_house import House, world
from tests.jobs.a_year import YEAR, wall
from tests.opened import DATA, KEYS, ROOT, a_writer

OPEN, STORED, CONTACTS = 500, 5_500, 2_000
MONDAY = date(2026, 11, 2)
LOOKS = ("03:45", "04:15", "06:05", "08:00", "08:15", "09:35", "10:05", "12:00", "15:35")
MOST = 0.15
"""Seconds: half of what an answer may take."""

T = TypeVar("T")


@dataclass
class Held:
    """The longest unit of work at one look at the clock, and how many there were."""

    look: str
    units: int = 0
    longest: float = 0.0


class Timed(Writer):
    """A writer that notes how long its units take."""

    held: Held

    async def run(
        self, work: Callable[[Tx], T], *, hurried: bool = False, again: bool = False
    ) -> T:
        """As a writer does it."""

        def timed(tx: Tx) -> T:
            begun = time.perf_counter()
            try:
                return work(tx)
            finally:
                self.held.units += 1
                self.held.longest = max(self.held.longest, time.perf_counter() - begun)

        return await super().run(timed, hurried=hurried, again=again)


def main() -> int:
    """Print the longest unit of every look; 1 when one is too long."""
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        found = asyncio.run(_measure(Path(folder)))
    print("By the clock; then the yearly evaluation, and all that is kept about a colleague.")
    print(f"{OPEN} open cases, {STORED} stored, {CONTACTS} contacts of a survey; longest unit:")
    for one in found:
        print(f"  {one.look}: {one.longest * 1000:4.0f} ms of {one.units} units")
    longest = max(one.longest for one in found)
    print(f"  at most {longest * 1000:.0f} ms (promised {MOST * 1000:.0f} ms)")
    return 0 if longest <= MOST else 1


async def _measure(folder: Path) -> list[Held]:
    clock = Clock()
    clock.travel(wall(MONDAY - timedelta(days=3), "12:00"))
    await (await a_writer(folder, clock)).close()
    writer = await Timed.open(folder / DATA, folder / KEYS, ROOT, clock)
    try:
        return await _monday(writer, clock, folder)
    finally:
        await writer.close()


async def _monday(writer: Timed, clock: Clock, folder: Path) -> list[Held]:
    writer.held = Held("")
    school = replace(world(), school=YEAR)
    await House(writer, school, clock, folder).staff(*YEAR.people)
    await writer.run(_fill)
    calm = [one for one in JOBS if one.name != "backup"]  # a copy is made beside the writer
    ticker = Ticker(writer, school, clock, calm)
    await ticker.tick()
    found = []
    for look in LOOKS:
        clock.travel(wall(MONDAY, look))
        writer.held = Held(look)
        await ticker.tick()
        found.append(writer.held)
    return [*found, await _evaluation(writer, school), await _own_data(writer, school)]


async def _evaluation(writer: Timed, school: World) -> Held:
    writer.held = Held("year ")
    wanted = Wanted(first_of_school_year(MONDAY), Audience.TEAM, MONDAY)
    await Counting(writer, school.school, school.i18n).read(wanted, tuple(Part))
    return writer.held


async def _own_data(writer: Timed, school: World) -> Held:
    writer.held = Held("own  ")
    await read_personal(writer, ANNA.person_id, lambda text: school.i18n.render(text, "nl"))
    return writer.held


def _fill(tx: Tx) -> None:
    for case in Cases(STORED, OPEN, tx.now):
        keep(tx, case)
    for number in range(CONTACTS):
        ref = contacts.meet(tx, "telegram", str(number), "nl").contact_ref
        campaigns.want_news(tx, ref, wants=True)
    campaigns.plan(tx, Survey.PROZO, MONDAY.year, "mira")
    digest_readers.put(tx, "mira", wants=True)
    people.put(tx, replace(ANNA, away=Absence(MONDAY, MONDAY + timedelta(days=4))))


if __name__ == "__main__":
    sys.exit(main())
