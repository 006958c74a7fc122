"""Turns what the page posted into an inbox row's payload and back into an event; decides nothing.

The payload is kept small and plain: it lies sealed until a conversation has taken it.
"""

from __future__ import annotations

import json
from typing import Any

from bot.conversations.event import Acted, Command, Event, What, said
from bot.flows.kit import Pressed, Sent
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow

LONGEST_DATA = 64
"""Bytes of a button's data, the same as at Telegram."""

_FLOW_PARTS = 4


def arrived() -> bytes:
    """The page was opened and there is nothing on it yet."""
    return _packed({"open": True})


def words(text: str) -> bytes:
    """Somebody typed."""
    return _packed({"text": text})


def press(data: str, message_id: str) -> bytes:
    """A button of one message was pressed."""
    return _packed({"data": data, "message": message_id})


def item(item_id: str, kind: str) -> bytes:
    """A file came in and lies sealed."""
    return _packed({"item": item_id, "kind": kind})


def to_event(row: InboxRow, contact: Contact) -> Event:
    """The event an inbox row stands for; what makes no sense becomes a press of nothing."""
    held: dict[str, Any] = json.loads(row.payload)
    return Event(
        contact=contact,
        what=_what(held),
        at=row.received_at,
        inbox_id=row.row_id,
        message_id=held.get("message", ""),
    )


def _what(held: dict[str, Any]) -> What:
    match held:
        case {"text": str(text)}:
            return said(text)
        case {"data": str(data)}:
            return _pressed(data)
        case {"item": str(item_id), "kind": str(kind)}:
            return Sent(item=item_id, kind=kind)
        case {"open": True}:
            return Command("open")
        case _:
            return Acted("")


def _pressed(data: str) -> What:
    parts = data.split(":", _FLOW_PARTS - 1)
    match parts:
        case ["f", token, step, value]:
            return Pressed(token, step, value)
        case ["a", action, *_]:
            return Acted(action, tuple(data.split(":")[2:]))
        case _:
            return Acted("")


def _packed(held: dict[str, Any]) -> bytes:
    return json.dumps(held, ensure_ascii=False).encode()
