"""Telegram on loopback and the real bot beside it, for every story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.stories.cast import KADE, NOORDHOEK, Cast


@pytest.fixture(
    params=[
        pytest.param(NOORDHOEK, id="noordhoek"),
        pytest.param(KADE, id="kade", marks=pytest.mark.slow),
    ]
)
def cast(request: pytest.FixtureRequest) -> Cast:
    """The school that is played at, and its people."""
    played: Cast = request.param
    return played


@pytest_asyncio.fixture
async def bot(tmp_path: Path, api: BotApi, cast: Cast) -> AsyncIterator[BotProcess]:
    school = str(cast.folder)
    async with BotProcess(tmp_path, api, CASE_CONTENT="chat", SCHOOL_DIR=school) as running:
        yield running
