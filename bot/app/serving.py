"""Holds all doors and the tick open, for as long as a block lasts; then closes them calmly."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial

from bot.app.backup import nightly
from bot.app.doors import (
    Loop,
    TelegramSide,
    WebSide,
    mail_sender,
    own_data,
    telegram_side,
    web_side,
)
from bot.app.health import health_of
from bot.app.hearing import Ear, an_ear
from bot.app.opening import House
from bot.app.vitals import Vitals
from bot.conversations import outage
from bot.conversations.sending import Sender
from bot.jobs import calendar
from bot.jobs.exports import Exporter
from bot.jobs.health import Health
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.understanding import danger
from bot.web.demo import Demo
from bot.web.feed import Feed
from bot.web.handout import HandOut
from bot.web.health import HealthRoutes
from bot.web.mydata import MyData
from bot.web.site import Entrance
from bot.web.yearly import Yearly

WHY_NOT = {
    errno.EADDRINUSE: "Another program uses it already. Choose another WEB_LISTEN address.",
    errno.EACCES: "This user may not use that port. Choose one above 1023 in WEB_LISTEN.",
}
HEAR_SECONDS = 2.0
"""How long the first tick waits for Telegram to say what time it is."""
NO_SUCH_HOST = "This machine does not have that address. Mend WEB_LISTEN."


class CannotListen(Exception):
    """The web page cannot be where it should be."""

    def __init__(self, host: str, port: int, number: int | None) -> None:
        why = WHY_NOT.get(number or 0, NO_SUCH_HOST)
        super().__init__(f"The page cannot be opened at {host}:{port}. {why}")


@dataclass(frozen=True)
class Served:
    """The doors of a running house."""

    web: WebSide
    telegram: TelegramSide | None
    ticker: Ticker
    health: Health
    mail: Sender | None = None

    def loops(self) -> tuple[Loop, ...]:
        """What runs as long as the doors are open."""
        telegram = self.telegram.loops() if self.telegram else ()
        return (*self.web.loops(), *telegram, *((self.mail.run,) if self.mail else ()))


@asynccontextmanager
async def serving(
    house: House, *, demo: Demo | None = None, ear: Ear | None = None
) -> AsyncIterator[Served]:
    """All doors and the tick, for as long as the block lasts; then they close, nothing lost.

    `ear` hears Telegram already.
    """
    ear = ear or an_ear(house.settings, house.writer, house.world.i18n, house.clock)
    web = web_side(house, locked=demo is None)
    telegram = telegram_side(house, ear) if ear else None
    health = health_of(house, telegram)
    served = Served(web, telegram, _ticker(house, telegram), health, mail_sender(house))
    try:
        async with asyncio.TaskGroup() as tasks:
            running: list[asyncio.Task[None]] = []
            try:
                await _open(house, served, demo)
                loops = (*served.loops(), _exporter(house).run, partial(_get_ready, house))
                looks = () if demo else (health.run,)
                running += [tasks.create_task(loop()) for loop in (*loops, *looks)]
                await _catch_up(house, served)
                yield served
            finally:  # also when a loop fails before all is open, such as for a wrong token
                await _close(served)
                for task in running:  # what still waits, such as a long poll, has nothing to lose
                    task.cancel()
    except* Exception as several:  # noqa: BLE001 - one loop that fails ends the house: say which
        raise several.exceptions[0] from None


async def _get_ready(house: House) -> None:
    """Nobody who writes first waits long for what their words are weighed with.

    On the writer's thread: words are weighed there, and two that read it would hold it twice.
    """
    await house.writer.run(lambda _tx: danger.get_ready())


async def _catch_up(house: House, served: Served) -> None:
    """Do what was missed, once the clock is known to be right as far as anybody tells it."""
    telegram = served.telegram
    if telegram is not None:
        await telegram.their_time.heard(HEAR_SECONDS)
    if telegram is None or telegram.their_time.trusted():
        await house.writer.run(outage.tell)
        await house.writer.run(lambda tx: calendar.run(tx, house.world, tx.now))
    await served.ticker.start()


def _ticker(house: House, telegram: TelegramSide | None) -> Ticker:
    return Ticker(
        house.writer,
        house.world,
        house.clock,
        JOBS,
        folder=house.settings.data_dir / "evidence",
        errands={"backup": nightly(house)},
        trusted=telegram.their_time.trusted if telegram else lambda: True,
    )


def _exporter(house: House) -> Exporter:
    data = house.settings.data_dir
    return Exporter(house.writer, house.world, data / "exports", data / "evidence")


def _hand_out(house: House, demo: Demo | None) -> HandOut:
    folder = house.settings.data_dir / "exports"
    return HandOut(house.writer, house.world, folder, _entrances(demo))


def _vitals(house: House, served: Served) -> HealthRoutes:
    vitals = Vitals(house, served.ticker, served.health, served.telegram)
    return HealthRoutes(vitals.look, vitals.alive, house.settings.health_token)


def _entrances(demo: Demo | None) -> list[Entrance]:
    return [one.entrance() for one in demo.personas] if demo else [Entrance()]


async def _open(house: House, served: Served, demo: Demo | None) -> None:
    settings = house.settings
    more = [*_hand_out(house, demo).routes(), *Feed(house.writer, house.world).routes()]
    more += Yearly(house.writer, house.world, _entrances(demo)).routes()
    more += MyData(house.writer, own_data(house), house.world.i18n, _entrances(demo)).routes()
    more += served.telegram.routes() if served.telegram else []
    more += [] if demo else _vitals(house, served).routes()
    try:
        await served.web.listen(settings.web_host, settings.web_port, demo=demo, more=more)
    except OSError as error:
        raise CannotListen(settings.web_host, settings.web_port, error.errno) from None


async def _close(served: Served) -> None:
    await served.ticker.stop()
    telegram = [served.telegram.close()] if served.telegram else []
    mail = [served.mail.drain()] if served.mail else []
    await asyncio.gather(served.web.close(), *telegram, *mail)
