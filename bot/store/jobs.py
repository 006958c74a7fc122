"""What is to be done by itself and when; knows not what a job does."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.store.tx import Tx, moment, moment_or_none

PATIENCE: Final = timedelta(minutes=15)
"""A job claimed longer ago died with its process and is claimed anew."""

CLAIM: Final = """
UPDATE jobs SET claimed_at = :now
WHERE due_at <= :now AND (claimed_at IS NULL OR claimed_at <= :stale) RETURNING *
"""


HASTEN: Final = """
UPDATE jobs SET due_at = iif(
    claimed_at IS NULL, min(due_at, :now), max(:now, claimed_at + 0.001)
) WHERE job = :job
"""
"""One that is under way may be past what it is hastened for: it comes once more after that."""

FINISH: Final = """
UPDATE jobs SET
    due_at = iif(due_at > claimed_at, min(due_at, :next), :next),
    claimed_at = NULL, last_run = :now, outcome = :outcome
WHERE job = :job
"""
"""A moment after the claim was set while it was under way, and stays."""


@dataclass(frozen=True)
class JobRow:
    """One job; `outcome` is a fixed word of its last run, empty before the first."""

    job: str
    due: datetime
    claimed: datetime | None
    last_run: datetime | None
    outcome: str


def schedule(tx: Tx, job: str, due: datetime) -> bool:
    """Set a new job; a known one keeps its moment. Whether it was new."""
    added = tx.db.execute(
        "INSERT INTO jobs (job, due_at) VALUES (?, ?) ON CONFLICT (job) DO NOTHING",
        (job, due.timestamp()),
    )
    return added.rowcount > 0


def hasten(tx: Tx, job: str) -> None:
    """Let a job come at the next look at the clock; once more if it is under way."""
    if not schedule(tx, job, tx.now):
        tx.db.execute(HASTEN, {"now": tx.now.timestamp(), "job": job})


def claim_due(tx: Tx, now: datetime) -> list[JobRow]:
    """Take the jobs that are due, the first one first; nobody else gets them until `finish`."""
    asked = {"now": now.timestamp(), "stale": (now - PATIENCE).timestamp()}
    rows = tx.db.execute(CLAIM, asked).fetchall()
    return sorted((_job(row) for row in rows), key=lambda row: (row.due, row.job))


def claim(tx: Tx, job: str) -> JobRow | None:
    """Take one job now, due or not; None if it is not known."""
    row = tx.db.execute(
        "UPDATE jobs SET claimed_at = ? WHERE job = ? RETURNING *", (tx.now.timestamp(), job)
    ).fetchone()
    return None if row is None else _job(row)


def finish(tx: Tx, job: str, next_due: datetime | None, outcome: str) -> None:
    """Give a job back with its next moment; None: it does not come again and is gone."""
    if next_due is None:
        tx.db.execute("DELETE FROM jobs WHERE job = ?", (job,))
        return
    moments = {"next": next_due.timestamp(), "now": tx.now.timestamp()}
    tx.db.execute(FINISH, {**moments, "outcome": outcome, "job": job})


def note(tx: Tx, job: str, outcome: str) -> None:
    """Keep how something ended that the job had set off; its moments stay."""
    tx.db.execute("UPDATE jobs SET outcome = ? WHERE job = ?", (outcome, job))


def listing(tx: Tx) -> list[JobRow]:
    """All jobs, the next one first."""
    rows = tx.db.execute("SELECT * FROM jobs ORDER BY due_at, job")
    return [_job(row) for row in rows.fetchall()]


def _job(row: sqlite3.Row) -> JobRow:
    return JobRow(
        job=row["job"],
        due=moment(row["due_at"]),
        claimed=moment_or_none(row["claimed_at"]),
        last_run=moment_or_none(row["last_run"]),
        outcome=row["outcome"],
    )
