"""GET mydata beside a chat: everything kept about whoever's browser this is, as one file.

Made anew each time and kept nowhere; another browser has nothing here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from bot.conversations.enclosing import OWN_NAME
from bot.conversations.mydata import PATH
from bot.store import audit, contacts
from bot.store.writer import Tx, Writer
from bot.web.devices import reference, token_of
from bot.web.site import Entrance


@dataclass(frozen=True)
class MyData:
    """`page` makes the file of a contact."""

    writer: Writer = field(repr=False)
    page: Callable[[Tx, str], bytes | None]
    entrances: Sequence[Entrance] = (Entrance(),)

    def routes(self) -> list[web.AbstractRouteDef]:
        """One beside each chat."""
        return [self._route(one) for one in self.entrances]

    def _route(self, entrance: Entrance) -> web.AbstractRouteDef:
        async def fetch(request: web.Request) -> web.Response:
            return await self._fetch(token_of(request, entrance))

        return web.get(f"{entrance.base}/{PATH}", fetch, allow_head=False)

    async def _fetch(self, token: str | None) -> web.Response:
        body = await self.writer.run(lambda tx: self._read(tx, token))
        if body is None:
            raise web.HTTPNotFound
        name = f'attachment; filename="{OWN_NAME}.html"'
        headers = {"Content-Disposition": name}
        return web.Response(body=body, content_type="text/html", charset="utf-8", headers=headers)

    def _read(self, tx: Tx, token: str | None) -> bytes | None:
        contact = contacts.find(tx, reference(tx.root, token)) if token else None
        if contact is None:
            return None
        audit.write(tx, contact.person_id or audit.REPORTER, "OwnDataGiven", "")
        return self.page(tx, contact.contact_ref)
