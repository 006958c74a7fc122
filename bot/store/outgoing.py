"""One thing to be sent, as it is handed over and as it is handed out; knows no table."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.store.meant import Meant
from bot.text import Message

LIVE: Final = "live"  # as a target: the screen that counts when it is sent
ALL: Final = "all"  # as a target: what lies in the chat since before, as many as one call removes
ALL_AT_ONCE: Final = 100


LOWEST: Final = 3
"""The priority of what goes to many people at once; all else of a contact goes before."""


class Op(StrEnum):
    """What the sender does: a new live turn, a note, a card, a removal."""

    SHOW = "show"
    NOTE = "note"
    CARD = "card"
    DELETE = "delete"


@dataclass(frozen=True)
class Outgoing:
    """One thing to send to a contact that is there.

    `priority` 0 is the most urgent and only orders between contacts, but for `LOWEST`. `target` is
    the door's id of the message meant, `guard` what the sender checks again. Before
    `not_before` it waits without holding up later ones. With a `dedupe_key` that was used before
    nothing is stored.
    `item_id`: a note that shows this item of evidence, or the removal of one that did.
    `ping`: it says that a case waits, and is taken away once that was seen anywhere.
    """

    contact_ref: str
    op: Op
    message: Message | None = field(default=None, repr=False)
    target: str = ""
    priority: int = 0
    case_id: str | None = None
    person_id: str | None = None
    guard: str = ""
    dedupe_key: str | None = None
    not_before: datetime | None = None
    item_id: str = ""
    ping: bool = False


@dataclass(frozen=True)
class OutboxRow:
    """One thing to send now; `tries` is how often it failed before."""

    row_id: int
    door: str
    contact_ref: str
    op: Op
    message: Message | None = field(repr=False)
    target: str
    priority: int
    case_id: str | None
    person_id: str | None
    guard: str
    tries: int
    created_at: datetime
    item_id: str = ""
    ping: bool = False

    @property
    def meant(self) -> Meant | None:
        """For which colleague it is; None for anyone who is none."""
        return Meant(self.person_id, self.case_id, self.guard) if self.person_id else None
