"""What was told and written in a case, each piece sealed and never changed; knows no reader."""

import json
import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.store.keyring import KeyGone, case_key_id
from bot.store.tx import Tx, moment
from bot.vault import Place

_UNANSWERED: Final = """
SELECT case_id, min(at) AS since
FROM cases INDEXED BY cases_open CROSS JOIN entries USING (case_id)
WHERE cases.state <> 'closed' AND entries.kind = 'talk_in' AND entries.at > coalesce(
    (SELECT max(at) FROM entries AS other
     WHERE other.case_id = entries.case_id AND other.author IS NOT NULL), 0)
GROUP BY case_id
"""


class EntryKind(StrEnum):
    """What a piece is; who may read which kind is not decided here."""

    STORY = "story"
    DETAIL = "detail"
    TALK_IN = "talk_in"
    TALK_OUT = "talk_out"
    NOTE = "note"
    PRIVATE_NOTE = "private_note"
    STEP_NOTE = "step_note"
    OUTCOME = "outcome"
    SOM = "som"
    REFUSED = "refused"
    ADVICE_ASKED = "advice_asked"
    ADVICE = "advice"


@dataclass(frozen=True)
class Entry:
    """One piece. `author` is a colleague, None for the reporter and for the program.

    `body` is what staff read. `told` is what the reporter reads instead, "" for the same words;
    `seen` whether who it was written for has looked.
    """

    entry_id: str
    case_id: str
    kind: EntryKind
    author: str | None
    at: datetime
    body: str = field(repr=False)
    told: str = field(default="", repr=False)
    seen: bool = False


def add(tx: Tx, case_id: str, kind: str, body: str, author: str | None, *, told: str = "") -> str:
    """Keep a piece and return its id; ValueError for an unknown kind, KeyGone without a case."""
    entry_id, key_id = secrets.token_hex(8), case_key_id(case_id)
    sealed = tx.seal(body, key_id=key_id, place=_place("body", entry_id))
    other = tx.seal(told, key_id=key_id, place=_place("told", entry_id)) if told else None
    tx.db.execute(
        "INSERT INTO entries (entry_id, case_id, kind, author, at, body, told)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (entry_id, case_id, EntryKind(kind).value, author, tx.now.timestamp(), sealed, other),
    )
    return entry_id


def see(tx: Tx, case_id: str, kinds: Collection[str]) -> None:
    """Those for whom pieces of these kinds were written have them before their eyes now."""
    tx.db.execute(
        "UPDATE entries SET seen = 1 WHERE case_id = ? AND seen = 0"
        " AND kind IN (SELECT value FROM json_each(?))",
        (case_id, json.dumps([*kinds])),
    )


def has_unseen(tx: Tx, case_ids: Collection[str], kinds: Collection[str]) -> bool:
    """Whether there is a piece of these kinds that nobody it was written for has seen."""
    row = tx.db.execute(
        "SELECT 1 FROM entries WHERE seen = 0 AND case_id IN (SELECT value FROM json_each(?))"
        " AND kind IN (SELECT value FROM json_each(?))",
        (json.dumps([*case_ids]), json.dumps([*kinds])),
    ).fetchone()
    return row is not None


def unanswered(tx: Tx) -> dict[str, datetime]:
    """The open cases whose reporter wrote after the last word of a colleague, and since when.

    Any word counts, a note too: not everything that is told asks for an answer.
    """
    return {row["case_id"]: moment(row["since"]) for row in tx.db.execute(_UNANSWERED)}


def case_of(tx: Tx, entry_id: str) -> str:
    """The case a piece belongs to, "" when there is no such piece."""
    row = tx.db.execute("SELECT case_id FROM entries WHERE entry_id = ?", (entry_id,)).fetchone()
    return row["case_id"] if row else ""


def of_case(tx: Tx, case_id: str, kinds: Collection[str] | None = None) -> list[Entry]:
    """All pieces, or those of some kinds, in the order they came; none if the key is destroyed."""
    rows = tx.db.execute(
        "SELECT * FROM entries WHERE case_id = ? ORDER BY at, position", (case_id,)
    ).fetchall()
    try:
        return [_entry(tx, row) for row in rows if kinds is None or row["kind"] in kinds]
    except KeyGone:
        return []


def _entry(tx: Tx, row: sqlite3.Row) -> Entry:
    case_id, entry_id = row["case_id"], row["entry_id"]
    key_id = case_key_id(case_id)
    body = tx.open(row["body"], key_id=key_id, place=_place("body", entry_id))
    told = row["told"] and tx.open(row["told"], key_id=key_id, place=_place("told", entry_id))
    return Entry(
        entry_id=entry_id,
        case_id=case_id,
        kind=EntryKind(row["kind"]),
        author=row["author"],
        at=moment(row["at"]),
        body=body.decode(),
        told=told.decode() if told else "",
        seen=bool(row["seen"]),
    )


def _place(column: str, entry_id: str) -> Place:
    return Place("entries", column, entry_id)
