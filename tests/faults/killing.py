"""Kills the bot again and again while people report, then counts what became of their reports.

Knows the phones' side and the store's; what lies between is the real process.
"""

import asyncio
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path

from bot.clock import Clock
from bot.store import cases, entries
from bot.store.reader import Reader
from bot.store.tx import Tx
from bot.vault import RootKey
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.conversing import QUICK_REPORT, datas
from tests.phone import Phone

PATIENCE = 90.0
"""Seconds somebody waits for an answer before we call it lost."""

START_SECONDS = 0.9
"""About how long a start takes: a kill may fall in it."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """How much of what; the same seed gives the same kills, faults and words."""

    kills: int
    reports: int
    phones: int
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What people told against what lies in the store, and how often an answer came."""

    kills: int
    reports: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    repeated: int

    @property
    def good(self) -> bool:
        """Every report is there, once."""
        return not self.lost and not self.doubled

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.reports} reports: {len(self.lost)} lost, "
            f"{len(self.doubled)} doubled, answers repeated at most {self.repeated} times"
        )


class Reporter:
    """Somebody who sends reports one after the other and waits as long as it takes."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.told: list[str] = []
        self._answers = {step: f":{step}:{value}" for step, value in QUICK_REPORT}
        self._free = asyncio.Lock()
        self._done: set[str] = set()

    async def report(self, word: str) -> None:
        """From /melden to the receipt. What was tapped or typed once is never sent again."""
        async with self._free:
            self.told.append(word)
            try:
                async with asyncio.timeout(PATIENCE):
                    self._done.add(await self._until_receipt(word))
            except TimeoutError:
                return  # counted as lost when it is not in the store

    async def _until_receipt(self, word: str) -> str:
        await self.phone.type("/melden")
        tapped: set[tuple[int, str]] = set()
        typed = False
        while (receipt := self._receipt()) is None:
            seen = self.phone.chat.changes
            if not typed and self._asks("story"):
                typed = True
                await self.phone.type(f"ze pesten mij {word}")
            await self._tap_next(tapped)
            await self.phone.api.until(partial(self._changed, seen), timeout=PATIENCE)
        return receipt

    def _changed(self, seen: int) -> bool:
        return self.phone.chat.changes > seen

    def _asks(self, step: str) -> bool:
        return any(f":{step}:" in data for data in datas(self.phone))

    async def _tap_next(self, tapped: set[tuple[int, str]]) -> None:
        newest = next((m for m in reversed(self.phone.shown) if m.buttons), None)
        data = self._wanted()
        if newest is None or data is None or (newest.message_id, data) in tapped:
            return
        tapped.add((newest.message_id, data))
        await self.phone.press_data(data, newest.message_id)

    def _wanted(self) -> str | None:
        wanted = (*self._answers.values(), ":send:put.1a", ":send:send")
        found = datas(self.phone)
        return next((one for end in wanted for one in found if one.endswith(end)), None)

    def _receipt(self) -> str | None:
        ids = (data.split(":")[2] for data in datas(self.phone) if data.startswith("a:codeonly:"))
        return next((one for one in ids if one not in self._done), None)


async def kill_and_count(folder: Path, plan: Plan) -> Tally:
    """Do it; raises what a phone or the process ran into."""
    chance = random.Random(plan.seed)  # noqa: S311 - repeatable, not secret
    async with BotApi() as api:
        bot = BotProcess(folder, api, LOG_LEVEL="WARNING")
        people = [Reporter(Phone(api, user_id=1000 + n)) for n in range(plan.phones)]
        await bot.start()
        async with asyncio.TaskGroup() as tasks:
            for burst in _bursts(plan, chance):
                for number in burst:
                    tasks.create_task(people[number % plan.phones].report(_word(number)))
                await _kill(api, bot, chance)
                _trouble(api, chance)
                await bot.start(ready=_at_once)
            # The last ones end in peace; the group waits for them.
            api.heal()
        code = await bot.terminate()
        if code != 0:
            raise AssertionError(f"It left with {code}:\n{bot.log[-2000:]}")
        return await _tally(plan, bot, people)


def _word(number: int) -> str:
    return f"woord{number:05d}"


def _at_once() -> bool:
    return True


def _bursts(plan: Plan, chance: random.Random) -> Iterator[Sequence[int]]:
    """As many bursts as kills, of different sizes, in a trickle or all at once."""
    cuts = sorted(chance.randrange(plan.reports + 1) for _ in range(plan.kills - 1))
    edges = [0, *cuts, plan.reports]
    return (range(a, b) for a, b in pairwise(edges))


async def _kill(api: BotApi, bot: BotProcess, chance: random.Random) -> None:
    """While it starts, or in the middle of its work: after so many calls and a blink."""
    if chance.random() < 1 / 4:
        await asyncio.sleep(chance.uniform(0, START_SECONDS))
    else:
        calls = len(api.calls) + chance.randint(2, 150)
        with_luck = min(2.5, START_SECONDS + chance.expovariate(1))
        await _either(api, calls, with_luck)
        await asyncio.sleep(chance.uniform(0, 0.03))
    if not bot.running:
        raise AssertionError(f"It ended by itself:\n{bot.log[-2000:]}")
    await bot.kill()


async def _either(api: BotApi, calls: int, seconds: float) -> None:
    try:
        await api.until(lambda: len(api.calls) >= calls, timeout=seconds)
    except TimeoutError:
        return


def _trouble(api: BotApi, chance: random.Random) -> None:
    """Some of what the network and Telegram do to a bot."""
    methods = ("sendMessage", "editMessageText", "answerCallbackQuery", "getUpdates")
    api.fail(chance.choice(methods), status=429, retry_after=1, times=chance.randint(1, 3))
    api.fail(chance.choice(methods), status=502, times=chance.randint(0, 2))
    api.cut(chance.choice(methods), times=chance.randint(0, 3))
    api.cut(chance.choice(methods), times=chance.randint(0, 3), after_accept=True)


async def _tally(plan: Plan, bot: BotProcess, people: Sequence[Reporter]) -> Tally:
    stories = await read_stories(bot)
    kept = Counter(word for story in stories for word in re.findall(r"woord\d{5}", story))
    told = {word for one in people for word in one.told}
    return Tally(
        kills=plan.kills,
        reports=len(told),
        lost=tuple(sorted(told - set(kept))),
        doubled=tuple(sorted(word for word, times in kept.items() if times > 1)),
        repeated=max((_repeated(one.phone) for one in people), default=0),
    )


async def read_stories(bot: BotProcess) -> list[str]:
    """Every story in the store of a process that is gone, read with its key; changes nothing."""
    files = (bot.data_dir / "maatje.db", bot.data_dir / "keys.db")
    reader = await Reader.open(*files, RootKey.load(bot.key_file), Clock())
    try:
        return await reader.read(stories_in)
    finally:
        await reader.close()


def stories_in(tx: Tx) -> list[str]:
    """What was told, of every case."""
    found = cases.all_cases(tx)
    return [e.body for case in found for e in entries.of_case(tx, case.case_id, {"story"})]


def _repeated(phone: Phone) -> int:
    """How often too many one message came: the longest row of the same words, less one."""
    said = (m.edits[0] if m.edits else m.text for m in phone.chat.messages.values() if m.by_bot)
    return max((len(list(row)) for _, row in groupby(said)), default=1) - 1
