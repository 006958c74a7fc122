"""A ping goes out as a plain mail; what a server refuses for good and for now is told apart."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from typing import Never

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from bot.clock import Clock
from bot.conversations.delivery import Delivered, Delivery, Gone, Later
from bot.conversations.rendering import Rendered
from bot.mail.door import AT_ONCE, MailDoor
from bot.mail.server import MailServer, read_server

pytestmark = pytest.mark.asyncio

ADDRESS = "e.yilmaz@school.example"


@dataclass
class Post:
    """What a mail server got, and what it answers."""

    rcpt: str = ""
    data: str = "250 OK"
    port: int = 0
    letters: list[bytes] = field(default_factory=list)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_RCPT(  # noqa: N802 - the server asks for these names
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _o: list[str]
    ) -> str:
        if not self.rcpt:
            envelope.rcpt_tos.append(address)
        return self.rcpt or "250 OK"

    async def handle_DATA(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        self.letters.append(envelope.content)
        self.news.set()
        return self.data

    def door(self, url: str = "", public: str = "https://maatje.example") -> MailDoor:
        server = read_server(url or f"smtp://127.0.0.1:{self.port}?from=m@a.nl", loopback=True)
        return MailDoor(server, Clock(), public)


@asynccontextmanager
async def post_office(*, rcpt: str = "", data: str = "250 OK") -> AsyncIterator[Post]:
    post = Post(rcpt, data)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(post, hostname="localhost", loop=loop), "127.0.0.1", 0
    )
    post.port = server.sockets[0].getsockname()[1]
    try:
        yield post
    finally:
        server.close()


def ping(op: str = "note") -> Delivery:
    shown = Rendered(("Blauwe Otter: nieuw",), ((("Open", "a:case:1", ""),),))
    return Delivery("ref", op, shown, target="", address=ADDRESS)


async def test_a_ping_is_its_line_and_the_way_to_the_page_and_nothing_else() -> None:
    async with post_office() as post:
        assert await post.door().deliver(ping()) == Delivered()
    letter = message_from_bytes(post.letters[0], policy=policy.default)
    assert letter["Subject"] == "Maatje"
    assert (letter["From"], letter["To"]) == ("m@a.nl", ADDRESS)
    assert letter.get_content_type() == "text/plain"
    assert letter.get_content().split() == ["Blauwe", "Otter:", "nieuw", "https://maatje.example/"]


async def test_what_only_a_chat_can_do_is_left_out() -> None:
    async with post_office() as post:
        for op in ("show", "card", "delete"):
            assert await post.door().deliver(ping(op)) == Delivered()
    assert post.letters == []


@pytest.mark.parametrize(
    ("rcpt", "data", "wanted"),
    [
        ("550 no such user", "250 OK", Gone(chat=True)),
        ("450 mailbox busy", "250 OK", Later()),
        ("", "554 looks like spam", Gone(chat=False)),
        ("", "451 try later", Later()),
    ],
)
async def test_for_good_and_for_now_are_two_things(
    rcpt: str, data: str, wanted: object, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot")
    async with post_office(rcpt=rcpt, data=data) as post:
        assert await post.door().deliver(ping()) == wanted
    assert ADDRESS not in "".join(record.getMessage() for record in caplog.records)


async def test_a_look_up_that_hangs_leaves_the_threads_to_who_keeps_files(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go, loop, looks = threading.Event(), asyncio.get_running_loop(), asyncio.Event()

    def look(*_: object, **__: object) -> Never:
        loop.call_soon_threadsafe(looks.set)
        go.wait(5)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", look)
    loop.set_default_executor(ThreadPoolExecutor(AT_ONCE + 1))
    door = Post(port=25).door("smtp://mail.example?from=m@a.nl")
    async with asyncio.TaskGroup() as tasks:
        sent = [tasks.create_task(door.deliver(ping())) for _ in range(3 * AT_ONCE)]
        try:
            await looks.wait()
            async with asyncio.timeout(1):
                await asyncio.to_thread(str)
        finally:
            go.set()
    assert [one.result() for one in sent] == [Later()] * len(sent)


async def test_a_server_that_is_not_there_is_tried_again() -> None:
    async with post_office() as post:
        gone = post.door()
    assert await gone.deliver(ping()) == Later()


async def test_a_server_elsewhere_must_seal_the_line_first() -> None:
    async with post_office() as post:
        url = f"smtp://127.0.0.1:{post.port}"
        elsewhere = MailDoor(read_server(url, loopback=False), Clock(), "")
        assert await elsewhere.deliver(ping()) == Later()
    assert post.letters == []


async def test_an_address_says_server_name_and_sender() -> None:
    found = read_server("smtps://maatje%40a.nl:p%40ss@mail.a.nl", loopback=False)
    wanted = MailServer("mail.a.nl", 465, "maatje@a.nl", "p@ss", True, False, "maatje@a.nl")
    assert found == wanted
    assert "p@ss" not in repr(found)
    assert read_server("smtp://mail.a.nl", loopback=False).sender == "maatje@mail.a.nl"
