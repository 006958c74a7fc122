"""The chat of a contact as a page shows it; knows not what a message says nor any page."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from bot.store.keyring import KeyGone
from bot.store.tx import Tx, day_of, moment
from bot.vault import Place

_EMPTIED: Final = {"emptied": True, "lines": [], "buttons": []}
"""Shows nothing itself: everything before it goes from the page."""

MOST_ROWS: Final = 200
MOST_BYTES: Final = 256 * 1024
"""What is handed out at once: a page of 48 hours hardly ever holds as much."""


@dataclass(frozen=True)
class MailboxRow:
    """One message; `mine` when the person wrote it, `body` None when it was removed."""

    message_id: int
    revision: int
    mine: bool
    body: Mapping[str, Any] | None = field(repr=False)
    at: datetime


def post(tx: Tx, ref: str, body: Mapping[str, Any], *, mine: bool) -> int:
    """Put a message at the end and return its number; bodies are plain JSON data."""
    message_id, revision = _count(tx, ref, new_message=True)
    key_id = tx.today()
    tx.db.execute(
        "INSERT INTO mailbox (contact_ref, message_id, revision, mine, body, key_id, day)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            ref,
            message_id,
            revision,
            mine,
            _sealed(tx, ref, message_id, (body, tx.now), key_id),
            key_id,
            day_of(tx.now),
        ),
    )
    return message_id


def change(tx: Tx, ref: str, message_id: int, body: Mapping[str, Any]) -> bool:
    """Give a message another body, in its place; False if it is not there (any more)."""
    _, revision = _count(tx, ref, new_message=False)
    row = _find(tx, ref, message_id)
    if row is None or row["body"] is None:
        return False
    key_id = tx.today()
    at = _row(tx, row).at
    tx.db.execute(
        "UPDATE mailbox SET body = ?, key_id = ?, revision = ?"
        " WHERE contact_ref = ? AND message_id = ?",
        (_sealed(tx, ref, message_id, (body, at), key_id), key_id, revision, ref, message_id),
    )
    return True


def get(tx: Tx, ref: str, message_id: int) -> MailboxRow | None:
    """One message as it is now; None if it is not there (any more)."""
    row = _find(tx, ref, message_id)
    return None if row is None else _row(tx, row)


def remove(tx: Tx, ref: str, message_id: int) -> bool:
    """Take a message away; False if it was not there (any more)."""
    _, revision = _count(tx, ref, new_message=False)
    removed = tx.db.execute(
        "UPDATE mailbox SET body = NULL, revision = ?"
        " WHERE contact_ref = ? AND message_id = ? AND body IS NOT NULL",
        (revision, ref, message_id),
    )
    return bool(removed.rowcount)


def empty(tx: Tx, ref: str) -> list[int]:
    """Take every message away, and say so to pages that show older ones; the numbers of these.

    What was posted too long ago lies here no more, yet a page that stayed open shows it still.
    """
    lying = [row.message_id for row in since(tx, ref, 0)]
    for message_id in lying:
        remove(tx, ref, message_id)
    post(tx, ref, _EMPTIED, mine=False)
    return lying


def since(tx: Tx, ref: str, revision: int) -> list[MailboxRow]:
    """What is newer than a revision, in order of revision; each message once, as it is now."""
    rows = tx.db.execute(
        "SELECT * FROM mailbox WHERE contact_ref = ? AND revision > ? ORDER BY revision",
        (ref, revision),
    )
    return [_row(tx, row) for row in rows.fetchall()]


@dataclass(frozen=True)
class Part:
    """The beginning of what is newer; up to `revision` nothing is left out."""

    rows: list[MailboxRow]
    revision: int
    more: bool


def part_since(tx: Tx, ref: str, after: int) -> Part:
    """The same, but no more than is handed out at once."""
    rows = tx.db.execute(
        "SELECT * FROM mailbox WHERE contact_ref = ? AND revision > ? ORDER BY revision",
        (ref, after),
    )
    part: list[MailboxRow] = []
    size = 0
    for row in rows:
        size += len(row["body"] or b"")
        if part and (size > MOST_BYTES or len(part) == MOST_ROWS):
            return Part(part, part[-1].revision, more=True)
        part.append(_row(tx, row))
    return Part(part, revision(tx, ref), more=False)


def revision(tx: Tx, ref: str) -> int:
    """The number of the last change; 0 before the first message, and it never goes back."""
    row = tx.db.execute(
        "SELECT last_revision FROM mailbox_counters WHERE contact_ref = ?", (ref,)
    ).fetchone()
    return 0 if row is None else row["last_revision"]


def prune(tx: Tx, before: datetime) -> int:
    """Remove messages posted before the day of a moment, as in any other chat."""
    gone = tx.db.execute("DELETE FROM mailbox WHERE day < ?", (day_of(before),))
    return gone.rowcount


def _count(tx: Tx, ref: str, *, new_message: bool) -> tuple[int, int]:
    row = tx.db.execute(
        "INSERT INTO mailbox_counters (contact_ref, last_message, last_revision) VALUES (?, ?, 1)"
        " ON CONFLICT (contact_ref) DO UPDATE SET last_message = last_message"
        " + excluded.last_message, last_revision = last_revision + 1"
        " RETURNING last_message, last_revision",
        (ref, int(new_message)),
    ).fetchone()
    return row["last_message"], row["last_revision"]


def _find(tx: Tx, ref: str, message_id: int) -> sqlite3.Row | None:
    row: sqlite3.Row | None = tx.db.execute(
        "SELECT * FROM mailbox WHERE contact_ref = ? AND message_id = ?", (ref, message_id)
    ).fetchone()
    return row


Content = tuple[Mapping[str, Any], datetime]
"""A body and when it was posted: of that, only the day lies in clear."""


def _sealed(tx: Tx, ref: str, message_id: int, content: Content, key_id: str) -> bytes:
    body, at = content
    data = json.dumps({"body": body, "at": at.timestamp()})
    return tx.seal(data, key_id=key_id, place=_place(ref, message_id))


def _row(tx: Tx, row: sqlite3.Row) -> MailboxRow:
    body, at = _opened(tx, row) or (None, moment(row["day"]))
    return MailboxRow(
        message_id=row["message_id"],
        revision=row["revision"],
        mine=bool(row["mine"]),
        body=body,
        at=at,
    )


def _opened(tx: Tx, row: sqlite3.Row) -> Content | None:
    """A message whose day key is gone is as good as removed."""
    if row["body"] is None:
        return None
    place = _place(row["contact_ref"], row["message_id"])
    try:
        content = json.loads(tx.open(row["body"], key_id=row["key_id"], place=place))
    except KeyGone:
        return None
    return content["body"], moment(content["at"])


def _place(ref: str, message_id: int) -> Place:
    return Place("mailbox", "body", f"{ref}|{message_id}")
