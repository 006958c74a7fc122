"""How much waits to be dealt with and since when; knows not whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.store import outbox
from bot.store.tx import Tx, moment_or_none

_IN: Final = "SELECT count(*) AS waiting, min(received_at) AS since FROM inbox WHERE state = 'new'"
_OUT: Final = """
SELECT count(*) AS waiting, min(nullif(not_before, 0)) AS since,
min(id) FILTER (WHERE not_before = 0) AS first
FROM outbox WHERE state = 'waiting' AND not_before <= ?
"""


@dataclass(frozen=True)
class Queue:
    """Rows that are due, and how long the oldest has been."""

    waiting: int
    oldest: timedelta = timedelta(0)


def arrived(tx: Tx) -> Queue:
    """What came in and is not answered yet."""
    row = tx.db.execute(_IN).fetchone()
    return _waiting(tx, row["waiting"], moment_or_none(row["since"]))


def leaving(tx: Tx) -> Queue:
    """What could have been sent by now.

    Of most rows only the day lies in clear: the first of them is opened to see when it came.
    """
    row = tx.db.execute(_OUT, (tx.now.timestamp(),)).fetchone()
    first = None if row["first"] is None else outbox.stored_at(tx, row["first"])
    return _waiting(tx, row["waiting"], first, moment_or_none(row["since"]))


def _waiting(tx: Tx, count: int, *since: datetime | None) -> Queue:
    waits = (tx.now - one for one in since if one is not None)
    return Queue(count, max(waits, default=timedelta(0)))
