"""Reads the two kinds of update that nearly all are, a tap and a line of words; knows no PTB.

Strict on purpose: whatever has anything more to it is read by PTB (`parsing`), with the same
outcome. PTB's own way costs some five times as much, and its parser 13 MB of memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

_WORDS: Final = frozenset(
    {"message_id", "from", "chat", "date", "text", "entities", "link_preview_options"}
)
"""What a message of nothing but words holds."""


@dataclass(frozen=True)
class Tap:
    """A button below a message of ours that still lies there."""

    tap: str = field(repr=False)
    data: str = field(repr=False)
    message_id: str


@dataclass(frozen=True)
class Line:
    """Words somebody typed, or a command."""

    words: str = field(repr=False)
    message_id: str


def read(update: object) -> Tap | Line | None:
    """None for everything else, also for what is not as it should be."""
    match update:
        case {"callback_query": {"id": str(tap), "from": {}, "data": str(data), "message": under}}:
            return Tap(tap, data, _number(under)) if _lies(under) else None
        case {"message": {"text": str(words), "from": {}} as message}:
            only = message.keys() <= _WORDS and _lies(message)
            return Line(words, _number(message)) if only else None
        case _:
            return None


def _lies(message: Any) -> bool:
    """Whether it lies in a private chat; one that Telegram does not have any more has no date."""
    match message:
        case {"message_id": int(at), "date": int(date), "chat": {"type": "private", "id": int()}}:
            return date > 0 and not isinstance(at, bool)
        case _:
            return False


def _number(message: Mapping[str, Any]) -> str:
    return str(message["message_id"])
