"""The open conversation of a contact, as sealed text; knows not what was asked or answered."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

from bot.store.keyring import KeyGone
from bot.store.tx import Tx, day_of, moment
from bot.vault import Place


@dataclass(frozen=True)
class StaleSession:
    """A conversation nobody went on with; `nudged` when the contact was asked about it."""

    contact_ref: str
    flow: str
    updated_at: datetime
    nudged: bool


def load(tx: Tx, ref: str) -> str | None:
    """The text that was saved, None if there is none or its day key is gone."""
    row = tx.db.execute(
        "SELECT data, key_id FROM sessions WHERE contact_ref = ?", (ref,)
    ).fetchone()
    if row is None:
        return None
    try:
        return tx.open(row["data"], key_id=row["key_id"], place=_place(ref)).decode()
    except KeyGone:
        return None


def save(tx: Tx, ref: str, flow: str, json_text: str) -> None:
    """Keep the conversation, under the key of today; it counts as touched and not nudged."""
    key_id = tx.today()
    sealed = tx.seal(json_text, key_id=key_id, place=_place(ref))
    touched = tx.seal(repr(tx.now.timestamp()), key_id=key_id, place=_touched(ref))
    tx.db.execute(
        "INSERT INTO sessions (contact_ref, flow, data, key_id, touched, updated_at, nudged)"
        " VALUES (?, ?, ?, ?, ?, ?, 0) ON CONFLICT (contact_ref) DO UPDATE SET"
        " flow = excluded.flow, data = excluded.data, key_id = excluded.key_id,"
        " touched = excluded.touched, updated_at = excluded.updated_at, nudged = 0",
        (ref, flow, sealed, key_id, touched, day_of(tx.now)),
    )


def drop(tx: Tx, ref: str) -> None:
    """The conversation ended."""
    tx.db.execute("DELETE FROM sessions WHERE contact_ref = ?", (ref,))


def stale(tx: Tx, before: datetime) -> list[StaleSession]:
    """Conversations not touched since `before`, oldest first."""
    rows = tx.db.execute(
        "SELECT contact_ref, flow, key_id, touched, updated_at, nudged FROM sessions"
        " WHERE updated_at < ?",
        (before.timestamp(),),
    )
    found = [_stale(tx, row) for row in rows.fetchall()]
    old = [one for one in found if one.updated_at < before]
    return sorted(old, key=lambda one: one.updated_at)


def mark_nudged(tx: Tx, ref: str) -> None:
    """Remember that the contact was asked about it; this is not a touch."""
    tx.db.execute("UPDATE sessions SET nudged = 1 WHERE contact_ref = ?", (ref,))


def _stale(tx: Tx, row: sqlite3.Row) -> StaleSession:
    """Only the day lies in clear; it has to do when the key of the rest is gone."""
    ref = row["contact_ref"]
    try:
        seconds = float(tx.open(row["touched"], key_id=row["key_id"], place=_touched(ref)))
    except KeyGone:
        seconds = row["updated_at"]
    return StaleSession(ref, row["flow"], moment(seconds), bool(row["nudged"]))


def _touched(ref: str) -> Place:
    return Place("sessions", "touched", ref)


def _place(ref: str) -> Place:
    return Place("sessions", "data", ref)
