"""A restored house on hold: what waited in the backup waits on; knows not who ends the hold.

People got most of it long ago from the house that is gone. What waits is moved three thousand
years on and back again: new rows of the same chat pass it, and its own order and moments stay.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.store.tx import Tx, moment_or_none

FAR: Final = 1e11
"""Seconds; what is held is due later than this, and datetime can still write it down."""

_SENDS: Final = "UPDATE outbox SET not_before = not_before + ? WHERE state = 'waiting'"
_COMES: Final = "UPDATE inbox SET next_try = next_try + ? WHERE state = 'new'"
_CLIMBS: Final = "UPDATE rungs SET due_at = due_at + ? WHERE state = 'open'"


@dataclass(frozen=True)
class Held:
    """How much is held: to be sent, came in and not dealt with, escalations."""

    since: datetime
    messages: int
    arrived: int
    escalations: int


def begin(tx: Tx) -> None:
    """Hold all that waits now; nothing happens when it is held already."""
    if since(tx) is not None:
        return
    tx.db.execute("INSERT INTO hold (since) VALUES (?)", (tx.now.timestamp(),))
    for move in (_SENDS, _COMES, _CLIMBS):
        tx.db.execute(move, (FAR,))


def since(tx: Tx) -> datetime | None:
    """Since when; None when nothing is held."""
    row = tx.db.execute("SELECT since FROM hold").fetchone()
    return moment_or_none(None if row is None else row["since"])


def held(tx: Tx) -> Held | None:
    """What is held; None when there is no hold."""
    at = since(tx)
    if at is None:
        return None
    return Held(
        at,
        _count(tx, "SELECT count(*) FROM outbox WHERE state = 'waiting' AND not_before >= ?"),
        _count(tx, "SELECT count(*) FROM inbox WHERE state = 'new' AND next_try >= ?"),
        _count(tx, "SELECT count(*) FROM rungs WHERE state = 'open' AND due_at >= ?"),
    )


def release(tx: Tx, *, drop: bool) -> Held | None:
    """End the hold: what is held goes its way, or with `drop` its messages are never sent.

    What came in and was not dealt with is never dropped: somebody may wait for an answer.
    """
    found = held(tx)
    if found is None:
        return None
    if drop:
        tx.db.execute(
            "UPDATE outbox SET state = 'dropped', message = NULL, contact_ref = NULL, target = ''"
            " WHERE state = 'waiting' AND not_before >= ?",
            (FAR,),
        )
    tx.db.execute(f"{_SENDS} AND not_before >= ?", (-FAR, FAR))
    tx.db.execute(f"{_COMES} AND next_try >= ?", (-FAR, FAR))
    tx.db.execute(f"{_CLIMBS} AND due_at >= ?", (-FAR, FAR))
    tx.db.execute("DELETE FROM hold")
    return found


def _count(tx: Tx, asked: str) -> int:
    number: int = tx.db.execute(asked, (FAR,)).fetchone()[0]
    return number
