"""Runs the bot: hears Telegram first, and reads the rest of itself while that goes on."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable
from typing import Final

from bot.app.ground import Ground, open_ground
from bot.app.hearing import Ear, hearing
from bot.app.stopping import asked_to_end, leave_within
from bot.settings import Settings

RUBBISH: Final = (100_000, 20, 50)
"""How seldom it is looked for: each tap makes hundreds of small things that go by themselves, and
looking as often as Python does of its own accord cost an eighth of all work."""

FAREWELL_SECONDS: Final = 0.5
"""For what Python itself has to end, once nothing of ours runs any more."""

Stay = Callable[[Ground, Ear | None, asyncio.Event], Awaitable[None]]


async def run(settings: Settings, *, at_most: float | None = None) -> None:
    """Open the doors that are configured, until SIGTERM or Ctrl-C.

    `at_most` so many seconds after that this whole process is gone, whatever hangs.
    """
    gc.set_threshold(*RUBBISH)
    stop = asked_to_end(at_most)
    async with open_ground(settings) as ground, hearing(ground) as ear:
        stay = await asyncio.to_thread(_the_rest)  # beside the loop: what comes in is kept
        await stay(ground, ear, stop)
    if at_most is not None:  # all is closed, but a thread may still look up an address
        leave_within(FAREWELL_SECONDS, code=0)


def _the_rest() -> Stay:
    """Nearly everything: conversations, doors, jobs."""
    from bot.app.staying import stay  # noqa: PLC0415 - see above

    return stay
