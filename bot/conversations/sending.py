"""The sender: works the outbox off, in order per chat; knows no door, only what one can do.

Every row is checked again at the moment of sending (`guard`), rendered in the receiver's
language and handed to the door. A permanent failure and a temporary one are different things.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final

from bot.clock import Clock
from bot.conversations.arrived import MESSAGES, part, remember
from bot.conversations.delivery import Delivered, Delivery, DoorOut, Gone, Later
from bot.conversations.enclosing import Enclosing
from bot.conversations.exchange import GOODBYE
from bot.conversations.notes import URGENT
from bot.conversations.pace import Pace
from bot.conversations.rendering import Panel, Rendered, render
from bot.conversations.trouble import where
from bot.i18n import I18n
from bot.store import contacts, outbox, screens
from bot.store.outbox import ALL, LOWEST, Op, OutboxRow
from bot.store.problems import StoreProblem, WriterClosed
from bot.store.writer import Tx, Writer

__all__ = ["Delivered", "Delivery", "DoorOut", "Gone", "Later", "Rendered", "Sender"]

log = logging.getLogger(__name__)

AT_ONCE: Final = 64
"""Chats served at the same time; each has at most one message under way."""

UNPACED_AT_ONCE: Final = 256
"""The same where nobody waits for a pace, only for answers from far away."""

LOWEST_AT_ONCE: Final = 16
"""Of these so many go to many people at once: enough for any pace, and room is left for answers."""

BACK_OFF: Final = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds between tries after a temporary failure; the last one repeats for 24 hours."""

MOST_TRIES: Final = 24 * 3600 // 30

LOOK_AGAIN_SECONDS: Final = 15.0
"""The demo's clock may jump: then something can be due earlier than it seemed."""

DRAIN_SECONDS: Final = 4.0


Outcome = Delivered | Gone | Later
Guard = Callable[[Tx, OutboxRow], bool]
Told = Callable[[Tx, OutboxRow], None]
Draw = Callable[[Sequence[Panel]], Awaitable[bytes]]


