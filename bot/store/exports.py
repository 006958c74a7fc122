"""Exports that were asked for, from the asking until they are fetched or over; knows no right.

The sealed file is made and removed by who makes exports; its key goes with the row.
"""

import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.store.tx import Tx, moment
from bot.vault import code_hash

LASTS: Final = timedelta(minutes=10)
PATIENCE: Final = timedelta(days=1)
"""How long a second person may think about it."""

_BYTES: Final = 16
KEYS: Final = "export:"


class Mode(StrEnum):
    """Which names stay in; everything but the first takes two people."""

    MASKED = "masked"
    UNMASKED = "unmasked"
    WITH_REPORTER = "unmasked-with-reporter"


class State(StrEnum):
    """How far it is."""

    WAITING = "waiting"  # for a second person
    ASKED = "asked"
    MADE = "made"
    FETCHED = "fetched"


@dataclass(frozen=True)
class Export:
    """One export; it and its link are over at `ends_at`."""

    export_id: str
    case_id: str
    contact_ref: str
    asked_by: str
    agreed_by: str | None
    mode: Mode
    state: State
    size: int
    ends_at: datetime


def export_key_id(export_id: str) -> str:
    """The key of the sealed file of one export."""
    return f"{KEYS}{export_id}"


def ask(tx: Tx, case_id: str, contact_ref: str, by: str, mode: Mode) -> Export:
    """Want one. Who asks again has one at a time: what was asked and not made is forgotten."""
    tx.db.execute(
        "DELETE FROM exports WHERE case_id = ? AND asked_by = ? AND state IN ('waiting', 'asked')",
        (case_id, by),
    )
    export_id = secrets.token_hex(8)
    state = State.ASKED if mode is Mode.MASKED else State.WAITING
    tx.db.execute(
        "INSERT INTO exports (export_id, case_id, contact_ref, asked_by, mode, state, ends_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (export_id, case_id, contact_ref, by, mode, state, (tx.now + PATIENCE).timestamp()),
    )
    return Export(export_id, case_id, contact_ref, by, None, mode, state, 0, tx.now + PATIENCE)


def agree(tx: Tx, export_id: str, by: str) -> bool:
    """A second person wants it too. False when nothing waits for them."""
    done = tx.db.execute(
        "UPDATE exports SET state = 'asked', agreed_by = ?"
        " WHERE export_id = ? AND state = 'waiting' AND asked_by <> ? AND ends_at > ?",
        (by, export_id, by, tx.now.timestamp()),
    )
    return done.rowcount == 1


def get(tx: Tx, export_id: str) -> Export | None:
    """None for one that is over or never was."""
    return _one(tx, "export_id = ?", export_id)


def to_make(tx: Tx) -> list[Export]:
    """What waits to be made, the first one first."""
    rows = tx.db.execute(
        "SELECT * FROM exports WHERE state = 'asked' AND ends_at > ? ORDER BY ends_at, rowid",
        (tx.now.timestamp(),),
    )
    return [_export(row) for row in rows.fetchall()]


def made(tx: Tx, export_id: str, size: int) -> str:
    """It lies sealed: the token of its link, which is nowhere else, for ten minutes from now."""
    token = secrets.token_urlsafe(_BYTES)
    tx.db.execute(
        "UPDATE exports SET state = 'made', token_hash = ?, size = ?, ends_at = ?"
        " WHERE export_id = ?",
        (_hash(tx, token), size, (tx.now + LASTS).timestamp(), export_id),
    )
    return token


def by_token(tx: Tx, token: str) -> Export | None:
    """What a link leads to, fetched or not; None when it is over or never was."""
    return _one(tx, "token_hash = ?", _hash(tx, token))


def fetch(tx: Tx, export_id: str) -> bool:
    """Use the link up; False when it was used before."""
    done = tx.db.execute(
        "UPDATE exports SET state = 'fetched' WHERE export_id = ? AND state = 'made'", (export_id,)
    )
    return done.rowcount == 1


def drop(tx: Tx, export_ids: Iterable[str]) -> None:
    """Forget these and destroy their keys; the caller removes the files."""
    for export_id in export_ids:
        tx.keys.destroy(export_key_id(export_id))
        tx.db.execute("DELETE FROM exports WHERE export_id = ?", (export_id,))


def recall(tx: Tx, case_id: str) -> None:
    """What was made of a case and is handed out leads nowhere any more; what is asked for stays."""
    rows = tx.db.execute(
        "SELECT export_id FROM exports WHERE case_id = ? AND state IN ('made', 'fetched')",
        (case_id,),
    )
    drop(tx, [row["export_id"] for row in rows.fetchall()])


def over(tx: Tx) -> list[str]:
    """Those whose time is up."""
    rows = tx.db.execute("SELECT export_id FROM exports WHERE ends_at <= ?", (tx.now.timestamp(),))
    return [row["export_id"] for row in rows.fetchall()]


def strangers(tx: Tx, export_ids: Iterable[str]) -> list[str]:
    """Which of these, by file or by key, stand for no export that can still be fetched."""
    rows = tx.db.execute("SELECT export_id FROM exports").fetchall()
    known = {row["export_id"] for row in rows}
    keys = tx.keys.ids(KEYS, before=tx.now)
    found = {*export_ids, *(key.removeprefix(KEYS) for key in keys)}
    return sorted(found - known)


def _one(tx: Tx, where: str, value: str) -> Export | None:
    row = tx.db.execute(
        f"SELECT * FROM exports WHERE {where} AND ends_at > ?",  # noqa: S608 - words of this module
        (value, tx.now.timestamp()),
    ).fetchone()
    return None if row is None else _export(row)


def _hash(tx: Tx, token: str) -> str:
    return code_hash(tx.root.link, f"export {token}")


def _export(row: sqlite3.Row) -> Export:
    return Export(
        export_id=row["export_id"],
        case_id=row["case_id"],
        contact_ref=row["contact_ref"],
        asked_by=row["asked_by"],
        agreed_by=row["agreed_by"],
        mode=Mode(row["mode"]),
        state=State(row["state"]),
        size=row["size"],
        ends_at=moment(row["ends_at"]),
    )
