"""Removes the sealed files of items that are gone, after the commit; knows no item and no key."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from bot.evidence.copies import names_of
from bot.store import evidence
from bot.store.writer import Writer

AGE = timedelta(days=1)
"""A younger file may belong to an upload that is under way."""


async def remove(folder: Path, names: Iterable[str]) -> None:
    """Unlink the files of these items; one that is gone already is no trouble."""
    every = tuple(file for name in names for file in names_of(name))
    await asyncio.to_thread(_unlink, folder, every)


async def sweep(writer: Writer, folder: Path, now: datetime) -> None:
    """Remove what a crash left over: files a day old without a readable item."""
    old = await asyncio.to_thread(_older, folder, now - AGE)
    if old:
        await remove(folder, await writer.run(lambda tx: evidence.rubbish(tx, old)))


def _older(folder: Path, before: datetime) -> list[str]:
    if not folder.is_dir():
        return []
    files = (path for path in folder.iterdir() if path.is_file())
    return [path.name for path in files if path.stat().st_mtime < before.timestamp()]


def _unlink(folder: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (folder / name).unlink(missing_ok=True)
