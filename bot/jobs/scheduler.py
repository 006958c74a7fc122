"""The one tick: every half minute it does what is due; knows no job by name."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.clock import Clock
from bot.conversations.trouble import where
from bot.conversations.world import World
from bot.jobs import files
from bot.jobs.due import Ran, carry_out, go_on, note_failure, settle
from bot.jobs.errands import Errand, Errands
from bot.jobs.job import Job
from bot.store import hold
from bot.store.tx import Tx
from bot.store.writer import Writer

log = logging.getLogger(__name__)

SECONDS: Final = 30
REST: Final = timedelta(minutes=5)
"""How long a job that failed is left alone; nothing is lost, it stays due."""
NO_ERRANDS: Final[Mapping[str, Errand]] = MappingProxyType({})


def _always() -> bool:
    return True


class Ticker:
    """Does what is due, each job in a unit of work of its own.

    `folder` is where the items' files lie, `errands` the long work of jobs by name. A house that is
    on hold does only what is new. `trusted` says whether the clock can be believed:
    while it is off by minutes nothing is done by itself.
    """

    def __init__(
        self,
        writer: Writer,
        world: World,
        clock: Clock,
        jobs: Sequence[Job],
        *,
        folder: Path | None = None,
        errands: Mapping[str, Errand] = NO_ERRANDS,
        trusted: Callable[[], bool] = _always,
    ) -> None:
        self._writer = writer
        self._world = world
        self._clock = clock
        self._jobs = {job.name: job for job in jobs}
        self._folder = folder
        self._errands = Errands(writer, errands)
        self._trusted = trusted
        self._last: float | None = None
        self._resting: dict[str, datetime] = {}
        self._one_at_a_time = asyncio.Lock()
        self._scheduler = AsyncIOScheduler(timezone=UTC)

    @property
    def since(self) -> float:
        """Seconds since the last tick; endless before the first one."""
        if self._last is None:
            return float("inf")
        return asyncio.get_running_loop().time() - self._last

    async def start(self) -> None:
        """Catch up at once, then look every half minute."""
        await self.tick()
        self._scheduler.add_job(
            self.tick,
            IntervalTrigger(seconds=SECONDS, timezone=UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Let a tick that is under way end, then look no more."""
        async with self._one_at_a_time:
            if self._scheduler.running:
                self._scheduler.shutdown(wait=False)
                await asyncio.sleep(0)
        await self._errands.end()

    async def errands_done(self) -> None:
        """Wait for the long work that a tick set off."""
        await self._errands.done()

    async def tick(self) -> tuple[Ran, ...]:
        """Do what is due now; whatever goes wrong is logged, and the next tick comes anyway."""
        async with self._one_at_a_time:
            self._last = asyncio.get_running_loop().time()
            if not self._trusted():
                log.error("ALARM: the clock cannot be right; nothing is done by itself.")
                return ()
            return await self._tick(self._clock.now())

    async def _tick(self, now: datetime) -> tuple[Ran, ...]:
        jobs = tuple(self._jobs.values())
        try:
            due, held = await self._writer.run(lambda tx: self._look(tx, jobs, now))
        except Exception as problem:  # noqa: BLE001 - the next tick tries again
            log.error("ALARM: no job can be looked up: %s.", where(problem))  # noqa: TRY400
            return ()
        found = [self._jobs[name] for name in due if not self._rests(name, now)]
        awake = [job for job in found if job.on_hold or not held]
        ran = [await self._one(job, now) for job in awake]
        return tuple(one for one in ran if one is not None)

    def _look(self, tx: Tx, jobs: Sequence[Job], now: datetime) -> tuple[list[str], bool]:
        return settle(tx, self._world.school, jobs, now), hold.since(tx) is not None

    def _rests(self, name: str, now: datetime) -> bool:
        """Also a clock that was set back ends the rest."""
        until = self._resting.get(name)
        return until is not None and until - REST <= now < until

    async def _one(self, job: Job, now: datetime) -> Ran | None:
        try:
            ran = await run_one(self._writer, self._world, job, now)
        except Exception as problem:  # noqa: BLE001 - the other jobs go on
            log.error("ALARM: job %s failed: %s.", job.name, where(problem))  # noqa: TRY400
            await self._failed(job, now)
            return None
        self._resting.pop(job.name, None)
        await self._tidy(ran, now)
        return ran

    async def _failed(self, job: Job, now: datetime) -> None:
        self._resting[job.name] = now + REST
        try:
            await self._writer.run(lambda tx: note_failure(replace(tx, now=now), job))
        except Exception as problem:  # noqa: BLE001 - the log has it
            log.error("The failure of job %s is not kept: %s.", job.name, where(problem))  # noqa: TRY400

    async def _tidy(self, ran: Ran | None, now: datetime) -> None:
        """Files go when their rows and keys are gone for sure; what is left, the sweep finds."""
        if ran is not None and ran.outcome.errand:
            self._errands.begin(ran.job)
        if ran is None or self._folder is None:
            return
        try:
            await files.remove(self._folder, ran.outcome.files)
            if ran.outcome.sweep:
                await files.sweep(self._writer, self._folder, now)
                await self._writer.empty_log()
        except Exception as problem:  # noqa: BLE001 - unreadable without their keys anyway
            log.error("Files of job %s are still there: %s.", ran.job, where(problem))  # noqa: TRY400


async def run_one(writer: Writer, world: World, job: Job, now: datetime) -> Ran | None:
    """One job, each of its parts in a unit of work, in which it is `now`."""
    ran = await writer.run(lambda tx: carry_out(replace(tx, now=now), world, job, now))
    while ran is not None and not ran.whole:
        unit = partial(_next_part, world=world, job=job, ran=ran, now=now)
        ran = await writer.run(unit)
    return ran


def _next_part(tx: Tx, *, world: World, job: Job, ran: Ran, now: datetime) -> Ran:
    return go_on(replace(tx, now=now), world, job, ran, now)
