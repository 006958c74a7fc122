"""What is looked at to know whether the house is well: line, disk, clock, backups; tells nobody."""

from __future__ import annotations

import asyncio
import shutil
from datetime import datetime, timedelta
from typing import Final

from bot.app.doors import TelegramSide
from bot.app.opening import House
from bot.backups.folder import BackupFolder
from bot.clock import Clock
from bot.jobs.health import Health, Look, Trouble

SILENT: Final = 600.0
LEAST_FREE: Final = 500 * 2**20
JUMP: Final = timedelta(minutes=2)
OLD: Final = timedelta(days=2)


def health_of(house: House, telegram: TelegramSide | None) -> Health:
    """What looks at this house as long as it is open."""
    looks: dict[Trouble, Look] = {
        Trouble.DISK: lambda: disk_is_full(house),
        Trouble.CLOCK: ClockLook(Clock()).jumped,
        Trouble.BACKUP: lambda: backup_is_old(house),
    }
    if telegram is not None and telegram.webhook is None:
        looks[Trouble.POLLING] = Line(telegram).is_dead
    return Health(house.writer, house.world, looks)


async def disk_is_full(house: House) -> bool:
    """Whether little is left where what comes in is kept."""
    usage = await asyncio.to_thread(shutil.disk_usage, house.settings.data_dir)
    return usage.free < LEAST_FREE


async def backup_is_old(house: House) -> bool:
    """Whether backups were made and stopped; that there never was one, `check` tells."""
    whole = await asyncio.to_thread(BackupFolder(house.settings.backup_dir).whole)
    return bool(whole) and house.clock.now() - whole[-1].at > OLD


class Line:
    """Whether Telegram answers; the first minutes of a house are given to it."""

    def __init__(self, telegram: TelegramSide) -> None:
        self._telegram = telegram
        self._since: float | None = None

    async def is_dead(self) -> bool:
        """Since more than ten minutes."""
        now = asyncio.get_running_loop().time()
        self._since = now if self._since is None else self._since
        return min(self._telegram.polling.silent_seconds, now - self._since) > SILENT


class ClockLook:
    """Whether the machine's clock moved otherwise than time itself did since the last look."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: tuple[datetime, float] | None = None

    async def jumped(self) -> bool:
        """By more than minutes."""
        now, passed = self._clock.now(), asyncio.get_running_loop().time()
        last, self._last = self._last, (now, passed)
        if last is None:
            return False
        return abs(now - last[0] - timedelta(seconds=passed - last[1])) > JUMP
