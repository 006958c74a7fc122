"""The connections to Telegram's server: what is asked, what comes back, and what never may."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from ipaddress import IPv4Address
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.clock import Clock
from bot.handlers.connections import CONNECTIONS, Connections
from bot.handlers.line import Lost

pytestmark = pytest.mark.asyncio

Say = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Server:
    """Says to each question what stands in `says`, the last of it for ever; b"" hangs up."""

    def __init__(self, *says: bytes) -> None:
        self.says = list(says)
        self.heard: list[bytes] = []
        self.lines = 0
        self.most = 0
        self.opened = 0
        self.url = ""
        self.asked = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines += 1
        self.opened += 1
        self.most = max(self.most, self.lines)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().partition(b"content-length:")[2].split()[0])
                self.heard.append(head + await reader.readexactly(length))
                self.asked.set()
                await self.gate.wait()
                said = self.says.pop(0) if len(self.says) > 1 else self.says[0]
                if not said:
                    break
                writer.write(said)
                if b"connection: close" in said.lower() or said.startswith(b"HTTP/1.0"):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            self.lines -= 1
            writer.close()


@asynccontextmanager
async def serving(
    *says: bytes, tls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[Server, Connections]]:
    server = Server(*says)
    listening = await asyncio.start_server(server.line, "127.0.0.1", 0, ssl=tls)
    port = listening.sockets[0].getsockname()[1]
    connections = Connections(f"{'https' if tls else 'http'}://127.0.0.1:{port}/root")
    try:
        yield server, connections
    finally:
        server.gate.set()
        await connections.shutdown()
        listening.close()
        await listening.wait_closed()


def told(body: bytes, status: bytes = b"200 OK", more: bytes = b"") -> bytes:
    return b"HTTP/1.1 %b\r\n%bContent-Length: %d\r\n\r\n%b" % (status, more, len(body), body)


async def ask(connections: Connections, seconds: float = 10) -> tuple[int, bytes]:
    return await connections.ask("/bot1:T/getMe", {"chat_id": 7}, seconds=seconds)


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
        b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwhole",
        b"HTTP/1.0 200 OK\r\n\r\nwhole",
        told(b"whole", more=b"X-Long: " + b"x" * 200_000 + b"\r\n"),
    ],
    ids=["in pieces", "after a 100", "until the end", "of old", "behind a long header"],
)
async def test_an_answer_is_whole_however_it_is_told(said: bytes) -> None:
    async with serving(said) as (_server, connections):
        assert await ask(connections) == (200, b"whole")
        assert await ask(connections) == (200, b"whole")


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"no HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\nConnection: close\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nwhole",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
    ],
    ids=["nothing", "no HTTP", "half", "two lengths", "something else"],
)
async def test_what_is_no_whole_answer_is_lost_and_the_next_question_gets_a_line_of_its_own(
    said: bytes,
) -> None:
    async with serving(said, told(b"again")) as (_server, connections):
        with pytest.raises(Lost):
            await ask(connections)
        assert await ask(connections) == (200, b"again")


async def test_an_answer_that_comes_too_late_is_never_the_answer_to_the_next_question() -> None:
    async with serving(told(b"first"), told(b"second")) as (server, connections):
        server.gate.clear()
        with pytest.raises(TimeoutError):
            await ask(connections, seconds=0.01)
        server.gate.set()
        assert await ask(connections) == (200, b"second")
        assert len(server.heard) == 2


async def test_what_nobody_asked_for_is_no_answer() -> None:
    async with serving(told(b"one") + told(b"unasked"), told(b"two")) as (_server, connections):
        assert await ask(connections) == (200, b"one")
        assert await ask(connections) == (200, b"two")


async def test_so_many_at_once_share_the_lines_there_may_be() -> None:
    async with serving(told(b"ok")) as (server, connections):
        answers = await asyncio.gather(*(ask(connections) for _ in range(CONNECTIONS + 50)))
        assert set(answers) == {(200, b"ok")}
        assert server.most <= CONNECTIONS


async def test_a_line_that_was_not_used_for_long_is_let_go() -> None:
    async with serving(told(b"ok")) as (server, fresh):
        connections = Connections(fresh.root, kept_seconds=0)
        await ask(connections)
        await ask(connections)
        await connections.shutdown()
        assert len(server.heard) == 2
        assert server.most == 1


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


async def test_over_tls_only_who_proves_to_be_the_server_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = proves_to_be("127.0.0.1", tmp_path)
    async with serving(told(b"ok"), tls=tls) as (server, connections):
        with pytest.raises(ssl.SSLCertVerificationError):
            await ask(connections)
        assert server.heard == []
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        knowing = Connections(connections.root)
        assert await ask(knowing) == (200, b"ok")
        assert await ask(knowing) == (200, b"ok")
        await knowing.shutdown()


async def test_over_tls_a_name_that_is_not_the_servers_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = proves_to_be("127.0.0.2", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    async with serving(told(b"ok"), tls=tls) as (server, connections):
        with pytest.raises(ssl.SSLCertVerificationError):
            await ask(connections)
        assert server.heard == []


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


def proves_to_be(address: str, folder: Path) -> ssl.SSLContext:
    """A server that proves to be at this address to who trusts `cert.pem` of the folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = Clock().now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(address))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return tls
