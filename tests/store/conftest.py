"""What tests of the store may ask for: an open database on real files; knows no door."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from bot.clock import Clock
from bot.store.writer import Reader, Writer
from bot.vault import RootKey
from tests.opened import ROOT, lay_tables

MONDAY_MORNING = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Where the files of one test lie, and the key and clock that go with them."""

    folder: Path
    root: RootKey
    clock: Clock

    @property
    def path(self) -> Path:
        """The database."""
        return self.folder / "maatje.db"

    @property
    def keys_path(self) -> Path:
        """The keys."""
        return self.folder / "keys.db"

    async def writer(self) -> Writer:
        """A writer on these files; who opens it closes it."""
        return await Writer.open(self.path, self.keys_path, self.root, self.clock)

    async def reader(self) -> Reader:
        """A reader on these files; who opens it closes it."""
        return await Reader.open(self.path, self.keys_path, self.root, self.clock)


@pytest.fixture
def clock() -> Clock:
    """A clock that starts on a Monday morning in November."""
    clock = Clock()
    clock.travel(MONDAY_MORNING)
    return clock


@pytest.fixture
def place(tmp_path: Path, clock: Clock) -> Place:
    """An empty data folder."""
    return Place(tmp_path / "data", ROOT, clock)


@pytest_asyncio.fixture
async def writer(place: Place) -> AsyncIterator[Writer]:
    """An open writer on an empty database."""
    await lay_tables(place.folder, place.clock)
    writer = await place.writer()
    yield writer
    await writer.close()


@pytest_asyncio.fixture
async def reader(place: Place, writer: Writer) -> AsyncIterator[Reader]:
    """A reader beside that writer."""
    assert writer.committed.count == 0
    reader = await place.reader()
    yield reader
    await reader.close()
