"""Reads what a yearly evaluation is made of; knows not who may have it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.cases.school import School
from bot.cases.schooltime import local_day
from bot.figures.audience import Audience
from bot.figures.evaluation import Part
from bot.i18n import I18n
from bot.reports.yearly import Presented
from bot.store import figures
from bot.store.tx import Tx


@dataclass(frozen=True)
class Wanted:
    """Of which school year, for whom, and on which day it is presented."""

    first: date
    audience: Audience
    day: date


def read_presented(tx: Tx, school: School, i18n: I18n, wanted: Wanted, part: Part) -> Presented:
    """One part of it, in the school's own language."""
    return Presented(
        figures.evaluated(tx, school, part, wanted.first, local_day(school, tx.now)),
        school,
        wanted.audience,
        wanted.day,
        tx.now,
        i18n.default,
        lambda text: i18n.render(text, i18n.default),
    )
