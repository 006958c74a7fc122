"""The connections to Telegram's server, kept and lent out; knows no method of its API.

What is said in words goes over lines of our own, files by aiohttp, which knows streams and forms.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote, urlsplit

import aiohttp
from aiohappyeyeballs import start_connection

from bot.conversations.sending import UNPACED_AT_ONCE
from bot.handlers.line import Answer, Line, Lost
from bot.quickjson import pack

CONNECTIONS: Final = UNPACED_AT_ONCE + 64
"""For all that goes out at once, and room to ask for what comes in and for files meanwhile."""
KEEP_ALIVE_SECONDS: Final = 60
ADDRESS_SECONDS: Final = 300
"""How long an address that was looked up is believed."""
CONNECT_SECONDS: Final = 10.0
ANSWER_SECONDS: Final = 20.0
_NEXT_ADDRESS_SECONDS: Final = 0.25
"""After this the next address is tried beside the first: one of IPv6 often leads nowhere."""

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
        parts = urlsplit(root)
        self._host, self._secret = parts.hostname or "", parts.scheme == "https"
        self._port = parts.port or (443 if self._secret else 80)
        self._base = quote(parts.path, safe="/%")
        self._site = parts.netloc.encode("idna")
        self._idle: deque[Line] = deque()
        self._lines: set[Line] = set()
        self._room = asyncio.Semaphore(CONNECTIONS)
        self._found: tuple[float, list[Any]] = (0.0, [])
        self._finding = asyncio.Lock()
        self._tls: ssl.SSLContext | None = None
        self._session: aiohttp.ClientSession | None = None
        self._over = False

    async def ask(self, path: str, body: Mapping[str, Any], *, seconds: float) -> tuple[int, bytes]:
        """Post JSON: the status and the body that come back, or an OSError (a timeout is one)."""
        content = pack(body)
        request = _POST % ((self._base + path).encode("ascii"), self._site, len(content), content)
        async with asyncio.timeout(seconds), self._room:
            answer = await self._over_a_line(request)
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
        ends = [line.ended for line in self._lines]
        for line in [*self._lines]:
            line.hang_up()
        self._idle.clear()
        await asyncio.gather(*ends)
        if self._session is not None:
            await self._session.close()

    async def _over_a_line(self, request: bytes) -> Answer:
        line = self._kept() or await self._opened()
        try:
            return await line.ask(request)
        finally:
            self._put_back(line)

    def _kept(self) -> Line | None:
        """The one that was used last: what is not needed grows old, and is let go."""
        self._let_go_of_the_old()
        return self._idle.pop() if self._idle else None

    def _put_back(self, line: Line) -> None:
        """Keep it, unless it still owes an answer that nobody waits for any more."""
        if line.free:
            line.since = asyncio.get_running_loop().time()
            self._idle.append(line)
        else:
            line.hang_up()

    def _let_go_of_the_old(self) -> None:
        old = asyncio.get_running_loop().time() - self._kept_seconds
        while self._idle and (self._idle[0].since <= old or not self._idle[0].free):
            self._idle.popleft().hang_up()
        while self._idle and not self._idle[-1].free:
            self._idle.pop()

    async def _opened(self) -> Line:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(CONNECT_SECONDS):
            connected = await self._reach()
            if self._secret and self._tls is None:
                self._tls = ssl.create_default_context()
            _, line = await loop.create_connection(
                Line,
                sock=connected,
                ssl=self._tls,
                server_hostname=self._host if self._tls else None,
            )
        self._lines.add(line)
        line.ended.add_done_callback(lambda _: self._lines.discard(line))
        if self._over:
            line.hang_up()
            raise Lost
        return line

    async def _reach(self) -> socket.socket:
        """A socket that is connected; an address that nobody answers at is looked up anew."""
        if self._over:
            raise Lost
        try:
            return await start_connection(
                await self._addresses(), happy_eyeballs_delay=_NEXT_ADDRESS_SECONDS
            )
        except OSError:
            self._found = (0.0, [])
            raise

    async def _addresses(self) -> list[Any]:
        """Looked up once for all who ask at the same moment."""
        loop = asyncio.get_running_loop()
        async with self._finding:
            until, found = self._found
            if not found or loop.time() > until:
                found = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
                self._found = (loop.time() + ADDRESS_SECONDS, found)
        return found
