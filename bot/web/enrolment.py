"""POST api/enrol: ties a device to the person of an invitation; knows no role and no right."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aiohttp import web

from bot.store import audit, contacts, devices, people
from bot.store.contacts import Contact
from bot.store.devices import Kind
from bot.store.inbox import InboxRow
from bot.store.people import InvitationProblem
from bot.store.writer import Tx
from bot.text import N_
from bot.web import incoming
from bot.web.chat import ChatRoutes, add_to_inbox
from bot.web.devices import give_key, kind_of, new_token, reference, token_of
from bot.web.refusals import Refused, read_json, told
from bot.web.site import DOOR, Site
from bot.web.spoken import asked_for

_LONGEST_CODE = 64
NOT_VALID = N_("This invitation does not work (any more). Ask for a new one.")


@dataclass(frozen=True)
class Enrolment:
    """Beside one chat: the device it enrols is the chat's own."""

    chat: ChatRoutes

    async def enrol(self, request: web.Request) -> web.Response:
        """200 when the device is the person's; all refusals read the same, whatever the reason."""
        language = asked_for(request, self.chat.site.i18n)
        try:
            known = await self.chat.known_device(request)
            token = known or token_of(request, self.chat.entrance) or new_token()
        except Refused as refused:
            return told(refused, self.chat.site.i18n, language)
        try:
            contact = await self._enrol(request, token, language)
        except Refused as refused:
            response = told(refused, self.chat.site.i18n, language)
            self.chat.remember(response, token, staff=False)  # the next guess counts with this one
            return response
        response = web.json_response({"ok": True})
        self.chat.remember(response, token, staff=contact.person_id is not None)
        if locks := self.chat.site.locks:
            https = self.chat.site.public_url.startswith("https:")
            give_key(response, locks.open(contact), https=https)
        return response

    async def _enrol(self, request: web.Request, token: str, language: str) -> Contact:
        code = (await read_json(request)).get("code")
        if not isinstance(code, str) or len(code) > _LONGEST_CODE or not code.isprintable():
            raise Refused(403, NOT_VALID)
        site = self.chat.site
        kind = kind_of(request)
        done = await site.writer.run(lambda tx: _redeem(tx, site, token, language, (code, kind)))
        if done is None:
            raise Refused(403, NOT_VALID)
        contact, rows = done
        site.put(rows)
        return contact


def _redeem(
    tx: Tx, site: Site, token: str, language: str, shown: tuple[str, Kind]
) -> tuple[Contact, list[InboxRow]] | None:
    """The problem is caught in here: raised, it would take the counted wrong try back with it."""
    code, kind = shown
    try:
        person = people.redeem(tx, code, reference(tx.root, token))
    except InvitationProblem as problem:
        if problem.is_news:
            audit.write(tx, audit.STRANGER, "InvitationRefused", "")
        return None
    contact = replace(contacts.meet(tx, DOOR, token, language), person_id=person.person_id)
    contacts.bind(tx, contact.contact_ref, person.person_id)
    devices.add(tx, contact.contact_ref, kind)
    audit.write(tx, person.person_id, "Enrolled", person.person_id)
    site.enrolled(tx, contact.contact_ref)
    return contact, add_to_inbox(tx, contact, f"enrol-{code[:8]}", incoming.arrived())
