"""Copies both databases while they are written to, and says whether a copy is sound.

Data first, keys second: a key is made before its rows and destroyed after them, so the copy of the
keys lacks only what was shredded in between.
"""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.store import audit, evidence
from bot.store.audit import Head
from bot.store.erase import rows_without_key
from bot.store.keyring import Keyring, case_key_id, item_key_id
from bot.store.opening import open_existing
from bot.store.problems import StoreDamaged
from bot.store.tx import Tx
from bot.vault import RootKey


@dataclass(frozen=True)
class Sound:
    """A copy without a fault: its readable items, the keys it lacks, the last line of its log."""

    items: tuple[str, ...]
    without_key: tuple[str, ...]
    head: Head


def copy_data(path: Path, target: Path) -> None:
    """A whole copy of the database as it is at one moment, for this user alone.

    VACUUM INTO, because a file copied while it is written to is broken (6 to 16 times in 25).
    """
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(open_existing(path)) as db:
        db.execute("VACUUM INTO ?", (str(target),))


def copy_keys(path: Path) -> bytes:
    """A whole copy of keys.db in memory: on the disk it would outlive the keys in it."""
    with closing(open_existing(path)) as db, closing(sqlite3.connect(":memory:")) as copy:
        db.backup(copy)
        return copy.serialize()


def inspect(path: Path, keys: bytes, root: RootKey, clock: Clock) -> Sound:
    """Look at every page, every reference and every line of the log; raise a StoreProblem."""
    try:
        with _tx(path, keys, root, clock) as tx:
            return _inspected(tx)
    except sqlite3.DatabaseError:
        raise StoreDamaged from None


def still_asked_for(path: Path, key_ids: Iterable[str]) -> tuple[str, ...]:
    """Which of these keys rows of the living database ask for: they are lost, not shredded."""
    with closing(open_existing(path)) as db:
        cases = {case_key_id(row[0]) for row in db.execute("SELECT case_id FROM cases")}
        items = {
            item_key_id(row[0])
            for row in db.execute("SELECT item_id FROM evidence WHERE destroyed_at IS NULL")
        }
    return tuple(key_id for key_id in key_ids if key_id in cases | items)


def _inspected(tx: Tx) -> Sound:
    _refuse_torn(tx.db)
    if tx.db.execute("PRAGMA foreign_key_check").fetchone() or audit.verify(tx) is not None:
        raise StoreDamaged
    return Sound(evidence.readable(tx), rows_without_key(tx), audit.head(tx))


def _refuse_torn(db: sqlite3.Connection) -> None:
    if [row[0] for row in db.execute("PRAGMA integrity_check")] != ["ok"]:
        raise StoreDamaged


@contextmanager
def _tx(path: Path, keys: bytes, root: RootKey, clock: Clock) -> Iterator[Tx]:
    with (
        closing(open_existing(path, mode="ro")) as db,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as keys_db,
    ):
        db.row_factory = sqlite3.Row
        keys_db.deserialize(keys)
        _refuse_torn(keys_db)
        yield Tx(db, Keyring(keys_db, root, clock), root, clock.now())
