"""Brings a database to the newest shape, a numbered file a step; knows no table."""

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from bot.store.problems import StoreTooNew

_FILE_NAME: Final = re.compile(r"(\d{4})_\w+\.sql")


@dataclass(frozen=True)
class Migration:
    """One step: `number` becomes the database's `user_version`, in the same transaction."""

    number: int
    sql: str = field(repr=False)


@cache
def packaged() -> tuple[Migration, ...]:
    """The steps of this release, in order; its files do not change while it runs."""
    steps = (
        Migration(int(named[1]), file.read_text("utf-8"))
        for file in files(__package__).iterdir()
        if (named := _FILE_NAME.fullmatch(file.name))
    )
    return tuple(sorted(steps, key=lambda step: step.number))


def version(db: sqlite3.Connection) -> int:
    """The number of the last step this database took; 0 when it is empty."""
    number: int = db.execute("PRAGMA user_version").fetchone()[0]
    return number


def refuse_newer(db: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    """Raise StoreTooNew if the database took a step this release does not know."""
    if version(db) > steps[-1].number:
        raise StoreTooNew


def migrate(db: sqlite3.Connection, steps: Sequence[Migration]) -> None:
    """Take the missing steps, each whole or not at all, also when the process dies half-way."""
    refuse_newer(db, steps)
    for step in steps:
        if step.number > version(db):
            _take(db, step)


def _take(db: sqlite3.Connection, step: Migration) -> None:
    try:
        db.executescript(
            f"BEGIN IMMEDIATE;\n{step.sql}\n;PRAGMA user_version = {step.number};\nCOMMIT;"
        )
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
