"""Looks at evidence that were handed out: links that work once, for ten minutes; knows no page."""

import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.store.tx import Tx, moment
from bot.vault import code_hash

LASTS: Final = timedelta(minutes=10)
_BYTES: Final = 16


@dataclass(frozen=True)
class Look:
    """One link. `signed_in`: it opens only in a browser that is this person's.

    `original`: what leaves is the original, to be kept; else the copy, to be looked at.
    """

    person_id: str
    item_id: str
    signed_in: bool
    original: bool
    opened: bool
    ends_at: datetime


def give(
    tx: Tx, person_id: str, item_id: str, *, signed_in: bool = True, original: bool = False
) -> str:
    """A new link's token of 128 bits; it is nowhere else, only a hash is kept."""
    prune(tx)
    token = secrets.token_urlsafe(_BYTES)
    tx.db.execute(
        "INSERT INTO looks (token_hash, person_id, item_id, signed_in, original, ends_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (_hash(tx, token), person_id, item_id, signed_in, original, (tx.now + LASTS).timestamp()),
    )
    return token


def find(tx: Tx, token: str) -> Look | None:
    """None for a link that is over or never was."""
    row = _row(tx, token)
    return None if row is None else _look(row)


def open_once(tx: Tx, token: str) -> str | None:
    """What the browser that opens it shows from then on; None when it is over or was opened."""
    shown = secrets.token_urlsafe(_BYTES)
    opened = tx.db.execute(
        "UPDATE looks SET pass_hash = ? WHERE token_hash = ? AND pass_hash IS NULL AND ends_at > ?",
        (_hash(tx, shown), _hash(tx, token), tx.now.timestamp()),
    )
    return shown if opened.rowcount else None


def opened_with(tx: Tx, token: str, shown: str) -> Look | None:
    """The look, for the one browser that opened it."""
    row = _row(tx, token)
    if row is None or row["pass_hash"] is None or row["pass_hash"] != _hash(tx, shown):
        return None
    return _look(row)


def shown_again(tx: Tx, token: str) -> bool:
    """Note that what was opened is on a screen now; False for the first time, after opening it."""
    first = tx.db.execute(
        "UPDATE looks SET shown = 1 WHERE token_hash = ? AND shown = 0", (_hash(tx, token),)
    )
    return not first.rowcount


def end_of_item(tx: Tx, item_id: str) -> None:
    """Nobody looks at this item any more."""
    tx.db.execute("DELETE FROM looks WHERE item_id = ?", (item_id,))


def prune(tx: Tx) -> int:
    """Forget the links that are over."""
    gone = tx.db.execute("DELETE FROM looks WHERE ends_at <= ?", (tx.now.timestamp(),))
    return gone.rowcount


def _row(tx: Tx, token: str) -> sqlite3.Row | None:
    row: sqlite3.Row | None = tx.db.execute(
        "SELECT * FROM looks WHERE token_hash = ? AND ends_at > ?",
        (_hash(tx, token), tx.now.timestamp()),
    ).fetchone()
    return row


def _hash(tx: Tx, token: str) -> str:
    return code_hash(tx.root.link, f"look {token}")


def _look(row: sqlite3.Row) -> Look:
    return Look(
        person_id=row["person_id"],
        item_id=row["item_id"],
        signed_in=bool(row["signed_in"]),
        original=bool(row["original"]),
        opened=row["pass_hash"] is not None,
        ends_at=moment(row["ends_at"]),
    )
