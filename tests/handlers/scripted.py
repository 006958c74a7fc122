"""A server of HTTP on loopback that says what a test wrote down for it, well-made or not."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.handlers.connections import Connections


class Server:
    """Says to each question what stands in `says`, the last of it for ever; b"" hangs up."""

    def __init__(self, *says: bytes) -> None:
        self.says = list(says)
        self.heard: list[bytes] = []
        self.lines = 0
        self.most = 0
        self.opened = 0
        self.url = ""
        self.writers: list[asyncio.StreamWriter] = []
        self.closed: asyncio.Queue[None] = asyncio.Queue()
        self.asked = asyncio.Event()
        self.gate = asyncio.Event()
        self.gate.set()

    async def line(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines += 1
        self.opened += 1
        self.writers.append(writer)
        self.most = max(self.most, self.lines)
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                told = head.lower().partition(b"content-length:")[2].split()
                length = int(told[0]) if told else 0
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
            self.closed.put_nowait(None)


@asynccontextmanager
async def serving(
    *says: bytes, tls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[Server, Connections]]:
    server = Server(*says)
    listening = await asyncio.start_server(server.line, "127.0.0.1", 0, ssl=tls, backlog=512)
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
