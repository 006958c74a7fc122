"""Long work that a job set off, in threads beside the loop; knows not what any of it does."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping

from bot.conversations.trouble import where
from bot.jobs.job import Word
from bot.store import jobs as store
from bot.store.writer import Writer

log = logging.getLogger(__name__)

Errand = Callable[[threading.Event], Word]
"""Blocks until it is done; ends soon, and leaves nothing half, when the event is set."""


class Errands:
    """At most one of a kind at a time; how it ended is kept as the job's outcome."""

    def __init__(self, writer: Writer, errands: Mapping[str, Errand]) -> None:
        self._writer = writer
        self._errands = errands
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stop = threading.Event()

    def begin(self, name: str) -> None:
        """Set it off and go on; one that is still under way goes on alone."""
        errand = self._errands.get(name)
        if errand is None or name in self._running:
            return
        # Kept here until it is done, and awaited in `end`: the reference the rule asks for.
        task = asyncio.create_task(self._run(name, errand))  # noqa: TID251
        self._running[name] = task
        task.add_done_callback(lambda _: self._running.pop(name, None))

    async def done(self) -> None:
        """Wait until nothing is under way."""
        if self._running:
            await asyncio.wait(self._running.values())

    async def end(self) -> None:
        """Ask what is under way to stop, and wait for that."""
        self._stop.set()
        await self.done()

    async def _run(self, name: str, errand: Errand) -> None:
        try:
            word = await asyncio.to_thread(errand, self._stop)
        except Exception as problem:  # noqa: BLE001 - the house goes on; check tells it too
            log.error("ALARM: errand %s failed: %s.", name, where(problem))  # noqa: TRY400
            word = Word.FAILED
        try:
            await self._writer.run(lambda tx: store.note(tx, name, word.value))
        except Exception as problem:  # noqa: BLE001 - the log has it
            log.error("How errand %s ended is not kept: %s.", name, where(problem))  # noqa: TRY400
