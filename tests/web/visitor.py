"""A page as the server sees it, without a screen: posts what a page would post."""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from aiohttp import ClientResponse, ClientSession, CookieJar

OURS = {"X-Maatje": "1"}


@dataclass(frozen=True)
class Visitor:
    """One device with its cookie."""

    session: ClientSession
    url: str

    async def open(self, since: int = 0) -> dict[str, Any]:
        """What the page gets when it is loaded."""
        async with self.post("open", {"since": since}) as answer:
            assert answer.status == 200
            state: dict[str, Any] = await answer.json()
            return state

    async def say(self, text: str, *, client: str = "") -> int:
        """Type something; the status that came back."""
        async with self.post("say", {"id": client or str(uuid.uuid4()), "text": text}) as answer:
            return answer.status

    async def press(self, data: str, message: int | None = None) -> int:
        """Press a button; the status that came back."""
        held = {"id": str(uuid.uuid4()), "data": data, "message": message}
        async with self.post("say", held) as answer:
            return answer.status

    async def send(
        self, body: bytes, *, kind: str = "photo", client: str = "", placed: bool = False
    ) -> tuple[int, Any]:
        """Send a file; the status and what was said. `placed`: it tells where it was made."""
        headers = OURS | {"X-Id": client or str(uuid.uuid4()), "X-Kind": kind}
        headers |= {"X-Placed": "yes"} if placed else {}
        headers |= {"Content-Type": "application/octet-stream"}
        post = self.session.post(f"{self.url}/api/file", data=BytesIO(body), headers=headers)
        async with post as answer:
            return answer.status, await answer.json()

    async def lines(self) -> list[str]:
        """Every line on the page now, in the order of telling."""
        state = await self.open()
        messages = sorted(state["messages"], key=lambda message: message["id"])
        return [line for m in messages if not m.get("removed") for line in m["lines"]]

    @asynccontextmanager
    async def post(
        self, path: str, held: object, headers: Mapping[str, str] = OURS
    ) -> AsyncIterator[ClientResponse]:
        """POST JSON to an endpoint."""
        url = f"{self.url}/api/{path}"
        async with self.session.post(url, data=json.dumps(held), headers=headers) as answer:
            yield answer

    @asynccontextmanager
    async def events(self, tickets: str, since: str) -> AsyncIterator[ClientResponse]:
        """The stream of a page."""
        origin = self.url.split("/p/")[0]
        url = f"{origin}/api/events?tickets={tickets}&since={since}"
        async with self.session.get(url) as answer:
            yield answer


@asynccontextmanager
async def visiting(url: str) -> AsyncIterator[Visitor]:
    """A new device."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:
        yield Visitor(session, url)


async def next_message(stream: ClientResponse) -> dict[str, Any]:
    """The next message on a stream; hello and heartbeats are passed over."""
    async for raw in stream.content:
        line = raw.decode().strip()
        if line.startswith("data: {") and line != "data: {}":
            message: dict[str, Any] = json.loads(line.removeprefix("data: "))
            return message
    raise AssertionError("The stream ended.")
