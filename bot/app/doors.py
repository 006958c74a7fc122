"""Puts the doors on an open house: lanes, senders, the web server, Telegram; nothing else wires.

Each door is a handful of loops that run until `close`; what is not finished then waits in the
store for the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from bot.app.announcing import Announcing
from bot.app.hearing import Ear
from bot.app.opening import House
from bot.conversations import talking
from bot.conversations.commands import COMMANDS
from bot.conversations.enclosing import Enclosing, OwnPage
from bot.conversations.enrolment import enrolled
from bot.conversations.every_flow import FLOWS
from bot.conversations.guard import still_allowed, still_seen
from bot.conversations.lanes import Lanes, end
from bot.conversations.seeing import Seeing
from bot.conversations.sending import AT_ONCE, UNPACED_AT_ONCE, DoorOut, Sender
from bot.evidence.intake import Intake
from bot.handlers.api import Api
from bot.handlers.commands import MenuCommand, Menus
from bot.handlers.downloads import FILES, Downloads, give_up, lane_of
from bot.handlers.groups import Groups
from bot.handlers.incoming import Incoming
from bot.handlers.late import LateParser
from bot.handlers.polling import Polling
from bot.handlers.sender import TelegramDoor
from bot.handlers.taps import TapEnds
from bot.handlers.their_time import TheirTime
from bot.handlers.turns import Turns
from bot.handlers.updates import DOOR as TELEGRAM
from bot.handlers.webhook import webhook_route
from bot.mail.server import read_server
from bot.reports import drawing
from bot.reports.owndata import OwnData
from bot.settings import is_loopback
from bot.store import contacts
from bot.store.inbox import InboxRow
from bot.store.tx import Tx
from bot.web import incoming
from bot.web.demo import Demo
from bot.web.door import WebDoor
from bot.web.events import Hub
from bot.web.locks import Locks
from bot.web.server import build, start
from bot.web.site import DOOR as WEB
from bot.web.site import Site

log = logging.getLogger(__name__)

Loop = Callable[[], Coroutine[Any, Any, None]]


@dataclass
class WebSide:
    """The web door of one run. `port` is known once it listens."""

    site: Site
    lanes: Lanes
    sender: Sender
    runner: web.AppRunner | None = field(default=None, repr=False)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.runner.addresses[0][1]) if self.runner else 0

    async def listen(
        self, host: str, port: int, *, demo: Demo | None, more: list[web.AbstractRouteDef]
    ) -> None:
        """Answer pages from now on; OSError when the address is taken."""
        self.runner = await start(build(self.site, demo=demo, more=more), host=host, port=port)

    def loops(self) -> tuple[Loop, ...]:
        """What runs as long as the house is open."""
        return (self.lanes.run, self.sender.run)

    async def close(self) -> None:
        """No new requests first, so that nothing comes in that nobody works off."""
        if self.runner is not None:
            await self.runner.cleanup()
        await asyncio.gather(self.lanes.drain(), self.sender.drain())


def web_side(house: House, *, locked: bool = True) -> WebSide:
    """The web door, not listening yet. `locked`: colleagues' devices lock themselves."""
    hub = Hub()
    lanes = Lanes(WEB, _answering(house), writer=house.writer, clock=house.clock)
    site = Site(
        writer=house.writer,
        clock=house.clock,
        i18n=house.world.i18n,
        evidence_dir=house.settings.data_dir / "evidence",
        public_url=house.settings.public_url,
        timezone=house.settings.timezone,
        put=lanes.put,
        refusal=house.conversations.refusal,
        kept_out=house.conversations.kept_out,
        may_see=still_seen(house.world),
        enrolled=lambda tx, ref: enrolled(tx, house.world, ref),
        seeing=Seeing(house.world),
        hub=hub,
        locks=Locks(house.clock) if locked else None,
    )
    door = WebDoor(house.writer, hub, house.world.i18n, house.conversations.refusal)
    return WebSide(site, lanes, _sender(house, door))


def _answering(house: House) -> Callable[[InboxRow], Coroutine[Any, Any, None]]:
    async def work(row: InboxRow) -> None:
        def answer(tx: Tx) -> None:
            contact = contacts.find(tx, row.contact_ref)
            if contact is not None:
                house.conversations.take(tx, incoming.to_event(row, contact))

        await end(house.writer, row, answer)

    return work


