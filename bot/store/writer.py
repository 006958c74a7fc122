"""The one who writes, many units of work in one commit, and one who reads; knows no table."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import Any, Final, Self, TypeVar

import aiosqlite

from bot.clock import Clock
from bot.store import opening
from bot.store.bench import Bench, Outcome, Work
from bot.store.committed import Committed
from bot.store.lock import DataFolderLock
from bot.store.migrations import Migration, packaged
from bot.store.problems import WriterClosed
from bot.store.reader import Reader
from bot.store.tx import Tx
from bot.vault import RootKey

__all__ = ["Reader", "Tx", "Writer"]

T = TypeVar("T")

_GROUP: Final = 256


@dataclass(frozen=True, eq=False)
class _Unit(Work):
    """One waiting unit of work and who waits for it."""

    result: asyncio.Future[Any] = field(repr=False)


class Writer:
    """Runs units of work, plain functions of a Tx, in the order they were handed in.

    All units waiting at one moment share a commit. A unit that raises takes only its own changes
    back and its caller gets the exception; a commit that fails gives all callers NotCommitted.
    `committed` wakes who waits for new rows.
    """

    def __init__(
        self, lock: DataFolderLock | None, connection: aiosqlite.Connection, bench: Bench
    ) -> None:
        """For `open` only."""
        self.committed = Committed()
        self._lock = lock
        self._connection = connection
        self._bench = bench
        self._hurried: deque[_Unit] = deque()
        self._waiting: deque[_Unit] = deque()
        self._work = asyncio.Event()
        self._closing = False
        self._closed = False
        # Kept here and awaited in close(): this is the reference the rule asks for.
        self._pump = asyncio.create_task(self._run_groups())  # noqa: TID251

    @classmethod
    async def open(
        cls,
        path: Path,
        keys_path: Path,
        root: RootKey,
        clock: Clock,
        *,
        steps: Sequence[Migration] | None = None,
        alone: bool = True,
        zone: tzinfo = UTC,
    ) -> Self:
        """Open or make the database; raise a StoreProblem that says why it cannot be.

        Not `alone` is for the short work of a command beside the running bot: SQLite lets the
        two wait for each other. Only one process may run the doors. `zone`: the school's own.
        """
        steps = packaged() if steps is None else steps
        lock = await asyncio.to_thread(DataFolderLock, path.parent) if alone else None
        try:
            await asyncio.to_thread(opening.check_files, path, keys_path, steps)
            connection = await opening.connect_writer(path)
            bench = await _on_its_bench(
                connection, lambda db: _prepared(db, keys_path, root, clock, steps=steps, zone=zone)
            )
            if alone:
                await opening.on_its_thread(connection, lambda _: bench.finish_shredding())
        except BaseException:
            _let_go(lock)
            raise
        return cls(lock, connection, bench)

    async def run(
        self, work: Callable[[Tx], T], *, hurried: bool = False, again: bool = False
    ) -> T:
        """Return what `work` returned once it lies on the disk.

        What is `hurried` goes before all that waits and is not, in a commit of its own. What may
        be run `again` costs less: it changes nothing but the database, makes no key whose id comes
        from outside, and beside one that raises it is undone and run a second time. A line that
        it logs may then come twice.
        A caller that is cancelled may still find its unit committed. `work` must not wait for
        anything but the database, and must not commit or roll back itself.
        """
        if self._closing:
            raise WriterClosed
        unit = _Unit(work, asyncio.get_running_loop().create_future(), again=again)
        (self._hurried if hurried else self._waiting).append(unit)
        self._work.set()
        result: T = await unit.result
        return result

    async def empty_log(self) -> None:
        """Fold SQLite's own log into the database and empty it: what was deleted is in neither.

        While a reader holds a snapshot it stays for the next time.
        """
        await opening.on_its_thread(self._connection, opening.empty_log)

    async def close(self) -> None:
        """Finish what is waiting, then close both files and let the next process in."""
        if self._closed:
            return
        self._closed = self._closing = True
        self._work.set()
        try:
            await asyncio.wait([self._pump])
        finally:
            await opening.on_its_thread(self._connection, lambda _: self._bench.close())
            await self._connection.close()
            _let_go(self._lock)

    async def _run_groups(self) -> None:
        try:
            while self._hurried or self._waiting or not self._closing:
                await self._work.wait()
                self._work.clear()
                while group := self._next_group():
                    await self._hand_over(group)
        finally:  # also when the loop is torn down: nobody may wait for ever
            self._closing = True
            _cancel((*self._hurried, *self._waiting))

    def _next_group(self) -> list[_Unit]:
        return _group_of(self._hurried) or _group_of(self._waiting)

    async def _hand_over(self, group: list[_Unit]) -> None:
        try:
            outcomes, changed = await opening.on_its_thread(
                self._connection, lambda _: self._bench.run(group)
            )
        except Exception as problem:  # noqa: BLE001 - every caller of the group gets it
            outcomes, changed = [Outcome(error=problem) for _ in group], False
        except BaseException:
            _cancel(group)
            raise
        for unit, outcome in zip(group, outcomes, strict=True):
            _deliver(unit.result, outcome)
        if changed:
            self.committed.notify()


async def _on_its_bench(
    connection: aiosqlite.Connection, prepare: Callable[[sqlite3.Connection], Bench]
) -> Bench:
    try:
        return await opening.on_its_thread(connection, prepare)
    except BaseException:
        await connection.close()
        raise


def _group_of(waiting: deque[_Unit]) -> list[_Unit]:
    """Leave out who no longer waits: what was never begun need not be done."""
    group: list[_Unit] = []
    while waiting and len(group) < _GROUP:
        unit = waiting.popleft()
        if not unit.result.done():
            group.append(unit)
    return group


def _let_go(lock: DataFolderLock | None) -> None:
    if lock is not None:
        lock.release()


def _prepared(
    db: sqlite3.Connection,
    keys_path: Path,
    root: RootKey,
    clock: Clock,
    *,
    steps: Sequence[Migration],
    zone: tzinfo,
) -> Bench:
    """Keys first: another root key must not even migrate the data."""
    keys_path.touch(mode=0o600)
    keys_db = opening.open_keys(keys_path, root, clock.now())
    try:
        opening.prepare_data(db, steps)
    except BaseException:
        keys_db.close()
        raise
    return Bench(db, keys_db, root, clock, zone=zone)


def _deliver(result: asyncio.Future[Any], outcome: Outcome) -> None:
    if result.done():  # its caller was cancelled in the meantime
        return
    match outcome.error:
        case None:
            result.set_result(outcome.value)
        case StopIteration():  # a future refuses it, and the writer itself would end
            result.set_exception(RuntimeError("A unit of work raised StopIteration."))
        case error:
            result.set_exception(error)


def _cancel(units: Iterable[_Unit]) -> None:
    for unit in units:
        unit.result.cancel()
