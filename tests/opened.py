"""Opens the two databases of a test with their tables laid already; knows no table."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.store.writer import Writer
from bot.vault import RootKey

ROOT = RootKey.from_bytes(b"r" * 32)
ZONE = ZoneInfo("Europe/Amsterdam")
DATA, KEYS = "maatje.db", "keys.db"


async def a_writer(folder: Path, clock: Clock) -> Writer:
    """A writer on these files, which are made when they are not there; who opens it closes it."""
    await lay_tables(folder, clock)
    return await Writer.open(folder / DATA, folder / KEYS, ROOT, clock, zone=ZONE)


async def lay_tables(folder: Path, clock: Clock) -> None:
    """Both files with their tables, if they are not there yet.

    All migrations one by one take three quarters of the time of opening, so they are run once.
    """
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - before anything waits
    if not (folder / DATA).exists():
        laid = await _tables(clock)
        shutil.copy(laid / DATA, folder / DATA)
        shutil.copy(laid / KEYS, folder / KEYS)


@cache
def _shelf() -> TemporaryDirectory[str]:
    """Of this process alone: two would lay the same tables at the same time."""
    return TemporaryDirectory(prefix="maatje-tables-", ignore_cleanup_errors=True)


async def _tables(clock: Clock) -> Path:
    """Where the empty tables of this moment lie: the keys remember when they were made."""
    laid = Path(_shelf().name) / f"{clock.now():%Y%m%d%H%M}"
    if not laid.exists():
        laid.mkdir()
        await (await Writer.open(laid / DATA, laid / KEYS, ROOT, clock)).close()
    return laid
