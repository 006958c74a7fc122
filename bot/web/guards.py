"""What holds for every answer and every POST: headers, origin, errors; knows no endpoint."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Final
from urllib.parse import SplitResult, urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

log = logging.getLogger(__name__)

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "media-src 'self' blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Server": "web",
}
_POLICY = "Content-Security-Policy"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


async def add_headers(_request: web.BaseRequest, response: web.StreamResponse) -> None:
    """Put the same protection on everything that leaves, a stream and an error too.

    What evidence is shown on has a policy of its own, which allows less.
    """
    policy = response.headers.get(_POLICY, HEADERS[_POLICY])
    response.headers.update({**HEADERS, _POLICY: policy})


def calm_errors() -> Middleware:
    """Log a fault without the address of the person, which aiohttp's own line would hold."""

    @web.middleware
    async def calm(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not request.host.isascii():  # no name is written so, and a page may have to repeat it
            raise web.HTTPBadRequest
        try:
            return await handler(request)
        except (web.HTTPException, ConnectionError):
            raise
        except web.RequestPayloadError:  # not our fault, and anybody can make it happen
            return web.json_response({}, status=400)
        except Exception:
            log.exception("a web request failed")
            return web.json_response({}, status=500)

    return calm


def same_origin_only(public_url: str) -> Middleware:
    """Refuse a POST to our endpoints that another site's page could have made."""
    public = _origin(public_url)

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method == "POST" and _is_ours(request.path) and not _is_own(request, public):
            raise web.HTTPForbidden
        return await handler(request)

    return guard


def only_hosts(names: Collection[str]) -> Middleware:
    """Refuse other host names: a web site could point its own name at this machine."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        if host_of(request) not in names:
            raise web.HTTPForbidden
        return await handler(request)

    return guard


def host_of(request: web.Request) -> str:
    """The name this machine was asked by, "" for what cannot be a name."""
    return _parts(f"//{request.host}").hostname or ""


def _is_ours(path: str) -> bool:
    return "/api/" in path or path.startswith("/demo/")


def _is_own(request: web.Request, public: str) -> bool:
    if request.headers.get("X-Maatje") != "1":
        return False
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == public or _parts(origin).netloc == request.host


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:  # such as a bracket that is not closed
        return urlsplit("")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
