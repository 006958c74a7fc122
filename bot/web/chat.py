"""The endpoints of one chat: open and say; they store first, answer then, and decide nothing."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import web

from bot.store import contacts, inbox, mailbox, screens
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow, Incoming
from bot.store.mailbox import MailboxRow
from bot.store.meant import Meant
from bot.store.writer import Tx
from bot.text import N_
from bot.vault import code_hash
from bot.web import incoming
from bot.web.bodies import Body, for_one, label_of, of_person, shown
from bot.web.devices import new_token, reference, remember, token_of
from bot.web.door import find, may_offer, withdraw
from bot.web.pace import Pace
from bot.web.pages import LABELS, NAME, labels
from bot.web.refusals import SLOWLY, Refused, read_json, told
from bot.web.said import Said, read_said
from bot.web.site import DOOR, Entrance, Site
from bot.web.spoken import asked_for

OPEN_LINK = N_("Open the link of your invitation. It cannot be typed here.")
LAST_REVISION = 2**63 - 1
"""SQLite knows no larger number."""

_INVITATION = re.compile(r"/start\s+\S+", re.IGNORECASE)
_ALWAYS_THERE = {"a:menu": LABELS["menu"], "a:help": LABELS["help"]}

Endpoint = Callable[[web.Request, Contact], Awaitable[web.Response]]


@dataclass(frozen=True)
class _Opened:
    contact: Contact
    rows: list[MailboxRow] = field(repr=False)
    revision: int
    uploads: bool
    arrived: list[InboxRow]


@dataclass(frozen=True)
class ChatRoutes:
    """The chat at one entrance."""

    site: Site
    entrance: Entrance

    async def open(self, request: web.Request) -> web.Response:
        """What is on the page now, and a ticket for what comes; the first time, a new contact."""
        language = asked_for(request, self.site.i18n)
        try:
            token = await self.known_device(request) or new_token()
            since = _revision(await read_json(request))
            await _turn(self.site.paces.look, token)
        except Refused as refused:
            return self._refused(refused, language)
        opened = await self.site.writer.run(lambda tx: self._open(tx, token, language, since))
        self.site.put(opened.arrived)
        response = web.json_response(self._state(opened))
        self.remember(response, token, staff=opened.contact.person_id is not None)
        return response

    async def known_device(self, request: web.Request) -> str | None:
        """The token of a device we know; None is let in no faster than a school can arrive.

        One that was made up, or of somebody who was forgotten, leads to nobody and is as new.
        """
        token = token_of(request, self.entrance)
        if self.entrance.token is not None:
            return token
        found = await self.site.writer.run(lambda tx: _contact(tx, token))
        if found is not None:
            return token
        await _turn(self.site.paces.arrive, DOOR)
        return None

    async def say(self, request: web.Request) -> web.Response:
        """Words or a press: 200 only when they lie in the inbox."""
        return await self.known(request, self._say)

    async def known(self, request: web.Request, endpoint: Endpoint) -> web.Response:
        """Run an endpoint for a device we know; 401 tells the page to open first."""
        token = token_of(request, self.entrance)
        contact = await self.site.writer.run(lambda tx: _contact(tx, token))
        if contact is None:
            raise web.HTTPUnauthorized
        try:
            return await endpoint(request, contact)
        except Refused as refused:
            return self._refused(refused, contact.language)

    async def pace(self, pace: Pace, contact: Contact) -> None:
        """Wait a moment for who is too fast; far too fast is told to come back."""
        await _turn(pace, contact.contact_ref)

    def kept(self, contact: Contact, rows: list[InboxRow]) -> web.Response:
        """It is committed: wake the lanes and the contact's pages."""
        self.site.put(rows)
        self.site.hub.publish(contact.contact_ref)
        return web.json_response({"ok": True})

    def remember(self, response: web.Response, token: str, *, staff: bool) -> None:
        """Send the device its cookie along."""
        remember(
            response,
            token,
            entrance=self.entrance,
            https=self.site.public_url.startswith("https:"),
            staff=staff,
        )

    async def _say(self, request: web.Request, contact: Contact) -> web.Response:
        await self.pace(self.site.paces.say, contact)
        said = read_said(await read_json(request))
        if self.site.locks and _INVITATION.fullmatch(said.words.strip()):
            raise Refused(400, OPEN_LINK)  # only the link gives the browser its key
        rows = await self.site.writer.run(lambda tx: self._keep(tx, contact, said))
        return self.kept(contact, rows)

    def _keep(self, tx: Tx, contact: Contact, said: Said) -> list[InboxRow]:
        rows = add_to_inbox(tx, contact, said.client, said.payload())
        line = said.words or self._label(tx, contact, said)
        if rows and line:
            post_own(tx, contact, of_person(line, client=said.client))
        return rows

    def _label(self, tx: Tx, contact: Contact, said: Said) -> str | None:
        """Looked up here, not taken from the page: it is shown as what the person said."""
        if text := _ALWAYS_THERE.get(said.data):
            return self.site.i18n.render(text, contact.language)
        withdraw(tx, contact, self.site.may_see)
        body = find(tx, contact.contact_ref, said.message_id)
        return label_of(body, said.data) if body else None

    def _open(self, tx: Tx, token: str, language: str, since: int) -> _Opened:
        contact = _contact(tx, token) or contacts.meet(tx, DOOR, token, language)
        withdraw(tx, contact, self.site.may_see)
        if since > mailbox.revision(tx, contact.contact_ref):
            since = 0  # a page left open so long that it was forgotten begins anew
        part = mailbox.part_since(tx, contact.contact_ref, since)
        blank = since == 0 and not part.more and not any(row.body for row in part.rows)
        arrived = _arrive(tx, contact) if blank else []
        return _Opened(
            contact,
            part.rows,
            part.revision,
            may_offer(self.site.refusal(tx, contact, "photo")),
            arrived,
        )

    def _state(self, opened: _Opened) -> dict[str, object]:
        contact, i18n = opened.contact, self.site.i18n
        return {
            "revision": opened.revision,
            "messages": [shown(row) for row in opened.rows],
            "language": contact.language,
            "direction": i18n.direction(contact.language),
            "name": NAME,
            "timezone": self.site.timezone.key,
            "labels": labels(i18n, contact.language),
            "uploads": opened.uploads,
            "ticket": self.site.tickets.make(contact.contact_ref),
        }

    def _refused(self, refused: Refused, language: str) -> web.Response:
        return told(refused, self.site.i18n, language)


