"""What is still to come after a case was closed: questions and the end; knows no answer."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.store.tx import Tx, moment


class State(StrEnum):
    """Where one of them stands."""

    WAITING = "waiting"
    ASKED = "asked"
    ENDING = "ending"


@dataclass(frozen=True)
class Round:
    """One of them. A question that was asked is due when no answer counts as none."""

    case_id: str
    number: int
    state: State
    due: datetime


def plan(tx: Tx, case_id: str, questions: Sequence[datetime], ending: datetime) -> None:
    """Set all anew."""
    cancel(tx, case_id)
    rows = [(case_id, n, State.WAITING.value, at.timestamp()) for n, at in enumerate(questions)]
    end = (case_id, len(rows), State.ENDING.value, ending.timestamp())
    tx.db.executemany(
        "INSERT INTO aftercare (case_id, round, state, due_at) VALUES (?, ?, ?, ?)", (*rows, end)
    )


def cancel(tx: Tx, case_id: str) -> None:
    """The case goes on: nothing of it comes any more."""
    tx.db.execute("DELETE FROM aftercare WHERE case_id = ?", (case_id,))


def due(tx: Tx, now: datetime) -> list[Round]:
    """What is due now, the one longest due first."""
    rows = tx.db.execute(
        "SELECT * FROM aftercare WHERE due_at <= ? ORDER BY due_at, case_id", (now.timestamp(),)
    )
    return [_round(row) for row in rows.fetchall()]


def to_come(tx: Tx, case_id: str) -> list[datetime]:
    """When it is still to be asked, the first one first."""
    rows = tx.db.execute(
        "SELECT due_at FROM aftercare WHERE case_id = ? AND state = 'waiting' ORDER BY due_at",
        (case_id,),
    )
    return [moment(row["due_at"]) for row in rows.fetchall()]


def asked(tx: Tx, case_id: str) -> Round | None:
    """The question that waits for an answer."""
    row = tx.db.execute(
        "SELECT * FROM aftercare WHERE case_id = ? AND state = 'asked'", (case_id,)
    ).fetchone()
    return None if row is None else _round(row)


def ask(tx: Tx, one: Round, until: datetime) -> None:
    """It was asked, and may be answered until then."""
    tx.db.execute(
        "UPDATE aftercare SET state = 'asked', due_at = ? WHERE case_id = ? AND round = ?",
        (until.timestamp(), one.case_id, one.number),
    )


def settle(tx: Tx, one: Round) -> None:
    """It is over."""
    tx.db.execute(
        "DELETE FROM aftercare WHERE case_id = ? AND round = ?", (one.case_id, one.number)
    )


def _round(row: sqlite3.Row) -> Round:
    return Round(row["case_id"], row["round"], State(row["state"]), moment(row["due_at"]))
