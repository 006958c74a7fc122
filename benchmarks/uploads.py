"""How much memory the running bot needs for 100 files of 20 MB, through the page or Telegram."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from http import HTTPStatus
from pathlib import Path

from bot.evidence.intake import LARGEST
from tests.bot_process import BotProcess
from tests.botapi import BotApi
from tests.phone import Phone
from tests.web.visitor import visiting

MEGABYTE = 1024 * 1024
MOST = 32
"""Megabytes that the process may grow by."""

EACH = 10
"""Files a person: more is not taken before a report is sent."""

CONTENT = b"\xff" * LARGEST

Send = Callable[[BotApi, BotProcess, int], Coroutine[None, None, None]]


def main() -> int:
    """Print the growth; 1 when it is too much."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("door", choices=sorted(DOORS))
    ask.add_argument("--people", type=int, default=10, help=f"each sends {EACH} files")
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        grown, seconds = asyncio.run(_measure(Path(folder), DOORS[told.door], told.people))
    files = told.people * EACH
    print(f"{files} files of 20 MB through {told.door}: {seconds:.1f} s")
    print(f"  resident memory grew by {grown:.1f} MB at its highest (less than {MOST})")
    return 0 if grown < MOST else 1


async def _measure(folder: Path, send: Send, people: int) -> tuple[float, float]:
    async with BotApi() as api, BotProcess(folder, api, LOG_LEVEL="WARNING") as bot:
        await send(api, bot, 1)
        evidence = bot.data_dir / "evidence"
        before, begun = _resident(bot), time.perf_counter()
        highest = before
        async with asyncio.TaskGroup() as tasks:
            sending = tasks.create_task(send(api, bot, people))
            while not sending.done():
                highest = max(highest, _resident(bot))
                await asyncio.wait([sending], timeout=0.02)
        seconds = time.perf_counter() - begun
        kept = [file for file in evidence.iterdir() if file.stat().st_size >= LARGEST]
        if len(kept) < people * EACH:
            raise SystemExit(f"Only {len(kept)} files were kept.")
        return (highest - before) / MEGABYTE, seconds


def _resident(bot: BotProcess) -> int:
    """Bytes of the bot's memory that lie in RAM now, as the system counts them."""
    lines = Path(f"/proc/{bot.pid}/status").read_text("ascii").splitlines()
    found = next(line for line in lines if line.startswith("VmRSS:"))
    return int(found.split()[1]) * 1024


async def _page(_api: BotApi, bot: BotProcess, people: int) -> None:
    """Everybody at once, each one file after the other, as a page does it."""

    async def one() -> None:
        async with AsyncExitStack() as stack:
            page = await stack.enter_async_context(visiting(bot.web_url))
            await page.open()
            for number in range(EACH if people > 1 else 1):
                status, told = await page.send(CONTENT if people > 1 else b"x", kind="voice")
                if status != HTTPStatus.OK:
                    raise SystemExit(f"File {number} was refused: {told}")

    async with asyncio.TaskGroup() as tasks:
        for _ in range(people):
            tasks.create_task(one())


async def _telegram(api: BotApi, bot: BotProcess, people: int) -> None:
    """Everybody sends all they have at once."""
    content, each = (CONTENT, EACH) if people > 1 else (b"x", 1)
    evidence = bot.data_dir / "evidence"
    file_id = api.keep_file(content)
    there = len(list(evidence.iterdir()))
    for number in range(people):
        phone = Phone(api, user_id=1000 * people + number)
        for _ in range(each):
            about = {"file_id": file_id, "file_unique_id": "u", "duration": 1}
            await phone.send(voice={**about, "file_size": len(content)})

    def all_there() -> bool:
        names = [path.name for path in evidence.iterdir()]
        return len([n for n in names if "." not in n]) >= there + people * each

    await api.until(all_there, timeout=600)


DOORS: dict[str, Send] = {"page": _page, "telegram": _telegram}

if __name__ == "__main__":
    sys.exit(main())
