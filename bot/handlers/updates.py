"""What can be known of a raw update without trusting it; knows no conversation and no parser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, Final

DOOR: Final = "telegram"
"""What the store calls this door."""

ALLOWED: Final = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of update we ask Telegram for."""

TYPES: Final[Mapping[str, type | UnionType]] = {
    "id": int | str,
    **dict.fromkeys(("text", "caption", "media_group_id", "file_id", "status"), str),
    **dict.fromkeys(("first_name", "last_name", "phone_number", "title", "address"), str),
    **dict.fromkeys(("question", "emoji", "language_code"), str),
    **dict.fromkeys(("message_id", "date", "width", "height", "file_size"), int),
}
"""What the fields are that we read, wherever they stand."""

_OBJECTS: Final[Mapping[str, Mapping[str, type | UnionType]]] = {
    "chat": {"id": int},
    "from": {"id": int},
    "callback_query": {"id": str, "data": str | None},
    "my_chat_member": {"new_chat_member": dict},
    "new_chat_member": {"status": str},
}

_PLACE: Final = ("message_id", "date", "chat")
"""Where a message lies."""

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
    return number if isinstance(number, int) and _is_a(int, number) else None


def external_id(update: object) -> str:
    """The same for the same update, also for one without a number."""
    number = update_id(update)
    if number is not None:
        return str(number)
    return f"odd-{hashlib.sha256(json.dumps(update).encode()).hexdigest()}"


def needed(update: object) -> object:
    """What must be kept of it: a tap brings along our whole message that it was made below.

    Most of the bytes are that one's words and buttons, and nobody reads them.
    """
    match update:
        case {"callback_query": {"message": dict(below), **query}, **rest}:
            place = {name: below[name] for name in _PLACE if name in below}
            return {**rest, "callback_query": {**query, "message": place}}
        case _:
            return update


def sound(found: object) -> bool:
    """Whether each field that we read is of the type that Telegram says it is, however deep.

    What is not can never be read, nor what lies too deep: trying it again would only hold its
    chat up.
    """
    try:
        return _is_sound(found)
    except RecursionError:
        return False


def _is_sound(found: object) -> bool:
    if isinstance(found, list):
        return all(map(_is_sound, found))
    if not isinstance(found, dict):
        return True
    return all(_fits(name, value) and _is_sound(value) for name, value in found.items())


def _fits(name: str, value: object) -> bool:
    kind = TYPES.get(name)
    if kind is not None:
        return _is_a(kind, value)
    wanted = _OBJECTS.get(name)
    if wanted is None or value is None:
        return True
    return isinstance(value, dict) and all(
        _is_a(kind, value.get(key)) for key, kind in wanted.items()
    )


def _is_a(kind: type | UnionType, value: object) -> bool:
    """True and False are numbers to Python, and to nobody else."""
    return isinstance(value, kind) and not isinstance(value, bool)


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
    if not isinstance(person, dict) or person.get("is_bot") or not _is_a(int, chat.get("id")):
        return None
    language = person.get("language_code")
    return Whose(str(chat["id"]), language if isinstance(language, str) else None, speaks)