async def _turn(pace: Pace, name: str) -> None:
    if wait := await pace.wait(name):
        raise Refused(429, SLOWLY, wait=wait)


def add_to_inbox(tx: Tx, contact: Contact, client: str, payload: bytes) -> list[InboxRow]:
    """Empty when this id was here before.

    Hashed with the contact: ids are the page's own, and they outlive the row's contact.
    """
    external_id = code_hash(tx.root.link, f"web {contact.contact_ref} {client}")
    return inbox.add(tx, DOOR, [Incoming(external_id, contact.contact_ref, payload)])


def post_own(tx: Tx, contact: Contact, body: Body) -> None:
    """Show what the person said; noted as theirs, so that it can be wiped.

    What a colleague said may tell of a case: it goes with their rights.
    """
    meant = Meant(contact.person_id) if contact.person_id else None
    message_id = mailbox.post(tx, contact.contact_ref, for_one(body, meant), mine=True)
    screens.remember(tx, contact.contact_ref, str(message_id), mine=True)


def _contact(tx: Tx, token: str | None) -> Contact | None:
    """Whose device this is; that they were here is noted once a day."""
    if token is None:
        return None
    contact_ref = reference(tx.root, token)
    contacts.seen(tx, contact_ref)
    return contacts.find(tx, contact_ref)


def _arrive(tx: Tx, contact: Contact) -> list[InboxRow]:
    """An empty page asks for the opening turn, at most once a minute however often it is loaded."""
    minute = int(tx.now.timestamp() // 60)
    return add_to_inbox(tx, contact, f"open-{minute}", incoming.arrived())


def _revision(held: dict[str, object]) -> int:
    since = held.get("since", 0)
    return min(max(0, since), LAST_REVISION) if isinstance(since, int) else 0
