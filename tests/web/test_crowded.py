"""More connections than there is room for: who keeps the house waiting gives way, nobody else."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from aiohttp import web

from bot.web.server import build, start
from tests.web.echo import Echo, echo
from tests.web.test_broken_http import HOST, connected, gone, head
from tests.web.visitor import OURS, visiting

pytestmark = pytest.mark.asyncio

ROOM = 6
FLOOD = 5 * ROOM
SILENT = b""
HALF_A_HEAD = b"GET / HTTP/1.1\r\nX-Slow: a"
NO_REQUEST_MORE = b"GET /static/icon.svg HTTP/1.1\r\n" + HOST + b"\r\n"
HALF_A_BODY = (
    b"POST /api/open HTTP/1.1\r\nX-Maatje: 1\r\nContent-Length: 9\r\n" + HOST + b'\r\n{"since'
)


@pytest.fixture(autouse=True)
def little_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.web.reception.most_connections", lambda: ROOM)


async def knock(house: Echo, held: AsyncExitStack, words: bytes) -> asyncio.StreamReader:
    """One connection that says this and no more, once it was heard."""
    reader, writer = await held.enter_async_context(connected(house))
    writer.write(words)
    if words == NO_REQUEST_MORE:
        await reader.readuntil(b"</svg>\n")
    return reader


@pytest.mark.parametrize("words", [SILENT, HALF_A_HEAD, NO_REQUEST_MORE, HALF_A_BODY])
async def test_who_holds_connections_and_says_no_more_keeps_nobody_out(
    tmp_path: Path, words: bytes
) -> None:
    async with echo(tmp_path) as house, AsyncExitStack() as held, asyncio.timeout(20):
        readers = [await knock(house, held, words) for _ in range(FLOOD)]
        async with visiting(house.url) as newcomer:
            async with newcomer.session.get(house.url) as page:
                assert page.status == 200
            await newcomer.open()
            assert await newcomer.say("Ik wil iets melden.") == 200
        assert await gone(readers[0])


async def test_a_file_that_goes_on_coming_in_makes_no_room_for_the_silent(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page, asyncio.timeout(20):
        await page.open()
        async with AsyncExitStack() as held:

            async def slowly() -> AsyncIterator[bytes]:
                for _ in range(FLOOD):
                    yield b"x" * 1000
                    await knock(house, held, SILENT)

            headers = OURS | {"X-Id": "12345678", "X-Kind": "photo"}
            post = page.session.post(f"{house.url}/api/file", data=slowly(), headers=headers)
            async with post as answer:
                assert answer.status == 200


async def test_nobody_whose_words_are_being_kept_makes_room_for_who_comes_later(
    tmp_path: Path,
) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page, AsyncExitStack() as held:
        await page.open()
        begin = head(page, "say", Content_Length="35", Expect="100-continue")
        go_on = threading.Event()
        asked = []
        async with asyncio.timeout(20), asyncio.TaskGroup() as tasks:
            tasks.create_task(house.site.writer.run(lambda _: go_on.wait(20)))
            for number in range(ROOM):
                reader, writer = await held.enter_async_context(connected(house))
                writer.write(begin + b'{"id": "1234567%d", "text": "hallo"}' % number)
                assert b" 100 " in await reader.readuntil(b"\r\n\r\n")
                asked.append(reader)
            for _ in range(FLOOD):
                assert await gone(await knock(house, held, SILENT))
            go_on.set()
            for reader in asked:
                assert b" 200 " in await reader.readline()


async def test_who_reads_nothing_of_a_short_answer_is_let_go_of_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that fits in what may wait to be sent makes no endpoint wait."""
    monkeypatch.setattr("bot.web.reception.STUCK_SECONDS", 0.2)
    async with served(tmp_path) as (server, address), asyncio.timeout(20):
        with socket.socket() as line:
            await ask_and_leave_unread(server, line, address)
            await until(lambda: not server.connections)


async def test_who_leaves_answers_unread_keeps_nobody_out(tmp_path: Path) -> None:
    async with served(tmp_path) as (server, address), asyncio.timeout(20):
        with ExitStack() as held:
            for _ in range(ROOM):
                line = held.enter_context(socket.socket())
                await ask_and_leave_unread(server, line, address)
            async with visiting(f"http://{address[0]}:{address[1]}") as newcomer:
                await newcomer.open()


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[tuple[web.Server, tuple[str, int]]]:
    """A house whose connections can be looked at from within."""
    async with echo(folder) as house:
        runner = await start(build(house.site), host="127.0.0.1", port=0)
        assert runner.server is not None
        try:
            yield runner.server, runner.addresses[0]
        finally:
            await runner.cleanup()


async def ask_and_leave_unread(
    server: web.Server, line: socket.socket, address: tuple[str, int]
) -> None:
    """Once more and once more, until something waits that the machine does not take over."""
    loop = asyncio.get_running_loop()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.setblocking(False)
    await loop.sock_connect(line, address)
    before, stuck = server.requests_count, unsent(server)
    for number in count(before + 1):
        ask = b"GET /static/chat.css HTTP/1.1\r\n" + HOST + b"\r\n"
        await loop.sock_sendall(line, ask)
        await until(partial(answered, server, number, stuck))
        if unsent(server) > stuck:
            return


def answered(server: web.Server, number: int, stuck: int) -> bool:
    """So many, or as much of them as fits."""
    return server.requests_count == number or unsent(server) > stuck


def unsent(server: web.Server) -> int:
    lines = (one.transport for one in server.connections)
    return sum(one.get_write_buffer_size() for one in lines if one)


async def until(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110  no event tells of it
        await asyncio.sleep(0)
