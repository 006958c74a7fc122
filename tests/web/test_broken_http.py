"""Broken, slow and packed HTTP, byte for byte as a program that means harm would write it."""

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.web.echo import Echo, echo
from tests.web.visitor import Visitor, visiting

pytestmark = pytest.mark.asyncio

CANARY = "kanarie"
HOST = b"Host: 127.0.0.1\r\n"
PAD = b"a" * 9000
BROKEN = {
    "TLS where there is none": b"\x16\x03\x01\x00\xa5\x01\x00",
    "no method": b"FOO kanarie / HTTP/1.1\r\n\r\n",
    "a NUL in a header": b"GET / HTTP/1.1\r\n" + HOST + b"Cookie: maatje=kanarie\x00\r\n\r\n",
    "a version nobody knows": b"GET /?kanarie HTTP/9.9\r\n" + HOST + b"\r\n",
    "a header without end": b"GET / HTTP/1.1\r\n" + HOST + b"Kanarie: " + PAD + b"\r\n\r\n",
    "too many headers": b"GET / HTTP/1.1\r\n" + HOST + b"kanarie: 1\r\n" * 500 + b"\r\n",
    "an address without end": b"GET /kanarie" + PAD + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST + b"Host: kanarie\r\n\r\n",
    "no host": b"GET /?kanarie HTTP/1.1\r\n\r\n",
    "length and pieces": (
        b"POST /api/say HTTP/1.1\r\n" + HOST + b"X-Maatje: 1\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /kanarie HTTP/1.1\r\n\r\n"
    ),
    "two lengths": (
        b"POST /api/say HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\nContent-Length: 7\r\n\r\n"
        b"kanarie"
    ),
    "a length below zero": b"POST /api/say HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    "a length beyond counting": (
        b"POST /api/file HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999999999999999\r\n\r\n"
    ),
    "pieces that are none": (
        b"POST /api/say HTTP/1.1\r\n" + HOST + b"X-Maatje: 1\r\n"
        b"Transfer-Encoding: chunked\r\n\r\nkanarie\r\n\r\n"
    ),
}


@asynccontextmanager
async def connected(
    house: Echo,
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A bare connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", house.port)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()


async def answer_to(house: Echo, request: bytes) -> bytes:
    """All that comes back until the server hangs up."""
    async with connected(house) as (reader, writer), asyncio.timeout(10):
        writer.write(request)
        return await reader.read()


def head(page: Visitor, path: str, **more: str) -> bytes:
    """The head of a POST by this device."""
    cookie = "; ".join(f"{one.key}={one.value}" for one in page.session.cookie_jar)
    told = {"Host": "127.0.0.1", "Cookie": cookie, "X-Maatje": "1", "X-Id": "12345678"}
    told |= {name.replace("_", "-"): value for name, value in more.items()}
    lines = [f"POST /api/{path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return "\r\n".join([*lines, "", ""]).encode()


async def test_what_is_no_http_gets_a_bare_answer_with_the_protection_and_no_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with echo(tmp_path) as house:
        for what, request in BROKEN.items():
            told = (await answer_to(house, request)).decode().lower()
            assert " 400 " in told.splitlines()[0], what
            assert "default-src 'none'" in told, what
            assert "python" not in told, what
            assert CANARY not in told, what
        assert house.heard == []
    assert caplog.records == []


async def test_an_expectation_nobody_knows_gets_a_bare_answer_too(tmp_path: Path) -> None:
    async with echo(tmp_path) as house:
        for path in (b"GET /", b"POST /api/say", b"GET /nowhere"):
            told = await answer_to(
                house, path + b" HTTP/1.1\r\n" + HOST + b"Expect: kanarie\r\n\r\n"
            )
            top, _, body = told.decode().lower().partition("\r\n\r\n")
            assert " 417 " in top.splitlines()[0]
            assert ("default-src 'none'" in top, "connection: close" in top) == (True, True)
            assert CANARY not in body


async def test_what_broke_off_while_a_body_came_leaves_no_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        for path in ("say", "file"):
            begin = head(page, path, Transfer_Encoding="chunked")
            told = await answer_to(house, begin + b"3\r\nabc\r\nkanarie\r\n")
            assert b" 400 " in told.splitlines()[0]
        assert list(house.site.evidence_dir.iterdir()) == []
    assert caplog.records == []


async def test_who_hangs_up_while_their_words_come_leaves_no_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        for path in ("say", "file"):
            begin = head(page, path, Content_Length="1000", Expect="100-continue")
            async with connected(house) as (reader, writer), asyncio.timeout(10):
                writer.write(begin + b"kanarie")
                assert b" 100 " in await reader.readline()
        assert await page.say("hallo") == 200
    assert caplog.records == []


async def test_a_packed_body_is_not_unpacked(tmp_path: Path) -> None:
    """A few hundred bytes could become as many megabytes."""
    packed = gzip.compress(b'{"id": "12345678", "text": "hallo"}' + b" " * 1_000_000)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        told = {"Content_Encoding": "gzip", "Content_Length": str(len(packed))}
        for path, wanted in (("say", b" 400 "), ("file", b" 200 ")):
            async with connected(house) as (reader, writer), asyncio.timeout(10):
                writer.write(head(page, path, **told) + packed)
                assert wanted in await reader.readline()
        await house.until(lambda: len(house.heard) == 2)
        [kept] = house.site.evidence_dir.iterdir()
        assert kept.stat().st_size < len(packed) + 4096


async def test_t48_who_never_says_what_they_want_is_let_go_of_and_others_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.reception.HEAD_SECONDS", 0.2)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        async with connected(house) as (reader, writer), connected(house) as (silent, _):
            writer.write(b"GET / HTTP/1.1\r\nX-Slow: a")
            assert await page.say("hallo") == 200
            async with asyncio.timeout(10):
                assert await gone(reader)
                assert await gone(silent)
        state = await page.open()
        async with page.events(state["ticket"], "0") as stream:  # opened in time: it stays
            assert await stream.content.readline() == b"event: hello\n"


async def test_t48_words_that_do_not_come_to_an_end_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.refusals.BODY_SECONDS", 0.2)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        async with connected(house) as (reader, writer), asyncio.timeout(10):
            writer.write(head(page, "say", Content_Length="1000") + b'{"text": "ha')
            assert b" 408 " in await reader.readline()
        assert await page.say("hallo") == 200


async def test_t48_a_file_that_drips_in_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.uploads.GRACE_SECONDS", 0.2)
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        async with connected(house) as (reader, writer), asyncio.timeout(10):
            writer.write(head(page, "file", Content_Length="1000", X_Kind="photo"))
            async with asyncio.TaskGroup() as tasks:
                answer = tasks.create_task(reader.readline())
                while not answer.done():
                    writer.write(b"x")
                    await asyncio.wait([answer], timeout=0.05)
            assert b" 408 " in answer.result()
        assert list(house.site.evidence_dir.iterdir()) == []


async def test_who_does_not_read_what_is_sent_is_let_go_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.reception.STUCK_SECONDS", 0.2)
    async with echo(tmp_path) as house, connected(house) as (_, writer), asyncio.timeout(20):
        with pytest.raises(ConnectionError):
            await ask_and_never_read(writer)


async def ask_and_never_read(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write((b"GET /static/chat.css HTTP/1.1\r\n" + HOST + b"\r\n") * 50)
        await writer.drain()
        await asyncio.sleep(0)


async def gone(reader: asyncio.StreamReader) -> bool:
    """Wait until the server hung up without a word."""
    try:
        return await reader.read() == b""
    except ConnectionError:
        return True
