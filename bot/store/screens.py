"""Which messages lie in a chat and which one has the live buttons; knows not what they say."""

from dataclasses import dataclass
from datetime import datetime

from bot.store.tx import Tx, moment


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


def remember(tx: Tx, ref: str, message_id: str, *, mine: bool) -> None:
    """Note that a message lies in the chat, so that it can be removed; once is enough."""
    tx.db.execute(
        "INSERT INTO chat_messages (contact_ref, message_id, at, mine) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (contact_ref, message_id) DO NOTHING",
        (ref, message_id, tx.now.timestamp(), mine),
    )


def recent(tx: Tx, ref: str, since: datetime) -> list[ChatMessage]:
    """The messages noted since a moment, oldest first."""
    rows = tx.db.execute(
        "SELECT message_id, at, mine FROM chat_messages"
        " WHERE contact_ref = ? AND at >= ? ORDER BY at, length(message_id), message_id",
        (ref, since.timestamp()),
    )
    return [ChatMessage(row["message_id"], moment(row["at"]), bool(row["mine"])) for row in rows]


def removed(tx: Tx, ref: str, message_id: str) -> None:
    """The message no longer lies in the chat."""
    tx.db.execute(
        "DELETE FROM chat_messages WHERE contact_ref = ? AND message_id = ?", (ref, message_id)
    )


def prune(tx: Tx, before: datetime) -> int:
    """Forget messages noted before a moment: Telegram removes none older than 48 hours."""
    gone = tx.db.execute("DELETE FROM chat_messages WHERE at < ?", (before.timestamp(),))
    return gone.rowcount
