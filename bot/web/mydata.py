"""GET mydata beside a chat: everything kept about whoever's browser this is, as one file.

Made anew each time and kept nowhere; another browser has nothing here. Making it reads much, so
nobody has it made again and again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.conversations.enclosing import OWN_NAME, OwnPage
from bot.conversations.mydata import PATH
from bot.i18n import I18n
from bot.store import audit, contacts
from bot.store.contacts import Contact
from bot.store.writer import Tx, Writer
from bot.text import N_
from bot.web.devices import reference, token_of
from bot.web.pace import Pace
from bot.web.site import Entrance

JUST_GIVEN = N_("You just got this file. Try again in a few minutes.")


def one_a_minute() -> Pace:
    """Two at once, for a download that failed."""
    return Pace(burst=2, per_second=1 / 60, patience=0.0)


@dataclass(frozen=True)
class MyData:
    """`page` makes the file of a contact."""

    writer: Writer = field(repr=False)
    page: OwnPage
    i18n: I18n = field(repr=False)
    entrances: Sequence[Entrance] = (Entrance(),)
    pace: Pace = field(default_factory=one_a_minute)

    def routes(self) -> list[web.AbstractRouteDef]:
        """One beside each chat."""
        return [self._route(one) for one in self.entrances]

    def _route(self, entrance: Entrance) -> web.AbstractRouteDef:
        async def fetch(request: web.Request) -> web.Response:
            return await self._fetch(token_of(request, entrance))

        return web.get(f"{entrance.base}/{PATH}", fetch, allow_head=False)

    async def _fetch(self, token: str | None) -> web.Response:
        contact = await self.writer.run(lambda tx: _whose(tx, token))
        if contact is None:
            raise web.HTTPNotFound
        if wait := await self.pace.wait(contact.contact_ref):
            return self._later(contact, wait)
        await self.writer.run(lambda tx: _given(tx, contact))
        body = await self.page(contact.contact_ref)
        if body is None:
            raise web.HTTPNotFound
        name = f'attachment; filename="{OWN_NAME}.html"'
        headers = {"Content-Disposition": name}
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)

    def _later(self, contact: Contact, wait: float) -> web.Response:
        sentence = self.i18n.render(JUST_GIVEN, contact.language)
        return web.Response(
            text=sentence, status=429, headers={"Retry-After": str(math.ceil(wait))}
        )


def _given(tx: Tx, contact: Contact) -> None:
    audit.write(tx, contact.person_id or audit.REPORTER, "OwnDataGiven", "")


def _whose(tx: Tx, token: str | None) -> Contact | None:
    return contacts.find(tx, reference(tx.root, token)) if token else None
