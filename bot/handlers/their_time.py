"""How far the machine's clock is from the one Telegram tells with each answer; knows no job."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from bot.clock import Clock

FAR: Final = timedelta(minutes=5)
"""More than an answer ever takes, and less than anything here is due after."""


class TheirTime:
    """The demo's jump is no fault: compared is what the machine itself says."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._off = timedelta(0)
        self._last: str | None = None
        self._heard = asyncio.Event()

    def told(self, date: str | None) -> None:
        """The `Date` of an answer; one that is none tells nothing, nor one of the same second."""
        if date == self._last:
            return
        self._last = date
        with suppress(TypeError, ValueError, OverflowError):
            theirs = parsedate_to_datetime(date or "")
            self._off = self._clock.machine() - _aware(theirs)
            self._heard.set()

    def trusted(self) -> bool:
        """Whether the machine's clock can be believed; before the first answer it is."""
        return abs(self._off) < FAR

    async def heard(self, seconds: float) -> None:
        """Wait for the first answer, but not for ever: the other doors need no Telegram."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._heard.wait()


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
