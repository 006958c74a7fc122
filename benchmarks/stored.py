"""What an update costs in a store of 1,000 open conversations, and of 1,000,000."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from bot.clock import Clock
from bot.conversations.event import Event, said
from bot.conversations.take import Conversations
from bot.flows.kit import Pressed
from bot.store import contacts, inbox, outbox, sessions
from bot.store.inbox import InboxRow, Incoming
from bot.store.tx import Tx
from bot.store.writer import Writer
from tests.jobs.a_house import world
from tests.opened import a_writer

DOOR = "telegram"
FEW, MANY = 1_000, 1_000_000
ROUNDS, EACH = 15, 200
PART = 5_000
MOST = 1.5
"""An update may cost this many times as much in the larger store."""


@dataclass
class Kept:
    """A store with conversations in it, and what updates cost, round by round (seconds)."""

    writer: Writer
    number: int
    chance: random.Random
    costs: list[float] = field(default_factory=list)
    taps: int = 0

    async def round(self) -> None:
        """So many people answer the open question, all at once."""
        who = self.chance.sample(range(self.number), EACH)
        begun = time.perf_counter()
        await asyncio.gather(*(self._update(one) for one in who))
        self.costs.append((time.perf_counter() - begun) / EACH)

    async def _update(self, number: int) -> None:
        """Kept, taken, and its answer sent: the three units of every tap."""
        row = await self.writer.run(lambda tx: self._keep(tx, number))
        sent = await self.writer.run(lambda tx: _take(tx, row))
        await self.writer.run(lambda tx: outbox.sent(tx, sent))

    def _keep(self, tx: Tx, number: int) -> InboxRow:
        self.taps += 1
        ref = contacts.greet(tx, DOOR, str(number), "nl")
        (row,) = inbox.add(tx, DOOR, [Incoming(str(self.taps), ref, b"{}" * 200)])
        return row


def main() -> int:
    """Print both costs and their ratio; 1 when it is too high."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--stored", type=int, default=MANY)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        few, many = asyncio.run(_measure(Path(folder), told.stored))
    ratio = statistics.median(b / a for a, b in zip(few, many, strict=True))
    print(f"{ROUNDS} rounds of {EACH} updates at once, medians:")
    for number, costs in ((FEW, few), (told.stored, many)):
        print(f"  {number:>9,} conversations stored: {statistics.median(costs) * 1e6:6.0f} µs each")
    print(f"  ratio {ratio:.2f} (at most {MOST:.2f})")
    return 0 if ratio <= MOST else 1


async def _measure(folder: Path, stored: int) -> tuple[list[float], list[float]]:
    chance = random.Random(1)  # noqa: S311 - the same people each time
    both = [Kept(await a_writer(folder / str(n), Clock()), n, chance) for n in (FEW, stored)]
    try:
        for one in both:
            await _fill(one)
            await one.round()
            one.costs.clear()  # the first one warms up
        for _ in range(ROUNDS):
            for one in both:
                await one.round()
    finally:
        for one in both:
            await one.writer.close()
    return both[0].costs, both[1].costs


async def _fill(kept: Kept) -> None:
    text = await kept.writer.run(_begun)
    for start in range(0, kept.number, PART):
        part = range(start, min(start + PART, kept.number))
        await kept.writer.run(lambda tx, part=part: _add(tx, part, text))  # type: ignore[misc]


def _begun(tx: Tx) -> str:
    """A real report, as it lies there after /melden."""
    contact = contacts.meet(tx, DOOR, "somebody else", "nl")
    Conversations(world()).take(tx, Event(contact, said("/melden"), tx.now, 0))
    return sessions.load(tx, contact.contact_ref) or ""


def _add(tx: Tx, numbers: range, text: str) -> None:
    for number in numbers:
        sessions.save(tx, contacts.greet(tx, DOOR, str(number), "nl"), "report", text)


def _take(tx: Tx, row: InboxRow) -> int:
    """Answer the question that is open; the row of the outbox that shows the next one."""
    contact = contacts.find(tx, row.contact_ref)
    stored = sessions.load(tx, row.contact_ref)
    if contact is None or stored is None:
        raise SystemExit("Somebody is not there.")
    token = str(json.loads(stored)["session"]["token"])
    event = Event(contact, Pressed(token, "who", "self"), tx.now, row.row_id, "7")
    Conversations(world()).take(tx, event)
    inbox.done(tx, row.row_id)
    found = tx.db.execute("SELECT max(id) AS id FROM outbox").fetchone()
    return int(found["id"])


if __name__ == "__main__":
    sys.exit(main())
