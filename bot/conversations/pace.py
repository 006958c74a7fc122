"""Lets messages through at an even pace, the most urgent first; knows not what they are."""

from __future__ import annotations

import asyncio
from heapq import heappop, heappush
from itertools import count


class Pace:
    """`rate` messages a second; 0 lets everything through at once."""

    def __init__(self, rate: float) -> None:
        self._gap = 1 / rate if rate else 0.0
        self._numbers = count()
        self._waiting: list[tuple[int, int, asyncio.Future[None]]] = []
        self._free_at = 0.0
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, priority: int) -> None:
        """Wait for a turn; among who waits the lowest number goes first, then the first comer."""
        if not self._gap:
            return
        mine = asyncio.get_running_loop().create_future()
        heappush(self._waiting, (priority, next(self._numbers), mine))
        self._set_timer()
        await mine

    def _set_timer(self) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_at(max(self._free_at, loop.time()), self._let_one_through)

    def _let_one_through(self) -> None:
        self._timer = None
        while self._waiting:
            *_, first = heappop(self._waiting)
            if not first.done():  # done: who waited was cancelled
                first.set_result(None)
                self._free_at = self._next(asyncio.get_running_loop().time())
                break
        if self._waiting:
            self._set_timer()

    def _next(self, now: float) -> float:
        """A turn that came a little late takes nothing from the next one; never two in a row."""
        return max(self._free_at, now - self._gap / 2) + self._gap
