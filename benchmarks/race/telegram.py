"""The race's Telegram on loopback: answers every method, holds updates, knows who waits."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from benchmarks.race.people import BOT, Person
from benchmarks.race.wire import Answer, Fields, Line

BATCH = 100
TRUE = b'{"ok":true,"result":true}'


class Telegram:
    """Serves one bot at a time. `latency` in seconds lies before every answer, not its effect."""

    def __init__(self) -> None:
        """Nobody is there yet."""
        self.latency = 0.0
        self.url = ""
        self.polled = asyncio.Event()
        self.moved = asyncio.Event()
        self.people: dict[int, Person] = {}
        self.newcomers = itertools.count(100_000)
        self._updates: deque[tuple[int, Fields]] = deque()
        self._numbers = itertools.count(700_000_001)
        self._messages = itertools.count(10)
        self._asking: tuple[int, Answer] | None = None
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        """Listen on a free port of this machine."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Line(self._serve), "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        """Hang up."""
        if self._server is not None:
            self._server.close()

    def forget(self) -> None:
        """Another bot comes: what nobody fetched is gone."""
        self._updates.clear()
        self._asking = None
        self.polled.clear()
        self.people.clear()

    def push(self, updates: list[Fields]) -> None:
        """Queue updates; a question that waits is answered with them at once."""
        self._updates.extend((next(self._numbers), update) for update in updates)
        if self._asking is not None:
            offset, answer = self._asking
            self._asking = None
            self._hand_out(offset, answer)

    async def until(self, true: Callable[[], bool], *, seconds: float) -> bool:
        """Wait until it holds; False when it took longer than this."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not true():
                    self.moved.clear()
                    await self.moved.wait()
        return true()

    def _serve(self, method: str, fields: Fields, answer: Answer) -> None:
        if self.latency:
            answer = self._later(answer)
        match method.lower():
            case "getupdates":
                self._poll(fields, answer)
            case "sendmessage":
                self._show(next(self._messages), fields, answer)
            case "editmessagetext":
                self._show(int(fields["message_id"]), fields, answer)
            case "getme":
                answer(_packed(BOT))
            case _:
                answer(TRUE)

    def _later(self, answer: Answer) -> Answer:
        loop, seconds = asyncio.get_running_loop(), self.latency

        def wait(body: bytes) -> None:
            loop.call_later(seconds, answer, body)

        return wait

    def _show(self, message_id: int, fields: Fields, answer: Answer) -> None:
        person = self.people[int(fields["chat_id"])]
        shown = person.sees(message_id, fields["text"], fields.get("reply_markup"))
        self.moved.set()
        answer(_packed(shown))

    def _poll(self, fields: Fields, answer: Answer) -> None:
        self.polled.set()
        offset = int(fields.get("offset") or 0)
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        self._asking = None
        if self._updates or not int(fields.get("timeout") or 0):
            self._hand_out(offset, answer)
        else:
            self._asking = offset, answer

    def _hand_out(self, offset: int, answer: Answer) -> None:
        found = [one for one in self._updates if one[0] >= offset][:BATCH]
        answer(_packed([{"update_id": number, **update} for number, update in found]))


def _packed(result: object) -> bytes:
    """Without spaces, as Telegram writes it."""
    answer = {"ok": True, "result": result}
    return json.dumps(answer, separators=(",", ":")).encode("ascii")
