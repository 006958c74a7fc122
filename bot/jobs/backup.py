"""The nightly backup: says that it is time; the copying itself is an errand in a thread."""

from __future__ import annotations

from datetime import datetime

from bot.conversations.world import World
from bot.jobs.job import Outcome, Told
from bot.store.tx import Tx


def run(_tx: Tx, _world: World, _now: datetime) -> Outcome:
    """Nothing in this unit: it would hold up everybody for as long as the copying takes."""
    return Outcome((Told("", "backup", "every night"),), errand=True)
