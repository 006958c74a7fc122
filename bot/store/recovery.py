"""The words that lead back to a case from anywhere; knows not who has them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.store import brake
from bot.store.brake import Guess
from bot.store.tx import Tx, moment
from bot.vault import slow_code

BETWEEN: Final = timedelta(minutes=1)
"""Between one set of words for a case and the next."""

AT_ONCE: Final = 10
EACH: Final = timedelta(seconds=0.5)
"""So many looks at once and, after that, one in this time, from all chats together.

A look takes some 90 ms of the one thread that writes, and a chat for five of them is easily made:
without this every answer to anyone would wait behind those who guess (decision 0039).
"""

_BUSY_UNTIL: Final = "looks for recovery words"


class TooManyTries(Exception):
    """Wrong words too often; `until` says when the right ones work again."""

    def __init__(self, until: datetime) -> None:
        """Keep the moment, never the words."""
        super().__init__("Too many wrong tries.")
        self.until = until


class Busy(Exception):
    """Too many look for words just now; nothing was looked up and nothing counted."""


def put(tx: Tx, case_id: str, words: Sequence[str]) -> None:
    """Let these words lead to the case; earlier ones no longer do."""
    tx.db.execute("DELETE FROM recovery WHERE case_id = ?", (case_id,))
    tx.db.execute(
        "INSERT INTO recovery (code_hash, case_id, created_at) VALUES (?, ?, ?)",
        (_code(tx, words), case_id, tx.now.timestamp()),
    )


def new_words_from(tx: Tx, case_id: str) -> datetime | None:
    """From when new words may be made for this case; None when they may be made now.

    Each set costs real work, on the one thread that writes.
    """
    row = tx.db.execute("SELECT created_at FROM recovery WHERE case_id = ?", (case_id,)).fetchone()
    free = None if row is None else moment(row["created_at"]) + BETWEEN
    return free if free is not None and free > tx.now else None


def find(tx: Tx, words: Sequence[str], contact_ref: str) -> str | None:
    """The case these words lead to; None when they lead nowhere, and that is counted.

    Raise TooManyTries after five wrong ones of this contact within an hour, and Busy when too many
    look at this moment, both without looking.
    """
    until = brake.slow_until(tx, Guess.RECOVERY, contact_ref)
    if until is not None:
        raise TooManyTries(until)
    _take_turn(tx)
    row = tx.db.execute(
        "SELECT case_id FROM recovery WHERE code_hash = ?", (_code(tx, words),)
    ).fetchone()
    if row is None:
        brake.count_wrong(tx, Guess.RECOVERY, contact_ref)
        return None
    case_id: str = row["case_id"]
    return case_id


def _take_turn(tx: Tx) -> None:
    """In memory only: after a restart, and when the clock is put back, all is free."""
    room = AT_ONCE * EACH
    until: datetime = tx.memory.get(_BUSY_UNTIL, tx.now)
    until = max(until, tx.now) + EACH if until <= tx.now + room else tx.now + EACH
    if until > tx.now + room:
        raise Busy
    tx.memory[_BUSY_UNTIL] = until


def has_words(tx: Tx, case_id: str) -> bool:
    """Whether words were given for this case."""
    found = tx.db.execute("SELECT 1 FROM recovery WHERE case_id = ?", (case_id,))
    return found.fetchone() is not None


def forget(tx: Tx, case_id: str) -> None:
    """No words lead to this case any more."""
    tx.db.execute("DELETE FROM recovery WHERE case_id = ?", (case_id,))


def _code(tx: Tx, words: Sequence[str]) -> str:
    """Half a surrogate pair can be typed on a page and cannot be encoded; it fits no word."""
    plain = " ".join(words).casefold().encode(errors="replace").decode()
    return slow_code(tx.root.link, plain)
