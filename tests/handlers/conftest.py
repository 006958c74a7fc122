"""What tests of the Telegram door may ask for: a Telegram on loopback, phones, an echo."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.botapi import BotApi
from tests.handlers.door import Echo
from tests.phone import Phone


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
def sanne(api: BotApi) -> Phone:
    return Phone(api, user_id=11, first_name="Sanne", username="sanne_2c")


@pytest.fixture
def milan(api: BotApi) -> Phone:
    return Phone(api, user_id=12, first_name="Milan")


@pytest.fixture
def echo() -> Echo:
    return Echo()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"
