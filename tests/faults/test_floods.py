"""T68, T69 of the test plan: one who sends without end, and a whole class at once."""

import asyncio
from pathlib import Path
from statistics import quantiles
from time import monotonic

import pytest

from bot.store.tx import Tx
from tests.faults.killing import hashes, stories_in
from tests.faults.reporters import Reporter
from tests.phone import Phone
from tests.stories.a_running_school import RunningSchool, running_school

pytestmark = pytest.mark.asyncio

LATE = 2.0
"""Seconds in which 95 of 100 answers must be there for the others."""


async def answered_in(phone: Phone) -> float:
    began = monotonic()
    await phone.say("/hulp")
    return monotonic() - began


def in_the_inbox(tx: Tx) -> int:
    count: int = tx.db.execute("SELECT count(*) FROM inbox").fetchone()[0]
    return count


async def flooded(school: RunningSchool, messages: int) -> list[float]:
    """One sends so many messages; how long five others wait for each of their answers."""
    flooder, others = school.stranger("Mo"), [school.stranger() for _ in range(5)]
    waited = [await answered_in(one) for one in others]  # who is new costs more
    for number in range(messages):
        await flooder.type(f"bericht {number}")
    waited = [wait for _ in range(4) for wait in [await answered_in(one) for one in others]]
    await school.api.until(lambda: not school.api.updates.pending)
    assert await school.house.writer.run(in_the_inbox) >= messages + len(waited)
    return waited


@pytest.mark.parametrize(
    "messages", [60, pytest.param(1000, marks=pytest.mark.slow)], ids=["a few", "a thousand"]
)
async def test_t68_who_floods_the_bot_keeps_nobody_waiting_and_loses_nothing(
    tmp_path: Path, messages: int
) -> None:
    async with running_school(tmp_path) as school:
        waited = await flooded(school, messages)
    assert quantiles(waited, n=20)[-1] < LATE


@pytest.mark.parametrize(
    ("children", "limit"),
    [(3, 300), pytest.param(30, 30, marks=pytest.mark.slow)],
    ids=["three", "a class"],
)
async def test_t69_a_class_with_three_photos_each_is_answered_within_a_minute(
    tmp_path: Path, children: int, limit: int
) -> None:
    async with running_school(tmp_path, SEND_RATE=f"{limit * 5 // 6}") as school:
        school.api.flood.most = limit
        people = [Reporter(school.stranger()) for _ in range(children)]
        async with asyncio.timeout(60), asyncio.TaskGroup() as tasks:
            for number, one in enumerate(people):
                tasks.create_task(one.report(f"woord{number:05d}", files=3, album=False))
        assert not school.api.flood.refused
        assert len(await school.house.writer.run(stories_in)) == children
        kept = await school.house.writer.run(hashes)
        assert set(kept) == {sha for one in people for sha in one.given}
        assert set(kept.values()) == {1}
