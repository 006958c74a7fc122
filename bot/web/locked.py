"""Answers for a colleague's locked device, before any endpoint: it shows nothing and takes nothing.

Every request that brings such a device's cookie is asked, but for the few pages that hold nothing.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.store import contacts, devices
from bot.store.contacts import Contact
from bot.store.devices import Device
from bot.store.writer import Tx
from bot.text import N_, Text
from bot.web.devices import key_of, reference, token_of
from bot.web.locks import Locks, Standing
from bot.web.pages import NAME, Pages
from bot.web.site import Entrance, Site

LOCKED: Final = N_("This device is locked.")
UNLOCK_FIRST: Final = N_("Unlock Maatje first. Then open this link again.")

LABELS: Final[Mapping[str, Text]] = {
    "title": N_("Maatje is locked"),
    "why": N_("Nobody used it for 15 minutes. Show that it is you."),
    "set_title": N_("Choose your lock"),
    "set_why": N_("Maatje locks itself after 15 minutes. How do you want to unlock it?"),
    "passkey": N_("With this device"),
    "passkey_why": N_("With your finger, your face or the code of this device."),
    "totp": N_("With an app"),
    "totp_why": N_("An app for codes, such as Aegis, gives you six digits."),
    "scan": N_("Scan this with the app, or type the key. Then type the code it shows."),
    "key": N_("Key"),
    "on_this_phone": N_("Open the app on this phone"),
    "code": N_("Code of six digits"),
    "unlock": N_("Unlock"),
    "other": N_("Another way"),
    "lost": N_("Cannot unlock it? Add it anew with a code from your other device."),
    "lost_more": N_("No other device? Ask management for an invitation."),
    "no_connection": N_("No connection. Try again."),
    "failed": N_("That did not work. Try again, or choose another way."),
}

_FREE: Final = ("/privacy", "/static/", "/in/", "/qr/", "/api/enrol", "/api/lock/")
_LOOKS: Final = frozenset({"/api/open", "/api/events"})
"""What a page asks by itself: nobody has to be sitting at it."""


@dataclass(frozen=True)
class Held:
    """One colleague's device and what it may now."""

    contact: Contact
    device: Device | None
    standing: Standing


def find(tx: Tx, locks: Locks, request: web.Request) -> Held | None:
    """The colleague's device that asks, or that was one; None for a reporter's and for nobody's."""
    token = token_of(request, Entrance())
    contact = contacts.find(tx, reference(tx.root, token)) if token else None
    device = devices.find(tx, contact.contact_ref) if contact else None
    if contact is None or (contact.person_id is None and device is None):
        return None
    return Held(contact, device, locks.standing(tx, contact, key_of(request)))


def keep_locked(site: Site, pages: Pages) -> Middleware:
    """Ask of every request whether its device is locked. Without `site.locks` nothing is."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        locks = site.locks
        if locks is None or request.path == "/" or request.path.startswith(_FREE):
            return await handler(request)
        held = await site.writer.run(lambda tx: find(tx, locks, request))
        if held is None:
            return await handler(request)
        if held.standing is not Standing.OPEN:
            return _answer(site, pages, request, held)
        if request.path not in _LOOKS:
            locks.used(held.contact.contact_ref)
        return await handler(request)

    return guard


def told(site: Site, held: Held) -> web.Response:
    """What the page needs to show the lock, and nothing else."""
    language, i18n = held.contact.language, site.i18n
    words = {name: i18n.render(text, language) for name, text in LABELS.items()}
    state = {
        "error": i18n.render(LOCKED, language),
        "lock": held.standing.value,
        "ways": _ways(held),
        "labels": words,
        "language": language,
        "direction": i18n.direction(language),
        "name": NAME,
    }
    return web.json_response(state, status=HTTPStatus.LOCKED)


def _ways(held: Held) -> list[str]:
    if held.standing is Standing.SET:
        return ["passkey", "totp"]
    if held.device is None:
        return []
    found = {"passkey": held.device.passkey, "totp": held.device.secret}
    return [way for way, has in found.items() if has]


def _answer(site: Site, pages: Pages, request: web.Request, held: Held) -> web.Response:
    if request.path.startswith("/api/"):
        return told(site, held)
    language = held.contact.language
    title, more = (html.escape(site.i18n.render(one, language)) for one in (LOCKED, UNLOCK_FIRST))
    link = f'<a class="choice" href="/">{html.escape(NAME)}</a>'
    body = f"<h1>{title}</h1><p>{more}</p>{link}"
    return pages.look(body, language, status=HTTPStatus.LOCKED)
