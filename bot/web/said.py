"""What the page posted, checked: words or a press, under the page's own id; stores nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.web import incoming
from bot.web.refusals import NOT_UNDERSTOOD, TOO_LONG, Refused

LONGEST_TEXT = 20_000
"""Characters of one message; 64 KB hold them in every alphabet."""

_MESSAGE_ID = re.compile(r"[0-9]{1,18}")
_CLIENT_ID = re.compile(r"[0-9A-Za-z-]{8,64}")


@dataclass(frozen=True)
class Said:
    """`client` is the page's id: sent twice, it counts once. Either words or a press."""

    client: str
    words: str = field(default="", repr=False)
    data: str = field(default="", repr=False)
    message_id: str = ""

    def payload(self) -> bytes:
        """What goes into the inbox."""
        if self.data:
            return incoming.press(self.data, self.message_id)
        return incoming.words(self.words)


def read_said(held: Mapping[str, Any]) -> Said:
    """Raise Refused for what no page of ours would post."""
    client = client_id(held.get("id"))
    data, text = held.get("data"), held.get("text")
    if isinstance(data, str) and _fits(data):
        return Said(client, data=data, message_id=_message_id(held.get("message")))
    if not isinstance(text, str):
        raise Refused(400, NOT_UNDERSTOOD)
    return Said(client, words=_clean(text))


def client_id(value: object) -> str:
    """The page's own id of a message."""
    if not isinstance(value, str) or not _CLIENT_ID.fullmatch(value):
        raise Refused(400, NOT_UNDERSTOOD)
    return value


def _fits(data: str) -> bool:
    """Half a character, which no button of ours has, cannot even be counted in bytes."""
    try:
        return 0 < len(data.encode()) <= incoming.LONGEST_DATA
    except UnicodeEncodeError:
        return False


def _message_id(value: object) -> str:
    """The message the button belongs to; "" for what is no number of ours."""
    return str(value) if _MESSAGE_ID.fullmatch(str(value)) else ""


def _clean(text: str) -> str:
    """A NUL ends a string in too many places; every other character is theirs to send."""
    cleaned = text.replace("\x00", "").encode("utf-8", "replace").decode()
    if len(cleaned) > LONGEST_TEXT:
        raise Refused(413, TOO_LONG)
    if not cleaned.strip():
        raise Refused(400, NOT_UNDERSTOOD)
    return cleaned
