"""Runs a group of units of work on the database's thread; knows no loop and no table."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from itertools import groupby
from typing import Any

from bot.clock import Clock
from bot.store.keyring import Keyring
from bot.store.problems import NotCommitted
from bot.store.tx import Tx
from bot.vault import RootKey


@dataclass(frozen=True, eq=False)
class Work:
    """A unit of work; `again`: when it was undone, it may be run once more at once."""

    do: Callable[[Tx], Any] = field(repr=False)
    again: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one unit came to: `error` is None when it is in the commit."""

    value: Any = field(default=None, repr=False)
    error: Exception | None = None


class Bench:
    """Where units become rows: a group is one transaction, a unit that fails is taken back."""

    def __init__(
        self,
        db: sqlite3.Connection,
        keys_db: sqlite3.Connection,
        root: RootKey,
        clock: Clock,
        *,
        zone: tzinfo = UTC,
    ) -> None:
        """Both connections were opened on this thread."""
        self._db = db
        self._keys_db = keys_db
        self._keys = Keyring(keys_db, root, clock)
        self._root = root
        self._clock = clock
        self._zone = zone
        self._memory: dict[str, Any] = {}
        self._shredded: tuple[str, ...] = ()
        self._seen = 0

    def finish_shredding(self) -> None:
        """Destroy the keys that a power cut kept: the rows that asked for it are committed."""
        for (key_id,) in self._db.execute("SELECT key_id FROM doomed_keys").fetchall():
            self._keys.destroy(key_id)
        self._shredded = self._keys.shred()

    def run(self, works: Sequence[Work]) -> tuple[list[Outcome], bool]:
        """Return an outcome for each unit, and whether the commit changed anything.

        Raise NotCommitted if the group as a whole did not get through; nothing happened then.
        """
        before = self._db.total_changes
        mark = self._keys.mark()
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._keys.look_again()
            self._look_again()
            self._strike_out()
            outcomes = self._run_all(works)
            self._write_down()
            self._keys.save()
            self._db.execute("COMMIT")
        except BaseException as problem:
            self._undo(mark)
            if isinstance(problem, sqlite3.Error):
                raise NotCommitted from problem
            raise
        self._shredded = self._keys.shred()
        return outcomes, self._db.total_changes != before

    def close(self) -> None:
        """Close keys.db on the thread that opened it."""
        self._keys.forget()
        self._memory.clear()
        self._keys_db.close()

    def _look_again(self) -> None:
        """What is held in memory may have been changed by another process since."""
        seen: int = self._db.execute("PRAGMA data_version").fetchone()[0]
        if seen != self._seen:
            self._memory.clear()
        self._seen = seen

    def _write_down(self) -> None:
        """Which keys go after this commit, in this commit."""
        doomed = [(key_id,) for key_id in self._keys.doomed]
        self._db.executemany("INSERT OR IGNORE INTO doomed_keys (key_id) VALUES (?)", doomed)

    def _strike_out(self) -> None:
        """What has gone need not be remembered; should this be undone, it goes once more."""
        gone = [(key_id,) for key_id in self._shredded]
        self._db.executemany("DELETE FROM doomed_keys WHERE key_id = ?", gone)

    def _tx(self) -> Tx:
        now = self._clock.now()
        return Tx(self._db, self._keys, self._root, now, self._zone, self._memory)

    def _run_all(self, works: Sequence[Work]) -> list[Outcome]:
        outcomes: list[Outcome] = []
        for again, some in groupby(works, lambda work: work.again):
            units = [work.do for work in some]
            together = self._all_well(units) if again and len(units) > 1 else []
            outcomes += together or map(self._run_one, units)
        return outcomes

    def _all_well(self, units: Sequence[Callable[[Tx], Any]]) -> list[Outcome]:
        """What they came to in one savepoint; nothing when one of them failed: all are undone."""
        whole = self._run_one(lambda _: [self._step(unit) for unit in units])
        return [] if whole.error is not None else [Outcome(value) for value in whole.value]

    def _step(self, unit: Callable[[Tx], Any]) -> Any:
        value = unit(self._tx())  # a moment of its own: what came later must not look as old
        if not self._db.in_transaction:  # by SQLite itself (a full disk): the rest must not be kept
            raise sqlite3.OperationalError
        return value

    def _run_one(self, work: Callable[[Tx], Any]) -> Outcome:
        mark = self._keys.mark()
        self._db.execute("SAVEPOINT unit")
        try:
            value = work(self._tx())
        except Exception as error:  # noqa: BLE001 - it is handed to the caller, whatever it is
            self._keys.back_to(mark)
            self._memory.clear()  # it may hold what is taken back here
            # Raises when SQLite itself rolled everything back (a full disk): all fail then.
            self._db.execute("ROLLBACK TO unit")
            self._db.execute("RELEASE unit")
            return Outcome(error=error)
        self._db.execute("RELEASE unit")
        return Outcome(value)

    def _undo(self, mark: int) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._keys.back_to(mark)
        self._keys.undo()
        self._memory.clear()
