"""How often the running bot makes the disk flush while a burst comes in; counted by strace."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import sys
import tempfile
from asyncio.subprocess import DEVNULL, Process
from pathlib import Path

from benchmarks.race.contenders import MAATJE, Running, started
from benchmarks.race.loads import Lane
from benchmarks.race.telegram import Telegram

PEOPLE = 500
STEPS = (0, 1)
MOST = 100
"""Flushes for 1,000 updates."""

_CALLS = re.compile(r"^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+)\s.*\b(?:fsync|fdatasync)$", re.MULTILINE)
_ATTACHED = 1.0


def main() -> int:
    """Print the number; 1 when there are too many, or nothing could be counted."""
    strace = shutil.which("strace")
    if strace is None:
        print("Flushes were not counted: strace is not installed.")
        return 0
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        counted = asyncio.run(_measure(Path(folder), strace))
    updates = PEOPLE * len(STEPS)
    each = counted * 1000 / updates
    print(f"{updates} updates in bursts of {PEOPLE}: {counted} flushes of the disk")
    print(f"  {each:.0f} for 1,000 updates (at most {MOST})")
    return 0 if 0 < each <= MOST else 1


async def _measure(folder: Path, strace: str) -> int:
    async with Telegram() as telegram:
        running = await started(MAATJE, telegram, folder)
        try:
            lane = Lane(telegram, MAATJE, running)
            people = await lane.meet(PEOPLE)
            counts = folder / "counts"
            watching = await _watch(strace, running, counts)
            await lane.burst(people, STEPS)
            watching.send_signal(signal.SIGINT)
            await watching.wait()
        finally:
            await running.stop()
        return sum(int(calls) for calls in _CALLS.findall(counts.read_text("utf-8")))


async def _watch(strace: str, running: Running, counts: Path) -> Process:
    options = ("-f", "-c", "-e", "trace=fsync,fdatasync", "-o", str(counts))
    watching = await asyncio.create_subprocess_exec(
        strace, *options, "-p", str(running.process.pid), stdout=DEVNULL, stderr=DEVNULL
    )
    await asyncio.sleep(_ATTACHED)  # it says nothing when it begins
    return watching


if __name__ == "__main__":
    sys.exit(main())
