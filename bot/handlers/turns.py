"""Ends a row of the inbox with what the conversation makes of it; parses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.conversations.event import Event, What, said
from bot.conversations.lanes import end
from bot.handlers.downloads import Takes
from bot.handlers.messages import pressed
from bot.handlers.taps import TapEnds
from bot.handlers.texts import whole
from bot.store import contacts, screens
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow
from bot.store.writer import Tx, Writer

Tail = Callable[[Tx, Contact], None]


@dataclass(frozen=True)
class Turns:
    """One unit each: what is said, what comes of it, and the row that is done.

    `soon` hears of each before it is run: who sends then finds its answer in the very same commit.
    """

    conversations: Takes
    writer: Writer = field(repr=False)
    taps: TapEnds
    soon: Callable[[], None] = lambda: None

    async def tap(self, row: InboxRow, tap: str, data: str, message_id: str) -> None:
        """Its clock stops once the tap lies in the store."""
        await self.end(row, self.taking(row, pressed(data), message_id=message_id))
        self.taps.end(tap)

    async def words(self, row: InboxRow, words: str, message_id: str) -> None:
        """What was typed, with half characters made whole."""
        await self.end_message(row, message_id, self.taking(row, said(whole(words))))

    async def end_message(self, row: InboxRow, message_id: str, tail: Tail) -> None:
        """Every message is remembered for wiping."""

        def whole_message(tx: Tx, contact: Contact) -> None:
            screens.remember(tx, contact.contact_ref, message_id, mine=True)
            tail(tx, contact)

        await self.end(row, whole_message)

    async def end(self, row: InboxRow, tail: Tail) -> None:
        """The last unit; nothing happens for somebody who is not known (any more)."""

        def last(tx: Tx) -> None:
            contact = contacts.find(tx, row.contact_ref)
            if contact is not None:
                tail(tx, contact)

        self.soon()
        await end(self.writer, row, last)

    def taking(self, row: InboxRow, what: What, *, message_id: str = "", album: str = "") -> Tail:
        """What hands this to the conversation."""

        def take(tx: Tx, contact: Contact) -> None:
            event = Event(contact, what, row.received_at, row.row_id, message_id, album)
            self.conversations.take(tx, event)

        return take
