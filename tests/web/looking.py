"""The school's house with its web door open, and browsers of colleagues who look at proof."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientResponse, ClientSession, CookieJar

from bot.conversations.guard import still_seen
from bot.conversations.links import PATH
from bot.conversations.seeing import Seeing
from bot.store import contacts, looks
from bot.store.tx import Tx
from bot.web.events import Hub
from bot.web.server import build, start
from bot.web.site import DOOR, Site
from tests.conversations.inside import House, a_house
from tests.conversations.proof import folder_of, sent_in
from tests.web.echo import AMSTERDAM

MENTOR, MANAGEMENT = "e-yilmaz", "f-el-amrani"


@dataclass
class Browser:
    """One browser; `device` is the cookie of somebody who is signed in with it."""

    session: ClientSession
    url: str

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> ClientResponse:
        """Fetch it, whole."""
        answer = await self.session.get(f"{self.url}{path}", headers=headers)
        await answer.read()
        return answer

    async def post(self, path: str, headers: Mapping[str, str] | None = None) -> ClientResponse:
        """Press the button of a form, and go where it leads."""
        answer = await self.session.post(f"{self.url}{path}", headers=headers)
        await answer.read()
        return answer


@dataclass
class Looked:
    """The house, its page and what was sent in."""

    house: House
    folder: Path
    url: str = ""
    devices: dict[str, str] = field(default_factory=dict, repr=False)

    @asynccontextmanager
    async def browser(self, person_id: str = "") -> AsyncIterator[Browser]:
        """A browser that is signed in as a person, or as nobody."""
        jar = CookieJar(unsafe=True)
        async with ClientSession(cookie_jar=jar) as session:
            if person_id:
                jar.update_cookies({"maatje": await self.device(person_id)})
            yield Browser(session, self.url)

    async def device(self, person_id: str) -> str:
        """The cookie of a browser that this person signed in with."""
        token = secrets.token_hex(16)

        def enrol(tx: Tx) -> None:
            contact = contacts.meet(tx, DOOR, token, "en")
            contacts.bind(tx, contact.contact_ref, person_id)

        await self.house.run(enrol)
        return token

    async def item(self, content: bytes, kind: str = "photo") -> str:
        """Something sent with the one case there is."""
        return await sent_in(self.house, self.folder, content, kind)

    async def link(self, item_id: str, person_id: str = MENTOR, *, bound: bool = True) -> str:
        """A path that opens it once."""
        give = await self.house.run(lambda tx: looks.give(tx, person_id, item_id, signed_in=bound))
        return f"{PATH}{give}"

    async def audited(self, what: str) -> list[tuple[str, str]]:
        """Who did it with what."""

        def rows(tx: Tx) -> list[tuple[str, str]]:
            found = tx.db.execute(
                "SELECT who, object FROM audit WHERE what = ? ORDER BY id", (what,)
            )
            return [(row["who"], row["object"]) for row in found.fetchall()]

        return await self.house.run(rows)


@asynccontextmanager
async def looking(tmp_path: Path) -> AsyncIterator[Looked]:
    """One report of a student of 1a, and the page."""
    async with a_house(tmp_path / "data") as house:
        folder = folder_of(tmp_path)
        await house.reported()
        site = Site(
            writer=house.writer,
            clock=house.clock,
            i18n=house.world.i18n,
            put=lambda _rows: None,
            refusal=house.conversations.refusal,
            kept_out=house.conversations.kept_out,
            may_see=still_seen(house.world),
            enrolled=lambda _tx, _ref: None,
            seeing=Seeing(house.world),
            hub=Hub(),
            evidence_dir=folder,
            public_url="http://localhost",
            timezone=AMSTERDAM,
        )
        runner = await start(build(site), host="127.0.0.1", port=0)
        try:
            yield Looked(house, folder, f"http://127.0.0.1:{runner.addresses[0][1]}")
        finally:
            await runner.cleanup()
