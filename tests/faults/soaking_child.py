"""The whole bot as a process whose clock is set from outside; knows who asks only as a pipe.

It says "ready" and the port of its page. Each line it reads is a moment: it is that moment then,
what is due is done, what was told long ago is closed, and it answers with the rows of each table.
"""

import asyncio
import json
import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta

from bot.app.opening import House, open_house
from bot.app.serving import Served, serving
from bot.cases.case import CaseState
from bot.clock import Clock
from bot.settings import read_settings
from bot.store import cases
from bot.store.writer import Tx

WORKED_OFF = timedelta(days=2)
TABLES = ("inbox", "outbox", "mailbox", "chat_messages", "sessions", "contacts", "cases")


async def live(begin: str) -> None:
    """Until the pipe is closed."""
    clock = Clock()
    clock.travel(datetime.fromisoformat(begin))
    read = read_settings(os.environ, env_file=None)
    async with open_house(read, clock=clock) as house, serving(house) as served:
        _say(f"ready {served.web.port}")
        while line := await asyncio.to_thread(sys.stdin.readline):
            rows = await _be_at(house, served, datetime.fromisoformat(line.strip()))
            _say(json.dumps(rows))


async def _be_at(house: House, served: Served, moment: datetime) -> dict[str, int]:
    house.clock.travel(moment)
    await served.ticker.tick()
    if served.telegram is not None:
        served.telegram.sender.wake()
    await house.writer.run(_close_what_is_old)
    return await house.writer.run(_rows)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _close_what_is_old(tx: Tx) -> None:
    """A school that works its cases off, in one stroke: what is measured here is the machine."""
    for case in cases.open_cases(tx):
        if case.created < tx.now - WORKED_OFF:
            cases.save(tx, replace(case, state=CaseState.CLOSED, closed_at=tx.now))


def _rows(tx: Tx) -> dict[str, int]:
    counted = {name: f"SELECT count(*) FROM {name}" for name in TABLES}  # noqa: S608 - our own
    found = {name: int(tx.db.execute(ask).fetchone()[0]) for name, ask in counted.items()}
    return found | {"day keys": len(tx.keys.ids("day:", before=tx.now))}


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1]))
