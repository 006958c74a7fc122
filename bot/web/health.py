"""GET /live, /health and /metrics: whether the machine's part is well; knows no person and no case.

For this machine itself, or for who brings the token. A proxy on this machine is not this machine.
"""

from __future__ import annotations

import hmac
import math
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from aiohttp import web

from bot.settings import is_loopback
from bot.web.guards import LOOPBACK, host_of

NOT_KNOWN: Final = math.nan
METRICS: Final = "text/plain; version=0.0.4; charset=utf-8"
_PLAIN: Final = "text/plain; charset=utf-8"
_PASSED_ON: Final = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


@dataclass(frozen=True)
class Sign:
    """One thing that is measured: a line on the page, and a metric of that name.

    `value` is for a program, `told` for a person. What is not `well` asks for somebody.
    """

    name: str
    about: str
    value: float
    told: str
    well: bool = True
    labels: Mapping[str, str] = field(default_factory=dict)


Look = Callable[[], Awaitable[Sequence[Sign]]]
Alive = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class HealthRoutes:
    """`look` measures; `alive` raises when the store does not answer."""

    look: Look
    alive: Alive
    token: str = field(default="", repr=False)

    def routes(self) -> list[web.AbstractRouteDef]:
        """Beside the pages, on the same port."""
        return [
            web.get("/live", self.live),
            web.get("/health", self.health),
            web.get("/metrics", self.metrics),
        ]

    async def live(self, _request: web.Request) -> web.Response:
        """For whoever restarts what hangs; open to all, for it tells nothing."""
        await self.alive()
        return web.Response(text="ok\n")

    async def health(self, request: web.Request) -> web.Response:
        """For a person: 503 as long as something asks for somebody."""
        self._guard(request)
        signs = await self.look()
        status = HTTPStatus.OK if all(one.well for one in signs) else HTTPStatus.SERVICE_UNAVAILABLE
        return web.Response(text=page(signs), status=status, headers={"Content-Type": _PLAIN})

    async def metrics(self, request: web.Request) -> web.Response:
        """For Prometheus."""
        self._guard(request)
        return web.Response(text=metrics(await self.look()), headers={"Content-Type": METRICS})

    def _guard(self, request: web.Request) -> None:
        """Told apart from a page that is not there by nobody."""
        if not (_is_from_here(request) or self._has_token(request)):
            raise web.HTTPNotFound

    def _has_token(self, request: web.Request) -> bool:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return bool(self.token) and hmac.compare_digest(
            given.encode(errors="surrogateescape"), self.token.encode()
        )


def page(signs: Iterable[Sign]) -> str:
    """What is not well stands first."""
    ordered = sorted(signs, key=lambda one: one.well)
    lines = (f"{'ok ' if one.well else 'BAD'}  {_title(one):<28}{one.told}" for one in ordered)
    return "\n".join(lines) + "\n"


def metrics(signs: Iterable[Sign]) -> str:
    """The text format of Prometheus, in which what has one name stands together."""
    named: dict[str, list[Sign]] = {}
    for one in signs:
        named.setdefault(f"maatje_{one.name}", []).append(one)
    lines: list[str] = []
    for name, same in named.items():
        lines += [f"# HELP {name} {same[0].about}", f"# TYPE {name} gauge"]
        lines += [f"{name}{_labels(one)} {_number(one.value)}" for one in same]
    return "\n".join(lines) + "\n"


def _labels(one: Sign) -> str:
    listed = ",".join(f'{key}="{value}"' for key, value in one.labels.items())
    return f"{{{listed}}}" if listed else ""


def _number(value: float) -> str:
    return "NaN" if math.isnan(value) else f"{value:.15g}"


def _title(one: Sign) -> str:
    said = one.name.removesuffix("_seconds").removesuffix("_bytes").replace("_", " ")
    return " ".join((said, *one.labels.values())) if len(one.labels) == 1 else said


def _is_from_here(request: web.Request) -> bool:
    """A web site may point its own name at this machine; a proxy passes on what is elsewhere."""
    passed_on = any(name in request.headers for name in _PASSED_ON)
    return is_loopback(request.remote or "") and host_of(request) in LOOPBACK and not passed_on
