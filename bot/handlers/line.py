"""One line to a server that is kept open: one question of HTTP at a time; knows no pool, no method.

Ours, because a call to Telegram is a few hundred bytes each way, and a client for everything takes
three times the processor for them (docs/decisions/0038). What came is read by llhttp, as in Node.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Final, NamedTuple, cast

from httptools import (
    HttpParserCallbackError,
    HttpParserError,
    HttpParserUpgrade,
    HttpResponseParser,
)

_ROOM: Final = memoryview(bytearray(320 * 1024))
"""Where the bytes of every line land: they are read at once, on the one loop, so all share it.

A buffer for each reading would double what a call costs. It holds all that TLS reads in one go
(256 kB, and a rest of 16): of an answer that the server ends by closing, TLS drops what does not.
"""


MOST_BYTES: Final = 32 << 20
"""Of one answer, its headers too: Telegram tells a hundred updates in a third of that at the most.

What never ends would else fill the memory for as long as the answer may take.
"""


class Lost(ConnectionError):
    """The line broke, or what came is no answer; says nothing of what it was about."""


class Answer(NamedTuple):
    """`date` is the header as it came, None without one."""

    status: int
    date: str | None
    body: bytes


class Line(asyncio.BufferedProtocol):
    """`ended` is done when the line is closed, by whichever side.

    `since` is for who keeps it: the loop's time when it was last used.
    """

    ended: asyncio.Future[None]
    since: float = 0.0
    _date: str | None
    _body: list[bytes]
    _came: int = 0

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._parser = HttpResponseParser(self)
        self._asked: asyncio.Future[Answer] | None = None
        self._begin()

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        """What comes back; Lost when nothing whole does. Only for a line that is `free`."""
        if self._transport is None:
            raise Lost
        self._came = 0
        self._asked = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._asked

    @property
    def free(self) -> bool:
        """Whether it is open and owes nobody an answer."""
        open_ = self._transport is not None and not self._transport.is_closing()
        return open_ and self._asked is None

    def hang_up(self) -> None:
        """Close it at once; who still waits gets Lost. Harmless when done twice."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.abort()

    # What the loop says:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        self.ended = asyncio.get_running_loop().create_future()
        self._transport = cast("asyncio.Transport", transport)

    def get_buffer(self, sizehint: int) -> memoryview:
        """Where the next bytes go."""
        del sizehint
        return _ROOM

    def buffer_updated(self, nbytes: int) -> None:
        """So many came. A fault of ours while they are read goes on to the loop, which logs it."""
        self._came += nbytes
        if self._came > MOST_BYTES:
            self.hang_up()
            return
        try:
            self._parser.feed_data(_ROOM[:nbytes])
        except HttpParserCallbackError:
            self.hang_up()
            raise
        except (HttpParserError, HttpParserUpgrade):
            self.hang_up()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed, and what was not whole by then never will be.

        Neither will an answer without a length: Telegram tells its own, and half of one would
        look as good as all of it.
        """
        del exc
        self._transport = None
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(Lost())
        if not self.ended.done():
            self.ended.set_result(None)
        del self._parser  # each holds the other

    # What the parser says:

    def on_message_begin(self) -> None:
        """An answer comes; one that nobody asked for would be taken for the next question's."""
        if self._asked is None:
            self.hang_up()

    def on_header(self, name: bytes, value: bytes) -> None:
        """One of the headers."""
        if name.lower() == b"date":
            self._date = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        """A piece of it."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """All is there; what only tells that an answer follows is none."""
        answer = Answer(self._parser.get_status_code(), self._date, b"".join(self._body))
        self._begin()
        if answer.status < HTTPStatus.OK:
            return
        asked, self._asked = self._asked, None
        if asked is not None and not asked.done():
            asked.set_result(answer)
        if not self._parser.should_keep_alive():
            self.hang_up()

    def _begin(self) -> None:
        self._date, self._body = None, []
