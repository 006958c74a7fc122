"""In which language a page beside a chat speaks; knows no words."""

from __future__ import annotations

from collections.abc import Iterable

from aiohttp import web

from bot.i18n import I18n
from bot.store import contacts
from bot.store.tx import Tx
from bot.web.devices import reference


def spoken_here(tx: Tx, devices: Iterable[str | None], default: str) -> str:
    """That of the chat in this browser, which its person chose; else the one that is given."""
    found = (contacts.find(tx, reference(tx.root, one)) for one in devices if one)
    return next((one.language for one in found if one), default)


def asked_for(request: web.Request, i18n: I18n) -> str:
    """The first language the browser asks for and we offer, else the school's."""
    asked = request.headers.get("Accept-Language", "").split(",")
    wanted = [one.split(";")[0].strip() for one in asked]
    offered = (i18n.pick(one) for one in wanted if _is_offered(i18n, one))
    return next(offered, i18n.default)


def _is_offered(i18n: I18n, wanted: str) -> bool:
    return wanted.split("-", maxsplit=1)[0].lower() in i18n.languages
