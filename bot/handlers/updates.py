"""What can be known of a raw update without trusting it; knows no conversation and no parser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update we ask Telegram for."""

_PEOPLE_SPEAK: Final = ("message", "edited_message", "callback_query")


@dataclass(frozen=True)
class Whose:
    """The private chat an update belongs to. `speaks`: the person did something in it."""

    address: str = field(repr=False)
    language: str | None
    speaks: bool


def update_id(update: object) -> int | None:
    """Telegram's number; None for something that is no update."""
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def external_id(update: object) -> str:
    """The same for the same update, also for one without a number."""
    number = update_id(update)
    return (
        str(number) if number is not None else f"odd-{hashlib.sha256(packed(update)).hexdigest()}"
    )


def packed(update: object) -> bytes:
    """As it is stored, sealed; ASCII, so that half characters do no harm."""
    return json.dumps(update).encode("ascii")


def whose(update: object) -> Whose | None:
    """None for a group, a channel, another bot, and anything that is not as it should be."""
    if not isinstance(update, dict):
        return None
    for kind in ALLOWED:
        if isinstance(update.get(kind), dict):
            return _whose(update[kind], speaks=kind in _PEOPLE_SPEAK)
    return None


def _whose(content: Mapping[str, Any], *, speaks: bool) -> Whose | None:
    message = content.get("message")
    chat = content.get("chat") or (message.get("chat") if isinstance(message, dict) else None)
    person = content.get("from")
    if not isinstance(chat, dict) or chat.get("type") != "private":
        return None
    if not isinstance(person, dict) or person.get("is_bot") or not isinstance(chat.get("id"), int):
        return None
    language = person.get("language_code")
    return Whose(str(chat["id"]), language if isinstance(language, str) else None, speaks)
