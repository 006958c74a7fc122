"""A migration is taken whole or not at all; knows no table of the real database but by number."""

import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from bot.store.migrations import Migration, migrate, packaged, version
from bot.store.problems import StoreTooNew
from bot.store.writer import Writer
from tests.store.conftest import Place

ROOT = Path(__file__).parents[2]

DIES_HALF_WAY = """
import os, signal, sqlite3, sys
from bot.store.migrations import Migration, migrate, packaged
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.create_function("die", 0, lambda: os.kill(os.getpid(), signal.SIGKILL))
lines, made = packaged()[0].sql.splitlines(), 0
for number, line in enumerate(lines):
    if line == ") STRICT;" or line == ") STRICT, WITHOUT ROWID;":
        made += 1
        if made == int(sys.argv[2]):
            lines[number] += "SELECT die();"
migrate(db, [Migration(1, "\\n".join(lines))])
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """An empty database."""
    with closing(sqlite3.connect(tmp_path / "maatje.db", isolation_level=None)) as db:
        yield db


def tables(db: sqlite3.Connection) -> set[str]:
    rows = db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    return {name for (name,) in rows}


def columns(db: sqlite3.Connection, table: str) -> dict[str, str]:
    return {row[1]: row[2] for row in db.execute(f"PRAGMA table_info({table})")}


def a_row_in_each_table(db: sqlite3.Connection) -> None:
    """Of any values: a step moves rows, and does not ask what they mean."""
    values = {"INTEGER": 1, "REAL": 1.0, "TEXT": "1", "BLOB": b"1"}
    db.execute("PRAGMA ignore_check_constraints = ON")
    for table in tables(db):
        row = {name: values[kind] for name, kind in columns(db, table).items()}
        marks = ", ".join(f":{name}" for name in row)
        db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", row)  # noqa: S608
    db.execute("PRAGMA ignore_check_constraints = OFF")


def test_the_steps_of_a_release_are_numbered_without_a_gap() -> None:
    steps = packaged()
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))


def test_only_the_missing_steps_are_taken(db: sqlite3.Connection) -> None:
    first, second = Migration(1, "CREATE TABLE one (a)"), Migration(2, "CREATE TABLE two (a)")
    migrate(db, [first])
    migrate(db, [first, second])
    migrate(db, [first, second])
    assert version(db) == 2
    assert tables(db) == {"one", "two"}


def test_a_step_that_fails_in_the_middle_changes_nothing(db: sqlite3.Connection) -> None:
    first = Migration(1, "CREATE TABLE one (a)")
    wrong = Migration(2, "CREATE TABLE two (a); INSERT INTO nowhere VALUES (1)")
    with pytest.raises(sqlite3.OperationalError):
        migrate(db, [first, wrong])
    assert version(db) == 1
    assert tables(db) == {"one"}


def test_a_step_that_cannot_even_begin_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "maatje.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as busy,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as db,
    ):
        busy.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError):
            migrate(db, [Migration(1, "CREATE TABLE one (a)")])
        assert version(db) == 0


@pytest.mark.parametrize("number", [step.number for step in packaged()])
def test_t66_what_lies_in_a_database_of_any_shape_is_there_after_the_newest(
    db: sqlite3.Connection, number: int
) -> None:
    migrate(db, packaged()[:number])
    a_row_in_each_table(db)
    queries = [f"SELECT {', '.join(columns(db, table))} FROM {table}" for table in tables(db)]  # noqa: S608
    before = {query: db.execute(query).fetchall() for query in queries}
    assert all(before.values()), "each table holds something to lose"
    migrate(db, packaged())
    assert {query: db.execute(query).fetchall() for query in queries} == before
    assert version(db) == packaged()[-1].number


def whatever(kind: str, chance: Random) -> object:
    """A value that such a column can hold."""
    match kind:
        case "INTEGER":
            return chance.randint(-(2**53), 2**53)
        case "REAL":
            return chance.uniform(-1e12, 1e12)
        case "TEXT":
            return "".join(chance.choices("aé😭'\"\n%", k=chance.randrange(20)))
        case _:
            return chance.randbytes(chance.randrange(20))


@pytest.mark.parametrize("seed", range(4))
def test_p7_whatever_lies_in_a_database_of_any_shape_is_there_after_the_newest(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - repeatable
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, packaged()[: chance.randint(1, len(packaged()))])
        db.execute("PRAGMA ignore_check_constraints = ON")  # any value, not only a likely one
        for table in sorted(tables(db)):
            row = [whatever(kind, chance) for kind in columns(db, table).values()]
            db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        queries = [f"SELECT {', '.join(columns(db, table))} FROM {table}" for table in tables(db)]  # noqa: S608
        before = {query: db.execute(query).fetchall() for query in queries}
        migrate(db, packaged())
        assert {query: db.execute(query).fetchall() for query in queries} == before


def test_a_newer_database_is_left_alone(db: sqlite3.Connection) -> None:
    migrate(db, [Migration(2, "CREATE TABLE two (a)")])
    with pytest.raises(StoreTooNew):
        migrate(db, [Migration(1, "CREATE TABLE one (a)")])


@pytest.mark.parametrize(("after_table", "outcome"), [(1, 0), (9, 0), (9999, 1)])
def test_t66_a_process_killed_in_a_migration_leaves_the_old_shape_or_the_new(
    tmp_path: Path, after_table: int, outcome: int
) -> None:
    path = tmp_path / "maatje.db"
    killed = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", DIES_HALF_WAY, path, str(after_table)], cwd=ROOT, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        assert version(db) == outcome
        assert bool(tables(db)) == bool(outcome)
        migrate(db, packaged())
        assert "outbox" in tables(db)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.asyncio
async def test_a_start_that_cannot_migrate_lets_go_of_everything(place: Place) -> None:
    wrong = [Migration(1, "CREATE TABLE one (a); INSERT INTO nowhere VALUES (1)")]
    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError):
            await Writer.open(place.path, place.keys_path, place.root, place.clock, steps=wrong)
    await (await place.writer()).close()


def test_an_open_case_from_before_gets_the_moment_its_first_open_step_was_due(
    db: sqlite3.Connection,
) -> None:
    steps = packaged()
    number = next(step.number for step in steps if "ADD COLUMN due_at" in step.sql)
    migrate(db, steps[: number - 1])
    for case_id, state in (("a", "working"), ("b", "closed")):
        db.execute(
            "INSERT INTO cases (case_id, name, name_folded, route, route_version, state, kind,"
            " reporter_role, victim, doer, reader, created_at) VALUES"
            " (?, ?, ?, 'A', 1, ?, 'threat', 'student', 'student', 'student', 'default', 1)",
            (case_id, case_id, case_id, state),
        )
        for step, status, due in (("A.4", "open", 30), ("A.3", "open", 20), ("A.som", "done", 10)):
            db.execute(
                "INSERT INTO case_steps (case_id, step_id, position, status, due_at)"
                " VALUES (?, ?, 1, ?, ?)",
                (case_id, step, status, due),
            )
    migrate(db, steps)
    assert dict(db.execute("SELECT case_id, due_at FROM cases")) == {"a": 20.0, "b": None}
