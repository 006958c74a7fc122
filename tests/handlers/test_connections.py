"""The connections to Telegram's server: what is asked, what comes back, and what never may."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.handlers.api import LONGEST_WAIT, Api, Refused, Unreached
from bot.handlers.connections import CONNECTIONS, Connections
from bot.handlers.line import Lost
from tests.handlers.scripted import ask, serving, told

pytestmark = pytest.mark.asyncio


async def test_a_question_is_one_post_of_json_and_the_next_goes_over_the_same_line() -> None:
    async with serving(told(b"one"), told(b"no", b"403 Forbidden")) as (server, connections):
        assert await ask(connections) == (200, b"one")
        assert await ask(connections) == (403, b"no")
        assert server.most == 1
    head, body = server.heard[0].split(b"\r\n\r\n")
    assert body == b'{"chat_id":7}'
    assert head.split(b"\r\n")[0] == b"POST /root/bot1:T/getMe HTTP/1.1"
    assert f"Host: {connections.root[7:].partition('/')[0]}".encode() in head


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nwho\r\n2\r\nle\r\n0\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" + told(b"whole"),
        told(b"whole", more=b"Connection: close\r\n"),
        told(b"whole", more=b"X-Long: " + b"x" * 400_000 + b"\r\n"),
    ],
    ids=["in pieces", "after a 100", "with a farewell", "behind a long header"],
)
async def test_an_answer_is_whole_however_it_is_told(said: bytes) -> None:
    async with serving(said) as (_server, connections):
        assert await ask(connections) == (200, b"whole")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\nhalf",
        b'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{"ok":true,"no length',
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nwhole",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
    ids=["nothing", "no HTTP", "half", "no length", "two lengths", "something else"],
)
async def test_what_is_no_whole_answer_is_lost_and_the_next_question_gets_a_line_of_its_own(
    said: bytes,
) -> None:
    async with serving(said, told(b"again")) as (_server, connections):
        with pytest.raises(Lost):
            await ask(connections)
        assert await ask(connections) == (200, b"again")


@pytest.mark.parametrize(
    "said",
    [
        told(b"x" * 300_000),
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 60_000,
        b"HTTP/1.1 200 OK\r\nX: " + b"x" * 300_000,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 60_000,
        b"HTTP/1.1 100 Continue\r\n\r\n" * 12_000 + told(b"at last"),
    ],
    ids=["a body", "pieces", "a header", "headers", "hold the line"],
)
async def test_an_answer_without_end_is_lost_before_it_fills_the_memory(
    said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.handlers.line.MOST_BYTES", 200_000)
    async with serving(said, told(b"again")) as (_server, connections):
        with pytest.raises(Lost):
            await ask(connections, seconds=2)
        assert await ask(connections) == (200, b"again")


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        (b"7", 7.0),
        (b"1e300", LONGEST_WAIT),
        (b"9" * 400, LONGEST_WAIT),
        (b"-5", 0.0),
        (b"NaN", 0.0),
        (b'"7"', None),
        (b"null", None),
    ],
)
async def test_how_long_to_wait_is_believed_within_reason(said: bytes, wait: float | None) -> None:
    body = b'{"ok":false,"error_code":429,"parameters":{"retry_after":%b}}' % said
    async with serving(told(body, b"429 Too Many Requests")) as (_server, connections):
        with pytest.raises(Refused) as caught:
            await Api(connections, "1:T").call("getMe", {})
        assert (caught.value.status, caught.value.wait) == (429, wait)


@pytest.mark.parametrize(
    "body",
    [b"", b"<h1>Bad gateway</h1>", b"[" * 100_000, b"[]", b'{"ok":true', b"\xff"],
    ids=["nothing", "a page", "too deep", "a list", "half", "no letters"],
)
async def test_what_no_bot_api_says_is_nobody_reached(body: bytes) -> None:
    async with serving(told(body, b"502 Bad Gateway")) as (_server, connections):
        with pytest.raises(Unreached):
            await Api(connections, "1:T").call("getMe", {})


async def test_a_file_goes_nowhere_else_and_comes_from_nowhere_else() -> None:
    async with serving(told(b"elsewhere")) as (other, elsewhere):
        moved = told(b"", b"307 Temporary Redirect", b"Location: %b/\r\n" % elsewhere.root.encode())
        async with serving(moved) as (_server, connections):
            bot = Api(connections, "1:T")
            with pytest.raises(Unreached):
                await bot.upload("sendPhoto", "b", 3, _pieces())
            with pytest.raises(Refused):
                [piece async for piece in bot.download("photo")]
    assert other.opened == 0


async def test_the_answer_to_a_file_that_never_ends_is_not_read_to_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.handlers.api.MOST_BYTES", 200_000)
    async with serving(told(b" " * 300_000 + b'{"ok":true,"result":1}')) as (_server, connections):
        with pytest.raises(Unreached):
            await Api(connections, "1:T").upload("sendPhoto", "b", 3, _pieces())


async def _pieces() -> AsyncIterator[bytes]:
    yield b"abc"


async def test_an_answer_that_comes_too_late_is_never_the_answer_to_the_next_question() -> None:
    async with serving(told(b"first"), told(b"second")) as (server, connections):
        server.gate.clear()
        with pytest.raises(TimeoutError):
            await ask(connections, seconds=0.01)
        server.gate.set()
        assert await ask(connections) == (200, b"second")
        assert len(server.heard) == 2


@pytest.mark.parametrize("much", [1.0, 0.5], ids=["whole", "half"])
async def test_what_nobody_asked_for_is_no_answer(much: float) -> None:
    unasked = told(b"unasked")
    begun = unasked[: int(len(unasked) * much)]
    async with serving(told(b"one") + begun, told(b"two")) as (_, asking):
        assert await ask(asking) == (200, b"one")
        assert await ask(asking) == (200, b"two")


async def test_what_comes_on_a_line_while_nobody_asks_closes_it() -> None:
    async with serving(told(b"one"), told(b"two")) as (server, connections):
        assert await ask(connections) == (200, b"one")
        server.writers[0].write(b"HTTP/1.1 200 OK\r\nContent-")
        await server.closed.get()
        assert await ask(connections) == (200, b"two")


async def test_so_many_at_once_share_the_lines_there_may_be() -> None:
    async with serving(told(b"ok")) as (server, connections):
        answers = await asyncio.gather(*(ask(connections) for _ in range(CONNECTIONS + 50)))
        assert set(answers) == {(200, b"ok")}
        assert server.most <= CONNECTIONS


async def test_a_line_that_nobody_uses_for_long_is_let_go() -> None:
    async with serving(told(b"ok")) as (server, fresh):
        connections = Connections(fresh.root, kept_seconds=0.01)
        await ask(connections)
        await server.closed.get()
        await ask(connections)
        await connections.shutdown()
        assert server.opened == 2


async def test_a_line_that_the_server_closes_is_not_used_again() -> None:
    async with serving(told(b"ok")) as (server, connections):
        await ask(connections)
        server.writers[0].close()
        await server.closed.get()
        assert await ask(connections) == (200, b"ok")


async def test_who_is_not_there_is_an_os_error_and_is_looked_for_again() -> None:
    async with serving(told(b"ok")) as (_server, gone):
        pass
    connections = Connections(gone.root)
    for _ in range(2):
        with pytest.raises(ConnectionRefusedError):
            await ask(connections)
    nowhere = Connections("http://nowhere.invalid")
    with pytest.raises(OSError):  # noqa: PT011 - each system words it in its own way
        await ask(nowhere)


async def test_the_date_of_an_answer_is_heard() -> None:
    dates: list[str | None] = []
    date = b"Date: Thu, 26 Nov 2026 12:00:00 GMT\r\n"
    async with serving(told(b"ok", more=date), told(b"ok")) as (_server, fresh):
        connections = Connections(fresh.root, dates.append)
        await ask(connections)
        await ask(connections)
        await connections.shutdown()
    assert dates == ["Thu, 26 Nov 2026 12:00:00 GMT", None]


async def test_after_the_end_nobody_opens_what_nobody_would_close() -> None:
    async with serving(told(b"ok")) as (server, connections):
        server.gate.clear()
        waits = asyncio.ensure_future(ask(connections))  # noqa: TID251 - awaited below
        session = connections.session
        await server.asked.wait()
        await connections.shutdown()
        await connections.shutdown()
        with pytest.raises(Lost):
            await waits
        assert session.closed
        with pytest.raises(Lost):
            await ask(connections)
        with pytest.raises(aiohttp.ClientError):
            _ = connections.session
