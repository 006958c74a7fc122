"""A process that takes one file in and kills itself at the moment it is told; for T50."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.evidence.intake import PIECE, Intake, Kept
from bot.evidence.room import Room
from bot.store.writer import Tx, Writer
from bot.vault import RootKey

MARKER = b"kanarie in de kolenmijn"
CONTENT = MARKER * (4 * PIECE // len(MARKER))
MOMENTS = ("half written", "written, not renamed", "renamed, not committed", "committed")


def die(moment: str, now: str) -> None:
    """The power goes, if this is the moment."""
    if moment == now:
        os.kill(os.getpid(), signal.SIGKILL)


async def source(moment: str) -> AsyncIterator[bytes]:
    """The content; the last question for more comes when all is written and nothing is renamed."""
    half = len(CONTENT) // 2
    yield CONTENT[:half]
    die(moment, "half written")
    yield CONTENT[half:]
    die(moment, "written, not renamed")


def keep(moment: str, _tx: Tx, _kept: Kept) -> None:
    """Within the unit that adds the row: the file has its name, the row is not committed."""
    die(moment, "renamed, not committed")


async def main(folder: Path, moment: str) -> None:
    """As a door does it."""
    root = RootKey.from_bytes(b"r" * 32)
    writer = await Writer.open(folder / "maatje.db", folder / "keys.db", root, Clock())
    intake = Intake(writer, folder / "evidence", Room(free=0))
    then = partial(keep, moment)
    await intake.take(source(moment), "sanne", "photo", may=lambda _tx: None, then=then)
    die(moment, "committed")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
