"""What colleagues signalled, its words sealed; knows no right and no receiver."""

import secrets
import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from bot.cases.signals import BEGINS, Reach, Signal, SignalKind
from bot.store.keyring import KeyGone
from bot.store.tx import Tx
from bot.vault import Place

_INSERT: Final = """
INSERT INTO signals (signal_id, kind, reach, author, about, follows, day, words)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True)
class Written:
    """What somebody signals, before it has an id."""

    kind: SignalKind
    words: str = field(repr=False)
    about: str | None = None
    follows: str | None = None


def add(tx: Tx, author: str, day: date, written: Written) -> Signal:
    """Keep it under a key of its own."""
    one = Signal(
        secrets.token_hex(8),
        written.kind,
        BEGINS[written.kind],
        author,
        day,
        written.about,
        written.follows,
    )
    tx.keys.fresh(_key_id(one.signal_id))
    sealed = tx.seal(written.words, key_id=_key_id(one.signal_id), place=_place(one.signal_id))
    known = (one.signal_id, one.kind.value, one.reach.value, author, one.about, one.follows)
    tx.db.execute(_INSERT, (*known, day.isoformat(), sealed))
    return one


def get(tx: Tx, signal_id: str) -> Signal | None:
    """None if there is none with this id."""
    row = tx.db.execute("SELECT * FROM signals WHERE signal_id = ?", (signal_id,)).fetchone()
    return _signal(row) if row else None


def words(tx: Tx, signal_id: str) -> str:
    """What it says; "" when its key was destroyed."""
    row = tx.db.execute("SELECT words FROM signals WHERE signal_id = ?", (signal_id,)).fetchone()
    try:
        sealed = tx.open(row["words"], key_id=_key_id(signal_id), place=_place(signal_id))
    except KeyGone:
        return ""
    return sealed.decode()


def since(tx: Tx, first: date) -> tuple[Signal, ...]:
    """Every one from this day on, the newest first."""
    rows = tx.db.execute(
        "SELECT * FROM signals WHERE day >= ? ORDER BY day DESC, rowid DESC", (first.isoformat(),)
    )
    return tuple(_signal(row) for row in rows.fetchall())


def of_author(tx: Tx, person_id: str) -> tuple[Signal, ...]:
    """What this colleague signalled, in the order it came."""
    rows = tx.db.execute("SELECT * FROM signals WHERE author = ? ORDER BY rowid", (person_id,))
    return tuple(_signal(row) for row in rows.fetchall())


def that_follow(tx: Tx, signal_id: str) -> tuple[Signal, ...]:
    """What was asked or answered about it, in the order it came."""
    rows = tx.db.execute("SELECT * FROM signals WHERE follows = ? ORDER BY rowid", (signal_id,))
    return tuple(_signal(row) for row in rows.fetchall())


def send_on(tx: Tx, one: Signal, reach: Reach) -> Signal:
    """It goes further."""
    tx.db.execute("UPDATE signals SET reach = ? WHERE signal_id = ?", (reach.value, one.signal_id))
    return replace(one, reach=reach)


def forget_words(tx: Tx, before: date) -> int:
    """Destroy what signals of earlier days say and of whom they are; kind and day stay to count."""
    rows = tx.db.execute(
        "UPDATE signals SET author = '', about = NULL WHERE day < ? AND author <> ''"
        " RETURNING signal_id",
        (before.isoformat(),),
    )
    gone = [row["signal_id"] for row in rows.fetchall()]
    for signal_id in gone:
        tx.keys.destroy(_key_id(signal_id))
    return len(gone)


def counted(found: Iterable[Signal]) -> Counter[SignalKind]:
    """How many of each kind."""
    return Counter(one.kind for one in found)


def _signal(row: sqlite3.Row) -> Signal:
    return Signal(
        row["signal_id"],
        SignalKind(row["kind"]),
        Reach(row["reach"]),
        row["author"],
        date.fromisoformat(row["day"]),
        row["about"],
        row["follows"],
    )


def _key_id(signal_id: str) -> str:
    return f"signal:{signal_id}"


def _place(signal_id: str) -> Place:
    return Place("signals", "words", signal_id)
