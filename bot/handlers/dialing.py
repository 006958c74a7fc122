"""Opens lines to one server: looks up where it is, and proves that it is the one; keeps none."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from functools import partial
from typing import Any, Final
from urllib.parse import quote, urlsplit

from aiohappyeyeballs import AddrInfoType, start_connection

from bot.handlers.line import Line

ADDRESS_SECONDS: Final = 300
"""How long an address that was looked up is believed."""
PROOF_SECONDS: Final = 3.0
"""For who answers to prove that it is the server; then the next address has its turn."""
_NEXT_ADDRESS_SECONDS: Final = 0.25
"""After this the next address is tried beside the first: one of IPv6 often leads nowhere."""
_PORTS: Final = {"http": 80, "https": 443}

Addresses = list[AddrInfoType]
Look = Callable[..., list[Any]]


class Dialer:
    """`site` is what the server is called in a request, `base` how each path begins.

    `look` finds its addresses, on a thread, as getaddrinfo does.
    """

    def __init__(
        self, root: str, look: Look = socket.getaddrinfo, *, proof_seconds: float = PROOF_SECONDS
    ) -> None:
        self._look = look
        self._proof_seconds = proof_seconds
        parts = urlsplit(root)
        self.site = parts.netloc.encode("idna")
        self.base = quote(parts.path, safe="/%")
        self._host = (parts.hostname or "").rstrip(".")
        self._port = parts.port or _PORTS[parts.scheme]
        self._secret = parts.scheme == "https"
        self._tls: ssl.SSLContext | None = None
        self._found: asyncio.Future[Addresses] | None = None
        self._until = 0.0

    async def dial(self) -> Line:
        """A line that is open. Raises OSError; the caller ends what takes too long.

        After either the address is looked up anew: it may be that of yesterday.
        """
        try:
            return await self._through(await self._addresses())
        except BaseException:
            if self._found is not None and self._found.done():
                self._found = None
            raise

    async def _through(self, left: Addresses) -> Line:
        """By the first address that answers and proves to be the server."""
        loop, tls = asyncio.get_running_loop(), self._proof()
        begun: dict[socket.socket, AddrInfoType] = {}

        def begin(address: AddrInfoType) -> socket.socket:
            made = socket.socket(*address[:3])
            begun[made] = address
            return made

        while True:
            reached = await start_connection(
                left, happy_eyeballs_delay=_NEXT_ADDRESS_SECONDS, socket_factory=begin
            )
            try:
                _, line = await loop.create_connection(
                    Line,
                    sock=reached,
                    ssl=tls,
                    server_hostname=self._host if tls else None,
                    ssl_handshake_timeout=self._proof_seconds if tls else None,
                )
            except OSError:
                left.remove(begun[reached])
                if not left:
                    raise
            else:
                return line

    def _proof(self) -> ssl.SSLContext | None:
        """Certificate and name are checked; None for a server of our own, by plain http."""
        if self._secret and self._tls is None:
            self._tls = ssl.create_default_context()
            self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls

    async def _addresses(self) -> Addresses:
        """Looked up once for all who ask meanwhile; who gives up does not end it for the others."""
        loop = asyncio.get_running_loop()
        if self._found is None or (self._found.done() and loop.time() > self._until):
            look = partial(self._look, self._host, self._port, type=socket.SOCK_STREAM)
            self._found = loop.run_in_executor(None, look)
            self._found.add_done_callback(_heard)
            self._until = loop.time() + ADDRESS_SECONDS
        return [*await asyncio.shield(self._found)]


def _heard(found: asyncio.Future[Addresses]) -> None:
    """Whoever asked may be gone: then it is nobody's error."""
    if not found.cancelled():
        found.exception()
