"""Lays raw updates in the inbox, before anybody is told that they arrived; parses nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.handlers.updates import DOOR, external_id, needed, update_id, whose
from bot.i18n import I18n
from bot.quickjson import pack
from bot.store import contacts, inbox
from bot.store.inbox import InboxRow, Incoming
from bot.store.writer import Tx, Writer


@dataclass(frozen=True)
class Keeper:
    """`put` hears of the new rows once they are committed: the lanes.

    What comes in is kept before anything is answered: until then Telegram hands out no more.
    """

    writer: Writer = field(repr=False)
    i18n: I18n = field(repr=False)
    put: Callable[[Sequence[InboxRow]], None]

    async def keep(self, updates: Sequence[object]) -> None:
        """All of them in one commit or none; raises what the store raises."""
        ordered = sorted(updates, key=lambda update: update_id(update) or 0)
        rows = await self.writer.run(lambda tx: self._add(tx, ordered), hurried=True)
        if rows:
            self.put(rows)

    def _add(self, tx: Tx, updates: Sequence[object]) -> list[InboxRow]:
        return inbox.add(tx, DOOR, [self._incoming(tx, update) for update in updates])

    def _incoming(self, tx: Tx, update: object) -> Incoming:
        return Incoming(external_id(update), self._contact(tx, update), pack(needed(update)))

    def _contact(self, tx: Tx, update: object) -> str:
        """Empty when it is nobody's. A chat that only changes its state is not met for that."""
        found = whose(update)
        if found is None:
            return ""
        if not found.speaks:
            return contacts.reference(tx, DOOR, found.address)
        language = self.i18n.pick(found.language)
        return contacts.greet(tx, DOOR, found.address, language)
