"""Receives connections before a request stands: broken ones, silent ones, those that never read.

Knows no page and no person. What goes wrong here anybody can cause: it leaves no line in the log.
"""

from __future__ import annotations

import asyncio
import logging
import resource
from http import HTTPStatus
from typing import Any, Final, cast

from aiohttp import web

from bot.web.guards import HEADERS

log = logging.getLogger(__name__)

HEAD_SECONDS: Final = 20.0
"""How long the first request of a connection may take to say what it wants."""
STUCK_SECONDS: Final = 60.0
"""How long somebody may not read what is sent to them; a slow phone reads a little all the time."""
IDLE_SECONDS: Final = 75.0
"""How long a connection is held for a next request."""
LAST_WORD_SECONDS: Final = 5.0
"""How long the end of a stream may take to arrive."""
SHUTDOWN_SECONDS: Final = 3.0

_GO_ON: Final = "100-continue"
_OWN_FILES: Final = 256
_FEWEST, _MOST = 64, 4000


def most_connections() -> int:
    """As many as leave room for the database, the evidence and Telegram."""
    files, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(max(_FEWEST, files - _OWN_FILES), _MOST)


def most_streams() -> int:
    """What is left is for who comes in, loads a page and says something."""
    return most_connections() * 3 // 4


def let_go(request: web.BaseRequest) -> None:
    """Its answer has come to an end: the connection goes, also when nobody reads that end."""
    if isinstance(request.protocol, Guest):
        request.protocol.leaves_in(LAST_WORD_SECONDS)


class Guest(web.RequestHandler):
    """One connection."""

    __slots__ = ("_leaving", "_line")

    _leaving: asyncio.TimerHandle | None
    _line: asyncio.Transport

    @property
    def owes_us(self) -> bool:
        """To read what is sent, a request, or the rest of one. Else an answer is owed to them."""
        asked = self._current_request
        begun = self._request_in_progress and not (asked and not asked.content.is_eof())
        return self.writing_paused or not begun

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Whoever says nothing is let go of."""
        self._leaving, self._line = None, cast("asyncio.Transport", transport)
        self._line.set_write_buffer_limits(high=0)  # whatever is not taken over is noticed
        super().connection_made(transport)
        self.leaves_in(HEAD_SECONDS)

    def data_received(self, data: bytes) -> None:
        """A sign of life."""
        super().data_received(data)
        self._is_alive()

    def pause_writing(self) -> None:
        """What is sent is not read: it does not wait in memory for ever."""
        super().pause_writing()
        self.leaves_in(STUCK_SECONDS)

    def resume_writing(self) -> None:
        """It is read again."""
        super().resume_writing()
        self.stays()
        self._is_alive()

    def connection_lost(self, exc: BaseException | None) -> None:
        """Gone by itself."""
        self.stays()
        super().connection_lost(exc)

    def leaves_in(self, seconds: float) -> None:
        """Unless what is waited for is done before."""
        self.stays()
        self._leaving = asyncio.get_running_loop().call_later(seconds, self.leave)

    def stays(self) -> None:
        """What was waited for was done."""
        if self._leaving is not None:
            self._leaving.cancel()

    def _is_alive(self) -> None:
        if isinstance(self._manager, Reception):
            self._manager.heard_from(self)

    def leave(self) -> None:
        """Now, with what is still to be sent."""
        self._line.abort()

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = HTTPStatus.INTERNAL_SERVER_ERROR,
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002 - what came is not repeated
    ) -> web.StreamResponse:
        """Say no more than a number: aiohttp's own answer repeats what came, and its log tells who.

        Only a fault of ours that `guards.calm_errors` did not see is logged: who hangs up is none.
        """
        if status == HTTPStatus.INTERNAL_SERVER_ERROR and not isinstance(exc, ConnectionError):
            log.error("a web request failed", exc_info=exc)
        if request.writer.output_size > 0:
            raise ConnectionError("an answer had begun")
        response = web.Response(status=status, headers=HEADERS)
        response.force_close()
        return response

    def log_exception(self, *args: Any, **kw: Any) -> None:
        """As above."""


class Reception(web.Server):
    """Lets in as many as there is room for. Its guests stand in the order they were heard from."""

    def __init__(self, server: web.Server, most: int, **options: Any) -> None:
        """Instead of the one that aiohttp made."""
        super().__init__(self._answered, request_factory=self._heard, **options)
        self._most = most
        self._answer = server.request_handler
        self._request = server.request_factory

    def __call__(self) -> web.RequestHandler:
        """A connection comes in."""
        return Guest(self, loop=self._loop, **self._kwargs)

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        """Of too many, who keeps us waiting longest makes room, at last who just came in."""
        super().connection_made(handler, transport)
        if len(self._connections) > self._most:
            guests = (one for one in self._connections if isinstance(one, Guest))
            longest = next(one for one in guests if one.owes_us)
            asyncio.get_running_loop().call_soon(self._connections.pop(longest).abort)

    def heard_from(self, guest: Guest) -> None:
        """They stand at the end again, unless they were sent away."""
        if guest in self._connections:
            self._connections[guest] = self._connections.pop(guest)

    def _heard(self, message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> Any:
        """The head of a request is complete, or broken."""
        protocol.stays()
        return self._request(message, payload, protocol, writer, task)

    async def _answered(self, request: web.BaseRequest) -> web.StreamResponse:
        """What is expected beside an answer is nothing but a sign to go on."""
        if request.headers.get("Expect", _GO_ON).lower() != _GO_ON:
            return request.protocol.handle_error(request, HTTPStatus.EXPECTATION_FAILED)
        return await self._answer(request)


class Runner(web.AppRunner):
    """Serves an application by a reception of ours."""

    async def _make_server(self) -> web.Server:
        """No access log: it would hold addresses. Nothing that was packed is unpacked."""
        server = await super()._make_server()
        options = {"keepalive_timeout": IDLE_SECONDS, "auto_decompress": False, "access_log": None}
        return Reception(server, most_connections(), **options)
