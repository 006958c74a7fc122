"""The event streams of open pages: who must look again; knows no message and no person."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

STREAMS_PER_CONTACT = 4


class Stream:
    """One open page with one or more panes, each for a contact.

    `let_go` ends the connection a little later, also when nobody reads.
    """

    def __init__(self, contact_refs: Sequence[str], let_go: Callable[[], None]) -> None:
        self.contact_refs = tuple(contact_refs)
        self.closed = False
        self._let_go = let_go
        self._stirred = set(range(len(self.contact_refs)))
        self._bell = asyncio.Event()
        self._bell.set()

    def stir(self, contact_ref: str) -> None:
        """Note that this contact has something new."""
        self._stirred.update(i for i, ref in enumerate(self.contact_refs) if ref == contact_ref)
        self._bell.set()

    def close(self) -> None:
        """Let whoever serves this page stop at once."""
        if self.closed:
            return
        self.closed = True
        self._bell.set()
        self._let_go()

    async def stirred(self, seconds: float) -> list[int]:
        """The panes that must look again, at first all; empty after so many quiet seconds."""
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return []
        self._bell.clear()
        panes, self._stirred = sorted(self._stirred), set()
        return panes


class Hub:
    """Tells open pages that a contact has news; what it is they read from the mailbox."""

    def __init__(self) -> None:
        self._open: list[Stream] = []
        self._streams: dict[str, list[Stream]] = {}

    def publish(self, contact_ref: str) -> None:
        """Wake every page of this contact; call it after the commit."""
        for stream in self._streams.get(contact_ref, ()):
            stream.stir(contact_ref)

    def close(self) -> None:
        """End all streams, so that the server can stop at once."""
        for stream in self._open:
            stream.close()

    @contextmanager
    def joined(
        self, contact_refs: Sequence[str], *, most: int, let_go: Callable[[], None]
    ) -> Iterator[Stream]:
        """A stream for as long as the page is open; the oldest of too many makes room."""
        stream = Stream(contact_refs, let_go)
        _make_room(self._open, most)
        self._open.append(stream)
        for contact_ref in set(contact_refs):
            own = self._streams.setdefault(contact_ref, [])
            _make_room(own, STREAMS_PER_CONTACT)
            own.append(stream)
        try:
            yield stream
        finally:
            self._leave(stream)

    def _leave(self, stream: Stream) -> None:
        self._open.remove(stream)
        for contact_ref in set(stream.contact_refs):
            self._streams[contact_ref].remove(stream)
            if not self._streams[contact_ref]:
                del self._streams[contact_ref]


def _make_room(streams: Sequence[Stream], most: int) -> None:
    """For one more."""
    for stream in streams[: max(0, len(streams) - most + 1)]:
        stream.close()
