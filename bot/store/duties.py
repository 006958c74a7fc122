"""The rows of the year calendar; knows no right and asks no calendar."""

import secrets
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Final

from bot.cases.agenda import DutyRow, Planned
from bot.store.tx import Tx

_INSERT: Final = """
INSERT INTO duties (row_id, school_year, duty, part, month, begins, due)
VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""


def add(tx: Tx, school_year: int, times: Iterable[Planned]) -> int:
    """Keep those that are not there yet; returns how many these are."""
    return sum(
        tx.db.execute(
            _INSERT,
            (
                *(secrets.token_hex(8), school_year, one.duty_id, one.part, one.month),
                *(one.begins.isoformat(), one.due.isoformat()),
            ),
        ).rowcount
        for one in times
    )


def of_year(tx: Tx, school_year: int) -> tuple[DutyRow, ...]:
    """All of one school year, the first due first."""
    found = tx.db.execute(
        "SELECT * FROM duties WHERE school_year = ? ORDER BY due, duty, part", (school_year,)
    )
    return tuple(_row(row) for row in found.fetchall())


def get(tx: Tx, row_id: str) -> DutyRow | None:
    """None if there is none with this id."""
    row = tx.db.execute("SELECT * FROM duties WHERE row_id = ?", (row_id,)).fetchone()
    return _row(row) if row else None


def tick_off(tx: Tx, row_id: str, person_id: str, day: date, form: str = "") -> None:
    """It is done, in this form."""
    tx.db.execute(
        "UPDATE duties SET done_on = ?, done_by = ?, form = ? WHERE row_id = ?",
        (day.isoformat(), person_id, form, row_id),
    )


def take_back(tx: Tx, row_id: str) -> None:
    """It is not done after all."""
    tx.db.execute(
        "UPDATE duties SET done_on = NULL, done_by = NULL, form = '' WHERE row_id = ?", (row_id,)
    )


def move(tx: Tx, row_id: str, due: date) -> None:
    """It is due on another day."""
    tx.db.execute("UPDATE duties SET due = ? WHERE row_id = ?", (due.isoformat(), row_id))


def hand_over(tx: Tx, row_id: str, person_id: str) -> None:
    """It is somebody else's from now on."""
    tx.db.execute("UPDATE duties SET owner = ? WHERE row_id = ?", (person_id, row_id))


def _row(row: sqlite3.Row) -> DutyRow:
    return DutyRow(
        row["row_id"],
        row["duty"],
        row["part"],
        row["month"],
        date.fromisoformat(row["begins"]),
        date.fromisoformat(row["due"]),
        row["owner"],
        date.fromisoformat(row["done_on"]) if row["done_on"] else None,
        row["done_by"],
        row["form"],
    )
