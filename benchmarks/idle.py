"""What instances cost that nobody talks to: processor time and memory of real `run` processes."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bot_process import BotProcess, Running
from tests.botapi import BotApi
from tests.warm import Streams

MOST: Final = 5.0
"""Percent of one core that 20 of them may take together."""

SETTLE: Final = 35.0
"""Seconds from a start until the first question to Telegram ended and the first ticks were."""

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_USER, _SYSTEM = 13, 14


@dataclass(frozen=True)
class Cost:
    """Of one process since it began: seconds, and how often it was woken."""

    seconds: float
    wakes: int


class Alone(BotProcess):
    """Started as a host starts it: a fork of the tests shares memory that nobody else has."""

    async def _python(self, *args: str, streams: Streams) -> Running:
        stdin, stdout, stderr = streams
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *args),
            cwd=self._folder,
            env=self.env,
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
        )


def main() -> int:
    """Print the cost; 1 when it is too much."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--instances", type=int, default=20)
    ask.add_argument("--seconds", type=float, default=90)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-idle-") as folder:
        return asyncio.run(_measure(Path(folder), told.instances, told.seconds))


async def _measure(folder: Path, instances: int, seconds: float) -> int:
    async with AsyncExitStack() as stack:
        bots = [await _started(stack, folder / str(number)) for number in range(instances)]
        await asyncio.sleep(SETTLE)
        before, begun = [_cost(bot) for bot in bots], time.perf_counter()
        await asyncio.sleep(seconds)
        after, passed = [_cost(bot) for bot in bots], time.perf_counter() - begun
        private, shared = zip(*(_memory(bot) for bot in bots), strict=True)
    busy = sum(b.seconds - a.seconds for a, b in zip(before, after, strict=True)) / passed * 100
    wakes = sum(b.wakes - a.wakes for a, b in zip(before, after, strict=True)) / passed / instances
    print(f"{instances} instances with nothing to do, for {passed:.0f} s:")
    print(f"  {busy:.2f} % of one core together (at most {MOST * instances / 20:g})")
    print(f"  woken {wakes:.1f} times a second each")
    print(f"  memory each: {max(shared):.0f} MB resident, {max(private):.0f} MB its own")
    return 0 if busy <= MOST * instances / 20 else 1


async def _started(stack: AsyncExitStack, folder: Path) -> BotProcess:
    """With a Bot API of its own: two that ask with one token are refused."""
    api = await stack.enter_async_context(BotApi())
    return await stack.enter_async_context(Alone(folder, api, LOG_LEVEL="WARNING"))


def _cost(bot: BotProcess) -> Cost:
    if not bot.running:
        raise SystemExit(f"One of them ended:\n{bot.log}")
    fields = Path(f"/proc/{bot.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    spent = int(fields[_USER - 2]) + int(fields[_SYSTEM - 2])
    threads = Path(f"/proc/{bot.pid}/task").glob("*/status")
    wakes = sum(_field(path, "voluntary_ctxt_switches") for path in threads)
    return Cost(spent / _TICKS, wakes)


def _memory(bot: BotProcess) -> tuple[float, float]:
    """Megabytes: its own, and all that is resident, shared libraries too."""
    rolled = Path(f"/proc/{bot.pid}/smaps_rollup")
    own = _field(rolled, "Private_Clean") + _field(rolled, "Private_Dirty")
    return own / 1024, _field(rolled, "Rss") / 1024


def _field(path: Path, name: str) -> int:
    lines = path.read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith(f"{name}:")).split()[1])


if __name__ == "__main__":
    sys.exit(main())
