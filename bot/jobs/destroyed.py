"""Removes the files of items that were just destroyed: their key is gone, and now they are too."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversations.world import World
from bot.jobs.job import Outcome
from bot.store import evidence
from bot.store.tx import Tx

LATELY = timedelta(hours=1)
"""What was missed for longer, the nightly sweep finds."""


def run(tx: Tx, _world: World, now: datetime) -> Outcome:
    """Unlinking again what is gone already does no harm."""
    return Outcome(files=tuple(evidence.destroyed_since(tx, now - LATELY)))
