"""Reads what a yearly evaluation is made of, some cases at a time; knows not who may have it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cases.school import School
from bot.cases.schooltime import local_day
from bot.figures.audience import Audience
from bot.figures.evaluation import Part, evaluate
from bot.figures.incident import Incident
from bot.i18n import I18n
from bot.reports.yearly import Presented
from bot.store import figures
from bot.store.writer import Tx, Writer

SOME: Final = 500
"""Cases in one unit of work: what people ask goes in between."""


@dataclass(frozen=True)
class Wanted:
    """Of which school year, for whom, and on which day it is presented."""

    first: date
    audience: Audience
    day: date


@dataclass(frozen=True)
class Counting:
    """For one school, in its own language."""

    writer: Writer
    school: School
    i18n: I18n

    async def read(self, wanted: Wanted, parts: Sequence[Part]) -> list[Presented]:
        """These parts of it, counted once."""
        found: dict[str, Incident] = {}
        school, first = self.school, wanted.first
        ids = await self.writer.run(lambda tx: figures.to_count(tx, school, first))
        for at in range(0, len(ids), SOME):
            some = ids[at : at + SOME]
            found |= await self.writer.run(lambda tx, some=some: figures.some(tx, school, some))  # type: ignore[misc]
        return await self.writer.run(lambda tx: self._presented(tx, found, wanted, parts))

    def _presented(
        self, tx: Tx, found: figures.Found, wanted: Wanted, parts: Sequence[Part]
    ) -> list[Presented]:
        today, i18n = local_day(self.school, tx.now), self.i18n
        counted = figures.everything(tx, self.school, found, wanted.first, today)
        return [
            Presented(
                evaluate(part, wanted.first, counted, self.school),
                self.school,
                wanted.audience,
                wanted.day,
                tx.now,
                i18n.default,
                lambda text: i18n.render(text, i18n.default),
            )
            for part in parts
        ]
