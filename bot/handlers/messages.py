"""Reads one parsed message or tap: words, a command, a button, a thing; knows no conversation."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Message

from bot.conversations.event import Acted, What
from bot.flows.kit import read_button
from bot.handlers.texts import whole

_FILES: Final = {
    "voice": "voice",
    "video": "video",
    "video_note": "video",
    "animation": "video",  # before document: Telegram sends an animation as both
    "audio": "audio",
    "sticker": "sticker",
    "document": "file",
}


@dataclass(frozen=True)
class File:
    """A file at Telegram; `size` in bytes as told, which may be absent or wrong."""

    file_id: str = field(repr=False)
    kind: str
    size: int | None


@dataclass(frozen=True)
class Thing:
    """What came without a file, as bytes to be sealed like one."""

    content: bytes = field(repr=False)
    kind: str


def pressed(data: str | None) -> What:
    """What a button means; anybody can send any data, so anything else is an unknown button."""
    flow = read_button(data or "")
    if flow is not None:
        return flow
    head, _, rest = (data or "").partition(":")
    action, *args = rest.split(":")
    return Acted(action, tuple(args)) if head == "a" and action else Acted("unknown")


def thing(message: Message) -> File | Thing:
    """The thing a message carries: never its name, its sender's name or where it was forwarded."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return File(largest.file_id, "photo", largest.file_size)
    for name, kind in _FILES.items():
        file = getattr(message, name)
        if file is not None:
            return File(file.file_id, kind, file.file_size)
    return _without_file(message)


def _without_file(message: Message) -> Thing:
    if message.text is not None:  # forwarded words: evidence, never an answer to a question
        return Thing(whole(message.text).encode(), "text")
    if message.location is not None:
        place = message.location
        return _told("location", latitude=place.latitude, longitude=place.longitude)
    if message.contact is not None:
        about = message.contact
        return _told("contact", name=about.first_name, phone=about.phone_number)
    if message.poll is not None:
        options = [option.text for option in message.poll.options]
        return _told("poll", question=message.poll.question, options=options)
    if message.dice is not None:
        return _told("dice", emoji=message.dice.emoji, value=message.dice.value)
    return Thing(b"", "")


def _told(kind: str, **facts: Any) -> Thing:
    return Thing(json.dumps(facts).encode("ascii"), kind)
