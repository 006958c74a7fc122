"""How a line to Telegram is opened: where it leads, and to whom."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from datetime import timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from aiohappyeyeballs import AddrInfoType
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.clock import Clock
from bot.handlers.connections import Connections
from bot.handlers.dialing import Dialer
from tests.handlers.scripted import ask, serving, told

pytestmark = pytest.mark.asyncio


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


async def test_over_tls_a_long_answer_with_a_farewell_comes_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = proves_to_be("127.0.0.1", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    body = b"x" * 250_000
    async with serving(told(body, more=b"Connection: close\r\n"), tls=tls) as (_, connections):
        for _ in range(3):
            assert await ask(connections) == (200, body)


async def test_an_address_that_is_not_the_server_is_left_for_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = proves_to_be("127.0.0.1", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    other = await asyncio.start_server(lambda _, theirs: theirs.close(), "127.0.0.1", 0)
    async with other, serving(told(b"ok"), tls=tls) as (_, right):
        looked = [address(other.sockets[0].getsockname()[1]), address_of(right)]
        dialer = Dialer(right.root, lambda *_, **__: looked)
        line = await dialer.dial()
        assert line.free
        line.hang_up()
        await line.ended


async def test_an_address_that_says_nothing_is_left_for_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = proves_to_be("127.0.0.1", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    async with serving(b"") as (_, silent), serving(told(b"ok"), tls=tls) as (_, right):
        looked = [address_of(silent), address_of(right)]
        dialer = Dialer(right.root, lambda *_, **__: looked, proof_seconds=0.05)
        line = await dialer.dial()
        assert line.free
        line.hang_up()
        await line.ended


async def test_where_the_server_is_is_looked_up_once_for_all_and_anew_after_trouble() -> None:
    times: list[float] = []

    def look(*_: object, **__: object) -> list[AddrInfoType]:
        times.append(1)
        return [address_of(gone if len(times) == 1 else there)]

    async with serving(b"") as (_, gone):
        pass
    async with serving(told(b"ok")) as (_, there):
        dialer = Dialer(there.root, look)
        dials = (dialer.dial() for _ in range(20))
        refused = await asyncio.gather(*dials, return_exceptions=True)
        assert {type(one) for one in refused} == {ConnectionRefusedError}
        assert len(times) == 1
        line = await dialer.dial()
        assert len(times) == 2
        line.hang_up()
        await line.ended


async def test_who_gives_up_while_an_address_is_looked_up_leaves_it_to_the_others() -> None:
    looking, found = threading.Event(), threading.Event()

    def look(*_: object, **__: object) -> list[AddrInfoType]:
        assert not looking.is_set()
        looking.set()
        found.wait(10)
        return [address_of(there)]

    async with serving(told(b"ok")) as (_, there):
        dialer = Dialer(there.root, look)
        for _ in range(3):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.01):
                    await dialer.dial()
        found.set()
        line = await dialer.dial()
        line.hang_up()
        await line.ended


def address_of(connections: Connections) -> AddrInfoType:
    return address(int(connections.root.rpartition("/")[0].rpartition(":")[2]))


def address(port: int) -> AddrInfoType:
    return (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))


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
