"""How much waits to be dealt with and since when; knows not whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from bot.store.tx import Tx

_IN: Final = "SELECT count(*) AS waiting, min(received_at) AS since FROM inbox WHERE state = 'new'"
_OUT: Final = """
SELECT count(*) AS waiting, min(max(created_at, not_before)) AS since FROM outbox
WHERE state = 'waiting' AND not_before <= :now
"""


@dataclass(frozen=True)
class Queue:
    """Rows that are due, and how long the oldest has been."""

    waiting: int
    oldest: timedelta = timedelta(0)


def arrived(tx: Tx) -> Queue:
    """What came in and is not answered yet."""
    return _asked(tx, _IN)


def leaving(tx: Tx) -> Queue:
    """What could have been sent by now."""
    return _asked(tx, _OUT)


def _asked(tx: Tx, question: str) -> Queue:
    now = tx.now.timestamp()
    row = tx.db.execute(question, {"now": now}).fetchone()
    seconds = 0.0 if row["since"] is None else max(0.0, now - row["since"])
    return Queue(row["waiting"], timedelta(seconds=seconds))
