"""Who takes which part in a case; names are sealed, and compared by their spellings."""

import json
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.cases.involved import Part
from bot.store.keyring import KeyGone, case_key_id
from bot.store.tx import Tx
from bot.understanding.spelling import spellings
from bot.vault import Place, match_code

_INSERT: Final = """
INSERT INTO involved (involved_id, case_id, role, name, codes, school_class, student, added_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_SHARED: Final = """
WITH lately AS (
    SELECT student, case_id FROM involved JOIN cases USING (case_id) WHERE created_at >= :since)
SELECT DISTINCT case_id FROM lately WHERE student IN (
    SELECT student FROM lately GROUP BY student HAVING count(DISTINCT case_id) >= :least)
"""


@dataclass(frozen=True)
class Involved:
    """One person in one case; `student` is shared by rows somebody called the same student."""

    involved_id: str
    case_id: str
    part: Part
    name: str = field(repr=False)
    school_class: str | None
    student: str


def add(tx: Tx, case_id: str, part: Part, name: str, school_class: str | None) -> Involved:
    """Keep somebody, as a student of their own until a person says otherwise."""
    involved_id, student = secrets.token_hex(8), secrets.token_hex(8)
    sealed = tx.seal(name, key_id=case_key_id(case_id), place=_place(involved_id))
    codes = json.dumps(_codes(tx, name))
    at = tx.now.timestamp()
    row = (involved_id, case_id, part.value, sealed, codes, school_class, student, at)
    tx.db.execute(_INSERT, row)
    return Involved(involved_id, case_id, part, name, school_class, student)


def of_case(tx: Tx, case_id: str) -> tuple[Involved, ...]:
    """Everyone in a case, in the order they were entered."""
    return _found(tx, "case_id = ? ORDER BY added_at, rowid", (case_id,))


def get(tx: Tx, involved_id: str) -> Involved | None:
    """None if nobody is there under this id."""
    return next(iter(_found(tx, "involved_id = ?", (involved_id,))), None)


def of_students(tx: Tx, students: Iterable[str]) -> tuple[Involved, ...]:
    """Every part these students have in any case."""
    wanted = json.dumps(sorted(set(students)))
    return _found(tx, "student IN (SELECT value FROM json_each(?)) ORDER BY added_at", (wanted,))


def of_cases(tx: Tx, case_ids: Iterable[str]) -> tuple[Involved, ...]:
    """Everyone in these cases, the first entered first; no name of any other is opened."""
    wanted = json.dumps(sorted(set(case_ids)))
    where = "case_id IN (SELECT value FROM json_each(?)) ORDER BY added_at, rowid"
    return _found(tx, where, (wanted,))


def cases_shared(tx: Tx, since: datetime, least: int) -> tuple[str, ...]:
    """The ids of the cases since a moment of students who stand in so many of them.

    Nothing is opened to know it.
    """
    rows = tx.db.execute(_SHARED, {"since": since.timestamp(), "least": least}).fetchall()
    return tuple(row["case_id"] for row in rows)


def alike(tx: Tx, one: Involved) -> tuple[Involved, ...]:
    """Others in other cases whose name may be the same and who are not called the same yet."""
    rows = _found(
        tx,
        "case_id <> ? AND student <> ? AND EXISTS (SELECT 1 FROM json_each(codes) AS mine"
        " WHERE mine.value IN (SELECT value FROM json_each(?))) ORDER BY added_at DESC",
        (one.case_id, one.student, json.dumps(_codes(tx, one.name))),
    )
    return tuple({row.student: row for row in reversed(rows)}.values())


def same(tx: Tx, one: Involved, other: Involved) -> None:
    """Somebody said that they are the same student."""
    tx.db.execute("UPDATE involved SET student = ? WHERE student = ?", (other.student, one.student))


def remove(tx: Tx, involved_id: str) -> None:
    """Entered by mistake."""
    tx.db.execute("DELETE FROM involved WHERE involved_id = ?", (involved_id,))


def _found(tx: Tx, where: str, values: tuple[str, ...]) -> tuple[Involved, ...]:
    rows = tx.db.execute(f"SELECT * FROM involved WHERE {where}", values)  # noqa: S608 - our own
    found = (_involved(tx, row) for row in rows.fetchall())
    return tuple(one for one in found if one is not None)


def _involved(tx: Tx, row: sqlite3.Row) -> Involved | None:
    """None when the case was destroyed."""
    involved_id, case_id = row["involved_id"], row["case_id"]
    try:
        name = tx.open(row["name"], key_id=case_key_id(case_id), place=_place(involved_id)).decode()
    except KeyGone:
        return None
    part = Part(row["role"])
    return Involved(involved_id, case_id, part, name, row["school_class"], row["student"])


def _codes(tx: Tx, name: str) -> list[str]:
    return sorted(match_code(tx.root.link, one) for one in spellings(name))


def _place(involved_id: str) -> Place:
    return Place("involved", "name", involved_id)
