"""Management that asks for exports in its chats, what makes them, and the page that hands out."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession, web

from bot.jobs.exports import Exporter
from bot.store import cases, contacts
from bot.store.tx import Tx
from bot.web.guards import add_headers
from bot.web.handout import HandOut
from tests.conversations.chats import Chat
from tests.conversations.inside import House, a_house

DEVICE, STRANGE = "d" * 32, "e" * 32


@dataclass
class Office:
    """A house with a case, management on the page and what makes exports."""

    house: House = field(repr=False)
    exporter: Exporter = field(repr=False)
    mt: Chat = field(repr=False)
    second: Chat = field(repr=False)

    async def make(self) -> None:
        """What runs beside the doors does its work, and what it says arrives."""
        await self.exporter.work()
        await self.house.deliver()

    async def ask(self) -> str:
        """Ask for the usual export; the path of its link."""
        await self.open_export()
        await self.mt.tap("Make the export")
        await self.make()
        return self.link()

    async def open_export(self) -> None:
        """As far as the question which names stay in."""
        await self.mt.command("zaak", (await self.house.case()).name)
        await self.mt.tap("Export")

    def link(self) -> str:
        """The newest link in the chat of who asked."""
        buttons = json.loads(self.mt.heard[-1])["buttons"]
        return str(buttons[0][0]["url"])

    @property
    def files(self) -> list[str]:
        """What lies in the folder of exports."""
        return sorted(path.name for path in self.exporter.folder.iterdir())

    async def ids(self) -> list[str]:
        rows = await self.house.run(lambda tx: tx.db.execute("SELECT * FROM exports").fetchall())
        return [row["export_id"] for row in rows]

    async def name_the_reporter(self, name: str) -> None:
        case = await self.house.case()
        await self.house.run(lambda tx: cases.set_reporter_name(tx, case.case_id, name))


@asynccontextmanager
async def an_office(folder: Path) -> AsyncIterator[Office]:
    """One case, two of management and a mentor in their chats."""
    async with a_house(folder) as house:
        mt, second = await house.management(), await house.management("j-de-wit")
        await house.mentor()
        await house.reported()
        exporter = Exporter(house.writer, house.world, folder / "exports", folder / "evidence")
        await exporter.tidy()
        yield Office(house, exporter, mt, second)


@asynccontextmanager
async def page(office: Office) -> AsyncIterator[str]:
    """The page that hands out, on a port of its own; who signed in with DEVICE is management."""

    def sign_in(tx: Tx) -> None:
        for token, person_id in ((DEVICE, "f-el-amrani"), (STRANGE, "j-de-wit")):
            contacts.bind(tx, contacts.meet(tx, "web", token, "en").contact_ref, person_id)

    await office.house.run(sign_in)
    app = web.Application()
    app.router.add_routes(
        HandOut(office.house.writer, office.house.world, office.exporter.folder).routes()
    )
    app.on_response_prepare.append(add_headers)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def asked(method: str, url: str, device: str = DEVICE, **headers: str) -> tuple[int, bytes]:
    """One request of one browser: the status and what came."""
    cookies = {"maatje": device} if device else {}
    async with (
        ClientSession(cookies=cookies) as session,
        session.request(method, url, headers={"Accept-Language": "en"} | headers) as answer,
    ):
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.status, await answer.read()
