"""Uploads that lie, break off or stand still: nothing is left of them, and it is said."""

import asyncio
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.web.chat import ChatRoutes
from bot.web.server import build, start
from bot.web.site import Entrance
from bot.web.uploads import STALLED, Uploads
from tests.web.echo import Echo, echo, what_was_heard
from tests.web.visitor import OURS, Visitor, visiting

pytestmark = pytest.mark.asyncio


def head(page: Visitor, house: Echo, *, length: int) -> bytes:
    """The beginning of a request as a program that lies would write it."""
    cookie = "; ".join(f"{one.key}={one.value}" for one in page.session.cookie_jar)
    ours = {"Host": house.url.removeprefix("http://"), "Cookie": cookie, **OURS}
    ours |= {"Content-Length": str(length), "X-Kind": "photo"}
    lines = [f"{name}: {value}" for name, value in ours.items()]
    first = "POST /api/file HTTP/1.1"
    return "\r\n".join([first, *lines, f"X-Id: {uuid.uuid4()}", "", ""]).encode()


async def post_and_hang_up(house: Echo, request: bytes) -> None:
    """Send exactly this and no more."""
    host, port = house.url.removeprefix("http://").split(":")
    _reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(request)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def test_t47_who_promises_more_than_comes_leaves_nothing(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        begin = head(page, house, length=1000)
        await post_and_hang_up(house, begin + b"kanarie")
        assert (await page.send(b"whole"))[0] == 200
        await house.until(lambda: what_was_heard(house))
        assert len(list(house.site.evidence_dir.iterdir())) == 1


async def test_t48_who_stands_still_is_told_and_may_begin_anew(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        uploads = Uploads(ChatRoutes(house.site, Entrance()), silence_seconds=0.2)
        more = [web.post("/api/slow", uploads.file)]
        runner = await start(build(house.site, more=more), host="127.0.0.1", port=0)

        async def silent() -> AsyncIterator[bytes]:
            yield b"x"
            await house.until(lambda: False)

        headers = OURS | {"X-Id": str(uuid.uuid4()), "X-Kind": "photo"}
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/slow"
        async with page.session.post(url, data=silent(), headers=headers) as answer:
            assert answer.status == 408
            assert await answer.json() == {"error": STALLED.key}
        await runner.cleanup()
        assert list(house.site.evidence_dir.iterdir()) == []


async def test_many_at_once_are_all_kept(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        sent = await asyncio.gather(*(page.send(bytes([n]) * 100_000) for n in range(8)))
        assert {status for status, _told in sent} == {200}
        await house.until(lambda: len(what_was_heard(house)) == 8)
        assert len(list(house.site.evidence_dir.iterdir())) == 8
