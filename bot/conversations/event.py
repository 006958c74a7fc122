"""What reaches a conversation: one event from one contact; knows no door's format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.flows.kit import Pressed, Sent, Typed
from bot.store.contacts import Contact


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


What = Pressed | Typed | Sent | Command | Acted


@dataclass(frozen=True)
class Event:
    """One thing that one contact did. `message_id` is the tapped message, `tap` the tap itself."""

    contact: Contact
    what: What = field(repr=False)
    at: datetime
    inbox_id: int
    message_id: str = ""
    tap: str = field(default="", repr=False)
