"""What the command line shows of the jobs, and runs by hand; knows no job by name."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.cases.schooltime import written
from bot.clock import Clock
from bot.conversations.trouble import where
from bot.conversations.world import World
from bot.jobs.due import FIRST_LOOK, Ran, carry_out, settle
from bot.jobs.errands import Errand
from bot.jobs.job import Job, Outcome, Word
from bot.jobs.parts import at_once
from bot.jobs.scheduler import NO_ERRANDS, Ticker
from bot.jobs.table import JOBS
from bot.store import jobs as store
from bot.store.apart import apart
from bot.store.tx import Tx
from bot.store.writer import Writer

log = logging.getLogger(__name__)

Data = dict[str, Any]


class _Undo(Exception):
    """Ends a unit of work that was only a try."""


def listing(tx: Tx, world: World, now: datetime, jobs: Sequence[Job] = JOBS) -> list[Data]:
    """Every job with its next moment, its last run and how that ended; only reads.

    Moments are told on the school's own clock, with what that is from UTC.
    """
    rows = {row.job: row for row in store.listing(tx)}
    listed = []
    for job in jobs:
        row = rows.get(job.name)
        due = row.due if row else job.next_due(world.school, now)
        listed.append(
            {
                "job": job.name,
                "next_due": written(world.school, due),
                "last_run": written(world.school, row.last_run) if row and row.last_run else None,
                "outcome": row.outcome if row else "",
            }
        )
    return listed


def dry_run(tx: Tx, world: World, at: datetime, jobs: Sequence[Job] = JOBS) -> list[Data]:
    """Who would be told what at that moment, and why; whatever it did is taken back.

    What falls within that minute counts as due, also when it was done already or lies ahead.
    """
    then = replace(tx, now=at)
    found: list[Data] = []

    def try_all() -> None:
        due = _due(then, world, at, jobs)
        found.extend(_tried(then, world, job, at) for job in jobs if job.name in due)
        raise _Undo

    with suppress(_Undo):
        apart(then, try_all)
    return found


_try = dry_run


async def run_once(
    writer: Writer,
    world: World,
    at: datetime,
    *,
    dry_run: bool,
    folder: Path | None = None,
    errands: Mapping[str, Errand] = NO_ERRANDS,
    jobs: Sequence[Job] = JOBS,
) -> list[Data]:
    """What is due at a moment, done or only tried, as plain data."""
    if dry_run:
        return await writer.run(lambda tx: _try(tx, world, at, jobs))
    clock = Clock()
    clock.travel(at)
    ticker = Ticker(writer, world, clock, jobs, folder=folder, errands=errands)
    ran = await ticker.tick()
    await ticker.errands_done()
    return [one.to_data(world.school) for one in ran]


def _due(tx: Tx, world: World, at: datetime, jobs: Sequence[Job]) -> set[str]:
    due = set(settle(tx, world.school, jobs, at))
    for job in jobs:
        moment = job.next_due(world.school, at - FIRST_LOOK)
        if job.name not in due and moment <= at:
            store.finish(tx, job.name, None, "")
            store.schedule(tx, job.name, moment)
            due.add(job.name)
    return due


def _tried(tx: Tx, world: World, job: Job, at: datetime) -> Data:
    """One that fails is shown as such, beside the others."""
    whole = replace(job, run=at_once(job.run))
    try:
        ran = apart(tx, lambda: carry_out(tx, world, whole, at))
    except Exception as problem:  # noqa: BLE001 - the log says where, never with what
        log.error("Job %s would fail: %s.", job.name, where(problem))  # noqa: TRY400
        ran = None
    return (ran or Ran(job.name, at, Word.FAILED, Outcome())).to_data(world.school)
