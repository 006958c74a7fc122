"""Tells waiting loops that something was committed; knows not what."""

import asyncio


class Committed:
    """Counts commits that changed something, so that a listener misses none while it works.

    Read `count` before looking at the rows, then wait with that number: a commit that came in
    between ends the wait at once. Any number of listeners may wait. Only for the event loop.
    """

    def __init__(self) -> None:
        """Begin at zero."""
        self.count = 0
        self._next = asyncio.Event()

    async def wait(self, seen: int) -> int:
        """Return the new count as soon as it is past `seen`."""
        while self.count <= seen:
            await self._next.wait()
        return self.count

    def notify(self) -> None:
        """Wake everybody who waits; only the writer calls this."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()
