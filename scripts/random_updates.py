"""Throws random updates of every type of the Bot API at the bot, in parts; `make random`."""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from tests.randomly.throwing import Found, throw

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
"""It is about what is understood, not about disks."""


def main() -> int:
    """Print a line for each part and one for all; 1 when anything went wrong."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--updates", type=int, default=20_000)
    ask.add_argument("--each", type=int, default=10_000, help="updates of one part, its own school")
    ask.add_argument("--seed", type=int, default=1, help="of the first part; the next is one more")
    ask.add_argument("--jobs", type=int, default=2, help="parts at the same time")
    told = ask.parse_args()
    began, whole = time.monotonic(), Found()
    with get_context("spawn").Pool(told.jobs, maxtasksperchild=4) as pool:
        for seed, found in pool.imap_unordered(_part, _parts(told)):
            whole += found
            rate = whole.updates / (time.monotonic() - began)
            print(f"seed {seed}: {found}{_why(found)} ({rate:.0f} updates/s so far)", flush=True)
    print(f"all: {whole} in {time.monotonic() - began:.0f} s")
    return 0 if whole.good else 1


def _parts(told: argparse.Namespace) -> Iterator[tuple[int, int]]:
    for number, begun in enumerate(range(0, told.updates, told.each)):
        yield told.seed + number, min(told.each, told.updates - begun)


def _part(what: tuple[int, int]) -> tuple[int, Found]:
    logging.lastResort = None  # what the log tells is counted, not shown
    seed, updates = what
    folder = IN_MEMORY if IN_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="maatje-random-", dir=folder) as made:
        run = partial(throw, Path(made) / "data", updates=updates, seed=seed)
        return seed, asyncio.run(run())


def _why(found: Found) -> str:
    wrong = [*found.unhandled.most_common(3), *found.elsewhere.most_common(3)]
    return "".join(f"\n  {times} x {what}" for what, times in wrong)


if __name__ == "__main__":
    sys.exit(main())
