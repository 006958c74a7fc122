"""Begins the school year's calendar, and adds what the school's file has more of; asks nobody."""

from __future__ import annotations

from datetime import datetime

from bot.cases.agenda import planned
from bot.cases.schooltime import first_of_school_year, local_day
from bot.conversations.world import World
from bot.jobs.job import Outcome, Told
from bot.store import duties
from bot.store.tx import Tx


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Every day the same: on the first day of a school year that makes a new year of it.

    What was due before the calendar was there is nobody's fault, and is not asked.
    """
    today = local_day(world.school, now)
    first = first_of_school_year(today)
    ahead = [one for one in planned(world.school, first) if one.due >= today]
    added = duties.add(tx, first.year, ahead)
    if not added:
        return Outcome()
    return Outcome((Told("", f"duties added: {added}", f"school year {first.year}"),))
