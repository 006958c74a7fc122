"""Does one job that is due, in one unit of work with its next moment; knows no scheduler."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.cases.school import School
from bot.cases.schooltime import written
from bot.conversations.world import World
from bot.jobs.job import Job, Outcome, Word
from bot.jobs.rules import ever
from bot.store import audit
from bot.store import jobs as store
from bot.store.tx import Tx

log = logging.getLogger(__name__)

FIRST_LOOK = timedelta(minutes=1)
"""A start within the minute something is due is no reason to miss it."""


@dataclass(frozen=True)
class Ran:
    """One job that was due, and what became of it."""

    job: str
    due: datetime
    word: Word
    outcome: Outcome

    @property
    def whole(self) -> bool:
        """Whether nothing of it is left to do."""
        return self.outcome.then is None

    def to_data(self, school: School) -> dict[str, Any]:
        """Plain data for the command line: names of jobs, ids and fixed words, school time."""
        return {
            "job": self.job,
            "due": written(school, self.due),
            "outcome": self.word.value,
            "bad_rows": self.outcome.bad,
            "told": [asdict(one) for one in self.outcome.told],
        }


def settle(tx: Tx, school: School, jobs: Sequence[Job], now: datetime) -> list[str]:
    """Give every job its row and name those that are due, the one longest due first.

    A moment further away than the rule says was set by a clock that was ahead; it is set anew.
    """
    known = {row.job: row.due for row in store.listing(tx)}
    due: list[tuple[datetime, str]] = []
    for job in jobs:
        at = known.get(job.name)
        if at is not None and at > job.next_due(school, now):
            store.finish(tx, job.name, None, "")
            at = None
        if at is None:
            at = job.next_due(school, now - FIRST_LOOK)
            store.schedule(tx, job.name, at)
        if at <= now:
            due.append((at, job.name))
    return [name for _, name in sorted(due)]


def carry_out(tx: Tx, world: World, job: Job, now: datetime) -> Ran | None:
    """Claim the job, do it once however often it was missed, and set its next moment.

    Of a job in parts it is the first one. None when somebody else did it in the meantime. What
    is too late is dropped, and logged.
    """
    row = store.claim(tx, job.name)
    if row is None or row.due > now:
        return None
    school = world.school
    due = row.due if job.window is ever else job.last_due(school, row.due, now)
    if job.window(school, due, now):
        outcome = job.run(tx, world, now)
        ran = Ran(job.name, due, outcome.word, outcome)
    else:
        log.warning("Job %s is dropped: it was due at %s.", job.name, written(school, due))
        audit.write(tx, audit.SYSTEM, "Dropped", job.name)
        ran = Ran(job.name, due, Word.DROPPED, Outcome())
    return _kept(tx, world, job, ran, now)


def go_on(tx: Tx, world: World, job: Job, ran: Ran, now: datetime) -> Ran:
    """The next part of a job, in one unit of work with its next moment when it is the last."""
    if ran.outcome.then is None:
        return ran
    outcome = ran.outcome + ran.outcome.then(tx, world, now)
    return _kept(tx, world, job, Ran(job.name, ran.due, outcome.word, outcome), now)


def _kept(tx: Tx, world: World, job: Job, ran: Ran, now: datetime) -> Ran:
    """Between its parts it stays due: after a power cut it begins anew."""
    if ran.whole:
        store.finish(tx, job.name, job.next_due(world.school, now), ran.word.value)
    return ran


def note_failure(tx: Tx, job: Job) -> None:
    """Keep that it failed; it stays due."""
    row = store.claim(tx, job.name)
    if row is not None:
        store.finish(tx, job.name, row.due, Word.FAILED.value)
