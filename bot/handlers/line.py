"""One line to a server that is kept open: one question of HTTP at a time; knows no pool, no method.

Ours, because a call to Telegram is a few hundred bytes each way, and a client for everything takes
four times the processor for them (docs/decisions/0038). What came is read by llhttp, as in Node.
"""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import Final, NamedTuple

from httptools import HttpParserError, HttpParserUpgrade, HttpResponseParser

_ROOM: Final = memoryview(bytearray(64 * 1024))
"""Where the bytes of every line land: they are read at once, on the one loop, so all share it."""
_TELLS_ITS_END: Final = {b"content-length", b"transfer-encoding"}


class Lost(ConnectionError):
    """The line broke, or what came is no answer; says nothing of what it was about."""


class Answer(NamedTuple):
    """`date` is the header as it came, None without one."""

    status: int
    date: str | None
    body: bytes


class Line(asyncio.BufferedProtocol):
    """`ended` is done when the line is closed, by whichever side; `since` when it was last used.

    The moments are the loop's own, in seconds.
    """

    ended: asyncio.Future[None]
    since: float
    _date: str | None
    _body: list[bytes]
    _tells_its_end: bool
    _endless: bool

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._parser = HttpResponseParser(self)
        self._asked: asyncio.Future[Answer] | None = None
        self._begin()

    def ask(self, request: bytes) -> asyncio.Future[Answer]:
        """What comes back; Lost when nothing whole does. Only for a line that is `free`."""
        if self._transport is None:
            raise Lost
        self._asked = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return self._asked

    @property
    def free(self) -> bool:
        """Whether it is open and owes nobody an answer."""
        return self._transport is not None and self._asked is None

    def hang_up(self) -> None:
        """Close it at once; who still waits gets Lost. Harmless when done twice."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.abort()

    # What the loop says:

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        loop = asyncio.get_running_loop()
        self.ended, self.since = loop.create_future(), loop.time()
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def get_buffer(self, sizehint: int) -> memoryview:
        """Where the next bytes go."""
        del sizehint
        return _ROOM

    def buffer_updated(self, nbytes: int) -> None:
        """So many came."""
        try:
            self._parser.feed_data(_ROOM[:nbytes])
        except (HttpParserError, HttpParserUpgrade):
            self.hang_up()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is closed, which is the end of an answer that did not tell its own."""
        self._transport = None
        if self._endless and exc is None:
            self._answer()
        if self._asked is not None and not self._asked.done():
            self._asked.set_exception(Lost())
        self.ended.set_result(None)
        del self._parser  # each holds the other

    # What the parser says:

    def on_header(self, name: bytes, value: bytes) -> None:
        """One of the headers."""
        name = name.lower()
        if name == b"date":
            self._date = value.decode("latin-1")
        elif name in _TELLS_ITS_END:
            self._tells_its_end = True

    def on_headers_complete(self) -> None:
        """The body follows."""
        self._endless = not self._tells_its_end

    def on_body(self, body: bytes) -> None:
        """A piece of it."""
        self._body.append(body)

    def on_message_complete(self) -> None:
        """All is there; what only tells that an answer follows is none."""
        if self._parser.get_status_code() < HTTPStatus.OK:
            self._begin()
        elif self._asked is None:
            self.hang_up()  # nobody asked: the next answer would be somebody else's
        else:
            self._answer()

    def _answer(self) -> None:
        asked, self._asked = self._asked, None
        answer = Answer(self._parser.get_status_code(), self._date, b"".join(self._body))
        self._begin()
        if asked is not None and not asked.done():
            asked.set_result(answer)
        if not self._parser.should_keep_alive():
            self.hang_up()

    def _begin(self) -> None:
        self._date, self._body = None, []
        self._tells_its_end = self._endless = False
