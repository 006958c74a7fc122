"""Who did what with which object, in a chain that shows every change; knows no content."""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.store.tx import Tx, moment
from bot.vault import START, link, same
from bot.vault import verify as verify_chain

REPORTER: Final = "reporter"
STRANGER: Final = "stranger"
SYSTEM: Final = "system"
COMMAND_LINE: Final = "command line"

# Room for ids and fixed words, none for what people write.
_WHO: Final = re.compile(r"\S{1,64}|command line")
_WHAT: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]*( [A-Za-z0-9_.:-]+){0,3}")
_OBJECT: Final = re.compile(r"\S{0,80}")
_LONGEST_WHAT: Final = 64
_MARK_DIGITS: Final = 12


@dataclass(frozen=True)
class AuditRow:
    """One line of the log."""

    number: int
    at: datetime
    who: str
    what: str
    object: str


@dataclass(frozen=True)
class Head:
    """The last line of the log, to be kept elsewhere: with it a tail that was cut off shows."""

    number: int
    mac: str

    @property
    def mark(self) -> str:
        """Short enough to be read over the phone; nobody without the key can make another fit."""
        return self.mac[:_MARK_DIGITS]


@dataclass(frozen=True)
class Linked:
    """A line with its link of the chain, in hex."""

    row: AuditRow
    mac: str


def write(tx: Tx, who: str, what: str, obj: str) -> None:
    """Add a line. `who` is a person id or one of the four words above; `obj` an id or "".

    Raise ValueError for anything that looks like words somebody wrote.
    """
    _refuse_content(who, what, obj)
    last = tx.db.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    number, previous = (1, START) if last is None else (last["id"] + 1, last["mac"])
    at = tx.now.timestamp()
    mac = link(tx.root.audit, previous, _bytes(number, at, who, what, obj))
    tx.db.execute(
        "INSERT INTO audit (id, at, who, what, object, mac) VALUES (?, ?, ?, ?, ?, ?)",
        (number, at, who, what, obj, mac),
    )


def head(tx: Tx) -> Head:
    """The last line; number 0 for an empty log."""
    row = tx.db.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return Head(0, START.hex()) if row is None else Head(row["id"], row["mac"].hex())


def verify(tx: Tx) -> int | None:
    """The number of the first line that is not as it was written; None if all are.

    Lines that were cut off at the end show only against a head that was kept: `holds`.
    """
    broken = verify_chain(tx.root.audit, _links(tx))
    return None if broken is None else _number_at(tx, broken)


def holds(tx: Tx, kept: Head) -> bool:
    """Whether the log still goes on from a head that was kept, or from the mark of one."""
    if kept.number == 0:
        return same(START.hex()[: len(kept.mac)], kept.mac)
    row = tx.db.execute("SELECT mac FROM audit WHERE id = ?", (kept.number,)).fetchone()
    if row is None or len(kept.mac) < _MARK_DIGITS:
        return False
    return same(row["mac"].hex()[: len(kept.mac)], kept.mac)


def lines(
    tx: Tx, *, obj: str | None = None, limit: int = 100, before: int | None = None
) -> list[AuditRow]:
    """The last lines, the newest first, of one object if asked; `before` a number to page on."""
    return _lines(tx, "(:of IS NULL OR object = :of)", obj, limit, before)


def lines_by(tx: Tx, who: str, *, limit: int = 100, before: int | None = None) -> list[AuditRow]:
    """The same, of what one person did."""
    return _lines(tx, "who = :of", who, limit, before)


def last(tx: Tx, what: str, obj: str) -> AuditRow | None:
    """The line of when this last happened to an object, None for never."""
    row = tx.db.execute(
        "SELECT * FROM audit WHERE object = ? AND what = ? ORDER BY id DESC LIMIT 1", (obj, what)
    ).fetchone()
    return None if row is None else _line(row)


def linked(tx: Tx, objects: Iterable[str]) -> list[Linked]:
    """Every line about one of these objects, the oldest first."""
    rows = tx.db.execute(
        "SELECT * FROM audit WHERE object IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(objects)),),
    )
    return [Linked(_line(row), row["mac"].hex()) for row in rows.fetchall()]


def done_by(tx: Tx, who: str) -> list[AuditRow]:
    """Every line about what one person did, the oldest first."""
    rows = tx.db.execute("SELECT * FROM audit WHERE who = ? ORDER BY id", (who,))
    return [_line(row) for row in rows.fetchall()]


def links_at(tx: Tx, numbers: Iterable[int]) -> dict[int, str]:
    """The links of these lines, as far as they are there."""
    rows = tx.db.execute(
        "SELECT id, mac FROM audit WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {row["id"]: row["mac"].hex() for row in rows.fetchall()}


def _refuse_content(who: str, what: str, obj: str) -> None:
    fits = _WHO.fullmatch(who) and _WHAT.fullmatch(what) and _OBJECT.fullmatch(obj)
    if not fits or len(what) > _LONGEST_WHAT:
        raise ValueError("The log takes ids and fixed words only.")


def _links(tx: Tx) -> Iterator[tuple[bytes, bytes]]:
    """Row by row: a log of years need not fit into memory."""
    for row in tx.db.execute("SELECT * FROM audit ORDER BY id"):
        written = _bytes(row["id"], row["at"], row["who"], row["what"], row["object"])
        yield written, row["mac"]


def _number_at(tx: Tx, index: int) -> int:
    row = tx.db.execute("SELECT id FROM audit ORDER BY id LIMIT 1 OFFSET ?", (index,)).fetchone()
    number: int = row["id"]
    return number


def _lines(tx: Tx, which: str, of: str | None, limit: int, before: int | None) -> list[AuditRow]:
    rows = tx.db.execute(
        f"SELECT * FROM audit WHERE {which}"  # noqa: S608 - a clause of this module
        " AND (:before IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit",
        {"of": of, "before": before, "limit": limit},
    )
    return [_line(row) for row in rows.fetchall()]


def _line(row: sqlite3.Row) -> AuditRow:
    return AuditRow(row["id"], moment(row["at"]), row["who"], row["what"], row["object"])


def _bytes(number: int, at: float, who: str, what: str, obj: str) -> bytes:
    """JSON, so that no two rows read the same; a float is written so that it reads back equal."""
    return json.dumps([number, at, who, what, obj]).encode()
