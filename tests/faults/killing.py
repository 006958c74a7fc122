"""Kills the bot again and again while people report, then counts what became of their reports.

Knows the phones' side and the store's; what lies between is the real process.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from bot.clock import Clock
from bot.store import cases, entries, evidence
from bot.store.reader import Reader
from bot.store.tx import Tx
from bot.vault import RootKey
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.botapi_chats import Shown
from tests.faults.receivers import at_start, has_it, plan_survey
from tests.faults.reporters import PATIENCE, Reporter
from tests.faults.troubles import Mix, trouble
from tests.phone import Phone

T = TypeVar("T")

RECEIVERS = 300
"""Of a survey; so many are written to in some four seconds."""

START_SECONDS = 0.2
"""About how long a start takes: a kill may fall in it."""


class Load(StrEnum):
    """What people do while it is killed."""

    BURST = "burst"
    TRICKLE = "trickle"
    FILES = "files"
    ALBUMS = "albums"
    WIPES = "wipes"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much of what; the same seed gives the same kills, faults and words."""

    kills: int
    reports: int
    phones: int
    seed: int = 1
    load: Load = Load.BURST
    mixes: Sequence[Mix] = tuple(Mix)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What people told against what lies in the store, and how often an answer came.

    `over_a_kill`: how often at most one answer came again in one chat after one kill.
    `cut_off`: answers that came again though nothing was killed: the line was cut.
    """

    kills: int = 0
    reports: int = 0
    files: int = 0
    wipes: int = 0
    receivers: int = 0
    lost: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    over_a_kill: int = 0
    cut_off: int = 0

    @property
    def good(self) -> bool:
        """Everything is there, once, and was answered."""
        return not (self.lost or self.doubled or self.late) and self.over_a_kill <= 1

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            kills=self.kills + other.kills,
            reports=self.reports + other.reports,
            files=self.files + other.files,
            wipes=self.wipes + other.wipes,
            receivers=self.receivers + other.receivers,
            lost=self.lost + other.lost,
            doubled=self.doubled + other.doubled,
            late=self.late + other.late,
            over_a_kill=max(self.over_a_kill, other.over_a_kill),
            cut_off=self.cut_off + other.cut_off,
        )

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.reports} reports, {self.files} files, {self.wipes} wipes, "
            f"{self.receivers} receivers of a survey: "
            f"{len(self.lost)} lost, {len(self.doubled)} doubled, {len(self.late)} unanswered; "
            f"answers repeated at most {self.over_a_kill} times per chat and kill, "
            f"{self.cut_off} by a cut line"
        )


@dataclass
class Killing:
    """One run: the bot, the people, and how far each chat was at each kill."""

    plan: Plan
    api: BotApi
    bot: BotProcess
    people: list[Reporter]
    chance: random.Random
    receivers: list[Reporter]
    edges: list[list[int]]

    @property
    def everybody(self) -> list[Reporter]:
        return [*self.people, *self.receivers]

    async def _start(self, number: int) -> None:
        if self.receivers:
            self.bot.env["CLOCK_AT"] = at_start(number)
        await self.bot.start(ready=_at_once if number else None)

    async def go(self) -> None:
        """As many bursts as kills; the last ones end in peace."""
        if self.receivers:
            await plan_survey(self.bot, self.receivers)
        await self._start(0)
        async with asyncio.TaskGroup() as tasks:
            for number, burst in enumerate(_bursts(self.plan, self.chance), start=1):
                self._begin(tasks, burst)
                await self._kill()
                trouble(self.api, self.chance, self.plan.mixes)
                await self._start(number)
            self.api.heal()
        with suppress(TimeoutError):  # who has nothing by then is counted as lost
            await self.api.until(lambda: all(map(has_it, self.receivers)), timeout=PATIENCE)
        code = await self.bot.terminate()
        if code != 0:
            raise AssertionError(f"It left with {code}:\n{self.bot.log[-2000:]}")

    def _begin(self, tasks: asyncio.TaskGroup, burst: Sequence[int]) -> None:
        if self.plan.load is Load.TRICKLE:
            tasks.create_task(self._one_by_one(burst))
            return
        for number in burst:
            tasks.create_task(self._act(number))

    async def _one_by_one(self, burst: Sequence[int]) -> None:
        for number in burst:
            await self._act(number)

    async def _act(self, number: int) -> None:
        files = {Load.FILES: 1, Load.ALBUMS: 3}.get(self.plan.load, 0)
        who = self.people[number % len(self.people)]
        await who.report(f"woord{number:05d}", files=files, wipe=self.plan.load is Load.WIPES)

    async def _kill(self) -> None:
        """While it starts, or in the middle of its work: after so many calls and a blink."""
        if self.chance.random() < 1 / 4:
            await asyncio.sleep(self.chance.uniform(0, START_SECONDS))
        else:
            calls = len(self.api.calls) + self.chance.randint(2, 150)
            await self._either(calls, START_SECONDS + min(1.0, self.chance.expovariate(3)))
            await asyncio.sleep(self.chance.uniform(0, 0.03))
        if not self.bot.running:
            raise AssertionError(f"It ended by itself:\n{self.bot.log[-2000:]}")
        await self.bot.kill()
        self.edges.append([len(one.phone.chat.messages) for one in self.everybody])

    async def _either(self, calls: int, seconds: float) -> None:
        try:
            await self.api.until(lambda: len(self.api.calls) >= calls, timeout=seconds)
        except TimeoutError:
            return

    async def tally(self) -> Tally:
        """What became of it all."""
        stories, kept = await read_store(self.bot, _stories_and_files)
        told = Counter(word for story in stories for word in re.findall(r"woord\d{5}", story))
        wanted = {word for one in self.people for word in one.told}
        given = {sha for one in self.people for sha in one.given}
        twice = [what for what, times in (told + kept).items() if times > 1]
        again = [self._repeats(place) for place in range(len(self.everybody))]
        silent = {f"phone {n}" for n, one in enumerate(self.receivers) if not has_it(one)}
        return Tally(
            kills=self.plan.kills,
            reports=len(wanted),
            files=len(given),
            wipes=sum(one.wipes for one in self.people),
            receivers=len(self.receivers),
            lost=tuple(sorted((wanted - set(told)) | (given - set(kept)) | silent)),
            doubled=tuple(sorted(twice)),
            late=tuple(word for one in self.people for word in one.late),
            over_a_kill=max((max(kills.values(), default=0) for kills, _ in again), default=0),
            cut_off=sum(cut for _, cut in again),
        )

    def _repeats(self, place: int) -> tuple[Counter[int], int]:
        """Of one chat: how often a message came again after each kill, and without one."""
        edges = [edge[place] for edge in self.edges]
        kills: Counter[int] = Counter()
        cut = 0
        for one, next_one in pairwise(self.everybody[place].phone.chat.messages.values()):
            if not (one.by_bot and next_one.by_bot and _first(one) == _first(next_one)):
                continue
            between = [k for k, edge in enumerate(edges) if one.message_id <= edge]
            died = [k for k in between if edges[k] < next_one.message_id]
            kills.update(died[-1:])
            cut += not died
        return kills, cut


def _first(message: Shown) -> str:
    return message.edits[0] if message.edits else message.text


async def kill_and_count(folder: Path, plan: Plan) -> Tally:
    """Do it; raises what a phone or the process ran into."""
    chance = random.Random(plan.seed)  # noqa: S311 - repeatable, not secret
    async with BotApi() as api:
        bot = BotProcess(folder, api, LOG_LEVEL="WARNING")
        surveyed = RECEIVERS if plan.load is Load.CAMPAIGN else 0
        people = [Reporter(Phone(api, user_id=1000 + n)) for n in range(plan.phones + surveyed)]
        receivers = people[plan.phones :]
        if receivers:
            bot.env["SEND_RATE"] = str(RECEIVERS // 4)
        killing = Killing(plan, api, bot, people[: plan.phones], chance, receivers, [])
        await killing.go()
        return await killing.tally()


def _at_once() -> bool:
    return True


def _bursts(plan: Plan, chance: random.Random) -> Iterator[Sequence[int]]:
    """As many bursts as kills, of different sizes."""
    cuts = sorted(chance.randrange(plan.reports + 1) for _ in range(plan.kills - 1))
    edges = [0, *cuts, plan.reports]
    return (range(a, b) for a, b in pairwise(edges))


async def read_store(bot: BotProcess, read: Callable[[Tx], T]) -> T:
    """Read the store of a process that is gone, with its key; changes nothing."""
    files = (bot.data_dir / "maatje.db", bot.data_dir / "keys.db")
    reader = await Reader.open(*files, RootKey.load(bot.key_file), Clock())
    try:
        return await reader.read(read)
    finally:
        await reader.close()


async def read_stories(bot: BotProcess) -> list[str]:
    """Every story in the store of a process that is gone."""
    return await read_store(bot, stories_in)


def stories_in(tx: Tx) -> list[str]:
    """What was told, of every case."""
    found = cases.all_cases(tx)
    return [e.body for case in found for e in entries.of_case(tx, case.case_id, {"story"})]


def hashes(tx: Tx) -> Counter[str]:
    """Of every file that lies with a case."""
    items = (item for case in cases.all_cases(tx) for item in evidence.of_case(tx, case.case_id))
    return Counter(evidence.sha256(tx, item.item_id) for item in items)


def _stories_and_files(tx: Tx) -> tuple[list[str], Counter[str]]:
    return stories_in(tx), hashes(tx)
