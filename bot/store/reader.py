"""Reads beside the writer, from a snapshot; knows no table and cannot write."""

import asyncio
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Self, TypeVar

import aiosqlite

from bot.clock import Clock
from bot.store import opening
from bot.store.keyring import Keyring
from bot.store.migrations import packaged
from bot.store.tx import Tx
from bot.vault import RootKey

T = TypeVar("T")


class Reader:
    """Runs functions of a Tx that only read, one after another, on a connection of its own.

    Does not take the data folder's lock, so it also works beside a running process.
    """

    def __init__(
        self,
        connection: aiosqlite.Connection,
        keys_db: sqlite3.Connection,
        keys: Keyring,
        root: RootKey,
        clock: Clock,
    ) -> None:
        """For `open` only."""
        self._connection = connection
        self._keys_db = keys_db
        self._keys = keys
        self._root = root
        self._clock = clock

    @classmethod
    async def open(cls, path: Path, keys_path: Path, root: RootKey, clock: Clock) -> Self:
        """Raise StoreMissing, StoreTooNew or KeyDoesNotFit; the writer checks for damage."""
        steps = packaged()
        connection = await (await asyncio.to_thread(opening.connect_reader, path))
        try:
            await opening.on_its_thread(connection, lambda db: opening.prepare_to_read(db, steps))
            keys_db, keys = await opening.on_its_thread(
                connection, lambda _: _keyring(keys_path, root, clock)
            )
        except BaseException:
            await connection.close()
            raise
        return cls(connection, keys_db, keys, root, clock)

    async def read(self, look: Callable[[Tx], T]) -> T:
        """Return what `look` found in one snapshot; a write raises sqlite3.OperationalError."""
        return await opening.on_its_thread(self._connection, lambda db: self._look(db, look))

    async def close(self) -> None:
        """Close both files."""
        await opening.on_its_thread(self._connection, lambda _: self._keys_db.close())
        await self._connection.close()

    def _look(self, db: sqlite3.Connection, look: Callable[[Tx], T]) -> T:
        """No opened key is kept: the writer may destroy it at any moment."""
        db.execute("BEGIN")
        try:
            return look(Tx(db, self._keys, self._root, self._clock.now()))
        finally:
            self._keys.forget()
            db.execute("ROLLBACK")


def _keyring(path: Path, root: RootKey, clock: Clock) -> tuple[sqlite3.Connection, Keyring]:
    """On the thread that reads: SQLite wants it so."""
    db = opening.open_keys_to_read(path, root)
    return db, Keyring(db, root, clock)
