"""Works the inbox off: in order for each contact, contacts side by side; knows no door's format.

What fails is tried again, and what never works is buried, so that it cannot stop the rest.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.clock import Clock
from bot.conversations.timelimit import limited
from bot.conversations.trouble import where
from bot.store import contacts, inbox, outbox
from bot.store.inbox import InboxRow
from bot.store.outbox import Op, Outgoing
from bot.store.problems import StoreProblem
from bot.store.writer import Tx, Writer
from bot.text import N_, Message

log = logging.getLogger(__name__)

SECONDS_EACH: Final = 30.0
"""How long one row may take, or nothing may come in of what it fetches."""

BACK_OFF: Final = (1.0, 5.0, 30.0, 120.0, 300.0)
"""Seconds between tries; a row is buried when the try after the last one fails too."""

DRAIN_SECONDS: Final = 4.0
"""What runs may take this long to end when the process must leave within five seconds."""

CALM_SORRY: Final = N_("This does not work now. Please try again later. Danger? Call 112.")

Work = Callable[[InboxRow], Awaitable[None]]
Sorry = Callable[[Tx, InboxRow], None]


class Hopeless(Exception):
    """Trying this row again cannot help, for instance because nobody can read it."""


class NotYet(Exception):
    """It may work another time, not before `seconds` when the other side said how long."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__(seconds)
        self.seconds = seconds or 0.0


def chat_of(row: InboxRow) -> str:
    """In order for each contact; what is nobody's waits for nothing."""
    return row.contact_ref or f"row {row.row_id}"


def say_sorry(tx: Tx, row: InboxRow) -> None:
    """Tell the person calmly that it did not work; nothing when nobody knows whose it was."""
    if contacts.find(tx, row.contact_ref) is not None:
        outbox.enqueue(tx, Outgoing(row.contact_ref, Op.NOTE, Message((CALM_SORRY,))))


async def end(writer: Writer, row: InboxRow, last: Callable[[Tx], None]) -> None:
    """Run the last unit of a row and mark the row done, both or neither, and only once.

    A try that ran out of time may have been committed after all: then nothing is left to do.
    """

    def whole(tx: Tx) -> None:
        if inbox.done(tx, row.row_id):
            last(tx)

    await writer.run(whole, again=True)


