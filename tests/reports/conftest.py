"""What tests of the reports may ask for: a house with a case, and what was exported of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from tests.logged import logging_as_it_was
from tests.reports.a_school import Host
from tests.reports.an_office import Office, an_office
from tests.reports.exported import Export, export


@pytest.fixture(autouse=True)
def _log_is_put_back(log_as_it_was: None) -> None:
    """The commands of this room set it up."""


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A house with nobody in it yet."""
    return Host(tmp_path)


@dataclass(frozen=True)
class Made:
    """A house, and what the usual export of its case came to; look, and change nothing."""

    host: Host
    export: Export


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Made once for every test that only looks."""
    host = Host(tmp_path_factory.mktemp("exported"))
    host.settle()
    with logging_as_it_was():
        return Made(host, export(host))


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    """A house with people in its chats and a case."""
    async with an_office(tmp_path / "data") as office:
        yield office
