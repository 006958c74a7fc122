"""Which closed cases were said to be destroyed soon, and which are kept for a reason; no term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.store.tx import Tx, day_of, moment_or_none


@dataclass(frozen=True)
class Standing:
    """How often it was told, and when last; who said that the case must be kept."""

    warnings: int = 0
    last: datetime | None = None
    held_by: str | None = None


def standing(tx: Tx, case_id: str) -> Standing:
    """Of a case without a row nothing was said yet."""
    row = tx.db.execute("SELECT * FROM retention WHERE case_id = ?", (case_id,)).fetchone()
    if row is None:
        return Standing()
    return Standing(row["warnings"], moment_or_none(row["last_at"]), row["held_by"])


def warned(tx: Tx, case_id: str) -> None:
    """It was told once more, today."""
    tx.db.execute(
        "INSERT INTO retention (case_id, warnings, last_at) VALUES (:id, 1, :at)"
        " ON CONFLICT (case_id) DO UPDATE SET warnings = warnings + 1, last_at = :at",
        {"id": case_id, "at": day_of(tx.now)},
    )


def hold(tx: Tx, case_id: str, person_id: str) -> None:
    """It stays, whatever its term, until somebody lets it go; what was told counts no more."""
    tx.db.execute(
        "INSERT INTO retention (case_id, held_by) VALUES (:id, :by) ON CONFLICT (case_id)"
        " DO UPDATE SET warnings = 0, last_at = NULL, held_by = :by",
        {"id": case_id, "by": person_id},
    )


def let_go(tx: Tx, case_id: str) -> None:
    """Its term counts again, and it is told twice from the beginning."""
    tx.db.execute("DELETE FROM retention WHERE case_id = ?", (case_id,))


def forget_open(tx: Tx) -> None:
    """A case that was opened again is told of anew after its next end; a hold stays."""
    tx.db.execute(
        "UPDATE retention SET warnings = 0, last_at = NULL"
        " WHERE case_id IN (SELECT case_id FROM cases WHERE state <> 'closed')"
    )
