"""Tells people how long the bot was off, when that was so long that messages are lost; once."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.conversations.notes import BROADCAST
from bot.store import contacts, jobs, outbox
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message

KEPT: Final = timedelta(hours=24)
"""So long a messenger keeps what it cannot bring."""
DOOR: Final = "telegram"
WAS_OFF: Final = N_("I was off for {count} hour.", "I was off for {count} hours.")
LOST: Final = N_("What you sent in that time may be lost.")
AGAIN: Final = N_("Please send it again.")


def tell(tx: Tx) -> int:
    """Before anything else is done at a start; how many chats are told."""
    last = max((row.last_run for row in jobs.listing(tx) if row.last_run), default=tx.now)
    off = tx.now - last
    if off < KEPT:
        return 0
    hours = round(off.total_seconds() / 3600)
    message = Message((WAS_OFF.of(count=hours), LOST, AGAIN))
    told = 0
    for ref in contacts.reachable(tx, DOOR):
        once = f"outage:{last.timestamp()}:{ref}"
        outgoing = Outgoing(ref, Op.NOTE, message, priority=BROADCAST, dedupe_key=once)
        told += outbox.enqueue(tx, outgoing) is not None
    return told
