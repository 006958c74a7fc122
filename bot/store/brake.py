"""Slows down who guesses at codes or words; knows neither codes nor words, it only counts."""

import logging
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.store.tx import Tx, moment

log = logging.getLogger(__name__)

WINDOW: Final = timedelta(hours=1)
OF_ONE: Final = 5
OF_ALL: Final = 200
"""Many contacts are easily made: from here on everybody waits, and the log says so."""


class Guess(StrEnum):
    """What is guessed at; each has a brake of its own."""

    INVITATION = "invitation"
    RECOVERY = "recovery"


def slow_until(tx: Tx, guess: Guess, contact_ref: str) -> datetime | None:
    """Until when this contact has to wait; None when it may try now."""
    mine = _nth_last(tx, guess, OF_ONE, contact_ref)
    everybodys = _nth_last(tx, guess, OF_ALL)
    waits = [at + WINDOW for at in (mine, everybodys) if at is not None]
    return max((until for until in waits if until > tx.now), default=None)


def count_wrong(tx: Tx, guess: Guess, contact_ref: str) -> None:
    """Count one wrong try. Let no exception leave the unit of work, or it is not counted."""
    prune(tx)
    tx.db.execute(
        "INSERT INTO wrong_tries (kind, contact_ref, at) VALUES (?, ?, ?)",
        (guess.value, contact_ref, tx.now.timestamp()),
    )
    if _nth_last(tx, guess, OF_ALL) is not None:
        log.warning("Too many wrong tries of kind %s: everybody waits for an hour.", guess.value)


def prune(tx: Tx) -> int:
    """Forget the tries that no longer slow anybody down."""
    gone = tx.db.execute("DELETE FROM wrong_tries WHERE at <= ?", ((tx.now - WINDOW).timestamp(),))
    return gone.rowcount


def _nth_last(tx: Tx, guess: Guess, number: int, contact_ref: str | None = None) -> datetime | None:
    """The moment of the n-th try counted back from the last; None if there were fewer."""
    of_whom = "" if contact_ref is None else " AND contact_ref = :contact_ref"
    row = tx.db.execute(
        "SELECT at FROM wrong_tries WHERE kind = :kind AND at > :since"  # noqa: S608
        f"{of_whom} ORDER BY at DESC LIMIT 1 OFFSET :skip",
        {
            "kind": guess.value,
            "contact_ref": contact_ref,
            "since": (tx.now - WINDOW).timestamp(),
            "skip": number - 1,
        },
    ).fetchone()
    return None if row is None else moment(row["at"])
