"""What tests of backups may ask for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from bot.clock import Clock
from bot.vault import keep_public
from tests.backups.a_safe import RECOVERY, ROOT, Safe
from tests.opened import a_writer


@pytest_asyncio.fixture
async def safe(tmp_path: Path) -> AsyncIterator[Safe]:
    """A running house with a recovery key and no case yet."""
    data, clock = tmp_path / "data", Clock()
    (data / "evidence").mkdir(parents=True)
    keep_public(data / "recovery.pub", RECOVERY.public(), ROOT)
    writer = await a_writer(data, clock)
    yield Safe(tmp_path, writer, clock)
    await writer.close()
