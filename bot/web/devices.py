"""Which device is asking: a random cookie per entrance, and nothing else about it.

Knows no person: the store ties a device's contact to one, if at all.
"""

from __future__ import annotations

import re
import secrets

from aiohttp import web

from bot.vault import RootKey, contact_ref
from bot.web.site import DOOR, Entrance

COOKIE = "maatje"
_TOKEN = re.compile(r"[0-9a-f]{32}")
_DAY = 24 * 60 * 60
_VISITOR_DAYS = 180  # aftercare ends six weeks after closing; a case may run for months
_STAFF_DAYS = 30


def token_of(request: web.Request, entrance: Entrance) -> str | None:
    """The device's token, None if it has none (or not one of ours)."""
    if entrance.token is not None:
        return entrance.token
    found = request.cookies.get(COOKIE, "")
    return found if _TOKEN.fullmatch(found) else None


def new_token() -> str:
    """128 random bits."""
    return secrets.token_hex(16)


def reference(root: RootKey, token: str) -> str:
    """The contact a device stands for; the token itself lies nowhere in clear."""
    return contact_ref(root.link, DOOR, token)


def remember(
    response: web.Response, token: str, *, entrance: Entrance, https: bool, staff: bool
) -> None:
    """Give the device its cookie, or the same one for another term."""
    response.set_cookie(
        COOKIE,
        token,
        path=f"{entrance.base}/",
        max_age=(_STAFF_DAYS if staff else _VISITOR_DAYS) * _DAY,
        httponly=True,
        secure=https,
        samesite="Strict",
    )
