"""What came in, kept until it is dealt with; knows not what it says nor who sent it."""

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.store.hold import FAR
from bot.store.keyring import KeyGone
from bot.store.tx import Tx, day_of, moment
from bot.vault import Place, Unreadable

log = logging.getLogger(__name__)

_AT_ONCE: Final = moment(0)


@dataclass(frozen=True)
class Incoming:
    """One thing that came in; `external_id` is the door's own, the same when it comes again."""

    external_id: str
    contact_ref: str
    payload: bytes = field(repr=False)


@dataclass(frozen=True)
class InboxRow:
    """One thing that waits; not to be tried before `next_try`."""

    row_id: int
    external_id: str
    contact_ref: str
    payload: bytes = field(repr=False)
    received_at: datetime
    tries: int
    next_try: datetime


def add(tx: Tx, door: str, rows: Sequence[Incoming]) -> list[InboxRow]:
    """Store what is new and return it, in order; what came before is passed over."""
    if not rows:
        return []
    key_id = tx.today()
    added = (_add_one(tx, door, row, key_id) for row in rows)
    return [row for row in added if row is not None]


def waiting(tx: Tx, door: str) -> list[InboxRow]:
    """All that waits at a door, in the order it came, also what is not to be tried yet.

    Not what is on hold: it would hold up what the same contact sends now. Needs the writer: a row
    that does not open is buried here, so that the rest goes on.
    """
    rows = tx.db.execute(
        "SELECT * FROM inbox WHERE door = ? AND state = 'new' AND next_try < ? ORDER BY id",
        (door, FAR),
    )
    return _opened(tx, rows.fetchall())


def waits(tx: Tx, row_id: int) -> bool:
    """Whether this row is still to be dealt with; opens nothing."""
    found = tx.db.execute("SELECT 1 FROM inbox WHERE id = ? AND state = 'new'", (row_id,))
    return found.fetchone() is not None


def done(tx: Tx, row_id: int) -> bool:
    """Dealt with: only the external id stays until `prune`, to know a repeat by.

    False for one that waited no more: nothing is left to do for it.
    """
    ended = tx.db.execute(
        "UPDATE inbox SET state = 'done', payload = NULL, contact_ref = '', received_at = ?"
        " WHERE id = ? AND state = 'new'",
        (day_of(tx.now), row_id),
    )
    return ended.rowcount > 0


def failed(tx: Tx, row_id: int, next_try: datetime) -> None:
    """Count a failed try and wait."""
    tx.db.execute(
        "UPDATE inbox SET tries = tries + 1, next_try = ? WHERE id = ?",
        (next_try.timestamp(), row_id),
    )


def bury(tx: Tx, row_id: int) -> None:
    """Given up: it is not tried again, but its payload stays, sealed, until `prune`."""
    tx.db.execute(
        "UPDATE inbox SET state = 'dead', tries = tries + 1, received_at = ? WHERE id = ?",
        (day_of(tx.now), row_id),
    )


def count(tx: Tx, state: str) -> int:
    """How many rows are new, done or dead."""
    found = tx.db.execute("SELECT count(*) FROM inbox WHERE state = ?", (state,))
    number: int = found.fetchone()[0]
    return number


def prune(tx: Tx, before: datetime) -> int:
    """Remove what ended and came in before a moment; a repeat of it would then count as new."""
    gone = tx.db.execute(
        "DELETE FROM inbox WHERE state <> 'new' AND received_at < ?", (day_of(before),)
    )
    return gone.rowcount


def _add_one(tx: Tx, door: str, row: Incoming, key_id: str) -> InboxRow | None:
    stored = tx.db.execute(
        "INSERT INTO inbox (door, external_id, contact_ref, payload, key_id, received_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (door, external_id) DO NOTHING RETURNING id",
        (
            door,
            row.external_id,
            row.contact_ref,
            tx.seal(row.payload, key_id=key_id, place=_place(door, row.external_id)),
            key_id,
            tx.now.timestamp(),
        ),
    ).fetchone()
    if stored is None:
        return None
    kept = (stored["id"], row.external_id, row.contact_ref, row.payload)
    return InboxRow(*kept, received_at=tx.now, tries=0, next_try=_AT_ONCE)


def _opened(tx: Tx, rows: Sequence[sqlite3.Row]) -> list[InboxRow]:
    opened = []
    for row in rows:
        try:
            opened.append(_row(tx, row))
        except (KeyGone, Unreadable):
            log.error("Inbox row %d cannot be opened and is buried.", row["id"])  # noqa: TRY400
            bury(tx, row["id"])
    return opened


def _row(tx: Tx, row: sqlite3.Row) -> InboxRow:
    place = _place(row["door"], row["external_id"])
    return InboxRow(
        row_id=row["id"],
        external_id=row["external_id"],
        contact_ref=row["contact_ref"],
        payload=tx.open(row["payload"], key_id=row["key_id"], place=place),
        received_at=moment(row["received_at"]),
        tries=row["tries"],
        next_try=moment(row["next_try"]),
    )


def _place(door: str, external_id: str) -> Place:
    """By the door's id, which is known before the row has a number."""
    return Place("inbox", "payload", f"{door}|{external_id}")
