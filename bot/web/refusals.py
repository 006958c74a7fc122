"""How an endpoint says no in the person's own language; knows no reason of its own."""

from __future__ import annotations

import asyncio
import json
import math
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bot.i18n import I18n
from bot.text import N_, Text

TOO_LONG = N_("This is too long. Send it in two parts.")
NOT_UNDERSTOOD = N_("This did not arrive well. Try again.")
SLOWLY = N_("That is a lot at once. I go on in a moment.")

BODY_SECONDS = 30.0
"""How long the 64 KB may take; a phone far away from everything sends 2 KB in a second."""


class Refused(Exception):
    """The request is not carried out and nothing was changed; `text` is shown to the person."""

    def __init__(self, status: int, text: Text, *, wait: float = 0.0) -> None:
        """`wait` is in seconds: the page tries again by itself after that."""
        super().__init__(status)
        self.status = status
        self.text = text
        self.wait = wait


def told(refused: Refused, i18n: I18n, language: str) -> web.Response:
    """The refusal as an answer."""
    headers = {"Retry-After": str(math.ceil(refused.wait))} if refused.wait else None
    sentence = i18n.render(refused.text, language)
    return web.json_response({"error": sentence}, status=refused.status, headers=headers)


async def read_json(request: web.Request) -> dict[str, Any]:
    """The posted object, {} when nothing was posted; the server's limit is 64 KB."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            body = await request.read()
        held = json.loads(body or b"{}")
    except TimeoutError:
        raise Refused(HTTPStatus.REQUEST_TIMEOUT, NOT_UNDERSTOOD) from None
    except web.HTTPRequestEntityTooLarge:
        raise Refused(413, TOO_LONG) from None
    except (ValueError, RecursionError):  # no JSON, or lists in lists for ever
        raise Refused(400, NOT_UNDERSTOOD) from None
    if not isinstance(held, dict):
        raise Refused(400, NOT_UNDERSTOOD)
    return held
