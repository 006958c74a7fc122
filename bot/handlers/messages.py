"""Reads one parsed message or tap: words, a command, a button, a thing; knows no conversation."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bot.conversations.event import Acted, What
from bot.evidence.intake import LARGEST, too_big
from bot.flows.kit import read_button
from bot.handlers.texts import whole
from bot.text import N_, Text

if TYPE_CHECKING:  # PTB is read only when something comes that needs it
    from telegram import Message

Facts = dict[str, Any]

_FILES: Final = {
    "live_photo": "video",  # before photo: its film holds the picture too
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",  # before document: Telegram sends an animation as both
    "audio": "audio",
    "sticker": "sticker",
    "document": "file",
}

CANNOT_KEEP: Final = N_("I cannot keep this. Please send a photo of it.")
NO_STORY: Final = N_("I cannot open a story. Please send a photo of it.")
OWN_NUMBER: Final = N_("That is your own number. I do not keep it.")


@dataclass(frozen=True)
class File:
    """A file at Telegram; `size` in bytes as told, which may be absent or wrong."""

    file_id: str = field(repr=False)
    kind: str
    size: int | None = None


@dataclass(frozen=True)
class Thing:
    """What came without a file, in words of its own, to be sealed like one."""

    content: str = field(repr=False)
    kind: str


def pressed(data: str | None) -> What:
    """What a button means; anybody can send any data, so anything else is an unknown button."""
    flow = read_button(data or "")
    if flow is not None:
        return flow
    head, _, rest = (data or "").partition(":")
    action, *args = rest.split(":")
    return Acted(action, tuple(args)) if head == "a" and action else Acted("unknown")


def album_of(message: Message) -> str:
    """Telegram's own id of what was sent as one; "" for what came alone."""
    return message.media_group_id or ""


def thing(message: Message) -> File | Thing | Text:
    """The thing a message carries, or why it cannot be kept.

    Never its name, the name of who sent or made it, or where it was forwarded from.
    """
    file = _file(message)
    if file is None:
        return _without_file(message)
    return too_big(file.kind) if (file.size or 0) > LARGEST else file


def _file(message: Message) -> File | None:
    for name, kind in _FILES.items():
        found = getattr(message, name)
        if found is not None:
            return File(found.file_id, kind, found.file_size)
    if not message.photo:
        return None
    largest = max(message.photo, key=lambda size: size.width * size.height)
    return File(largest.file_id, "photo", largest.file_size)


def _without_file(message: Message) -> Thing | Text:
    if message.text is not None:  # forwarded words: evidence, never an answer to a question
        return Thing(whole(message.text), "text")
    if message.contact is not None and _is_own(message):
        return OWN_NUMBER
    for name, told in _TOLD.items():
        found = getattr(message, name)
        if found is not None:
            return Thing(json.dumps(told(found)), name)
    return CANNOT_KEEP if message.story is None else NO_STORY


def _is_own(message: Message) -> bool:
    """Who shares their own number would no longer be nameless; another's is evidence only."""
    person, about = message.from_user, message.contact
    return person is not None and about is not None and about.user_id == person.id


def _venue(venue: Any) -> Facts:
    return {**_place(venue.location), "name": venue.title, "address": venue.address}


def _place(place: Any) -> Facts:
    return {"latitude": place.latitude, "longitude": place.longitude}


def _contact(about: Any) -> Facts:
    return {"name": about.first_name, "last_name": about.last_name, "phone": about.phone_number}


def _poll(poll: Any) -> Facts:
    return {"question": poll.question, "options": [option.text for option in poll.options]}


def _dice(dice: Any) -> Facts:
    return {"emoji": dice.emoji, "value": dice.value}


def _checklist(checklist: Any) -> Facts:
    return {"title": checklist.title, "tasks": [task.text for task in checklist.tasks]}


_TOLD: Final[dict[str, Callable[[Any], Facts]]] = {
    "venue": _venue,  # before location: Telegram sends a venue as both
    "location": _place,
    "contact": _contact,
    "poll": _poll,
    "dice": _dice,
    "checklist": _checklist,
}
