"""A web door with a very small conversation behind it: it says back what it heard.

The conversation is the only thing made up here; store, server and door are the real ones.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.clock import Clock
from bot.conversations.event import Acted, Changed, Command, Event
from bot.conversations.rendering import Rendered
from bot.conversations.seeing import Seeing
from bot.conversations.sending import Delivered, Delivery
from bot.evidence.room import Room
from bot.flows.kit import Pressed, Sent, Typed
from bot.flows.uploads import Refusal
from bot.i18n import I18n
from bot.store import contacts, inbox, screens
from bot.store.contacts import Contact
from bot.store.inbox import InboxRow
from bot.store.meant import Meant
from bot.store.writer import Tx, Writer
from bot.text import verbatim
from bot.web.demo import Demo
from bot.web.door import WebDoor
from bot.web.events import Hub
from bot.web.incoming import to_event
from bot.web.locks import Locks
from bot.web.server import build, start
from bot.web.site import DOOR, Site
from tests.conversations.inside import a_world
from tests.opened import a_writer

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NO_UPLOAD = verbatim("Send no picture here.")

Buttons = tuple[tuple[tuple[str, str, str], ...], ...]
MENU: Buttons = (
    (("📝 Melden", "f:abc123:menu:report", ""),),
    (("❓ Mag ik dit plaatsen?", "f:abc123:menu:may", ""), ("👤 Contact", "a:contact", "")),
    (("📞 Bel 0183-625350", "", "tel:+31183625350"),),
)
FOOT = (("Terug", "a:back", ""), ("Stop", "a:stop", ""), ("Hulp nu", "a:help", ""))


@dataclass
class Echo:
    """The house as the tests see it: where it listens, and what the conversation heard."""

    site: Site = field(init=False)
    door: WebDoor = field(init=False)
    port: int = 0
    heard: list[Event] = field(default_factory=list)
    let_in: list[str] = field(default_factory=list)
    unseen: set[str] = field(default_factory=set)
    refuse_uploads: bool = False
    kept_out: list[Refusal] = field(default_factory=list)
    since: list[datetime | None] = field(default_factory=list)
    silent: bool = False
    asked: Callable[[], None] = lambda: None
    _rows: asyncio.Queue[list[InboxRow]] = field(default_factory=asyncio.Queue)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}"

    def put(self, rows: list[InboxRow]) -> None:
        """What the lanes' `put` is in the real house."""
        self._rows.put_nowait(rows)

    def refusal(
        self, _tx: Tx, _contact: Contact, _kind: str, *, since: datetime | None = None
    ) -> Refusal | None:
        """What the real house asks the session; `asked` runs first, on the writer's thread."""
        self.asked()
        self.since.append(since)
        return Refusal(NO_UPLOAD, naked=True) if self.refuse_uploads else None

    def keep_out(self, _tx: Tx, _contact: Contact, why: Refusal) -> None:
        """The real house says so in the chat, asks, and writes it in the log."""
        self.kept_out.append(why)

    async def until(self, condition: Callable[[], object], *, seconds: float = 10.0) -> None:
        """Wait until what was heard fulfils a condition."""
        async with asyncio.timeout(seconds):
            while not condition():
                self._news.clear()
                await self._news.wait()

    async def run(self) -> None:
        """Answer, one row after another."""
        while True:
            for row in await self._rows.get():
                await self._take(row)

    async def tell(
        self,
        ref: str,
        op: str,
        *lines: str,
        buttons: Buttons = (),
        target: str = "",
        meant: Meant | None = None,
        picture: str = "",
    ) -> str:
        """Send as the sender does, and note as it does."""
        rendered = Rendered(lines=lines, buttons=buttons, picture=picture)
        screen = await self.site.writer.run(lambda tx: screens.live(tx, ref))
        live = screen.message_id if screen else ""
        delivery = Delivery(ref, op, rendered, target, address="", live=live, meant=meant)
        done = await self.door.deliver(delivery)
        assert isinstance(done, Delivered)
        if op == "show":
            await self.site.writer.run(lambda tx: screens.set_live(tx, ref, done.message_id, 0))
        return done.message_id

    async def _take(self, row: InboxRow) -> None:
        contact = await self.site.writer.run(lambda tx: contacts.find(tx, row.contact_ref))
        await self.site.writer.run(lambda tx: inbox.done(tx, row.row_id))
        assert contact is not None
        event = to_event(row, contact)
        self.heard.append(event)
        self._news.set()
        if not self.silent:
            await self._answer(event)

    async def _answer(self, event: Event) -> None:
        ref = event.contact.contact_ref
        match event.what:
            case Command("open"):
                await self.tell(
                    ref, "show", "Hoi, ik ben Maatje.", "Wat wil je doen?", buttons=MENU
                )
            case Typed(words):
                await self.tell(ref, "show", "Je zei:", words, buttons=(FOOT,))
            case Pressed(_, _, value):
                await self.tell(ref, "show", f"Je koos {value}.", buttons=(FOOT,))
            case Acted(action):
                await self.tell(ref, "show", f"Dit is {action}.", buttons=MENU)
            case Sent(_, kind):
                await self.tell(ref, "note", f"Bewaard: {kind}.")
            case Changed(words):
                await self.tell(ref, "note", f"Veranderd: {words}.")
            case Command(name):
                await self.tell(ref, "note", f"Opdracht {name}.")


