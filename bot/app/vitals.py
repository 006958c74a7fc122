"""What the health page and Prometheus are told of a running house; never whose, nor how few.

A queue that goes from nothing to one tells that somebody reports at this moment. So small numbers
and short waits are not told: tens, and what waits for more than a minute.
"""

from __future__ import annotations

import asyncio
import platform
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from typing import Final

from bot import __version__
from bot.app.doors import TelegramSide
from bot.app.health import LEAST_FREE, OLD
from bot.app.opening import House
from bot.backups.folder import BackupFolder
from bot.jobs.health import Health
from bot.jobs.scheduler import Ticker
from bot.store import hold, inbox, queues
from bot.store.migrations import version as migration
from bot.store.queues import Queue
from bot.store.tx import Tx
from bot.web.health import NOT_KNOWN, Sign

SILENT: Final = 90.0
"""Seconds; a question to Telegram is open for 25."""
TICKS: Final = 150.0
WAITS: Final = timedelta(minutes=10)
SHORT: Final = timedelta(minutes=1)
ABOUT: Final = 10
_LIBRARIES: Final = ("python-telegram-bot", "aiohttp", "cryptography")


@dataclass(frozen=True)
class Vitals:
    """One running house."""

    house: House
    ticker: Ticker
    health: Health
    telegram: TelegramSide | None

    async def look(self) -> list[Sign]:
        """Measured now; the chain of the log takes a while, so of that the last look is told."""
        rows = await self.house.writer.run(lambda tx: [*_of_rows(tx)])
        return [
            *_versions(),
            *self._doors(),
            *self._polling(),
            self._tick(),
            *rows,
            await self._disk(),
            await self._backup(),
            self._log(),
        ]

    async def alive(self) -> None:
        """Return when the store answers."""
        await self.house.writer.run(lambda _tx: None)

    def _doors(self) -> Iterator[Sign]:
        telegram = self.telegram
        how = "not used" if telegram is None else "webhook" if telegram.webhook else "polling"
        doors = {
            "web": "open",
            "telegram": how,
            "mail": "open" if self.house.settings.smtp_url else "not used",
        }
        for name, told in doors.items():
            labels = {"door": name}
            yield Sign("door", "1 when it is used.", told != "not used", told, labels=labels)

    def _polling(self) -> Iterator[Sign]:
        if self.telegram is None or self.telegram.webhook is not None:
            return
        silent = self.telegram.polling.silent_seconds
        about = "Seconds since Telegram last answered."
        yield Sign("telegram_silent_seconds", about, silent, _ago(silent), silent < SILENT)

    def _tick(self) -> Sign:
        since = self.ticker.since
        about = "Seconds since Maatje last looked at what is due."
        return Sign("tick_seconds", about, since, _ago(since), since < TICKS)

    async def _disk(self) -> Sign:
        usage = await asyncio.to_thread(shutil.disk_usage, self.house.settings.data_dir)
        told = f"{usage.free / 2**30:.1f} GB of {usage.total / 2**30:.1f} GB"
        about = "Bytes that are free where the data lies."
        return Sign("disk_free_bytes", about, usage.free, told, usage.free > LEAST_FREE)

    async def _backup(self) -> Sign:
        about = "Seconds since the newest backup; NaN: there is none."
        whole = await asyncio.to_thread(BackupFolder(self.house.settings.backup_dir).whole)
        if not whole:
            return Sign("backup_age_seconds", about, NOT_KNOWN, "none yet", well=False)
        age = self.house.clock.now() - whole[-1].at
        seconds = age.total_seconds()
        return Sign("backup_age_seconds", about, seconds, _ago(seconds), age <= OLD)

    def _log(self) -> Sign:
        whole = self.health.log_whole
        told = {None: "not looked at yet", True: "as it was written", False: "CHANGED"}[whole]
        value = NOT_KNOWN if whole is None else float(whole)
        about = "1: the chain over the log fits; NaN: not looked at yet."
        return Sign("log_whole", about, value, told, whole is not False)


def _versions() -> Iterator[Sign]:
    names = {
        "version": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        **{name.replace("-", "_"): version(name) for name in _LIBRARIES},
    }
    told = ", ".join(f"{name} {value}" for name, value in names.items())
    yield Sign("info", "What runs.", 1, told, labels=names)


def _of_rows(tx: Tx) -> Iterator[Sign]:
    yield Sign("schema", "The shape of the database.", migration(tx.db), str(migration(tx.db)))
    yield from _queue("inbox", queues.arrived(tx))
    yield from _queue("outbox", queues.leaving(tx))
    buried = inbox.count(tx, "dead") > 0
    told = "something could not be answered: see the journal" if buried else "nothing"
    yield Sign("buried", "1: something that came in was given up.", buried, told, not buried)
    held = hold.since(tx) is not None
    told = "restored, see maatje restore --release" if held else "no"
    yield Sign("on_hold", "1: restored, and nothing old is sent.", held, told, not held)


def _queue(name: str, queue: Queue) -> Iterator[Sign]:
    labels = {"queue": name}
    tens = queue.waiting // ABOUT * ABOUT
    told = f"{tens} or more" if tens else f"fewer than {ABOUT}"
    yield Sign("waiting", "How much waits, in tens.", tens, told, labels=labels)
    oldest = queue.oldest if queue.oldest > SHORT else timedelta(0)
    seconds = float(round(oldest.total_seconds()))
    told = f"since {_long(seconds)}" if seconds else "less than a minute"
    about = "How long the oldest of them has waited, from one minute on."
    yield Sign("waiting_longest_seconds", about, seconds, told, oldest < WAITS, labels)


def _ago(seconds: float) -> str:
    return "not yet" if seconds == float("inf") else f"{_long(seconds)} ago"


def _long(seconds: float) -> str:
    steps = ((86400 * 2, 86400, "days"), (7200, 3600, "hours"), (120, 60, "minutes"))
    for least, size, name in steps:
        if seconds >= least:
            return f"{seconds // size:.0f} {name}"
    return f"{seconds:.0f} seconds"
