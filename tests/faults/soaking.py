"""School days one after the other in one process, with every trouble of the network; measured.

Knows the phones, the pages and the process from outside: its memory, its files, its rows.
"""

import asyncio
import json
import os
import random
import sys
import uuid
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import ClientSession, CookieJar

from bot.clock import Clock
from tests.bot_process import ROOT, BotProcess
from tests.botapi import BotApi
from tests.faults.killing import read_store, stories_in
from tests.faults.reporters import Reporter
from tests.faults.troubles import Mix, trouble
from tests.phone import Phone

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST = date(2027, 1, 11)
HOURS = (time(8, 20), time(10, 5), time(12, 40), time(15, 35), time(22, 10))
NIGHT = time(4, 15)
OURS = {"X-Maatje": "1"}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How many days, how much goes on in each, and before which of them the power goes."""

    days: int = 24
    reports: int = 10
    pages: int = 5
    power_cuts: frozenset[int] = frozenset({3, 6, 9})
    seed: int = 1


@dataclass(frozen=True)
class Day:
    """What there was at the end of one night."""

    number: int
    megabytes: float
    files: int
    rows: Mapping[str, int]


@dataclass
class Soak:
    """One run. Power goes early on, so that the longest stretch is one process."""

    plan: Plan
    api: BotApi
    clock: Clock
    bot: BotProcess
    reporters: list[Reporter]
    chance: random.Random
    say: Callable[[Day], None]
    lost: list[str] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    _process: Process | None = None
    _port: int = 0
    _reports: int = 0

    async def go(self) -> None:
        """Day after day; says the line of each."""
        for number, day in enumerate(_school_days(self.plan.days), start=1):
            if self._process is None or number in self.plan.power_cuts:
                await self._power_cut(datetime.combine(day, time(7, 30), AMSTERDAM))
            self.days.append(await self._day(number, day))
            self.say(self.days[-1])
        await self._end()

    @property
    def late(self) -> list[str]:
        """Reports that nobody got an answer to."""
        return [word for one in self.reporters for word in one.late]

    async def _day(self, number: int, day: date) -> Day:
        for hour in HOURS:
            await self._be_at(datetime.combine(day, hour, AMSTERDAM))
            trouble(self.api, self.chance, tuple(Mix))
            await asyncio.gather(self._reported(), self._visited())
        self.api.heal()
        rows = await self._be_at(datetime.combine(day + timedelta(days=1), NIGHT, AMSTERDAM))
        return Day(number, self._megabytes(), self._files(), rows)

    async def _reported(self) -> None:
        share = max(1, self.plan.reports // len(HOURS))
        chosen = self.chance.sample(self.reporters, share)
        async with asyncio.TaskGroup() as tasks:
            for one in chosen:
                self._reports += 1
                files = self.chance.choice((0, 0, 0, 1, 3))
                tasks.create_task(one.report(f"woord{self._reports:05d}", files=files, wipe=True))

    async def _visited(self) -> None:
        """New browsers that look, say something, and are closed without a goodbye."""
        for _ in range(max(1, self.plan.pages // len(HOURS))):
            async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
                await self._look_in(browser)

    async def _look_in(self, browser: ClientSession) -> None:
        url = f"http://127.0.0.1:{self._port}/api"
        async with browser.post(f"{url}/open", json={}, headers=OURS) as answer:
            state = await answer.json()
        said = {"id": str(uuid.uuid4()), "text": "/hulp"}
        async with browser.get(f"{url}/events?tickets={state['ticket']}&since=0") as stream:
            await stream.content.readline()
            async with browser.post(f"{url}/say", json=said, headers=OURS) as answer:
                assert answer.status == 200

    # The process.

    async def _power_cut(self, moment: datetime) -> None:
        if self._process is not None:
            self._process.kill()
            await self._process.wait()
        self.clock.travel(moment)
        command = (sys.executable, "-m", "tests.faults.soaking_child", moment.isoformat())
        with self.bot.log_file.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *command, cwd=ROOT, env=self.bot.env, stdin=PIPE, stdout=PIPE, stderr=log
            )
        self._port = int((await self._line()).split()[1])

    async def _be_at(self, moment: datetime) -> dict[str, int]:
        assert self._process is not None
        assert self._process.stdin is not None
        self.clock.travel(moment)
        self._process.stdin.write(f"{moment.isoformat()}\n".encode())
        rows: dict[str, int] = json.loads(await self._line())
        return rows

    async def _line(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        line = (await self._process.stdout.readline()).decode()
        if not line:
            raise AssertionError(f"It ended by itself with {await self._process.wait()}.")
        return line

    async def _end(self) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()

    def _megabytes(self) -> float:
        assert self._process is not None
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text("utf-8").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def _files(self) -> int:
        assert self._process is not None
        return len(list(Path(f"/proc/{self._process.pid}/fd").iterdir()))


async def soak(folder: Path, plan: Plan, *, say: Callable[[Day], None]) -> Soak:
    """Do it; raises what a phone, a page or the process ran into."""
    chance = random.Random(plan.seed)  # noqa: S311 - repeatable, not secret
    clock = Clock()
    clock.travel(datetime.combine(FIRST, time(7), AMSTERDAM))
    async with BotApi(now=lambda: clock.now().timestamp()) as api:
        bot = BotProcess(folder, api, LOG_LEVEL="WARNING")
        people = [Reporter(Phone(api, user_id=1000 + n)) for n in range(20)]
        run = Soak(plan, api, clock, bot, people, chance, say)
        await run.go()
        told = " ".join(await read_store(bot, stories_in))
        run.lost += [word for one in people for word in one.told if word not in told]
        return run


def _school_days(wanted: int) -> Iterator[date]:
    day = FIRST
    while wanted:
        if day.weekday() < 5:
            wanted -= 1
            yield day
        day += timedelta(days=1)
