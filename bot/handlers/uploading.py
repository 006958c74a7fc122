"""Shows a file in a chat: a new upload of the copy's bytes, streamed; knows no case.

Never a `file_id`, a forward or a copy of a message: those lead back to who sent it in.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.conversations.delivery import Delivered, Delivery, Enclosed, Gone
from bot.handlers.api import Api

PHOTO_BYTES: Final = 10 << 20
"""Telegram takes no larger photo from a bot."""


@dataclass(frozen=True)
class Way:
    """How Telegram is handed one kind of file. `veils`: it can hide it until it is tapped."""

    method: str
    field: str
    ending: str
    veils: bool = False


_PHOTO = ("sendPhoto", "photo")
_VIDEO = ("sendVideo", "video")
_OOXML: Final = "application/vnd.openxmlformats-officedocument."
WAYS: Final[Mapping[str, Way]] = {
    "image/jpeg": Way(*_PHOTO, "jpg", veils=True),
    "image/png": Way(*_PHOTO, "png", veils=True),
    "image/webp": Way(*_PHOTO, "webp", veils=True),
    "image/gif": Way("sendAnimation", "animation", "gif", veils=True),
    "video/mp4": Way(*_VIDEO, "mp4", veils=True),
    "video/quicktime": Way(*_VIDEO, "mov", veils=True),
    "audio/ogg": Way("sendVoice", "voice", "ogg"),
    "audio/mpeg": Way("sendAudio", "audio", "mp3"),
    "audio/mp4": Way("sendAudio", "audio", "m4a"),
    "application/pdf": Way("sendDocument", "document", "pdf"),
    f"{_OOXML}wordprocessingml.document": Way("sendDocument", "document", "docx"),
    f"{_OOXML}spreadsheetml.sheet": Way("sendDocument", "document", "xlsx"),
    f"{_OOXML}presentationml.presentation": Way("sendDocument", "document", "pptx"),
    "text/plain": Way("sendDocument", "document", "txt"),
    "text/html": Way("sendDocument", "document", "html"),
}
"""What is not here, such as what a browser records, Telegram does not play."""


async def upload(api: Api, delivery: Delivery, enclosed: Enclosed) -> Delivered | Gone:
    """Send it, protected unless it is theirs; `Gone` for what no chat shows as it must be."""
    way = WAYS.get(enclosed.media_type.partition(";")[0])
    if way is None or (way.method == "sendPhoto" and enclosed.size > PHOTO_BYTES):
        return Gone(chat=False)
    if enclosed.veiled and not way.veils:
        return Gone(chat=False)
    form = _form(_fields(delivery, enclosed), way, enclosed)
    sent = await api.upload(way.method, *form)
    return Delivered(str(sent["message_id"]))


def quietly(delivery: Delivery) -> dict[str, Any]:
    """What a message needs to come without a sound, for who wants that."""
    return {"disable_notification": True} if delivery.quiet else {}


def _fields(delivery: Delivery, enclosed: Enclosed) -> dict[str, Any]:
    lines = delivery.rendered.lines if delivery.rendered else ()
    veil = {"has_spoiler": True} if enclosed.veiled else {}
    return {
        "chat_id": delivery.address,
        "caption": "\n".join(lines),
        "protect_content": not enclosed.theirs,
        **veil,
        **quietly(delivery),
    }


def _form(
    fields: Mapping[str, Any], way: Way, enclosed: Enclosed
) -> tuple[str, int, AsyncIterator[bytes]]:
    """The boundary, the length and the pieces of a multipart body, with a name that says nothing.

    Written out, so that its length is known and the file is never whole in memory.
    """
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{_plain(value)}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{way.field}";'
        f' filename="{enclosed.name}.{way.ending}"\r\nContent-Type: {enclosed.media_type}\r\n\r\n'
    )
    head, foot = "".join(parts).encode(), f"\r\n--{boundary}--\r\n".encode()

    async def pieces() -> AsyncIterator[bytes]:
        yield head
        async for piece in enclosed.stream():
            yield piece
        yield foot

    return boundary, len(head) + enclosed.size + len(foot), pieces()


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