class Sender:
    """The outbox of one door. `guard` says in the claiming unit whether the row may still go.

    `on_sent` and `on_gone` run in the unit that ends a row. `rate` is messages a second, 0 means
    as they come, `at_once` chats served at the same time. `enclosing` brings the bytes of a row
    that carries an item, `draw` makes a picture of a chart.
    """

    def __init__(  # noqa: PLR0913 - each is a part of the house, named by its keyword
        self,
        door: DoorOut,
        *,
        writer: Writer,
        i18n: I18n,
        clock: Clock,
        guard: Guard,
        rate: float = 0.0,
        at_once: int = AT_ONCE,
        on_sent: Told = lambda _tx, _row: None,
        on_gone: Told = lambda _tx, _row: None,
        enclosing: Enclosing | None = None,
        draw: Draw | None = None,
    ) -> None:
        self._door = door
        self._writer = writer
        self._i18n = i18n
        self._clock = clock
        self._guard = guard
        self._pace = Pace(rate)
        self._at_once = at_once
        self._on_sent = on_sent
        self._on_gone = on_gone
        self._enclosing = enclosing
        self._draw = draw
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._lowest: set[str] = set()
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()

    def wake(self) -> None:
        """Look now whether something is due, for instance after the clock jumped."""
        self._wake.set()

    async def run(self) -> None:
        """Send what is due, now and from now on; ends after `drain`."""
        async with asyncio.TaskGroup() as tasks:
            listening = tasks.create_task(self._listen())
            while not self._closing.is_set():
                self._wake.clear()
                seconds = await self._send_due(tasks)
                await _wait(self._wake, seconds)
            listening.cancel()

    async def drain(self, seconds: float = DRAIN_SECONDS) -> None:
        """Begin nothing more, let end what is under way, cancel what does not end in time.

        What is cancelled waits in the outbox; it may come twice after the next start.
        """
        self._closing.set()
        self._wake.set()
        if self._busy:
            _, late = await asyncio.wait(self._busy.values(), timeout=seconds)
            for task in late:
                task.cancel()

    async def _listen(self) -> None:
        seen = self._writer.committed.count
        while True:
            seen = await self._writer.committed.wait(seen)
            self._wake.set()

    async def _send_due(self, tasks: asyncio.TaskGroup) -> float:
        """Begin with every row that is due; how long to wait for the next one, at most."""
        try:
            claimed, seconds = await self._writer.run(self._claim, again=True)
        except (StoreProblem, sqlite3.Error) as problem:
            log.error("The outbox cannot be read: %s.", where(problem))  # noqa: TRY400
            return BACK_OFF[0]
        if self._closing.is_set():  # it waits in the outbox: nobody would wait for what began now
            return 0.0
        for row, delivery in claimed:
            task = tasks.create_task(self._serve(row, delivery))
            self._busy[row.contact_ref] = task
            if row.priority == LOWEST:
                self._lowest.add(row.contact_ref)
            task.add_done_callback(partial(self._free, row.contact_ref))
        return seconds

    def _free(self, ref: str, _task: asyncio.Task[None]) -> None:
        self._busy.pop(ref, None)
        self._lowest.discard(ref)
        self._wake.set()

    def _claim(self, tx: Tx) -> tuple[list[tuple[OutboxRow, Delivery]], float]:
        busy, name = [*self._busy], self._door.name
        room = LOWEST_AT_ONCE - len(self._lowest)
        rows = outbox.due(tx, name, tx.now, self._at_once - len(busy), busy, lowest=room)
        claimed = [(row, delivery) for row in rows if (delivery := self._delivery(tx, row))]
        if len(claimed) < len(rows):
            return claimed, 0.0
        taken = [*busy, *(row.contact_ref for row, _ in claimed)]
        room -= sum(row.priority == LOWEST for row, _ in claimed)
        more = len(taken) < self._at_once
        at = outbox.next_due(tx, name, taken, lowest=room) if more else None
        if at is None:
            return claimed, LOOK_AGAIN_SECONDS
        return claimed, min(max((at - tx.now).total_seconds(), 0.0), LOOK_AGAIN_SECONDS)

    def _delivery(self, tx: Tx, row: OutboxRow) -> Delivery | None:
        """None, and the row is ended, when it may not or cannot go any more."""
        try:
            return self._prepared(tx, row)
        except Exception as problem:  # noqa: BLE001 - a row nobody can show must not stop the rest
            log.error("ALARM: outbox row %d cannot be sent: %s.", row.row_id, where(problem))  # noqa: TRY400
            outbox.dead(tx, row.row_id)
            return None

    def _prepared(self, tx: Tx, row: OutboxRow) -> Delivery | None:
        found = contacts.find_with_address(tx, row.contact_ref)
        if found is None or not self._guard(tx, row):
            log.info("Outbox row %d is not wanted any more.", row.row_id)
            outbox.drop(tx, row.row_id)
            return None
        contact, address = found
        screen = screens.live(tx, row.contact_ref) if row.op is Op.SHOW else None
        live = screen.message_id if screen else ""
        target = target_of(tx, row, live)
        if row.target == ALL and not target:  # nothing is left to be wiped
            outbox.sent(tx, row.row_id)
            part(tx, row)
            return None
        return Delivery(
            contact_ref=row.contact_ref,
            op=row.op.value,
            rendered=render(row.message, self._i18n, contact.language) if row.message else None,
            target=target,
            address=address,
            live=live,
            protect=contact.person_id is not None or row.person_id is not None,
            meant=row.meant,
            quiet=contact.quiet and row.priority != URGENT,
        )

    async def _serve(self, row: OutboxRow, delivery: Delivery) -> None:
        if row.op in MESSAGES:
            await self._pace.turn(row.priority)
        try:
            outcome = await self._deliver(row, delivery)
        except Exception as problem:  # noqa: BLE001 - whatever it was, it may work later
            log.warning("Outbox row %d: %s.", row.row_id, where(problem))
            outcome = Later()
        await self._note(row, outcome)

    async def _deliver(self, row: OutboxRow, delivery: Delivery) -> Outcome:
        """A file this door cannot show is made up for with words, in a message of its own."""
        delivery = await self._drawn(delivery)
        if self._enclosing is None or not row.item_id or row.op is Op.DELETE:
            return await self._door.deliver(delivery)
        outcome: Outcome = Gone(chat=False)
        if enclosed := await self._enclosing.prepare(row):
            outcome = await self._door.deliver(replace(delivery, enclosed=enclosed))
        if outcome != Gone(chat=False):
            return outcome
        await self._enclosing.make_up(row)
        return Delivered()

    async def _drawn(self, delivery: Delivery) -> Delivery:
        """With the picture of its chart; without one the words say the same."""
        rendered = delivery.rendered
        if self._draw is None or rendered is None or not rendered.chart:
            return delivery
        drawn = await self._draw(rendered.chart)
        return replace(delivery, rendered=replace(rendered, drawn=drawn))

    async def _note(self, row: OutboxRow, outcome: Outcome) -> None:
        """Again and again until it is written: forgetting it would send everything twice."""
        hooks = True
        while True:
            unit = partial(self._end, row=row, outcome=outcome, hooks=hooks)
            try:
                return await self._writer.run(unit, again=True)
            except WriterClosed:
                return None
            except (StoreProblem, sqlite3.OperationalError) as problem:
                log.error("Outbox row %d is not noted: %s.", row.row_id, where(problem))  # noqa: TRY400
                await asyncio.sleep(BACK_OFF[0])
            except Exception as problem:  # noqa: BLE001 - a hook that fails must not stop the rest
                log.error("ALARM: outbox row %d, a hook failed: %s.", row.row_id, where(problem))  # noqa: TRY400
                if not hooks:  # it was no hook: without a pause this would fill the disk with log
                    await asyncio.sleep(BACK_OFF[0])
                hooks = False

    def _end(self, tx: Tx, *, row: OutboxRow, outcome: Outcome, hooks: bool) -> None:
        match outcome:
            case Delivered():
                wanted = outbox.sent(tx, row.row_id)
                remember(tx, row, outcome, wanted=wanted)
                told = self._on_sent
            case Later() if row.tries < MOST_TRIES:
                seconds = outcome.seconds or BACK_OFF[min(row.tries, len(BACK_OFF) - 1)]
                outbox.retry(tx, row.row_id, tx.now + timedelta(seconds=seconds))
                return
            case _:
                log.warning("Outbox row %d can never be sent.", row.row_id)
                outbox.dead(tx, row.row_id)
                if isinstance(outcome, Gone) and outcome.chat:
                    contacts.blocked(tx, row.contact_ref)
                part(tx, row)
                told = self._on_gone
        if hooks:
            told(tx, row)


def target_of(tx: Tx, row: OutboxRow, live: str) -> str:
    """The message a row is about, or the messages: which they are may be known only now."""
    match row.target:
        case outbox.LIVE:
            return live
        case outbox.ALL:
            until = tx.now if row.guard == GOODBYE else row.created_at  # last words go too
            return ",".join(screens.to_wipe(tx, row.contact_ref, until))
        case known:
            return known


async def _wait(event: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
