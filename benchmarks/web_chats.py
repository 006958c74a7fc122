"""500 web chats open at once in the running bot: what they cost in memory, and when all hear."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from http import HTTPStatus
from pathlib import Path

from benchmarks.uploads import MEGABYTE, _resident
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.web.visitor import Visitor, next_message, visiting

CHATS = 500
MOST_EACH = 128
"""Kilobytes that an open chat may cost."""
MOST_SECONDS = 10.0
"""Until the last of them sees the answer, when all ask at once."""


def main() -> int:
    """Print both; 1 when one is too much."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--chats", type=int, default=CHATS)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        grown, seconds = asyncio.run(_measure(Path(folder), told.chats))
    each = grown / told.chats / 1024
    print(f"{told.chats} web chats open at once:")
    print(f"  {grown / MEGABYTE:.1f} MB more, {each:.0f} kB each (at most {MOST_EACH})")
    print(
        f"  all asked something and saw the answer within {seconds:.1f} s (at most {MOST_SECONDS})"
    )
    return 0 if each <= MOST_EACH and seconds <= MOST_SECONDS else 1


async def _measure(folder: Path, chats: int) -> tuple[int, float]:
    async with AsyncExitStack() as stack:
        api = await stack.enter_async_context(BotApi())
        bot = await stack.enter_async_context(BotProcess(folder, api, LOG_LEVEL="WARNING"))
        await _open(stack, bot)
        before = _resident(bot)
        open_now = [await _open(stack, bot) for _ in range(chats)]
        grown = _resident(bot) - before
        begun = time.perf_counter()
        await asyncio.gather(*(_ask(*one) for one in open_now))
        return grown, time.perf_counter() - begun


async def _open(stack: AsyncExitStack, bot: BotProcess) -> tuple[Visitor, str]:
    """A page that was loaded and listens."""
    page = await stack.enter_async_context(visiting(bot.web_url))
    state = await page.open()
    return page, str(state["ticket"])


async def _ask(page: Visitor, ticket: str) -> None:
    async with page.events(ticket, "0") as stream:
        if await page.say("/hulp") != HTTPStatus.OK:
            raise SystemExit("Something that was asked is refused.")
        await next_message(stream)


if __name__ == "__main__":
    sys.exit(main())
