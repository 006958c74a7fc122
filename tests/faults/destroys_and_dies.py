"""A process that destroys one of two cases and dies between its commit and its key; for T62."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.clock import Clock
from bot.store import erase
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import RootKey
from tests.store.examples import FULL, PLAIN, a_case


def two_cases(tx: Tx) -> None:
    """The second one is there to see that its key stays."""
    for case in (PLAIN, FULL):
        a_case(tx, case)


def dies(statement: str) -> None:
    """The power goes as SQLite begins to delete a key: the rows are committed by then."""
    if statement.startswith("DELETE FROM keys"):
        os.kill(os.getpid(), signal.SIGKILL)


def destroy(tx: Tx) -> None:
    """In the unit of work itself all is as ever; what comes after it is watched."""
    tx.keys._db.set_trace_callback(dies)
    erase.shred_case(tx, PLAIN.case_id)


async def main(folder: Path) -> None:
    """As the bot does it."""
    root = RootKey.from_bytes(b"r" * 32)
    writer = await Writer.open(folder / "maatje.db", folder / "keys.db", root, Clock())
    await writer.run(two_cases)
    await writer.run(destroy)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
