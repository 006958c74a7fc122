"""Which messages lie in a chat and which one has the live buttons; knows not what they say."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.store.keyring import CONTACTS_KEY
from bot.store.outgoing import ALL_AT_ONCE
from bot.store.tx import Tx, day_of, moment
from bot.vault import Place

REMOVABLE: Final = timedelta(hours=48)
"""So long Telegram lets a bot remove a message; what is older is not known here any more."""


@dataclass(frozen=True)
class Screen:
    """The one message whose buttons count; `revision` is that of the turn it shows."""

    message_id: str
    revision: int


@dataclass(frozen=True)
class ChatMessage:
    """One message in a chat; `mine` when the person wrote it, not we."""

    message_id: str
    at: datetime
    mine: bool


def live(tx: Tx, ref: str) -> Screen | None:
    """None if no message of the contact has buttons that count."""
    row = tx.db.execute(
        "SELECT message_id, revision FROM screens WHERE contact_ref = ?", (ref,)
    ).fetchone()
    return None if row is None else Screen(row["message_id"], row["revision"])


def set_live(tx: Tx, ref: str, message_id: str, revision: int) -> None:
    """From now on the buttons of this message count, and of no other."""
    tx.db.execute(
        "INSERT INTO screens (contact_ref, message_id, revision) VALUES (?, ?, ?)"
        " ON CONFLICT (contact_ref) DO UPDATE"
        " SET message_id = excluded.message_id, revision = excluded.revision",
        (ref, message_id, revision),
    )


def clear_live(tx: Tx, ref: str) -> None:
    """No message of the contact has buttons that count."""
    tx.db.execute("DELETE FROM screens WHERE contact_ref = ?", (ref,))


def show(tx: Tx, ref: str, message_id: str, at: datetime, *, case: bool) -> None:
    """Note what a message of ours shows, and from when on it lies in the chat if it is new."""
    if not mark(tx, ref, message_id, case=case):
        remember(tx, ref, message_id, mine=False, at=at)
        if case:
            mark(tx, ref, message_id, case=case)


def remember(tx: Tx, ref: str, message_id: str, *, mine: bool, at: datetime | None = None) -> None:
    """Note that a message lies in the chat, so that it can be removed; once is enough.

    It counts as from `at`, or from now.
    """
    since = at or tx.now
    sealed = tx.seal(repr(since.timestamp()), key_id=CONTACTS_KEY, place=_place(ref, message_id))
    tx.db.execute(
        "INSERT INTO chat_messages (contact_ref, message_id, at, day, mine) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (contact_ref, message_id) DO NOTHING",
        (ref, message_id, sealed, day_of(since), mine),
    )


def mark(tx: Tx, ref: str, message_id: str, *, case: bool) -> bool:
    """Note whether a message shows a case now; what it is changed into counts anew.

    False if no such message is known.
    """
    known = tx.db.execute(
        "UPDATE chat_messages SET case_at = ? WHERE contact_ref = ? AND message_id = ?",
        (tx.now.timestamp() if case else None, ref, message_id),
    )
    return known.rowcount > 0


def with_cases(tx: Tx, before: datetime) -> dict[str, list[str]]:
    """The messages of each contact that have shown a case since before a moment."""
    rows = tx.db.execute(
        "SELECT contact_ref, message_id FROM chat_messages WHERE case_at <= ? ORDER BY case_at",
        (before.timestamp(),),
    )
    found: dict[str, list[str]] = {}
    for row in rows.fetchall():
        found.setdefault(row["contact_ref"], []).append(row["message_id"])
    return found


def recent(tx: Tx, ref: str, since: datetime) -> list[ChatMessage]:
    """The messages noted since a moment, oldest first."""
    rows = tx.db.execute(
        "SELECT * FROM chat_messages WHERE contact_ref = ? AND day >= ?"
        " ORDER BY length(message_id), message_id",
        (ref, day_of(since)),
    )
    found = [_message(tx, row) for row in rows.fetchall()]
    return sorted((one for one in found if one.at >= since), key=lambda one: one.at)


def to_wipe(tx: Tx, ref: str, until: datetime) -> list[str]:
    """The messages of both sides that lie there since before a moment, the oldest first.

    Only those that can still be removed, and not more than one call takes.
    """
    found = recent(tx, ref, tx.now - REMOVABLE)
    return [one.message_id for one in found if one.at <= until][:ALL_AT_ONCE]


def removed(tx: Tx, ref: str, message_id: str) -> None:
    """The message no longer lies in the chat."""
    tx.db.execute(
        "DELETE FROM chat_messages WHERE contact_ref = ? AND message_id = ?", (ref, message_id)
    )


def prune(tx: Tx, before: datetime) -> int:
    """Forget messages noted before the day of a moment: Telegram removes none after 48 hours."""
    gone = tx.db.execute("DELETE FROM chat_messages WHERE day < ?", (day_of(before),))
    return gone.rowcount


def _message(tx: Tx, row: sqlite3.Row) -> ChatMessage:
    place = _place(row["contact_ref"], row["message_id"])
    seconds = float(tx.open(row["at"], key_id=CONTACTS_KEY, place=place))
    return ChatMessage(row["message_id"], moment(seconds), bool(row["mine"]))


def _place(ref: str, message_id: str) -> Place:
    return Place("chat_messages", "at", f"{ref}|{message_id}")
