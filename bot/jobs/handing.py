"""Hands on what somebody has who cannot see to it: all that was more than one tap could move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.cases.case import Case
from bot.conversations.handing import HANDED, find_new_owner, lost_cases
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, each
from bot.jobs.parts import in_parts
from bot.store import cases
from bot.store.tx import Tx


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Some cases in each unit of work, and each case whole."""
    return in_parts(lost_cases(tx, world), hand_on, size=HANDED)(tx, world, now)


def hand_on(tx: Tx, world: World, _now: datetime, some: Sequence[str]) -> Outcome:
    """These, to the next in line; one that cannot change hands does not stop the others."""
    around = look_around(tx)

    def one(case: Case) -> Outcome:
        find_new_owner(tx, world, around, case)
        return Outcome()

    return each(tx, cases.of_ids(tx, tuple(some)), lambda case: case.case_id, one)
