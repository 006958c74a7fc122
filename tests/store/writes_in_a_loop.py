"""A process that writes until it is killed and says what was acknowledged; for test_killed."""

import asyncio
import sys
from functools import partial
from pathlib import Path

from bot.clock import Clock
from bot.store import contacts, inbox, sessions
from bot.store.inbox import Incoming
from bot.store.keyring import case_key_id
from bot.store.writer import Tx, Writer
from bot.vault import RootKey


def unit(tx: Tx, name: str) -> None:
    """Something of everything: a contact, an incoming row, a session and a key of its own."""
    ref = contacts.meet(tx, "web", name, "nl").contact_ref
    inbox.add(tx, "web", [Incoming(name, ref, name.encode())])
    sessions.save(tx, ref, "report", name)
    tx.keys.fresh(case_key_id(name))


async def write_for_ever(writer: Writer, lane: str) -> None:
    """Print a name only after its commit."""
    number = 0
    while True:
        name = f"{lane}-{number}"
        await writer.run(partial(unit, name=name))
        sys.stdout.write(f"{name}\n")
        sys.stdout.flush()
        number += 1


async def main(folder: Path, run: str) -> None:
    """Three lanes, so that the kill also falls into commits of several units."""
    root = RootKey.from_bytes(b"r" * 32)
    writer = await Writer.open(folder / "maatje.db", folder / "keys.db", root, Clock())
    await asyncio.gather(*(write_for_ever(writer, f"{run}-{lane}") for lane in range(3)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
