"""Brings the bytes of an item to the message that shows it, and words where they cannot be shown.

Asked at the moment of sending: whether the receiver may still look, and what the item is.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.conversations.delivery import Enclosed
from bot.conversations.items import SEALED, is_seen, why_not
from bot.conversations.links import link_for
from bot.conversations.world import World
from bot.evidence.copies import copy_of, of_copy
from bot.store import copies, outbox
from bot.store.keyring import KeyGone
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.writer import Tx, Writer
from bot.text import N_, Message, Text

ON_THE_PAGE = N_("This cannot be shown here. Sign in on the page and look there.")
OWN_DATA: Final = "own-data"
"""As an item: everything kept about whoever it goes to, made when it is sent and kept nowhere."""
OWN_NAME: Final = "mijn-gegevens"
FOR_REPORTER = Message((N_("I cannot show you this file. Ask school for it here."),))
BY_LINK = N_("This cannot be shown here. Open it on the page, within ten minutes.")


OwnPage = Callable[[str], Awaitable[bytes | None]]
"""Makes the page of what is kept about a contact; None when nobody knows it any more."""


async def _nothing(_contact_ref: str) -> None:
    """No page, where nobody makes one."""


@dataclass(frozen=True)
class Enclosing:
    """`guard` is the sender's own; `folder` is where the sealed files lie."""

    writer: Writer = field(repr=False)
    world: World
    folder: Path
    guard: Callable[[Tx, OutboxRow], bool]
    own_data: OwnPage = _nothing

    async def prepare(self, row: OutboxRow) -> Enclosed | None:
        """The copy to be shown; None when there is none, or not for this receiver any more."""
        if row.item_id == OWN_DATA:
            return await self._own(row)
        try:
            copy = await copy_of(self.writer, self.folder, row.item_id)
            key = await self.writer.run(lambda tx: self._key(tx, row))
        except KeyGone:
            return None
        if copy.problem or key is None:
            return None
        held = of_copy(self.folder, row.item_id, key)
        return Enclosed(copy.media_type, copy.size, held.stream, veiled=is_seen(copy.media_type))

    async def _own(self, row: OutboxRow) -> Enclosed | None:
        page = await self.own_data(row.contact_ref)
        if page is None:
            return None

        async def stream() -> AsyncIterator[bytes]:
            yield page

        return Enclosed("text/html", len(page), stream, name=OWN_NAME, theirs=True)

    async def make_up(self, row: OutboxRow) -> None:
        """Say why it is not shown, or where it is."""
        await self.writer.run(lambda tx: self._make_up(tx, row))

    def _key(self, tx: Tx, row: OutboxRow) -> bytes | None:
        """Making the copy may have taken a while."""
        return copies.key_of(tx, row.item_id) if self.guard(tx, row) else None

    def _make_up(self, tx: Tx, row: OutboxRow) -> None:
        """Nothing for who may not look any more; once, however often sending is tried."""
        if not self._is_wanted(tx, row):
            return
        message = self._message(tx, row, row.person_id) if row.person_id else FOR_REPORTER
        instead = Outgoing(
            row.contact_ref,
            Op.NOTE,
            message,
            case_id=row.case_id,
            person_id=row.person_id,
            guard=row.guard,
            dedupe_key=f"instead:{row.row_id}",
        )
        outbox.enqueue(tx, instead)

    def _is_wanted(self, tx: Tx, row: OutboxRow) -> bool:
        try:
            return row.item_id == OWN_DATA or self._key(tx, row) is not None
        except KeyGone:
            return False

    def _message(self, tx: Tx, row: OutboxRow, person_id: str) -> Message:
        copy = copies.find(tx, row.item_id)
        if copy is None or copy.problem:
            return Message(_problem(copy))
        if not self.world.public_url:
            return Message((ON_THE_PAGE,))
        button = link_for(tx, self.world, row.door, person_id, row.item_id)
        return Message((BY_LINK,), ((button,),))


def _problem(copy: copies.Copy | None) -> tuple[Text, ...]:
    return why_not(copy or copies.Copy()), SEALED
