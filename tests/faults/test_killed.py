"""The process dies at any moment, or gets the same thing twice: T1, T3, T4 of the test plan."""

import asyncio
import re
from collections import Counter
from pathlib import Path
from time import monotonic

import pytest

from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.botapi_chats import Fields
from tests.conversing import report
from tests.faults.killing import Plan, Reporter, kill_and_count, read_stories
from tests.phone import Phone

GRACE = 5.0
"""Seconds the process has to leave."""


class Remembering(BotApi):
    """Keeps every update, so that it can come again."""

    def __init__(self) -> None:
        super().__init__()
        self.pushed: list[Fields] = []

    async def push(self, update: Fields) -> int:
        number = await super().push(update)
        self.pushed.append({"update_id": number, **update})
        return number

    async def deliver_again(self) -> None:
        """Everything since the start, as one batch, until it is confirmed."""
        async with self.changed:
            self.updates.pending[:0] = self.pushed[:100]
            self.changed.notify_all()
        await self.until(lambda: not self.updates.pending)


@pytest.mark.asyncio
async def test_t1_reports_survive_kill_minus_nine_each_exactly_once(tmp_path: Path) -> None:
    tally = await kill_and_count(tmp_path, Plan(kills=2, reports=10, phones=5, seed=3))
    assert (tally.lost, tally.doubled, tally.reports) == ((), (), 10)


@pytest.mark.slow
@pytest.mark.asyncio
async def test_t1_two_hundred_reports_survive_twenty_kills(tmp_path: Path) -> None:
    tally = await kill_and_count(tmp_path, Plan(kills=20, reports=200, phones=40, seed=4))
    assert (tally.lost, tally.doubled, tally.reports) == ((), (), 200)


@pytest.mark.slow  # five seconds by the clock: beside other tests a loaded machine takes longer
@pytest.mark.asyncio
async def test_t3_asked_to_leave_in_mid_batch_it_is_gone_within_five_seconds_and_nothing_is_lost(
    tmp_path: Path, api: BotApi
) -> None:
    people = [Reporter(Phone(api, user_id=1000 + n)) for n in range(20)]
    words = [f"woord{n:05d}" for n in range(20)]
    bot = BotProcess(tmp_path, api)
    await bot.start()
    async with asyncio.TaskGroup() as tasks:
        for person, word in zip(people, words, strict=True):
            tasks.create_task(person.report(word))
        await api.until(lambda: len(api.calls) > 60)
        asked = monotonic()
        assert await bot.terminate(timeout=GRACE + 1) == 0
        assert monotonic() - asked < GRACE
        await bot.start()
    assert await bot.terminate() == 0
    assert sorted(_words(await read_stories(bot))) == words


@pytest.mark.asyncio
async def test_t4_the_same_batch_three_times_makes_one_report(tmp_path: Path) -> None:
    async with Remembering() as api:
        sanne = Phone(api, user_id=1000)
        async with BotProcess(tmp_path, api) as bot:
            await report(sanne, "woord00001")
            shown = list(sanne.messages)
            await api.deliver_again()
            await api.deliver_again()
            await sanne.say("/mijnmelding")
        assert sanne.messages[: len(shown)] == shown
        assert len(sanne.messages) == len(shown) + 1
        assert Counter(_words(await read_stories(bot))) == {"woord00001": 1}


def _words(stories: list[str]) -> list[str]:
    return [word for story in stories for word in re.findall(r"woord\d{5}", story)]
