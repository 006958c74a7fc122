"""Stops the little clock on a button that was tapped; knows not what the tap meant."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field

from bot.handlers.api import Api, Refused, Unreached

log = logging.getLogger(__name__)


@dataclass
class TapEnds:
    """Beside everything else, once, and kept nowhere: a clock that is not stopped stops itself."""

    api: Api = field(repr=False)
    _running: set[asyncio.Task[None]] = field(default_factory=set, repr=False)

    def end(self, tap: str) -> None:
        """Returns at once."""
        # Kept until it is done: this is the reference the rule asks for.
        task = asyncio.create_task(self._end(tap))  # noqa: TID251
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def drain(self, seconds: float) -> None:
        """Let end what is under way, but no longer than this."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()

    async def _end(self, tap: str) -> None:
        """A tap lives some 150 seconds: one that is over is refused, and that is that."""
        try:
            await self.api.do("answerCallbackQuery", {"callback_query_id": tap})
        except (Refused, Unreached) as problem:
            log.debug("A tap is not ended: %s.", type(problem).__name__)
