"""Questions about posting that management answers, their words sealed; knows no right."""

import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bot.cases.kinds import ReporterRole
from bot.store.keyring import KeyGone
from bot.store.tx import Tx
from bot.vault import Place

_INSERT: Final = """
INSERT INTO post_questions (question_id, asker, person_id, row_id, contact, words, day)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""

_KEPT: Final = "words <> x''"
"""What is left of the others is a line to be counted by."""
_UNCOUNT: Final = """
DELETE FROM post_questions WHERE rowid = (
    SELECT max(rowid) FROM post_questions
    WHERE words = x'' AND answer IS NULL AND asker = ? AND row_id = ? AND day = ?)
"""
_FORGET: Final = """
UPDATE post_questions
SET person_id = NULL, contact = x'', words = x'', answer = NULL, answered_by = NULL
WHERE question_id = ?
"""


@dataclass(frozen=True)
class PostQuestion:
    """One question. `contact_ref` is where the answer goes, `answer` is "" until there is one."""

    question_id: str
    asker: ReporterRole
    person_id: str | None
    row_id: str
    contact_ref: str = field(repr=False)
    words: str = field(repr=False)
    answer: str = field(default="", repr=False)
    answered_by: str | None = None


def add(tx: Tx, asked: PostQuestion, day: date) -> PostQuestion:
    """Keep a question under a key of its own; the id it comes with is not used."""
    one = PostQuestion(
        secrets.token_hex(8),
        asked.asker,
        asked.person_id,
        asked.row_id,
        asked.contact_ref,
        asked.words,
    )
    tx.keys.fresh(_key_id(one.question_id))
    known = (one.question_id, one.asker.value, one.person_id, one.row_id)
    sealed = (_seal(tx, one, "contact", one.contact_ref), _seal(tx, one, "words", one.words))
    tx.db.execute(_INSERT, (*known, *sealed, day.isoformat()))
    return one


def count(tx: Tx, asker: ReporterRole, row_id: str, day: date) -> None:
    """Count one that was answered at once: a line without words, as is left of all others."""
    known = (secrets.token_hex(8), asker.value, None, row_id)
    tx.db.execute(_INSERT, (*known, b"", b"", day.isoformat()))


def uncount(tx: Tx, asker: ReporterRole, row_id: str, day: date) -> None:
    """Take one such line away: the same question goes on to management, and counts there."""
    tx.db.execute(_UNCOUNT, (asker.value, row_id, day.isoformat()))


def get(tx: Tx, question_id: str) -> PostQuestion | None:
    """None if there is none with this id, or its key is gone."""
    found = tx.db.execute("SELECT * FROM post_questions WHERE question_id = ?", (question_id,))
    row = found.fetchone()
    return _readable(tx, row) if row else None


def waiting(tx: Tx) -> frozenset[str]:
    """The contacts that an answer must still find, or that have not looked at theirs."""
    rows = tx.db.execute(f"SELECT * FROM post_questions WHERE {_KEPT} AND seen = 0")  # noqa: S608
    found = (_readable(tx, row) for row in rows.fetchall())
    return frozenset(one.contact_ref for one in found if one)


def unseen(tx: Tx, contact_ref: str) -> PostQuestion | None:
    """The oldest question of this contact with an answer they have not looked at."""
    rows = tx.db.execute(
        f"SELECT * FROM post_questions WHERE {_KEPT}"  # noqa: S608
        " AND seen = 0 AND answer IS NOT NULL ORDER BY rowid"
    )
    found = (_readable(tx, row) for row in rows.fetchall())
    return next((one for one in found if one and one.contact_ref == contact_ref), None)


def see(tx: Tx, question_id: str) -> None:
    """Note that who asked has looked at the answer there is."""
    tx.db.execute("UPDATE post_questions SET seen = 1 WHERE question_id = ?", (question_id,))


def counted(tx: Tx, first: date, last: date) -> int:
    """How many were asked on these days."""
    found = tx.db.execute(
        "SELECT count(*) FROM post_questions WHERE day BETWEEN ? AND ?",
        (first.isoformat(), last.isoformat()),
    )
    number: int = found.fetchone()[0]
    return number


def of_person(tx: Tx, person_id: str) -> tuple[tuple[date, PostQuestion], ...]:
    """What a colleague asked or answered, with the day it was asked, in the order it came."""
    rows = tx.db.execute(
        f"SELECT * FROM post_questions WHERE {_KEPT}"  # noqa: S608
        " AND (person_id = :one OR answered_by = :one) ORDER BY rowid",
        {"one": person_id},
    )
    found = ((date.fromisoformat(row["day"]), _readable(tx, row)) for row in rows.fetchall())
    return tuple((day, one) for day, one in found if one is not None)


def answered(tx: Tx, one: PostQuestion, person_id: str, words: str) -> None:
    """Keep what was answered; a second answer takes the place of the first."""
    sealed = _seal(tx, one, "answer", words)
    tx.db.execute(
        "UPDATE post_questions SET answer = ?, answered_by = ?, seen = 0 WHERE question_id = ?",
        (sealed, person_id, one.question_id),
    )


def forget_words(tx: Tx, before: date) -> int:
    """Destroy what earlier days asked and who did; asker, row and day stay to be counted."""
    rows = tx.db.execute(
        f"SELECT question_id FROM post_questions WHERE day < ? AND {_KEPT}",  # noqa: S608
        (before.isoformat(),),
    )
    return _forget(tx, [row["question_id"] for row in rows.fetchall()])


def forget_of(tx: Tx, contact_ref: str) -> int:
    """The same at once for all that one contact asked."""
    return _forget(tx, [one.question_id for one in of_contact(tx, contact_ref)])


def of_contact(tx: Tx, contact_ref: str) -> list[PostQuestion]:
    """What one contact asked and is still kept."""
    rows = tx.db.execute(f"SELECT * FROM post_questions WHERE {_KEPT}").fetchall()  # noqa: S608
    found = (_readable(tx, row) for row in rows)
    return [one for one in found if one and one.contact_ref == contact_ref]


def _forget(tx: Tx, question_ids: Iterable[str]) -> int:
    gone = [(question_id,) for question_id in question_ids]
    tx.db.executemany(_FORGET, gone)
    for (question_id,) in gone:
        tx.keys.destroy(_key_id(question_id))
    return len(gone)


def _readable(tx: Tx, row: sqlite3.Row) -> PostQuestion | None:
    try:
        return _question(tx, row)
    except KeyGone:
        return None


def _question(tx: Tx, row: sqlite3.Row) -> PostQuestion:
    return PostQuestion(
        row["question_id"],
        ReporterRole(row["asker"]),
        row["person_id"],
        row["row_id"],
        _open(tx, row, "contact"),
        _open(tx, row, "words"),
        _open(tx, row, "answer") if row["answer"] else "",
        row["answered_by"],
    )


def _seal(tx: Tx, one: PostQuestion, column: str, words: str) -> bytes:
    return tx.seal(words, key_id=_key_id(one.question_id), place=_place(one.question_id, column))


def _open(tx: Tx, row: sqlite3.Row, column: str) -> str:
    question_id = row["question_id"]
    sealed = tx.open(row[column], key_id=_key_id(question_id), place=_place(question_id, column))
    return sealed.decode()


def _key_id(question_id: str) -> str:
    return f"question:{question_id}"


def _place(question_id: str, column: str) -> Place:
    return Place("post_questions", column, question_id)
