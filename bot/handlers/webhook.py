"""The other way in: Telegram calls us; kept in the inbox before it is told that all is well."""

from __future__ import annotations

import hmac
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from bot.conversations.trouble import where
from bot.handlers.api import Api
from bot.handlers.keeping import Keeper
from bot.handlers.updates import ALLOWED
from bot.quickjson import unpack
from bot.store.problems import StoreProblem

log = logging.getLogger(__name__)

PATH: Final = "/telegram"
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
MOST_BYTES: Final = 1 << 20

Handler = Callable[[web.Request], Awaitable[web.Response]]


def webhook_route(keeper: Keeper, secret: str) -> web.RouteDef:
    """The route for the web server that is there anyway; `secret` is never empty."""
    if not secret:
        raise ValueError("A webhook without a secret would take updates from anybody.")
    return web.post(PATH, _handler(keeper, secret.encode()))


async def set_webhook(api: Api, public_url: str, secret: str) -> None:
    """Tell Telegram where to call; raises what the call raises.

    One connection: with more of them the messages of one person could overtake each other.
    """
    told: dict[str, Any] = {
        "url": f"{public_url.rstrip('/')}{PATH}",
        "secret_token": secret,
        "allowed_updates": [*ALLOWED],
        "max_connections": 1,
    }
    await api.call("setWebhook", told)


def _handler(keeper: Keeper, secret: bytes) -> Handler:
    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, secret):
            return web.Response(status=404)  # as if there were nothing here
        body = await _body(request)
        if body is None:
            return web.Response(status=413)
        try:
            await keeper.keep([_read(body)])
        except (StoreProblem, sqlite3.Error) as problem:
            log.error("The webhook could not keep an update: %s.", where(problem))  # noqa: TRY400
            return web.Response(status=503)  # then Telegram tries again
        return web.Response()

    return take


async def _body(request: web.Request) -> bytes | None:
    """None when there is too much: the server's own limit is for a page's small requests."""
    body = b""
    async for chunk in request.content.iter_any():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return body


def _read(body: bytes) -> object:
    """What is no JSON is kept as words, and buried later; it must not come again and again."""
    try:
        return unpack(body)
    except ValueError:
        return body.decode("utf-8", "replace")
