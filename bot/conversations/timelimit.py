"""How long one row may take, seen from inside its work; knows no row and no lane."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from typing import Final

_limit: Final[ContextVar[tuple[asyncio.Timeout, float] | None]] = ContextVar("_limit", default=None)


@asynccontextmanager
async def limited(seconds: float) -> AsyncIterator[None]:
    """TimeoutError when the block is silent for so long; see `more_time` and `no_hurry`."""
    async with asyncio.timeout(seconds) as timeout:
        token = _limit.set((timeout, seconds))
        try:
            yield
        finally:
            _limit.reset(token)


def more_time() -> None:
    """Let the whole time begin anew: what the work waits for is coming in."""
    if (limit := _limit.get()) is not None:
        timeout, seconds = limit
        timeout.reschedule(asyncio.get_running_loop().time() + seconds)


@contextmanager
def no_hurry() -> Iterator[None]:
    """Let the time stand still, for who stands in a queue of our own making."""
    if (limit := _limit.get()) is not None:
        limit[0].reschedule(None)
    yield
    more_time()
