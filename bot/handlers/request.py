"""One aiohttp session for everything that goes to Telegram; knows no method of its API.

PTB's own httpx pool costs more the more connections it has (measured: 8-12 CPU seconds per
1,000 answers against 0.5 here).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

import aiohttp

from bot.conversations.sending import UNPACED_AT_ONCE
from bot.quickjson import pack

CONNECTIONS: Final = UNPACED_AT_ONCE + 64
"""For all that goes out at once, and room to ask for what comes in and for files meanwhile."""
KEEP_ALIVE_SECONDS: Final = 60
CONNECT_SECONDS: Final = 10.0
ANSWER_SECONDS: Final = 20.0
_JSON: Final = {"Content-Type": "application/json"}


@lru_cache
def _limits(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)


def _unheard(_date: str | None) -> None:
    """Nobody wants to know what time it is there."""


class SessionRequest:
    """The session is made at the first use, inside the running loop.

    `dated` hears the `Date` of every answer.
    """

    def __init__(self, dated: Callable[[str | None], None] = _unheard) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._over = False
        self._dated = dated

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one session; it keeps no cookies and follows no proxy of the environment.

        After the end there is no new one: nobody would close it. It is a lost line to who asks.
        """
        if self._over:
            raise aiohttp.ClientConnectionError("the bot has ended")
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(
                limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE_SECONDS, ttl_dns_cache=300
            )
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar)
        return self._session

    async def shutdown(self) -> None:
        """Close all connections for good; harmless when done twice."""
        self._over = True
        if self._session is not None:
            await self._session.close()

    async def ask(
        self, method: str, url: str, body: Any = None, *, seconds: float
    ) -> tuple[int, bytes]:
        """Status and body, with aiohttp's errors; the body is JSON, or a form with a file in it."""
        limits = _limits(seconds)
        form = isinstance(body, aiohttp.FormData)
        data = body if form else pack(body)
        headers = None if form else _JSON
        sent = self.session.request(method, url, data=data, headers=headers, timeout=limits)
        async with sent as answer:
            self._dated(answer.headers.get("Date"))
            return answer.status, await answer.read()
