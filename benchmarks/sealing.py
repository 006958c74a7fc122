"""What sealing costs beside `sha256sum` and `cp` of the same bytes, flushed, round by round."""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from bot.clock import Clock
from bot.evidence.intake import LARGEST, Intake
from bot.evidence.room import Room
from bot.store.writer import Writer
from bot.vault import RootKey

CHUNK = 64 * 1024
"""About what a network hands over at once."""


def main() -> int:
    """Print the two medians and their ratio; 1 when sealing costs more."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=9)
    ask.add_argument("--files", type=int, default=5)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        ours, theirs = asyncio.run(_measure(Path(folder), told.rounds, told.files))
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"{told.files} files of 20 MB, {told.rounds} rounds each, medians:")
    print(f"  sealed, row committed   {statistics.median(ours):.3f} s")
    print(f"  sha256sum + cp + fsync  {statistics.median(theirs):.3f} s")
    print(f"  ratio                   {ratio:.2f} (at most 1.00)")
    return 0 if ratio <= 1 else 1


async def _measure(folder: Path, rounds: int, number: int) -> tuple[list[float], list[float]]:
    files = [folder / f"original-{n}" for n in range(number)]
    for file in files:
        file.write_bytes(os.urandom(LARGEST))
    root = RootKey.from_bytes(os.urandom(32))
    writer = await Writer.open(folder / "maatje.db", folder / "keys.db", root, Clock())
    intake = Intake(writer, folder / "evidence", Room(of_one=2**62, of_all=2**62))
    ours, theirs = [], []
    try:
        for turn in range(rounds + 1):  # the first one warms up
            theirs.append(await asyncio.to_thread(_hash_and_copy, files, folder / "copies"))
            ours.append(await _seal(intake, files))
            if not turn:
                ours, theirs = [], []
    finally:
        await writer.close()
    return ours, theirs


async def _seal(intake: Intake, files: Sequence[Path]) -> float:
    begun = time.perf_counter()
    for file in files:
        await intake.take(
            _read(file), "somebody", "file", may=lambda _tx: None, then=lambda _tx, _kept: None
        )
    return time.perf_counter() - begun


async def _read(file: Path) -> AsyncIterator[bytes]:
    with file.open("rb") as opened:
        while chunk := opened.read(CHUNK):
            yield chunk


def _hash_and_copy(files: Sequence[Path], folder: Path) -> float:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    begun = time.perf_counter()
    for file in files:
        copy = folder / file.name
        subprocess.run(["sha256sum", file], check=True, stdout=subprocess.DEVNULL)  # noqa: S603, S607
        subprocess.run(["cp", file, copy], check=True)  # noqa: S603, S607
        handle = os.open(copy, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