@dataclass
class TelegramSide:
    """The Telegram door of one run."""

    api: Api = field(repr=False)
    taps: TapEnds
    lanes: Lanes
    files: Lanes
    sender: Sender
    ear: Ear
    announcing: Announcing

    @property
    def polling(self) -> Polling:
        """Who asks for updates."""
        return self.ear.polling

    @property
    def webhook(self) -> tuple[str, str] | None:
        """Where Telegram calls us and the secret it shows, when it does."""
        return self.ear.webhook

    @property
    def their_time(self) -> TheirTime:
        """What Telegram says it is."""
        return self.ear.their_time

    def routes(self) -> list[web.AbstractRouteDef]:
        """The webhook's, when it is used instead of polling."""
        return [webhook_route(self.ear.keeper, self.webhook[1])] if self.webhook else []

    def loops(self) -> tuple[Loop, ...]:
        """What runs as long as the house is open."""
        ask = self._hook if self.webhook else self.ear.run
        return (self.lanes.run, self.files.run, self.sender.run, ask, self.announcing.keep_menus)

    async def _hook(self) -> None:
        if self.webhook is not None:
            await self.announcing.hook(*self.webhook)

    async def close(self) -> None:
        """Ask nothing more, end what runs, then let go of the connections."""
        self.polling.stop()
        self.announcing.stop()
        await asyncio.gather(self.lanes.drain(), self.files.drain(), self.sender.drain())
        await self.taps.drain(1.0)
        await self.ear.close()


def telegram_side(house: House, ear: Ear) -> TelegramSide:
    """The Telegram door; what the ear hears from now on is for its lanes."""
    settings, api = house.settings, ear.api
    sender = _telegram_sender(house, api)
    turns = Turns(house.conversations, house.writer, TapEnds(api), sender.wake)
    intake = Intake(house.writer, settings.data_dir / "evidence")
    downloads = Downloads(api, intake, house.conversations)
    files = _file_lanes(house, downloads)
    fetch = partial(downloads.tried_once, put=files.put)
    reading = Incoming(turns, LateParser(api, turns, Groups(api, house.world.i18n), fetch))
    lanes = Lanes(TELEGRAM, reading.work, writer=house.writer, clock=house.clock)
    ear.told.append(lanes.put)
    return TelegramSide(
        api,
        turns.taps,
        lanes,
        files,
        sender,
        ear,
        _announcing(house, api),
    )


def _announcing(house: House, api: Api) -> Announcing:
    commands = [MenuCommand(one.name, one.about, one.for_staff) for one in COMMANDS]
    return Announcing(api, house.writer, Menus(api, house.world.i18n, commands))


def mail_sender(house: House) -> Sender | None:
    """What brings pings by e-mail; None when no mail server is set."""
    url = house.settings.smtp_url
    if not url:
        return None
    from bot.mail.door import MailDoor  # noqa: PLC0415 - read by a school that has a mail server

    server = read_server(url, loopback=is_loopback(urlsplit(url).hostname or ""))
    return _sender(house, MailDoor(server, house.clock, house.settings.public_url))


def _file_lanes(house: House, downloads: Downloads) -> Lanes:
    """Beside the chats' own lanes, so that nobody's words wait for a film."""
    return Lanes(
        FILES,
        downloads.work,
        writer=house.writer,
        clock=house.clock,
        lane=lane_of,
        sorry=give_up,
    )


def own_data(house: House) -> OwnPage:
    """What makes the file of everything kept about one contact."""
    return OwnData(house.writer, house.world.school, house.world.i18n, FLOWS).page


def _telegram_sender(house: House, api: Api) -> Sender:
    rate = house.settings.send_rate
    at_once = AT_ONCE if rate else UNPACED_AT_ONCE
    return _sender(house, TelegramDoor(api), rate=rate, at_once=at_once)


def _sender(house: House, door: DoorOut, *, rate: float = 0.0, at_once: int = AT_ONCE) -> Sender:
    guard, folder = still_allowed(house.world), house.settings.data_dir / "evidence"
    return Sender(
        door,
        writer=house.writer,
        i18n=house.world.i18n,
        clock=house.clock,
        guard=guard,
        rate=rate,
        at_once=at_once,
        on_gone=talking.tell_owner,
        enclosing=Enclosing(house.writer, house.world, folder, guard, own_data(house)),
        draw=drawing.picture,
    )
