"""The items of a case, whose bytes lie sealed in files of their own; knows no file and no door.

The key of an item comes first (`tx.keys.fresh(item_key_id(item_id))`), then the sealed file, then
the row. Whatever a crash leaves behind has no row, and is swept when it is a day old.
"""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.store import looks
from bot.store.keyring import KeyGone, item_key_id
from bot.store.tx import Tx, minute_of, moment
from bot.vault import Place, Sealed

_INSERT: Final = """
INSERT INTO evidence (item_id, sender, kind, size, sha256, received_at, forwarded)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True)
class Item:
    """One item; `destroyed` when only the fact that it was there is left.

    `forwarded`: who sent it in had it from elsewhere; from whom is not kept.
    """

    item_id: str
    case_id: str | None
    kind: str
    size: int
    received_at: datetime
    destroyed: bool
    forwarded: bool = False


def add(
    tx: Tx, item_id: str, contact_ref: str, kind: str, sealed: Sealed, *, forwarded: bool = False
) -> None:
    """Keep an item that belongs to no case yet; KeyGone unless its key was made before."""
    sender = _seal(tx, item_id, "sender", contact_ref)
    sha256 = _seal(tx, item_id, "sha256", sealed.sha256)
    at = minute_of(tx.now)
    tx.db.execute(_INSERT, (item_id, sender, kind, sealed.size, sha256, at, forwarded))


def attach(tx: Tx, item_ids: Iterable[str], case_id: str) -> dict[str, str]:
    """Give loose items to a case and forget who sent them; items of other cases stay there.

    The same bytes are kept once: returned is, for each item, the id under which the case has it.
    """
    kept = {_content(tx, item.item_id): item.item_id for item in of_case(tx, case_id)}
    found: dict[str, str] = {}
    for item_id in dict.fromkeys(item_ids):
        item = get(tx, item_id)
        if item is None or item.case_id not in {None, case_id}:
            continue
        first = kept.setdefault(_content(tx, item_id), item_id)
        found[item_id] = first
        if first == item_id:
            _give(tx, item_id, case_id)
        else:
            _drop(tx, item_id)
    return found


def detach(tx: Tx, item_ids: Iterable[str]) -> None:
    """Throw loose items away: what they belonged to was not sent. Those of a case stay."""
    for item_id in item_ids:
        item = get(tx, item_id)
        if item is not None and item.case_id is None:
            _drop(tx, item_id)


def get(tx: Tx, item_id: str) -> Item | None:
    """None if it is not there."""
    row = tx.db.execute("SELECT * FROM evidence WHERE item_id = ?", (item_id,)).fetchone()
    return None if row is None else _item(row)


def of_case(tx: Tx, case_id: str) -> list[Item]:
    """The items that can still be looked at, in the order they came."""
    return [item for item in all_of_case(tx, case_id) if not item.destroyed]


def all_of_case(tx: Tx, case_id: str) -> list[Item]:
    """Also those that were destroyed."""
    rows = tx.db.execute(
        "SELECT * FROM evidence WHERE case_id = ? ORDER BY received_at, rowid", (case_id,)
    )
    return [_item(row) for row in rows.fetchall()]


def loose_of(tx: Tx, contact_ref: str) -> list[Item]:
    """What a contact sent that has no case yet."""
    rows = tx.db.execute(
        "SELECT * FROM evidence WHERE case_id IS NULL ORDER BY received_at, rowid"
    ).fetchall()
    return [_item(row) for row in rows if _sender(tx, row) == contact_ref]


def is_known(tx: Tx, item_id: str, contact_ref: str, case_ids: Iterable[str]) -> bool:
    """Whether the bytes of an item are here once more, loose from this contact or in a case."""
    own = [item for case_id in case_ids for item in of_case(tx, case_id)]
    others = {item.item_id for item in (*loose_of(tx, contact_ref), *own)} - {item_id}
    return _content(tx, item_id) in {_content(tx, other) for other in others}


def loose_bytes(tx: Tx) -> int:
    """How much there is without a case, of everyone together."""
    found = tx.db.execute("SELECT coalesce(sum(size), 0) FROM evidence WHERE case_id IS NULL")
    size: int = found.fetchone()[0]
    return size


def loose(tx: Tx, before: datetime) -> list[Item]:
    """Items without a case that came in before a moment, for who sweeps."""
    rows = tx.db.execute(
        "SELECT * FROM evidence WHERE case_id IS NULL AND received_at < ? ORDER BY received_at",
        (before.timestamp(),),
    )
    return [_item(row) for row in rows.fetchall()]


def sha256(tx: Tx, item_id: str) -> str:
    """The hash of the original bytes, in hex; KeyError without an item, KeyGone if destroyed."""
    row = tx.db.execute("SELECT sha256 FROM evidence WHERE item_id = ?", (item_id,)).fetchone()
    if row is None:
        raise KeyError(item_id)
    return _open(tx, item_id, "sha256", row["sha256"])


def shred_item(tx: Tx, item_id: str) -> None:
    """Make the bytes unreadable for ever and keep the fact; the caller removes the file."""
    tx.keys.destroy(item_key_id(item_id))
    tx.db.execute(
        "UPDATE evidence SET destroyed_at = coalesce(destroyed_at, ?), sender = NULL"
        " WHERE item_id = ?",
        (tx.now.timestamp(), item_id),
    )
    looks.end_of_item(tx, item_id)


def destroyed_since(tx: Tx, since: datetime) -> list[str]:
    """The items whose files may still lie there, unreadable."""
    rows = tx.db.execute(
        "SELECT item_id FROM evidence WHERE destroyed_at >= ?", (since.timestamp(),)
    )
    return [row["item_id"] for row in rows.fetchall()]


def rubbish(tx: Tx, names: Iterable[str]) -> list[str]:
    """Which of these file names stand for no readable item. Only ask for files a day old.

    An item may have a second file, its copy.
    """
    rows = tx.db.execute(
        "SELECT value FROM json_each(?) WHERE replace(value, '.copy', '') NOT IN"
        " (SELECT item_id FROM evidence WHERE destroyed_at IS NULL)",
        (json.dumps(list(names)),),
    )
    return [row["value"] for row in rows.fetchall()]


def readable(tx: Tx) -> tuple[str, ...]:
    """The ids of all items that have their file."""
    rows = tx.db.execute("SELECT item_id FROM evidence WHERE destroyed_at IS NULL")
    return tuple(row["item_id"] for row in rows.fetchall())


def without_file(tx: Tx, names: Iterable[str]) -> list[str]:
    """The items that can still be looked at and whose file is not among these names."""
    rows = tx.db.execute(
        "SELECT item_id FROM evidence WHERE destroyed_at IS NULL"
        " AND item_id NOT IN (SELECT value FROM json_each(?))",
        (json.dumps(list(names)),),
    )
    return [row["item_id"] for row in rows.fetchall()]


def _content(tx: Tx, item_id: str) -> str:
    """What makes two items the same; a destroyed one is like no other."""
    try:
        return sha256(tx, item_id)
    except KeyGone:
        return item_id


def _give(tx: Tx, item_id: str, case_id: str) -> None:
    tx.db.execute(
        "UPDATE evidence SET case_id = ?, sender = NULL WHERE item_id = ?", (case_id, item_id)
    )


def _drop(tx: Tx, item_id: str) -> None:
    tx.keys.destroy(item_key_id(item_id))
    tx.db.execute("DELETE FROM evidence WHERE item_id = ?", (item_id,))


def _sender(tx: Tx, row: sqlite3.Row) -> str | None:
    if row["sender"] is None:
        return None
    try:
        return _open(tx, row["item_id"], "sender", row["sender"])
    except KeyGone:
        return None


def _item(row: sqlite3.Row) -> Item:
    return Item(
        item_id=row["item_id"],
        case_id=row["case_id"],
        kind=row["kind"],
        size=row["size"],
        received_at=moment(row["received_at"]),
        destroyed=row["destroyed_at"] is not None,
        forwarded=bool(row["forwarded"]),
    )


def _seal(tx: Tx, item_id: str, column: str, value: str) -> bytes:
    place = Place("evidence", column, item_id)
    return tx.seal(value, key_id=item_key_id(item_id), place=place)


def _open(tx: Tx, item_id: str, column: str, blob: bytes) -> str:
    place = Place("evidence", column, item_id)
    return tx.open(blob, key_id=item_key_id(item_id), place=place).decode()
