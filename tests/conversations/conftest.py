"""What tests of the conversations may ask for: the school, with nobody in its chats yet."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.conversations.inside import House, a_house


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with a_house(tmp_path / "data") as house:
        yield house


@pytest_asyncio.fixture
async def house_on_page(tmp_path: Path) -> AsyncIterator[House]:
    """Where staff read what was told on the page only."""
    async with a_house(tmp_path / "data", on_page=True) as house:
        yield house
