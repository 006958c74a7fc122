"""What the sender hands to a door and what a door answers; knows no door."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.conversations.rendering import Rendered
from bot.store.meant import Meant


@dataclass(frozen=True)
class Enclosed:
    """A file to show; `stream` gives its bytes anew at each call, `veiled`: not at first sight.

    `name` is what it is called, without an ending; `theirs`: it may be kept and passed on.
    """

    media_type: str
    size: int
    stream: Callable[[], AsyncIterator[bytes]] = field(repr=False)
    veiled: bool = False
    name: str = "bewijs"
    theirs: bool = False


@dataclass(frozen=True)
class Delivery:
    """One operation for a door.

    `op`: "show" (becomes the chat's one live screen; `target` = the tapped message to edit, or
    ""), "note" (a message of its own), "card" (edit `target` when given, else a new message),
    "delete" (`target` = message ids, parted by commas).
    `live` was the live screen so far, for "show". `protect`: no screen of a colleague is forwarded,
    for an edit may turn it into a case and cannot protect it then. `meant`: for which colleague.
    `enclosed`: the file that goes along with a "note". `quiet`: without a sound.
    """

    contact_ref: str
    op: str
    rendered: Rendered | None = field(repr=False)
    target: str = field(repr=False)
    address: str = field(repr=False)
    live: str = ""
    protect: bool = False
    meant: Meant | None = None
    enclosed: Enclosed | None = None
    quiet: bool = False


@dataclass(frozen=True)
class Delivered:
    """It arrived; `message_id` is the door's own number for it ("" when there is none).

    A long text may have taken several messages: `earlier` are those above the last one.
    """

    message_id: str = ""
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gone:
    """It can never arrive. `chat` tells whether the whole chat is gone (blocked, deleted)."""

    chat: bool = True


@dataclass(frozen=True)
class Later:
    """Not now; `seconds` when the door was told how long to wait."""

    seconds: float | None = None


class DoorOut(Protocol):
    """What the sender asks of a door. Only `Later` is retried; an exception counts as one."""

    @property
    def name(self) -> str:
        """The door's name in the outbox."""
        ...

    async def deliver(self, delivery: Delivery) -> Delivered | Gone | Later:
        """Do one operation, or say why not."""
        ...