class Lanes:
    """The waiting rows of one door. `work` must end each row itself, with `end`.

    `sorry` runs in the unit that buries a row. Give every door lanes of its own; rows of the same
    `lane` are worked off in order.
    """

    def __init__(  # noqa: PLR0913 - each is a part of the house, named by its keyword
        self,
        door: str,
        work: Work,
        *,
        writer: Writer,
        clock: Clock,
        lane: Callable[[InboxRow], str] = chat_of,
        sorry: Sorry = say_sorry,
        seconds_each: float = SECONDS_EACH,
        back_off: Sequence[float] = BACK_OFF,
    ) -> None:
        self._door = door
        self._work = work
        self._writer = writer
        self._clock = clock
        self._lane = lane
        self._sorry = sorry
        self._seconds_each = seconds_each
        self._back_off = back_off
        self._new: list[InboxRow] = []
        self._from_before: frozenset[int] = frozenset()
        self._lanes: dict[str, deque[InboxRow]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._closing = asyncio.Event()

    def put(self, rows: Sequence[InboxRow]) -> None:
        """Rows that were just committed; returns at once."""
        self._new += rows
        self._wake.set()

    async def run(self) -> None:
        """Begin with what waits since the last run; ends after `drain`."""
        async with asyncio.TaskGroup() as tasks:
            rows = await self._from_last_run()
            self._sort(tasks, rows)
            # A row committed just before that look is also `put` just after it.
            self._from_before = frozenset(row.row_id for row in rows)
            while not self._closing.is_set():
                await self._wake.wait()
                self._wake.clear()
                self._take_new(tasks)

    async def drain(self, seconds: float = DRAIN_SECONDS) -> None:
        """Take nothing more, let end what runs, cancel what does not end in time.

        Nothing is lost: a row that was not ended waits in the inbox for the next run.
        """
        self._closing.set()
        self._wake.set()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()

    def _take_new(self, tasks: asyncio.TaskGroup) -> None:
        new, self._new = self._new, []
        self._sort(tasks, [row for row in new if row.row_id not in self._from_before])

    async def _from_last_run(self) -> list[InboxRow]:
        while not self._closing.is_set():
            try:
                return await self._writer.run(lambda tx: inbox.waiting(tx, self._door))
            except Exception as problem:  # noqa: BLE001 - lanes that end would answer nobody
                log.error("The inbox cannot be read: %s.", where(problem))  # noqa: TRY400
                await self._pause(self._back_off[0])
        return []

    def _sort(self, tasks: asyncio.TaskGroup, rows: Sequence[InboxRow]) -> None:
        for row in rows:
            name = self._lane(row)
            if name in self._lanes:
                self._lanes[name].append(row)
                continue
            self._lanes[name] = deque([row])
            task = tasks.create_task(self._work_off(name))
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _work_off(self, name: str) -> None:
        lane = self._lanes[name]
        try:
            while lane and not self._closing.is_set():
                await self._finish(lane[0])
                lane.popleft()
        finally:
            # Without an await since the last look, so nobody can have put a row in between.
            del self._lanes[name]

    async def _finish(self, row: InboxRow) -> None:
        """Try until it is done or buried, or until the process leaves."""
        waiting: InboxRow | None = row
        while waiting and not self._closing.is_set():
            await self._wait_until(waiting.next_try)
            if not self._closing.is_set():
                waiting = await self._try(waiting)

    async def _try(self, row: InboxRow) -> InboxRow | None:
        """None when nothing is left to do, else the row as it waits for its next try."""
        try:
            async with limited(self._seconds_each):
                await self._work(row)
        except Exception as problem:  # noqa: BLE001 - one row must never stop the others
            return await self._note_failure(row, problem)
        return None

    async def _note_failure(self, row: InboxRow, problem: Exception) -> InboxRow | None:
        log.warning("Inbox row %d, try %d: %s.", row.row_id, row.tries + 1, where(problem))
        hopeless = isinstance(problem, Hopeless) or row.tries >= len(self._back_off)
        try:
            if hopeless:
                await self._bury(row)
                return None
            wait = problem.seconds if isinstance(problem, NotYet) else 0.0
            return await self._writer.run(lambda tx: self._put_off(tx, row, wait))
        except Exception as refused:  # noqa: BLE001 - as above
            log.error("Inbox row %d stays as it was: %s.", row.row_id, where(refused))  # noqa: TRY400
            return replace(row, next_try=self._clock.now() + self._gap(row))

    def _put_off(self, tx: Tx, row: InboxRow, wait: float) -> InboxRow | None:
        if not inbox.waits(tx, row.row_id):
            return None
        at = tx.now + max(self._gap(row), timedelta(seconds=wait))
        inbox.failed(tx, row.row_id, at)
        return replace(row, tries=row.tries + 1, next_try=at)

    async def _bury(self, row: InboxRow) -> None:
        log.error("ALARM: inbox row %d never worked and is buried.", row.row_id)
        try:
            await self._writer.run(lambda tx: _buried(tx, row, self._sorry))
        except (StoreProblem, sqlite3.Error):
            raise
        except Exception as problem:  # noqa: BLE001 - it is buried, with or without a word
            log.error("Inbox row %d: no word to the person: %s.", row.row_id, where(problem))  # noqa: TRY400
            await self._writer.run(lambda tx: inbox.bury(tx, row.row_id))

    def _gap(self, row: InboxRow) -> timedelta:
        return timedelta(seconds=self._back_off[min(row.tries, len(self._back_off) - 1)])

    async def _wait_until(self, moment: datetime) -> None:
        seconds = (moment - self._clock.now()).total_seconds()
        if seconds > 0:
            await self._pause(min(seconds, BACK_OFF[-1]))

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._closing.wait()


def _buried(tx: Tx, row: InboxRow, sorry: Sorry) -> None:
    if inbox.waits(tx, row.row_id):
        inbox.bury(tx, row.row_id)
        sorry(tx, row)
