"""How a case lies in its four tables; knows not who asks for which case."""

import json
import logging
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from bot.cases.case import Case, CaseState, Reader, StepState, StepStatus
from bot.cases.kinds import Doer, Kind, Mark, Outcome, ReporterRole, RouteId, Victim
from bot.store.keyring import KeyGone, case_key_id
from bot.store.tx import Tx, minute_of, moment, moment_or_none, seconds_or_none
from bot.vault import Place, Unreadable

log = logging.getLogger(__name__)

SETS: Final = 256
"""So many sets of fixed words are read once: thousands of cases share a few of them."""

Value = str | bytes | int | float | None

_WANTED: Final = "SELECT * FROM cases WHERE case_id IN (SELECT value FROM json_each(?))"
_LATE: Final = """
SELECT * FROM case_steps WHERE case_id IN (SELECT value FROM json_each(?))
AND due_at IS NOT NULL AND (done_at IS NULL OR done_at > due_at)"""

# Sealing does not hide a length, and the length of a name could tell whose it is.
_BLOCK: Final = 64


def load(tx: Tx, where: str, values: tuple[str | float, ...]) -> tuple[Case, ...]:
    """The cases a clause of our own picks, whole; one whose key is destroyed is not there.

    One that cannot be read is left out loudly: it must not take all others out of sight.
    """
    rows = tx.db.execute(f"SELECT * FROM cases WHERE {where}", values).fetchall()  # noqa: S608
    parts = _Parts(tx, [row["case_id"] for row in rows])
    found = (_case_or_alarm(tx, row, parts) for row in rows)
    return tuple(case for case in found if case is not None)


def one(tx: Tx, case_id: str) -> Case | None:
    """One case, None as in `load`; raises when it cannot be read: who needs it must not go on."""
    row = tx.db.execute("SELECT * FROM cases WHERE case_id = ?", (case_id,)).fetchone()
    return None if row is None else _case(tx, row, _Parts(tx, [case_id]))


def to_count(tx: Tx, case_ids: Sequence[str]) -> tuple[Case, ...]:
    """These as far as they lie in clear, and of their steps only what was late or may be by now.

    That costs a third of the whole, and nobody's name is opened to be counted.
    """
    wanted = (json.dumps(case_ids),)
    steps: dict[str, list[StepState]] = {}
    for row in tx.db.execute(_LATE, wanted).fetchall():
        steps.setdefault(row["case_id"], []).append(_step(row))
    rows = tx.db.execute(_WANTED, wanted).fetchall()
    return tuple(
        Case(**_fixed(row), **_so_far(row), steps=tuple(steps.get(row["case_id"], ())))
        for row in rows
    )


def columns(tx: Tx, case: Case) -> dict[str, Value]:
    """Everything of the row but the folded name and the reporter."""
    return {**_plain(case), **_moments(case), **_persons(tx, case)}


def store_parts(tx: Tx, case: Case) -> None:
    """Replace the rows of steps and people by those of this case."""
    for table in ("case_steps", "case_excluded", "case_asked"):
        tx.db.execute(f"DELETE FROM {table} WHERE case_id = ?", (case.case_id,))  # noqa: S608
    _store_people(tx, "case_excluded", case.case_id, case.excluded)
    _store_people(tx, "case_asked", case.case_id, case.asked)
    tx.db.executemany(
        "INSERT INTO case_steps (case_id, step_id, position, status, done_by, done_at, due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [_step_row(case.case_id, place, step) for place, step in enumerate(case.steps)],
    )


