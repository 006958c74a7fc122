"""Keeps every door open until it is told to stop, and says once where they are."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from bot.app.ground import Ground
from bot.app.hearing import Ear
from bot.app.opening import furnished
from bot.app.serving import Served, serving
from bot.backups.making import PUBLIC
from bot.settings import Settings
from bot.store import hold
from bot.store.tx import Tx
from bot.vault import RecoveryFault

LOOKS: Final = 40
SECONDS_EACH: Final = 0.05
"""How long the announcement waits for Telegram's first answer: two seconds."""

ON_HOLD: Final = (
    "On hold since it was restored: {held.messages} messages and {held.escalations} escalations of"
    " before wait. New reports are taken. End it with maatje restore --release send (or drop)."
)


async def stay(ground: Ground, ear: Ear | None, stop: asyncio.Event) -> None:
    """Until `stop` is set."""
    house = await furnished(ground)
    async with serving(house, ear=ear) as served:
        await _first_answer(served, stop)
        print(_where(ground.settings, served), flush=True)  # noqa: T201 - the command line's own
        for line in await house.writer.run(lambda tx: tuple(_to_know(tx, ground.settings))):
            print(line, flush=True)  # noqa: T201 - as above
        await stop.wait()


async def _first_answer(served: Served, stop: asyncio.Event) -> None:
    """Wait a moment for Telegram: a token it refuses must not be announced as open."""
    for _ in range(LOOKS):
        if served.telegram is None or served.telegram.polling.last_good is not None:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(SECONDS_EACH):
                await stop.wait()
            return


def _where(settings: Settings, served: Served) -> str:
    url = settings.public_url or f"http://{settings.web_host}:{served.web.port}"
    if served.telegram is None:
        return f"Maatje is open at {url}/ (no BOT_TOKEN: the web chat only)."
    return f"Maatje is open at {url}/ and on Telegram."


def _to_know(tx: Tx, settings: Settings) -> Iterator[str]:
    """What must not be overlooked at a start."""
    found = hold.held(tx)
    if found is not None:
        yield ON_HOLD.format(held=found)
    if not (settings.data_dir / PUBLIC).exists():
        yield RecoveryFault.NONE_YET.value