@asynccontextmanager
async def echo(
    folder: Path, *, locales: Path | None = None, room: Room | None = None, locks: bool = False
) -> AsyncIterator[Echo]:
    """The house, open and listening on a free port of this machine.

    `locks`: as a school has it; without, a colleague's device is never locked, as in the demo.
    """
    async with _house(folder, locales, room) as house:
        if locks:
            house.site = replace(house.site, locks=Locks(house.site.clock), public_url="")
        async with _served(house, build(house.site)):
            yield house


@asynccontextmanager
async def echo_demo(
    folder: Path, demo: Demo, *, locales: Path | None = None
) -> AsyncIterator[Echo]:
    """The same with the demo page."""
    async with _house(folder, locales) as house, _served(house, build(house.site, demo=demo)):
        yield house


@asynccontextmanager
async def _served(house: Echo, app: web.Application) -> AsyncIterator[None]:
    runner = await start(app, host="127.0.0.1", port=0)
    house.port = runner.addresses[0][1]
    try:
        async with asyncio.TaskGroup() as tasks:
            answering = tasks.create_task(house.run())
            yield
            answering.cancel()
    finally:
        await runner.cleanup()


@asynccontextmanager
async def _house(
    folder: Path, locales: Path | None, room: Room | None = None
) -> AsyncIterator[Echo]:
    clock = Clock()
    writer = await a_writer(folder, clock)
    evidence_dir = folder / "evidence"
    evidence_dir.mkdir()
    try:
        house = _put_together(writer, clock, evidence_dir, _words(folder, locales))
        house.site = replace(house.site, room=room or Room())
        yield house
    finally:
        await writer.close()


def _words(folder: Path, locales: Path | None) -> I18n:
    """Without catalogs the page speaks the English of the keys."""
    catalogs = locales or folder / "locales"
    catalogs.mkdir(exist_ok=True)
    return I18n(catalogs, default="nl", timezone=AMSTERDAM)


def _put_together(writer: Writer, clock: Clock, evidence_dir: Path, i18n: I18n) -> Echo:
    house = Echo()
    house.site = Site(
        writer=writer,
        clock=clock,
        i18n=i18n,
        put=house.put,
        refusal=house.refusal,
        kept_out=house.keep_out,
        may_see=lambda _tx, _ref, meant: meant.person_id not in house.unseen,
        enrolled=lambda _tx, ref: house.let_in.append(ref),
        seeing=Seeing(a_world()),
        hub=Hub(),
        evidence_dir=evidence_dir,
        public_url="http://localhost",
        timezone=AMSTERDAM,
    )
    house.door = WebDoor(writer=writer, hub=house.site.hub, i18n=i18n, refusal=house.refusal)
    return house


def what_was_heard(house: Echo) -> list[object]:
    """Everything but the opening."""
    return [e.what for e in house.heard if e.what != Command("open")]


__all__ = ["AMSTERDAM", "DOOR", "NO_UPLOAD", "Echo", "echo", "echo_demo", "what_was_heard"]
