"""Telegram on loopback and the real bot beside it, for every story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.bot_process import BotProcess
from tests.botapi import BotApi


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest_asyncio.fixture
async def bot(tmp_path: Path, api: BotApi) -> AsyncIterator[BotProcess]:
    async with BotProcess(tmp_path, api, CASE_CONTENT="chat") as running:
        yield running
