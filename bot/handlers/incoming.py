"""From a row of the inbox to a conversation: taps and words at once, anything else through PTB."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.conversations.lanes import Hopeless
from bot.handlers import plain
from bot.handlers.plain import Line, Tap
from bot.handlers.turns import Turns
from bot.handlers.updates import sound
from bot.quickjson import unpack
from bot.store.inbox import InboxRow


class Parses(Protocol):
    """Reads whatever an update may be."""

    async def work(self, row: InboxRow, update: object) -> None:
        """Deal with it and end the row; raises Hopeless for what nobody can parse."""


@dataclass
class Incoming:
    """`work` is what the lanes call. `parser` makes what reads the rest, when it is needed."""

    turns: Turns
    parser: Callable[[], Awaitable[Parses]] = field(repr=False)

    async def work(self, row: InboxRow) -> None:
        """Deal with one row and end it; raises Hopeless for what nobody can parse.

        What was read of it is let go before the row waits for its turn: hundreds may.
        """
        match plain.read(_loaded(row)):
            case Tap(tap, data, message_id):
                await self.turns.tap(row, tap, data, message_id)
            case Line(words, message_id):
                await self.turns.words(row, words, message_id)
            case None:
                await self._anything_else(row, _loaded(row))

    async def _anything_else(self, row: InboxRow, update: object) -> None:
        if not sound(update):
            raise Hopeless
        parser = await self.parser()
        await parser.work(row, update)


def _loaded(row: InboxRow) -> object:
    try:
        update: object = unpack(row.payload)
    except (ValueError, RecursionError) as problem:
        raise Hopeless from problem
    return update
