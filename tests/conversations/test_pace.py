"""An even pace, the most urgent first."""

import asyncio

import pytest

from bot.conversations.pace import Pace

pytestmark = pytest.mark.asyncio


async def test_the_most_urgent_goes_first_and_equals_keep_their_order() -> None:
    pace, order = Pace(200), []

    async def go(name: str, priority: int) -> None:
        await pace.turn(priority)
        order.append(name)

    async with asyncio.TaskGroup() as tasks:
        for name, priority in (("low", 3), ("mid a", 1), ("mid b", 1), ("urgent", 0)):
            tasks.create_task(go(name, priority))
    assert order == ["urgent", "mid a", "mid b", "low"]


async def test_ten_turns_take_nine_gaps_or_half_a_one_less() -> None:
    pace, loop = Pace(100), asyncio.get_running_loop()
    began = loop.time()
    for _ in range(10):
        await pace.turn(0)
    assert loop.time() - began >= 0.084


async def test_who_gave_up_takes_nobodys_turn() -> None:
    pace = Pace(100)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(pace.turn(0)).cancel()
        tasks.create_task(pace.turn(1))


async def test_without_a_rate_nobody_waits() -> None:
    for _ in range(1000):
        await Pace(0).turn(3)
