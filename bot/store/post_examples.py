"""Answered questions about posting, kept as examples; knows not who asked or answered."""

import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from bot.store.tx import Tx
from bot.vault import Place


@dataclass(frozen=True)
class PostExample:
    """One example; `row_id` is the row of the school's table that advised."""

    example_id: str
    row_id: str
    words: str = field(repr=False)
    answer: str = field(repr=False)


def add(tx: Tx, row_id: str, words: str, answer: str, day: date) -> str:
    """Keep it under a key of its own; what was kept word for word before is not kept again."""
    for one in everyone(tx):
        if (one.words, one.answer) == (words, answer):
            return one.example_id
    example_id = secrets.token_hex(8)
    tx.keys.fresh(_key_id(example_id))
    sealed = (_seal(tx, example_id, "words", words), _seal(tx, example_id, "answer", answer))
    tx.db.execute(
        "INSERT INTO post_examples (example_id, row_id, words, answer, day) VALUES (?, ?, ?, ?, ?)",
        (example_id, row_id, *sealed, day.isoformat()),
    )
    return example_id


def everyone(tx: Tx) -> tuple[PostExample, ...]:
    """All of them, the newest first."""
    rows = tx.db.execute("SELECT * FROM post_examples ORDER BY day DESC, rowid DESC").fetchall()
    return tuple(
        PostExample(
            row["example_id"], row["row_id"], _open(tx, row, "words"), _open(tx, row, "answer")
        )
        for row in rows
    )


def remove(tx: Tx, example_id: str) -> bool:
    """Destroy one; False when it is not there."""
    rows = tx.db.execute(
        "SELECT example_id FROM post_examples WHERE example_id = ?", (example_id,)
    ).fetchall()
    return bool(_destroy(tx, [row["example_id"] for row in rows]))


def remove_old(tx: Tx, before: date) -> int:
    """Destroy those of earlier days."""
    rows = tx.db.execute(
        "SELECT example_id FROM post_examples WHERE day < ?", (before.isoformat(),)
    ).fetchall()
    return _destroy(tx, [row["example_id"] for row in rows])


def _destroy(tx: Tx, example_ids: Iterable[str]) -> int:
    gone = list(example_ids)
    for example_id in gone:
        tx.db.execute("DELETE FROM post_examples WHERE example_id = ?", (example_id,))
        tx.keys.destroy(_key_id(example_id))
    return len(gone)


def _seal(tx: Tx, example_id: str, column: str, words: str) -> bytes:
    return tx.seal(words, key_id=_key_id(example_id), place=_place(example_id, column))


def _open(tx: Tx, row: sqlite3.Row, column: str) -> str:
    example_id = row["example_id"]
    place = _place(example_id, column)
    return tx.open(row[column], key_id=_key_id(example_id), place=place).decode()


def _key_id(example_id: str) -> str:
    return f"example:{example_id}"


def _place(example_id: str, column: str) -> Place:
    return Place("post_examples", column, example_id)
