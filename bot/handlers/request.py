"""One aiohttp session for everything that goes to Telegram; knows no method of its API.

PTB's own httpx pool costs more the more connections it has (measured: 8-12 CPU seconds per
1,000 answers against 0.5 here).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECTIONS: Final = 64
KEEP_ALIVE_SECONDS: Final = 60
CONNECT_SECONDS: Final = 10.0
ANSWER_SECONDS: Final = 20.0


def _unheard(_date: str | None) -> None:
    """Nobody wants to know what time it is there."""


class SessionRequest(BaseRequest):
    """PTB's way to the network. The session is made at the first use, inside the running loop.

    `dated` hears the `Date` of every answer.
    """

    def __init__(self, dated: Callable[[str | None], None] = _unheard) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._dated = dated

    @property
    def read_timeout(self) -> float:
        """Seconds to wait for an answer when nobody says otherwise."""
        return ANSWER_SECONDS

    @property
    def session(self) -> aiohttp.ClientSession:
        """The one session; it keeps no cookies and follows no proxy of the environment."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(
                limit=CONNECTIONS, keepalive_timeout=KEEP_ALIVE_SECONDS, ttl_dns_cache=300
            )
            jar = aiohttp.DummyCookieJar()
            self._session = aiohttp.ClientSession(connector=connector, cookie_jar=jar)
        return self._session

    async def initialize(self) -> None:
        """Nothing to do: see `session`."""

    async def shutdown(self) -> None:
        """Close all connections; harmless when done twice."""
        if self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0917 - PTB's own signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        """Status and body; the errors never hold the address, which holds the token."""
        del write_timeout, connect_timeout, pool_timeout
        seconds = read_timeout if isinstance(read_timeout, int | float) else ANSWER_SECONDS
        body = None if request_data is None else request_data.parameters
        try:
            return await self.ask(method, url, body, seconds=seconds)
        except TimeoutError:
            raise TimedOut from None
        except (aiohttp.ClientError, OSError) as problem:
            raise NetworkError(type(problem).__name__) from None

    async def ask(
        self, method: str, url: str, body: Any = None, *, seconds: float
    ) -> tuple[int, bytes]:
        """The same with aiohttp's own errors; a body is JSON, or a form with a file in it."""
        limits = aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)
        held = {"data" if isinstance(body, aiohttp.FormData) else "json": body}
        async with self.session.request(method, url, timeout=limits, **held) as answer:
            self._dated(answer.headers.get("Date"))
            return answer.status, await answer.read()

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """What Telegram answered; PTB's own way would log the words of an unreadable answer."""
        try:
            answer = json.loads(payload)
        except ValueError:
            raise TelegramError("The answer is not JSON.") from None
        if not isinstance(answer, dict):
            raise TelegramError("The answer is not an object.")
        return answer