def sealed(tx: Tx, case_id: str, column: str, value: str | None) -> bytes | None:
    """A short value such as a name or a reference, all of one length; None stays None."""
    if value is None:
        return None
    data = json.dumps(value)
    blocks = -(-len(data) // _BLOCK)
    padded = data.ljust(blocks * _BLOCK)
    return tx.seal(padded, key_id=case_key_id(case_id), place=Place("cases", column, case_id))


def opened(tx: Tx, case_id: str, column: str, blob: bytes | None) -> str | None:
    """What `sealed` sealed; raises KeyGone and Unreadable."""
    if blob is None:
        return None
    place = Place("cases", column, case_id)
    value: str = json.loads(tx.open(blob, key_id=case_key_id(case_id), place=place))
    return value


class _Parts:
    """The rows of the other tables, read once for all cases of a list."""

    def __init__(self, tx: Tx, case_ids: list[str]) -> None:
        self._wanted = json.dumps(case_ids)
        self.steps: dict[str, list[StepState]] = {}
        for row in self._rows(tx, "case_steps", "ORDER BY position"):
            self.steps.setdefault(row["case_id"], []).append(_step(row))
        self.excluded = self._people(tx, "case_excluded")
        self.asked = self._people(tx, "case_asked")

    def _people(self, tx: Tx, table: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self._rows(tx, table):
            found.setdefault(row["case_id"], set()).add(row["person_id"])
        return found

    def _rows(self, tx: Tx, table: str, order: str = "") -> list[sqlite3.Row]:
        return tx.db.execute(
            f"SELECT * FROM {table}"  # noqa: S608 - names of this module
            f" WHERE case_id IN (SELECT value FROM json_each(?)) {order}",
            (self._wanted,),
        ).fetchall()


def _case_or_alarm(tx: Tx, row: sqlite3.Row, parts: _Parts) -> Case | None:
    try:
        return _case(tx, row, parts)
    except (Unreadable, ValueError):  # json's own error is a ValueError too
        log.error("ALARM: case %s cannot be read: its row was damaged.", row["case_id"])  # noqa: TRY400
        return None


def _case(tx: Tx, row: sqlite3.Row, parts: _Parts) -> Case | None:
    case_id = row["case_id"]
    try:
        tx.keys.key(case_key_id(case_id))
    except KeyGone:
        return None
    return Case(
        excluded=frozenset(parts.excluded.get(case_id, ())),
        steps=tuple(parts.steps.get(case_id, ())),
        victim_person=opened(tx, case_id, "victim_person", row["victim_person"]),
        reporter_person=opened(tx, case_id, "reporter_person", row["reporter_person"]),
        on_behalf=bool(row["on_behalf"]),
        asked=frozenset(parts.asked.get(case_id, ())),
        **_fixed(row),
        **_so_far(row),
    )


def _fixed(row: sqlite3.Row) -> dict[str, Any]:
    """What a case began with, as far as it lies in clear."""
    return {
        "case_id": row["case_id"],
        "name": row["name"],
        "route": RouteId(row["route"]),
        "route_version": row["route_version"],
        "kind": Kind(row["kind"]),
        "reporter_role": ReporterRole(row["reporter_role"]),
        "victim": Victim(row["victim"]),
        "doer": Doer(row["doer"]),
        "created": moment(row["created_at"]),
        "more_kinds": _kinds(row["more_kinds"]),
        "marks": _marks(row["marks"]),
        "school_class": row["school_class"],
        "reader": Reader(row["reader"]),
        "app": row["app"],
    }


@lru_cache(maxsize=SETS)
def _kinds(stored: str) -> frozenset[Kind]:
    return frozenset(map(Kind, json.loads(stored)))


@lru_cache(maxsize=SETS)
def _marks(stored: str) -> frozenset[Mark]:
    return frozenset(map(Mark, json.loads(stored)))


def _so_far(row: sqlite3.Row) -> dict[str, Any]:
    """What people made of it since."""
    return {
        "state": CaseState(row["state"]),
        "urgent": bool(row["urgent"]),
        "light": bool(row["light"]),
        "doer_person": row["doer_person"],
        "owner": row["owner"],
        "read_at": moment_or_none(row["read_at"]),
        "answered_at": moment_or_none(row["answered_at"]),
        "closed_at": moment_or_none(row["closed_at"]),
        "due": moment_or_none(row["due_at"]),
        "outcome": None if row["outcome"] is None else Outcome(row["outcome"]),
    }


def _plain(case: Case) -> dict[str, Value]:
    return {
        "case_id": case.case_id,
        "name": case.name,
        "route": case.route.value,
        "route_version": case.route_version,
        "state": case.state.value,
        "kind": case.kind.value,
        "more_kinds": json.dumps(sorted(case.more_kinds)),
        "marks": json.dumps(sorted(case.marks)),
        "school_class": case.school_class,
        "urgent": case.urgent,
        "light": case.light,
        "reporter_role": case.reporter_role.value,
        "victim": case.victim.value,
        "doer": case.doer.value,
        "doer_person": case.doer_person,
        "reader": case.reader.value,
        "owner": case.owner,
        "outcome": None if case.outcome is None else case.outcome.value,
        "on_behalf": case.on_behalf,
        "app": case.app,
    }


def _moments(case: Case) -> dict[str, Value]:
    return {
        "created_at": minute_of(case.created),
        "read_at": _minute_or_none(case.read_at),
        "answered_at": _minute_or_none(case.answered_at),
        "closed_at": _minute_or_none(case.closed_at),
        "due_at": seconds_or_none(case.due),
    }


def _minute_or_none(at: datetime | None) -> float | None:
    return None if at is None else minute_of(at)


def _persons(tx: Tx, case: Case) -> dict[str, Value]:
    """Colleagues who reported, or to whom it was done: in clear they would be found by a look."""
    return {
        "reporter_person": sealed(tx, case.case_id, "reporter_person", case.reporter_person),
        "victim_person": sealed(tx, case.case_id, "victim_person", case.victim_person),
    }


def _store_people(tx: Tx, table: str, case_id: str, people: Iterable[str]) -> None:
    tx.db.executemany(
        f"INSERT INTO {table} (case_id, person_id) VALUES (?, ?)",  # noqa: S608
        [(case_id, person_id) for person_id in sorted(people)],
    )


def _step_row(case_id: str, position: int, step: StepState) -> tuple[Value, ...]:
    return (
        case_id,
        step.step_id,
        position,
        step.status.value,
        step.by,
        _minute_or_none(step.at),
        seconds_or_none(step.due),
    )


def _step(row: sqlite3.Row) -> StepState:
    return StepState(
        step_id=row["step_id"],
        status=StepStatus(row["status"]),
        by=row["done_by"],
        at=moment_or_none(row["done_at"]),
        due=moment_or_none(row["due_at"]),
    )
