"""What reaches a conversation: one event from one contact; knows no door's format."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.flows.kit import Pressed, Sent, Typed
from bot.flows.uploads import Refusal
from bot.store.contacts import Contact

_COMMAND: Final = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True)
class Command:
    """A command such as `/zaak Blauwe Otter`: `name` without the slash, `argument` may be ""."""

    name: str
    argument: str = field(default="", repr=False)


@dataclass(frozen=True)
class Acted:
    """A button outside a flow was pressed: `a:<action>[:<arg>[:<arg>]]`."""

    action: str
    args: tuple[str, ...] = ()


@dataclass(frozen=True)
class Changed:
    """Something said earlier was changed; `words` are what it says now, maybe none at all."""

    words: str = field(default="", repr=False)


def said(words: str) -> Command | Typed:
    """A command, with or without a bot's name behind it, or words; phones begin with a capital."""
    found = _COMMAND.fullmatch(words.strip())
    return Command(found[1].lower(), (found[2] or "").strip()) if found else Typed(words)


@dataclass(frozen=True)
class KeptOut:
    """A file that may not come now, and of which nothing was fetched.

    It came in the message `Event.message_id`, if that lies in the chat.
    """

    why: Refusal


What = Pressed | Typed | Sent | Command | Acted | Changed | KeptOut


@dataclass(frozen=True)
class Event:
    """One thing that one contact did. `message_id` is the tapped message.

    `album`: the door's id of several things that were sent as one, and are answered as one.
    """

    contact: Contact
    what: What = field(repr=False)
    at: datetime
    inbox_id: int
    message_id: str = ""
    album: str = field(default="", repr=False)
