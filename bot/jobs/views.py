"""Takes what shows a case out of colleagues' chats after half a day; asks nobody's rights."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.conversations import taking_away
from bot.conversations.world import World
from bot.jobs.job import Outcome, Told, each
from bot.store import screens
from bot.store.tx import Tx

LASTS = timedelta(hours=12)
"""A phone lies about. `/zaken` shows it again to who may still see it."""


def run(tx: Tx, _world: World, now: datetime) -> Outcome:
    """Each chat apart from the others."""
    found = screens.with_cases(tx, now - LASTS)
    return each(tx, found, str, lambda ref: _take_away(tx, ref, found[ref]))


def _take_away(tx: Tx, ref: str, message_ids: list[str]) -> Outcome:
    taking_away.views(tx, ref, message_ids)
    return Outcome((Told(ref, f"case views removed: {len(message_ids)}", "12 hours old"),))
