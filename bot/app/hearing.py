"""Hears Telegram from the first moment: what comes in is kept before anybody is there to answer.

Needs the ground only. Lanes find in the inbox what was kept before there were any.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from bot.app.ground import Ground
from bot.clock import Clock
from bot.handlers.api import Api
from bot.handlers.connections import Connections
from bot.handlers.keeping import Keeper
from bot.handlers.polling import Polling
from bot.handlers.their_time import TheirTime
from bot.i18n import I18n
from bot.settings import Settings
from bot.store.inbox import InboxRow
from bot.store.writer import Writer

Put = Callable[[Sequence[InboxRow]], None]

GREETING_SECONDS: Final = 0.5
"""How long the rest of the house waits for the first question to be asked."""


@dataclass
class Ear:
    """The line to Telegram of one run; `webhook` is the address and the secret, when it calls.

    Who is in `told` hears of the rows that were kept.
    """

    api: Api = field(repr=False)
    their_time: TheirTime
    keeper: Keeper = field(repr=False)
    polling: Polling = field(repr=False)
    webhook: tuple[str, str] | None = field(default=None, repr=False)
    told: list[Put] = field(default_factory=list, repr=False)
    _asking: asyncio.Task[None] | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Ask from now on; who runs `run` learns how it ends."""
        # Kept and awaited in run() or close(): this is the reference the rule asks for.
        self._asking = asyncio.create_task(self.polling.run())  # noqa: TID251

    async def run(self) -> None:
        """Ask until it is stopped. Raises TokenRefused when the very first call is refused."""
        if self._asking is None:
            self.begin()
        if self._asking is not None:
            await self._asking

    async def close(self) -> None:
        """Ask nothing more, and let go of the connections; harmless when done twice."""
        self.polling.stop()
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
        await self.api.connections.shutdown()


def an_ear(settings: Settings, writer: Writer, i18n: I18n, clock: Clock) -> Ear | None:
    """Not asking yet; None without a token."""
    if not settings.bot_token:
        return None
    told: list[Put] = []

    def put(rows: Sequence[InboxRow]) -> None:
        for one in told:
            one(rows)

    their_time = TheirTime(clock)
    api = Api(Connections(settings.telegram_api_url, their_time.told), settings.bot_token)
    keeper = Keeper(writer, i18n, put)
    return Ear(api, their_time, keeper, Polling(api, keeper), _webhook(settings), told)


@asynccontextmanager
async def hearing(ground: Ground) -> AsyncIterator[Ear | None]:
    """An ear that asks already, unless Telegram calls us; closed in the end."""
    ear = an_ear(ground.settings, ground.writer, ground.i18n, ground.clock)
    if ear is None:
        yield None
        return
    try:
        if ear.webhook is None:
            ear.begin()
            with suppress(TimeoutError):
                async with asyncio.timeout(GREETING_SECONDS):
                    await ear.polling.greeted.wait()
        yield ear
    finally:
        await ear.close()


def _webhook(settings: Settings) -> tuple[str, str] | None:
    """The address and the secret, when both are set."""
    url, secret = settings.public_url, settings.webhook_secret
    return (url, secret) if url and secret else None
