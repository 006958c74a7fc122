"""What every page and endpoint of the web door is handed; knows no route and no request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.clock import Clock
from bot.conversations.seeing import Seeing
from bot.evidence.room import Room
from bot.flows.uploads import Refusal
from bot.i18n import I18n
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow
from bot.store.meant import Meant
from bot.store.writer import Tx, Writer
from bot.web.events import Hub
from bot.web.locks import Locks
from bot.web.pace import Pace
from bot.web.tickets import Tickets

DOOR = "web"

KeptOut = Callable[[Tx, Contact, Refusal], None]
"""What follows in the same unit when a file was refused before it was read."""

MaySee = Callable[[Tx, str, Meant], bool]
"""Whether what lies in this chat and is meant for a colleague may be handed out now."""

Enrolled = Callable[[Tx, str], None]
"""What follows in the same unit when a contact became a colleague's."""


class Refuses(Protocol):
    """The conversation side."""

    def __call__(
        self, tx: Tx, contact: Contact, kind: str, /, *, since: datetime | None = None
    ) -> Refusal | None:
        """Why this contact may send no such file now, None when it may; let in `since` then."""


@dataclass(frozen=True)
class Paces:
    """How fast is too fast. A class of thirty with three photos each is never slowed down."""

    say: Pace = field(default_factory=lambda: Pace(burst=60, per_second=10))
    upload: Pace = field(default_factory=lambda: Pace(burst=20, per_second=1))
    arrive: Pace = field(default_factory=lambda: Pace(burst=300, per_second=10))
    look: Pace = field(default_factory=lambda: Pace(burst=120, per_second=4))


@dataclass(frozen=True)
class Site:
    """The web door's share of the house. `put` wakes the lanes after an inbox commit.

    Without `locks` colleagues' devices are never locked: the demo, where nobody is real.
    """

    writer: Writer = field(repr=False)
    clock: Clock
    i18n: I18n = field(repr=False)
    evidence_dir: Path
    public_url: str
    timezone: ZoneInfo
    put: Callable[[list[InboxRow]], None]
    refusal: Refuses
    kept_out: KeptOut
    may_see: MaySee
    enrolled: Enrolled
    seeing: Seeing
    hub: Hub
    tickets: Tickets = field(default_factory=Tickets, repr=False)
    paces: Paces = field(default_factory=Paces)
    room: Room = field(default_factory=Room)
    locks: Locks | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Entrance:
    """One way in: the site itself (base ""), or one person of the demo with a fixed token."""

    base: str = ""
    token: str | None = field(default=None, repr=False)
