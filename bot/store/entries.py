"""What was told and written in a case, each piece sealed and never changed; knows no reader."""

import secrets
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.store.keyring import KeyGone, case_key_id
from bot.store.tx import Tx, moment
from bot.vault import Place


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


@dataclass(frozen=True)
class Entry:
    """One piece. `author` is a colleague, None for the reporter and for the program."""

    entry_id: str
    case_id: str
    kind: EntryKind
    author: str | None
    at: datetime
    body: str = field(repr=False)


def add(tx: Tx, case_id: str, kind: str, body: str, author: str | None) -> str:
    """Keep a piece and return its id; ValueError for an unknown kind, KeyGone without a case."""
    entry_id = secrets.token_hex(8)
    sealed = tx.seal(body, key_id=case_key_id(case_id), place=_place(entry_id))
    tx.db.execute(
        "INSERT INTO entries (entry_id, case_id, kind, author, at, body) VALUES (?, ?, ?, ?, ?, ?)",
        (entry_id, case_id, EntryKind(kind).value, author, tx.now.timestamp(), sealed),
    )
    return entry_id


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
    body = tx.open(row["body"], key_id=case_key_id(case_id), place=_place(entry_id))
    return Entry(
        entry_id=entry_id,
        case_id=case_id,
        kind=EntryKind(row["kind"]),
        author=row["author"],
        at=moment(row["at"]),
        body=body.decode(),
    )


def _place(entry_id: str) -> Place:
    return Place("entries", "body", entry_id)
