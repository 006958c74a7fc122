"""`maatje report`: writes the yearly evaluation to a folder, as slides and on paper.

What is in it may be presented; what may not be shown never leaves the count.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.app.exporting import open_folder, private_file
from bot.app.opening import House, open_house
from bot.cases.schooltime import first_of_school_year, local_day
from bot.figures.audience import Audience
from bot.figures.evaluation import Part
from bot.reports.counting import Counting, Wanted
from bot.reports.yearly import Presented, make_paper, make_slides
from bot.settings import Settings
from bot.store import audit

AUDIENCES = tuple(one.value for one in Audience)


@dataclass(frozen=True)
class ReportWanted:
    """Of which school year (the one it begins in), for whom, and on which day it is presented."""

    year: int | None
    audience: Audience
    day: date | None


async def make_report(settings: Settings, wanted: ReportWanted, folder: Path) -> list[Path]:
    """Write both parts, each twice; an earlier one of the same year is replaced."""
    target = await asyncio.to_thread(open_folder, folder, settings)
    async with open_house(settings, alone=False) as house:
        counting = Counting(house.writer, house.world.school, house.world.i18n)
        presented = await counting.read(_wanted(house, wanted), tuple(Part))
        written = [
            path for one in presented for path in await asyncio.to_thread(_write, one, target)
        ]
        await house.writer.run(lambda tx: audit.write(tx, audit.COMMAND_LINE, "ReportMade", ""))
    return written


def _wanted(house: House, asked: ReportWanted) -> Wanted:
    today = local_day(house.world.school, house.clock.now())
    first = first_of_school_year(today)
    if asked.year is not None:
        first = first.replace(year=asked.year)
    return Wanted(first, asked.audience, asked.day or today)


def _write(presented: Presented, folder: Path) -> list[Path]:
    base = f"incidenten-{presented.years[0]}-{presented.evaluation.part}"
    made = {".pptx": make_slides(presented), ".pdf": make_paper(presented)}
    paths = []
    for ending, content in made.items():
        path = folder / f"{base}{ending}"
        with private_file(path) as file:
            file.write(content)
        paths.append(path)
    return paths
