"""The keys in use: what there is, what is not right with it, and locking it away anew."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from bot.app.ground import DATA, KEYS, nothing_kept
from bot.checking import Finding
from bot.checking.keys import check_keys
from bot.clock import Clock
from bot.settings import Settings
from bot.store import audit, opening
from bot.store.lock import DataFolderLock
from bot.store.migrations import packaged
from bot.store.problems import StoreMissing
from bot.store.reader import Reader
from bot.store.rotating import rewrap
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import RootKey

T = TypeVar("T")

ROTATED: Final = "KeyRotated"


def keys_create(settings: Settings) -> None:
    """A new key file. Raises KeyProblem where there is one, or data that another one opens."""
    if any((settings.data_dir / name).exists() for name in (DATA, KEYS)):
        RootKey.load(settings.key_file)
    settings.key_file.parent.mkdir(parents=True, exist_ok=True)
    RootKey.create(settings.key_file)


async def keys_list(settings: Settings) -> list[dict[str, Any]]:
    """The kinds of keys: how many, and how old; works beside a running bot."""
    found = await _read(settings, lambda tx: tx.keys.inventory())
    return [asdict(one) for one in found]


async def keys_check(settings: Settings) -> list[Finding]:
    """What is not right with the keys; works beside a running bot."""
    return await _read(settings, lambda tx: list(check_keys(tx, settings)))


async def _read(settings: Settings, look: Callable[[Tx], T]) -> T:
    if nothing_kept(settings):
        raise StoreMissing
    folder = settings.data_dir
    root = RootKey.load(settings.key_file)
    reader = await Reader.open(folder / DATA, folder / KEYS, root, Clock())
    try:
        return await reader.read(look)
    finally:
        await reader.close()


async def keys_rotate(settings: Settings) -> None:
    """Lock all keys away under a new one and put that in the key file; Maatje must not run.

    Broken off anywhere, everything can still be read, and the next call ends it. Raises
    KeyProblem or a StoreProblem.
    """
    if nothing_kept(settings):
        raise StoreMissing
    lock = await asyncio.to_thread(DataFolderLock, settings.data_dir)
    try:
        rotation = Rotation(settings.data_dir, settings.key_file, Clock())
        for step in rotation.steps:
            await step()
    finally:
        lock.release()


class Rotation:
    """The steps in their order; whichever is the last that was done, all can still be read.

    First the key file holds both keys, then the keys are locked away anew, and only when that lies
    on the disk the old key goes.
    """

    def __init__(self, folder: Path, key_file: Path, clock: Clock) -> None:
        """Raise KeyProblem or StoreProblem before anything is changed."""
        self._data, self._keys = folder / DATA, folder / KEYS
        self._key_file = key_file
        self._clock = clock
        self.root = RootKey.load(key_file).rotated()
        self.steps = (self.offer, self.lock_away, self.note, self.settle)

    async def offer(self) -> None:
        """From now on the key file holds the new key beside the old one."""
        await asyncio.to_thread(opening.check_files, self._data, self._keys, packaged())
        reader = await Reader.open(self._data, self._keys, self.root, self._clock)
        await reader.close()
        await asyncio.to_thread(self.root.save, self._key_file)

    async def lock_away(self) -> None:
        """One commit in keys.db."""
        await asyncio.to_thread(self._lock_away, self._clock.now())

    async def note(self) -> None:
        """One line in the log, also when the step is done twice."""
        writer = await Writer.open(self._data, self._keys, self.root, self._clock, alone=False)
        try:
            await writer.run(self._note)
        finally:
            await writer.close()

    async def settle(self) -> None:
        """The old key goes."""
        successor = self.root.successor
        if successor is not None:
            await asyncio.to_thread(successor.save, self._key_file)

    def _lock_away(self, now: datetime) -> None:
        with closing(opening.open_keys(self._keys, self.root, now)) as db:
            rewrap(db, self.root, now)

    def _note(self, tx: Tx) -> None:
        key = tx.keys.fingerprint
        if not audit.lines(tx, obj=key, limit=1):
            audit.write(tx, audit.COMMAND_LINE, ROTATED, key)
