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
"""Many contacts are easily made: every so many wrong tries within the window the log says so.

Nobody is made to wait for what others do, or anyone at all could lock everybody out; but see
`recovery`, where a try is real work.
"""


class Guess(StrEnum):
    """What is guessed at; each has a brake of its own."""

    INVITATION = "invitation"
    RECOVERY = "recovery"
    UNLOCK = "unlock"
    MAIL = "mail"


def slow_until(tx: Tx, guess: Guess, contact_ref: str) -> datetime | None:
    """Until when this contact has to wait; None when it may try now. Others never count."""
    row = tx.db.execute(
        "SELECT at FROM wrong_tries WHERE kind = ? AND contact_ref = ? AND at > ?"
        " ORDER BY at DESC LIMIT 1 OFFSET ?",
        (guess.value, contact_ref, _since(tx), OF_ONE - 1),
    ).fetchone()
    return None if row is None else moment(row["at"]) + WINDOW


def count_wrong(tx: Tx, guess: Guess, contact_ref: str) -> None:
    """Count one wrong try. Let no exception leave the unit of work, or it is not counted."""
    prune(tx)
    tx.db.execute(
        "INSERT INTO wrong_tries (kind, contact_ref, at) VALUES (?, ?, ?)",
        (guess.value, contact_ref, tx.now.timestamp()),
    )
    wrong = _of_all(tx, guess)
    if wrong % OF_ALL == 0:
        log.warning("ALARM: %d wrong tries of kind %s within an hour.", wrong, guess.value)


def prune(tx: Tx) -> int:
    """Forget the tries that no longer slow anybody down."""
    gone = tx.db.execute("DELETE FROM wrong_tries WHERE at <= ?", (_since(tx),))
    return gone.rowcount


def forget(tx: Tx, contact_ref: str) -> None:
    """The tries of one contact are nobody's any more."""
    tx.db.execute("DELETE FROM wrong_tries WHERE contact_ref = ?", (contact_ref,))


def _of_all(tx: Tx, guess: Guess) -> int:
    found = tx.db.execute(
        "SELECT count(*) FROM wrong_tries WHERE kind = ? AND at > ?", (guess.value, _since(tx))
    )
    number: int = found.fetchone()[0]
    return number


def _since(tx: Tx) -> float:
    return (tx.now - WINDOW).timestamp()
