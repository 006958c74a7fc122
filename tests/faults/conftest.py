"""Telegram on loopback for every fault."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.botapi import BotApi


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server
