"""What tests of the jobs may ask for: a small school on a real database; knows no door."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import Clock
from tests.jobs.a_house import TUESDAY_0815, House, world
from tests.opened import a_writer


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.travel(TUESDAY_0815)
    return clock


@pytest_asyncio.fixture
async def house(tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    writer = await a_writer(tmp_path / "data", clock)
    items = tmp_path / "evidence"
    items.mkdir()
    yield House(writer, world(), clock, items)
    await writer.close()
