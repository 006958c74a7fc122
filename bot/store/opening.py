"""Opens the two database files, checked before anything is written; knows no table."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

import aiosqlite

from bot.store.keyring import create_keys, fitting
from bot.store.migrations import Migration, migrate, packaged, refuse_newer, version
from bot.store.problems import (
    DataMissing,
    KeysMissing,
    StoreDamaged,
    StoreMissing,
    StoreUnreachable,
)
from bot.vault import RootKey

T = TypeVar("T")

_PATIENCE_SECONDS: Final = 10.0
# recursive_triggers: without it INSERT OR REPLACE removes a row past the log's trigger.
_WRITER_PRAGMAS: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA secure_delete = ON;
PRAGMA trusted_schema = OFF;
"""
# A journal that is deleted, and zeros over a deleted key: no copy of it stays in the file.
_KEYS_PRAGMAS: Final = """
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = FULL;
PRAGMA secure_delete = ON;
PRAGMA trusted_schema = OFF;
"""


async def on_its_thread(
    connection: aiosqlite.Connection, work: Callable[[sqlite3.Connection], T]
) -> T:
    """Run `work` whole on the connection's own thread, in one call.

    The only place that uses aiosqlite's `_execute`: its public methods hop to the thread and back
    for every statement (99 µs each, measured), and let other coroutines in between two statements
    of one transaction.
    """
    result: T = await connection._execute(  # type: ignore[no-untyped-call]
        lambda: work(connection._conn)
    )
    return result


def check_files(path: Path, keys_path: Path, steps: Sequence[Migration]) -> None:
    """Raise a StoreProblem if the files are damaged, too new or only one of two; write nothing."""
    data_version = _looked_at(path, lambda db: _checked_version(db, steps))
    keys = _looked_at(keys_path, _count_keys)
    if data_version and keys is None:
        raise KeysMissing
    if keys and not data_version:
        raise DataMissing


def is_older(path: Path) -> bool:
    """Whether an older release left this data; what cannot be read is told by `check_files`."""
    if not path.exists():
        return False
    try:
        with closing(open_existing(path, mode=_gentlest(path))) as db:
            return 0 < version(db) < packaged()[-1].number
    except sqlite3.Error:
        return False


def prepare_data(db: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    """Make the writer's connection safe against power cuts and bring the tables up to date."""
    db.row_factory = sqlite3.Row
    db.executescript(_WRITER_PRAGMAS)
    migrate(db, steps)
    # What units may still take back would lie in a file, a dozen writes for each. A migration may
    # have more to remember than fits in memory.
    db.execute("PRAGMA temp_store = MEMORY")


def empty_log(db: sqlite3.Connection) -> None:
    """Leave nothing of deleted rows behind; `secure_delete` wrote zeros over them before."""
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def open_keys(path: Path, root: RootKey, now: datetime) -> sqlite3.Connection:
    """Open keys.db, made if it is not there; raise KeyDoesNotFit for another root key."""
    db = sqlite3.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)
    try:
        db.executescript(_KEYS_PRAGMAS)
        if _count_keys(db) is None:
            create_keys(db, root, now)
        fitting(db, root)
    except BaseException:
        db.close()
        raise
    return db


def open_keys_to_read(path: Path, root: RootKey) -> sqlite3.Connection:
    """Open keys.db so that nothing can be written; raise KeyDoesNotFit for another root key."""
    db = open_existing(path)
    try:
        db.execute("PRAGMA query_only = ON")
        fitting(db, root)
    except BaseException:
        db.close()
        raise
    return db


def connect_writer(path: Path) -> aiosqlite.Connection:
    """The one connection that writes, not yet open; the file is made for this user alone."""
    path.touch(mode=0o600)
    return aiosqlite.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)


def connect_reader(path: Path) -> aiosqlite.Connection:
    """A connection that only reads, not yet open; raise StoreMissing if there is no database."""
    if not path.exists():
        raise StoreMissing
    return aiosqlite.connect(path, timeout=_PATIENCE_SECONDS, isolation_level=None)


def prepare_to_read(db: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    """Refuse every write on this connection, and a database of another release."""
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA query_only = ON")
    refuse_newer(db, steps)


def _looked_at(path: Path, look: Callable[[sqlite3.Connection], T]) -> T | None:
    """None if there is no file."""
    if not path.exists():
        return None
    try:
        with closing(open_existing(path, mode=_gentlest(path))) as db:
            _quick_check(db)
            return look(db)
    except sqlite3.OperationalError:
        raise StoreUnreachable from None
    except sqlite3.DatabaseError:
        raise StoreDamaged from None


def _gentlest(path: Path) -> str:
    """Read only: a damaged file must stay as it was found.

    Not when a journal lies beside it: a power cut left a half commit that SQLite has to undo
    before anything can be read.
    """
    return "rw" if path.with_name(f"{path.name}-journal").exists() else "ro"


def _quick_check(db: sqlite3.Connection) -> None:
    if db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StoreDamaged


def _checked_version(db: sqlite3.Connection, steps: Sequence[Migration]) -> int:
    refuse_newer(db, steps)
    return version(db)


def _count_keys(db: sqlite3.Connection) -> int | None:
    """None if the file holds no keyring at all."""
    if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'keys'").fetchone():
        return None
    count: int = db.execute("SELECT count(*) FROM keys").fetchone()[0]
    return count


def open_existing(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """A plain connection to a file that is there; `mode` "ro" cannot change it."""
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=_PATIENCE_SECONDS,
        isolation_level=None,
    )
