"""How long the case list and a card take with 500 open cases, beside 5."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.cases.advance import begin
from bot.cases.case import Case
from bot.cases.kinds import Doer, Kind, ReporterRole, RouteId, Victim
from bot.conversations.event import Acted, Command
from bot.store import cases
from bot.store.tx import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import MONDAY, House, a_house

FEW, MANY = 5, 500
MOST = 1.5
"""The many may take this many times as long as the few."""


def main() -> int:
    """Print the medians and their ratios; 1 when one is too high."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=30)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        few = asyncio.run(_measure(Path(folder) / "few", FEW, told.rounds))
        many = asyncio.run(_measure(Path(folder) / "many", MANY, told.rounds))
    ratios = [_print(what, few[what], many[what]) for what in few]
    return 0 if max(ratios) <= MOST else 1


def _print(what: str, few: float, many: float) -> float:
    ratio = many / few
    print(f"{what}: {FEW} open cases {few * 1000:.1f} ms, {MANY} open cases {many * 1000:.1f} ms")
    print(f"  ratio {ratio:.2f} (at most {MOST:.2f})")
    return ratio


async def _measure(folder: Path, number: int, rounds: int) -> dict[str, float]:
    async with a_house(folder) as house:
        management = await house.management()
        for one in range(number):
            await house.run(partial(_keep, house, one))
        card = Acted("case", (f"{0:016x}",))
        return {
            "list": await _median(rounds, lambda: _says(management, Command("zaken"))),
            "card": await _median(rounds, lambda: _says(management, card)),
        }


async def _says(chat: Chat, what: Command | Acted) -> None:
    await chat.says(what)


async def _median(rounds: int, work: Callable[[], Awaitable[None]]) -> float:
    taken = []
    for _ in range(rounds + 3):
        begun = time.perf_counter()
        await work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken[3:])  # the first ones warm up


def _keep(house: House, number: int, tx: Tx) -> None:
    """Cases of half a year: some late, some urgent."""
    created = MONDAY - timedelta(hours=7 * number)
    case = Case(
        case_id=f"{number:016x}",
        name=f"Zaak {number}",
        route=RouteId.A if number % 3 else RouteId.B,
        route_version=1,
        kind=Kind.INSULT,
        reporter_role=ReporterRole.STUDENT,
        victim=Victim.STUDENT if number % 3 else Victim.STAFF,
        doer=Doer.STUDENT,
        created=created,
        school_class="1a",
        urgent=not number % 7,
    )
    begun = replace(begin(case, house.world.school, created), owner="f-el-amrani")
    cases.create(tx, begun, reporter=None, reporter_name=None)


if __name__ == "__main__":
    sys.exit(main())
