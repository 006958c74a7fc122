"""The whole Telegram door in the test's own process, with a conversation that may only echo."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.conversations.event import Acted, Changed, Command, Event, KeptOut
from bot.conversations.lanes import Lanes
from bot.conversations.rendering import Panel
from bot.conversations.sending import Sender
from bot.evidence.intake import Intake
from bot.evidence.room import Room
from bot.flows.kit import Pressed, Sent, Typed
from bot.flows.uploads import Refusal
from bot.handlers.api import Api
from bot.handlers.connections import Connections
from bot.handlers.downloads import FILES, Downloads, Takes, give_up, lane_of
from bot.handlers.groups import Groups
from bot.handlers.incoming import Incoming
from bot.handlers.keeping import Keeper
from bot.handlers.late import LateParser
from bot.handlers.polling import Polling
from bot.handlers.sender import TelegramDoor
from bot.handlers.taps import TapEnds
from bot.handlers.turns import Turns
from bot.handlers.updates import DOOR
from bot.store import inbox, outbox
from bot.store.contacts import Contact
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.writer import Tx, Writer
from bot.text import Button, Message, Text, verbatim
from tests.botapi import BotApi
from tests.opened import a_writer
from tests.wording import dutch_first

QUICK = (0.01, 0.01, 0.01, 0.01, 0.01)
I18N = dutch_first()


def as_words(event: Event) -> str:
    match event.what:
        case Typed(words):
            return words
        case Command(name, argument):
            return f"command {name} ({argument})"
        case Pressed(_, step, value):
            return f"pressed {step} {value}"
        case Acted(action, args):
            return f"acted {action} {','.join(args)}"
        case Sent(_, kind):
            return f"sent {kind}"
        case Changed(words):
            return f"changed {words}"
        case KeptOut(why):
            return why.why.key


@dataclass
class Echo:
    """Shows what it was told with one button; `before` may raise, as a faulty handler does."""

    before: Callable[[Event], None] = lambda _: None
    refuses: Text | None = None
    words_before: list[str] = field(default_factory=list)
    since: list[datetime | None] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def take(self, tx: Tx, event: Event) -> None:
        self.before(event)
        self.events.append(event)
        shown = Message(
            (verbatim(as_words(event)),), ((Button(verbatim("Verder"), "f:abcdef:kind:on"),),)
        )
        outbox.enqueue(
            tx,
            Outgoing(event.contact.contact_ref, Op.SHOW, shown, target=self._target(tx, event)),
        )

    def _target(self, tx: Tx, event: Event) -> str:
        """What was tapped; a message that was kept out goes, as in the real house."""
        if not isinstance(event.what, KeptOut):
            return event.message_id
        ref = event.contact.contact_ref
        outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target=event.message_id))
        return ""

    def refusal(
        self,
        _tx: Tx,
        _contact: Contact,
        _kind: str,
        words: str = "",
        *,
        since: datetime | None = None,
    ) -> Refusal | None:
        self.words_before.append(words)
        self.since.append(since)
        return Refusal(self.refuses, naked=True) if self.refuses else None


@dataclass
class Running:
    """What a test may look at and stop."""

    writer: Writer
    polling: Polling
    lanes: Lanes
    sender: Sender
    folder: Path
    clock: Clock
    bot: Api
    intake: Intake

    async def count(self, state: str) -> int:
        """Inbox rows in this state."""
        return await self.writer.run(lambda tx: inbox.count(tx, state))

    async def until(self, state: str, number: int) -> None:
        """Wait until so many inbox rows are in this state."""
        async with asyncio.timeout(10):
            seen = self.writer.committed.count
            while await self.count(state) < number:
                seen = await self.writer.committed.wait(seen)


def may(_tx: Tx, _row: OutboxRow) -> bool:
    return True


async def painted(panels: Sequence[Panel]) -> bytes:
    """A picture of numbers that takes no time: the words that stand on it."""
    return json.dumps(panels).encode()


@asynccontextmanager
async def telegram_door(  # noqa: PLR0913 - each option is a word of what a test tells
    api: BotApi,
    folder: Path,
    echo: Takes,
    *,
    back_off: Sequence[float] = QUICK,
    seconds_each: float = 10,
    poll: bool = True,
    guard: Callable[[Tx, OutboxRow], bool] = may,
    room: Room | None = None,
    connections: Connections | None = None,
    **polling_options: Any,
) -> AsyncIterator[Running]:
    clock = Clock()
    writer = await a_writer(folder, clock)
    bot = Api(connections or Connections(api.url), api.token)
    turns = Turns(echo, writer, TapEnds(bot))
    intake = Intake(writer, folder / "evidence", room or Room())
    downloads = Downloads(bot, intake, echo)
    files = Lanes(
        FILES,
        downloads.work,
        writer=writer,
        clock=clock,
        lane=lane_of,
        sorry=give_up,
        back_off=back_off,
        seconds_each=seconds_each,
    )
    fetch = partial(downloads.tried_once, put=files.put)
    incoming = Incoming(turns, LateParser(bot, turns, Groups(bot, I18N), fetch))
    lanes = Lanes(
        DOOR,
        incoming.work,
        writer=writer,
        clock=clock,
        back_off=back_off,
        seconds_each=seconds_each,
    )
    options = {"back_off": QUICK, **polling_options}
    polling = Polling(bot, Keeper(writer, I18N, lanes.put), **options)
    way = TelegramDoor(bot)
    sender = Sender(way, writer=writer, i18n=I18N, clock=clock, guard=guard, draw=painted)
    try:
        async with asyncio.TaskGroup() as tasks:
            loops = (lanes.run, files.run, sender.run)
            running = [tasks.create_task(loop()) for loop in loops]
            if poll:
                running.append(tasks.create_task(polling.run()))
            try:
                yield Running(writer, polling, lanes, sender, folder, clock, bot, intake)
            finally:
                polling.stop()
                await asyncio.gather(lanes.drain(), files.drain(1.0))
                await sender.drain()
                await turns.taps.drain(1.0)
                for task in running:
                    task.cancel()
    finally:
        await bot.connections.shutdown()
        await writer.close()
