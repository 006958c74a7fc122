"""Telegram on loopback and the real bot beside it, for every story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot_process import BotProcess, UnmeasuredBot
from tests.botapi import BotApi


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest_asyncio.fixture
async def bot(
    request: pytest.FixtureRequest, tmp_path: Path, api: BotApi
) -> AsyncIterator[BotProcess]:
    measured = request.node.get_closest_marker("no_cover") is None
    kind = BotProcess if measured else UnmeasuredBot
    async with kind(tmp_path, api, CASE_CONTENT="chat") as running:
        yield running
