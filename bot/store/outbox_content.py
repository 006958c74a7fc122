"""What lies sealed in a row of the outbox: put in, and taken out again; ends no row."""

import sqlite3

from bot.quickjson import pack, unpack
from bot.store import just_sealed
from bot.store.just_sealed import Content
from bot.store.outgoing import Op, OutboxRow, Outgoing
from bot.store.tx import Tx, moment
from bot.text import message_from_data, message_to_data
from bot.vault import Place


def content_of(tx: Tx, outgoing: Outgoing) -> Content:
    """What nobody may read who has the file."""
    return {
        "message": outgoing.message,
        "case_id": outgoing.case_id,
        "guard": outgoing.guard,
        "item": outgoing.item_id,
        "ping": outgoing.ping,
        "at": tx.now.timestamp(),
    }


def seal_content(tx: Tx, row_id: int, key_id: str, content: Content) -> bytes:
    """For this row alone: elsewhere it does not open."""
    message = content["message"]
    data = {**content, "message": None if message is None else message_to_data(message)}
    return tx.seal(pack(data), key_id=key_id, place=_place(row_id))


def open_row(tx: Tx, row: sqlite3.Row) -> OutboxRow:
    """The row with what lies sealed in it; raise KeyGone or Unreadable."""
    content = _content(tx, row)
    return OutboxRow(
        row_id=row["id"],
        door=row["door"],
        contact_ref=row["contact_ref"],
        op=Op(row["op"]),
        message=content["message"],
        target=row["target"],
        priority=row["priority"],
        case_id=content["case_id"],
        person_id=row["person_id"],
        guard=content["guard"],
        tries=row["tries"],
        created_at=moment(content["at"]),
        item_id=content.get("item", ""),
        ping=content.get("ping", False),
    )


def _content(tx: Tx, row: sqlite3.Row) -> Content:
    held = just_sealed.taken(tx, row["door"], row["message"], row["key_id"])
    if held is not None:
        return held
    opened = tx.open(row["message"], key_id=row["key_id"], place=_place(row["id"]))
    content: Content = unpack(opened)
    message = content["message"]
    return {**content, "message": None if message is None else message_from_data(message)}


def _place(row_id: int) -> Place:
    return Place("outbox", "message", str(row_id))
