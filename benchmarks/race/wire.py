"""HTTP for the race's Telegram, as lean as it gets; knows no method and no chat."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qsl

from bot.clock import Clock

_END: Final = b"\r\n\r\n"
_LENGTH: Final = b"content-length:"

Fields = dict[str, Any]
Answer = Callable[[bytes], None]
Serve = Callable[[str, Fields, Answer], None]


class Line(asyncio.Protocol):
    """One kept-alive connection; `serve` is handed method, parameters and how to answer."""

    def __init__(self, serve: Serve) -> None:
        """A request at a time: nobody who calls the Bot API sends the next one before."""
        self._serve = serve
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to listen."""
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """What is answered from now on goes nowhere."""
        del exc
        self._transport = None

    def data_received(self, data: bytes) -> None:
        """Serve the request once all of it is there."""
        self._buffer += data
        head, end, body = self._buffer.partition(_END)
        if not end or len(body) < _length(head):
            return
        self._buffer = b""
        self._serve(_method(head), _fields(head, body), self._answer)

    def _answer(self, body: bytes) -> None:
        if self._transport is not None:
            head = (
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                f"Date: {_date()}\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            self._transport.write(head.encode("ascii") + body)


def _date() -> str:
    return f"{Clock().now():%a, %d %b %Y %H:%M:%S} GMT"


def _length(head: bytes) -> int:
    low = head.lower()
    at = low.find(_LENGTH)
    if at < 0:
        return 0
    return int(low[at + len(_LENGTH) :].split(b"\r\n", 1)[0])


def _method(head: bytes) -> str:
    """The last part of `/bot<token>/<method>`."""
    path = head.split(b" ", 2)[1].decode("ascii")
    return path.partition("?")[0].rpartition("/")[2]


def _fields(head: bytes, body: bytes) -> Fields:
    if not body:
        return {}
    if b"application/json" in head:
        found: Fields = json.loads(body)
        return found
    return dict(parse_qsl(body.decode()))
