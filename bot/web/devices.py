"""Which device is asking: a random cookie per entrance, and nothing else about it.

A second cookie is the key of an unlocked device; it goes when the browser is closed.

Knows no person: the store ties a device's contact to one, if at all.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from aiohttp import web

from bot.store.devices import Kind
from bot.vault import RootKey, contact_ref
from bot.web.site import DOOR, Entrance

COOKIE = "maatje"
KEY = "maatje_key"
HTTPS: Final = web.AppKey("https", bool)
"""Whether the page is behind TLS: a cookie is named such then that only this very host can set it.

Otherwise a site beside ours could plant its own, and read what is told with it.
"""
_TOKEN = re.compile(r"[0-9a-f]{32}")
_DAY = 24 * 60 * 60
_VISITOR_DAYS = 180  # aftercare ends six weeks after closing; a case may run for months
_STAFF_DAYS = 30


def token_of(request: web.Request, entrance: Entrance) -> str | None:
    """The device's token, None if it has none (or not one of ours)."""
    if entrance.token is not None:
        return entrance.token
    found = cookie(request, _named(COOKIE, https=_is_https(request)))
    return found if _TOKEN.fullmatch(found) else None


def cookie(request: web.BaseRequest, name: str) -> str:
    """The cookie of just this name; "" without one, and where two are shown.

    aiohttp's own reading ends one at a space and drops odd spaces before a name, so that the value
    of a cookie that any neighbouring site may set could pose as one that only ours can.
    """
    shown = ";".join(request.headers.getall("Cookie", [])).split(";")
    pairs = (one.strip(" \t").partition("=") for one in shown)
    values = [value for found, sign, value in pairs if sign and found == name]
    return values[0] if len(values) == 1 else ""


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
        _named(COOKIE, https=https),
        token,
        path=f"{entrance.base}/",
        max_age=(_STAFF_DAYS if staff else _VISITOR_DAYS) * _DAY,
        httponly=True,
        secure=https,
        samesite="Strict",
    )


def key_of(request: web.Request) -> str:
    """The key that the browser shows, "" if it has none (or not one of ours)."""
    found = cookie(request, _named(KEY, https=_is_https(request)))
    return found if _TOKEN.fullmatch(found) else ""


def give_key(response: web.Response, key: str, *, https: bool) -> None:
    """Hand an unlocked browser its key, until it is closed."""
    name = _named(KEY, https=https)
    response.set_cookie(name, key, path="/", httponly=True, secure=https, samesite="Strict")


def kind_of(request: web.Request) -> Kind:
    """A phone or a computer; what else a browser tells about itself is not kept."""
    told = request.headers.get("Sec-CH-UA-Mobile", ""), request.headers.get("User-Agent", "")
    return Kind.PHONE if told[0] == "?1" or "Mobi" in told[1] else Kind.COMPUTER


def _named(name: str, *, https: bool) -> str:
    return f"__Host-{name}" if https else name


def _is_https(request: web.Request) -> bool:
    return request.app.get(HTTPS, False)
