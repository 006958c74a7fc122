"""Calls methods of the Bot API plainly and hands back what they answer; knows no chat.

Plain on purpose: nobody reads the answers, so no Message is built from them, and each refusal
stays apart: Telegram said no, Telegram said later, or nobody was reached.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import aiohttp

from bot.handlers.connections import ANSWER_SECONDS, CONNECT_SECONDS, Connections
from bot.handlers.line import MOST_BYTES
from bot.quickjson import unpack

_CHUNK: Final = 256 * 1024
_SILENCE_SECONDS: Final = 20.0
_DOWNLOAD_SECONDS: Final = 600.0
"""One that only drips must not keep its place for ever; 20 MB come at 35 kB a second in this."""
_UPLOAD_SECONDS: Final = 300.0
LONGEST_WAIT: Final = 24 * 3600.0
"""Longer than Telegram ever holds a bot up; what says more is out of its mind."""
_DONE: Final = b'{"ok":true'
"""How Telegram begins; said in any other way it is read as a whole."""


class Unreached(Exception):
    """No answer that can be read: the network, a proxy's page, half an answer."""


class Refused(Exception):
    """Telegram said no; `wait` is in seconds, when it told how long. Its words are in no log."""

    def __init__(self, status: int, words: str, wait: float | None = None) -> None:
        super().__init__(str(status))
        self.status = status
        self.words = words
        self.wait = wait

    def says(self, *parts: str) -> bool:
        """Whether its words have one of these, in any case."""
        words = self.words.casefold()
        return any(part in words for part in parts)


@dataclass(frozen=True)
class Api:
    """The methods of one bot."""

    connections: Connections = field(repr=False)
    token: str = field(repr=False)

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        *,
        seconds: float = ANSWER_SECONDS,
    ) -> Any:
        """The `result`; raises Refused or Unreached."""
        return self._result(*await self._post(method, params, seconds))

    async def do(self, method: str, params: Mapping[str, Any]) -> None:
        """The same where only a refusal matters: what was done is not read."""
        status, body = await self._post(method, params, ANSWER_SECONDS)
        if status != HTTPStatus.OK or not body.startswith(_DONE):
            self._result(status, body)

    async def _post(
        self, method: str, params: Mapping[str, Any], seconds: float
    ) -> tuple[int, bytes]:
        try:
            return await self.connections.ask(f"/bot{self.token}/{method}", params, seconds=seconds)
        except OSError as problem:  # a timeout is one
            raise Unreached(type(problem).__name__) from None

    async def upload(
        self, method: str, boundary: str, length: int, pieces: AsyncIterator[bytes]
    ) -> Any:
        """The `result` of a method that is handed a file; raises Refused or Unreached."""
        form = f"multipart/form-data; boundary={boundary}"
        headers = {"Content-Type": form, "Content-Length": str(length)}
        return await self._send(method, pieces, headers, _UPLOAD_SECONDS)

    async def hand(self, method: str, form: aiohttp.FormData) -> Any:
        """The same with a small file, which is held whole."""
        return await self._send(method, form, {}, ANSWER_SECONDS)

    async def _send(
        self,
        method: str,
        data: AsyncIterator[bytes] | aiohttp.FormData,
        headers: Mapping[str, str],
        seconds: float,
    ) -> Any:
        url = f"{self.connections.root}/bot{self.token}/{method}"
        limits = aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)
        try:
            post = self.connections.session.post(
                url, data=data, headers=headers, timeout=limits, allow_redirects=False
            )
            async with post as sent:
                return self._result(sent.status, await _whole(sent))
        except (aiohttp.ClientError, OSError) as problem:
            raise Unreached(type(problem).__name__) from None

    async def download(self, path: str) -> AsyncIterator[bytes]:
        """The file piece by piece; raises Refused or Unreached, also half-way."""
        url = f"{self.connections.root}/file/bot{self.token}/{path}"
        limits = aiohttp.ClientTimeout(
            total=_DOWNLOAD_SECONDS, connect=CONNECT_SECONDS, sock_read=_SILENCE_SECONDS
        )
        try:
            get = self.connections.session.get(url, timeout=limits, allow_redirects=False)
            async with get as answer:
                if answer.status != HTTPStatus.OK:
                    raise Refused(answer.status, "")
                async for chunk in answer.content.iter_chunked(_CHUNK):
                    yield chunk
        except (aiohttp.ClientError, OSError) as problem:
            raise Unreached(type(problem).__name__) from None

    @staticmethod
    def _result(status: int, body: bytes) -> Any:
        answer = _read(body)
        if status == HTTPStatus.OK and answer.get("ok") is True and "result" in answer:
            return answer["result"]
        raise _refusal(status, answer)


async def _whole(answer: aiohttp.ClientResponse) -> bytes:
    """Its body, unless that never ends."""
    body = bytearray()
    async for chunk in answer.content.iter_chunked(_CHUNK):
        body += chunk
        if len(body) > MOST_BYTES:
            raise Unreached("TooLong")
    return bytes(body)


def _read(body: bytes) -> dict[str, Any]:
    try:
        answer = unpack(body)
    except (ValueError, RecursionError):
        raise Unreached("NoJSON") from None
    if not isinstance(answer, dict):
        raise Unreached("NoObject")
    return answer


def _refusal(status: int, answer: Mapping[str, Any]) -> Refused:
    parameters = answer.get("parameters")
    wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
    code = answer.get("error_code")
    return Refused(
        code if isinstance(code, int) else status, str(answer.get("description", "")), _within(wait)
    )


def _within(wait: object) -> float | None:
    """As long as somebody in their right mind says; what is no number says nothing."""
    return float(min(max(0, wait), LONGEST_WAIT)) if isinstance(wait, int | float) else None
