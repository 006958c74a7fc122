"""The connections to Telegram's server, kept and lent out; knows no method of its API.

What is said in words goes over lines of our own, files by aiohttp, which knows streams and forms.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final

import aiohttp

from bot.conversations.sending import UNPACED_AT_ONCE
from bot.handlers.dialing import ADDRESS_SECONDS, Dialer
from bot.handlers.line import Line, Lost
from bot.quickjson import pack

CONNECTIONS: Final = UNPACED_AT_ONCE + 64
"""For all that goes out at once, and room to ask for what comes in and for files meanwhile."""
KEEP_ALIVE_SECONDS: Final = 60
CONNECT_SECONDS: Final = 10.0
ANSWER_SECONDS: Final = 20.0
_POST: Final = (
    b"POST %b HTTP/1.1\r\nHost: %b\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n%b"
)


def _unheard(_date: str | None) -> None:
    """Nobody wants to know what time it is there."""


class Connections:
    """To one server; `root` is its address without a slash at its end.

    Opened when they are first used, inside the running loop. `dated` hears the `Date` of every
    answer. No cookie is kept and no proxy of the environment followed.
    """

    def __init__(
        self,
        root: str,
        dated: Callable[[str | None], None] = _unheard,
        *,
        kept_seconds: float = KEEP_ALIVE_SECONDS,
    ) -> None:
        self.root = root
        self._dated = dated
        self._kept_seconds = kept_seconds
        self._dialer = Dialer(root)
        self._room = asyncio.Semaphore(CONNECTIONS)
        self._lines: set[Line] = set()
        self._idle: deque[Line] = deque()
        self._sweep: asyncio.TimerHandle | None = None
        self._session: aiohttp.ClientSession | None = None
        self._over = False

    async def ask(self, path: str, body: Mapping[str, Any], *, seconds: float) -> tuple[int, bytes]:
        """Post JSON: the status and the body that come back, or an OSError (a timeout is one).

        So many `seconds` are for the answer; to get a line takes CONNECT_SECONDS at most.
        """
        content, where = pack(body), self._dialer.base + path
        request = _POST % (where.encode("ascii"), self._dialer.site, len(content), content)
        line = await self._lent()
        try:
            async with asyncio.timeout(seconds):
                answer = await line.ask(request)
        finally:
            self._put_back(line)
        self._dated(answer.date)
        return answer.status, answer.body

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one for files. After the end there is no new one: nobody would close it."""
        if self._over:
            raise aiohttp.ClientConnectionError("the bot has ended")
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(
                limit=CONNECTIONS,
                keepalive_timeout=KEEP_ALIVE_SECONDS,
                ttl_dns_cache=ADDRESS_SECONDS,
            )
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar)
        return self._session

    async def shutdown(self) -> None:
        """Close all for good; harmless when done twice."""
        self._over = True
        if self._sweep is not None:
            self._sweep.cancel()
        self._idle.clear()
        ends = [line.ended for line in self._lines]
        for line in [*self._lines]:
            line.hang_up()
        try:
            if ends:
                await asyncio.wait(ends)
        finally:
            if self._session is not None:
                await self._session.close()

    async def _lent(self) -> Line:
        """A line of the caller's own, until it is put back."""
        async with asyncio.timeout(CONNECT_SECONDS):
            await self._room.acquire()
            try:
                return self._kept() or await self._opened()
            except BaseException:
                self._room.release()
                raise

    async def _opened(self) -> Line:
        if self._over:
            raise Lost
        line = await self._dialer.dial()
        self._lines.add(line)
        line.ended.add_done_callback(lambda _: self._lines.discard(line))
        if self._over:
            line.hang_up()
        return line

    def _kept(self) -> Line | None:
        """The one that was used last, so that what is not needed grows old."""
        while self._idle:
            line = self._idle.pop()
            if line.free:
                return line
            line.hang_up()
        return None

    def _put_back(self, line: Line) -> None:
        """Keep it, unless it still owes an answer that nobody waits for any more."""
        self._room.release()
        if self._over or not line.free:
            line.hang_up()
            return
        loop = asyncio.get_running_loop()
        line.since = loop.time()
        self._idle.append(line)
        if self._sweep is None:
            self._sweep = loop.call_later(self._kept_seconds, self._let_go_of_the_old)

    def _let_go_of_the_old(self) -> None:
        loop = asyncio.get_running_loop()
        self._sweep = None
        while self._idle and self._idle[0].since <= loop.time() - self._kept_seconds:
            self._idle.popleft().hang_up()
        if self._idle:
            at = self._idle[0].since + self._kept_seconds
            self._sweep = loop.call_at(at, self._let_go_of_the_old)
