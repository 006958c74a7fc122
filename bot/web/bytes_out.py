"""Hands out a sealed file piece by piece, also a part of it; does not ask who may have it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from http import HTTPStatus

from aiohttp import web

from bot.evidence.copies import Bytes
from bot.vault import Unreadable

# Opened by itself, a file runs nothing and reaches nothing.
_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"


async def answer_with(
    request: web.Request, held: Bytes, size: int, headers: Mapping[str, str]
) -> web.StreamResponse:
    """All of it, or the one range that is asked for; 404 for what does not open any more."""
    first, stop = _asked(request, size)
    response = web.StreamResponse(headers=headers)
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Accept-Ranges"] = "bytes"
    if stop - first != size:
        response.set_status(HTTPStatus.PARTIAL_CONTENT)
        response.headers["Content-Range"] = f"bytes {first}-{stop - 1}/{size}"
    response.content_length = stop - first
    await _stream(request, response, held, first, stop)
    return response


async def _stream(
    request: web.Request, response: web.StreamResponse, held: Bytes, first: int, stop: int
) -> None:
    async with aclosing(held.stream(first, stop)) as pieces:
        try:
            head = await anext(pieces, b"")
        except Unreadable:
            raise web.HTTPNotFound from None
        await response.prepare(request)
        try:
            await response.write(head)
            async for piece in pieces:
                await response.write(piece)
        except ConnectionError:
            pass  # the player has what it wanted, or the page is gone


def _asked(request: web.Request, size: int) -> tuple[int, int]:
    """Which bytes; a range that cannot be read is no range, one beyond the end is refused."""
    try:
        first, stop, _ = request.http_range.indices(size)
    except ValueError:
        return 0, size
    if first >= stop and size:
        headers = {"Content-Range": f"bytes */{size}"}
        raise web.HTTPRequestRangeNotSatisfiable(headers=headers)
    return first, stop
