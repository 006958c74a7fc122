"""How long the case list and a card take with 500 open cases, beside 5."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.cases.advance import begin
from bot.cases.case import Case
from bot.cases.kinds import Doer, Kind, ReporterRole, RouteId, Victim
from bot.conversations.event import Acted, Command, What
from bot.store import cases
from bot.store.tx import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import MONDAY, House, a_house

FEW, MANY = 5, 500
WHAT: dict[str, What] = {
    "list": Command("zaken"),
    "third page": Acted("cases", ("2",)),
    "card": Acted("case", (f"{0:016x}",)),
}
MOST = 1.5
"""The many may take this many times as long as the few."""


def main() -> int:
    """Print the medians and their ratios; 1 when one is too high."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=60)
    told = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="maatje-bench-") as folder:
        taken = asyncio.run(_measure(Path(folder), told.rounds))
    ratios = [_print(what, *taken[what]) for what in taken]
    return 0 if max(ratios) <= MOST else 1


def _print(what: str, few: float, many: float) -> float:
    ratio = many / few
    print(f"{what}: {FEW} open cases {few * 1000:.1f} ms, {MANY} open cases {many * 1000:.1f} ms")
    print(f"  ratio {ratio:.2f} (at most {MOST:.2f})")
    return ratio


async def _measure(folder: Path, rounds: int) -> dict[str, tuple[float, float]]:
    """Both schools in turns, so that what else the machine does falls on both."""
    async with a_house(folder / "few") as few, a_house(folder / "many") as many:
        there = await _filled(few, FEW), await _filled(many, MANY)
        return {what: await _medians(rounds, *there, WHAT[what]) for what in WHAT}


async def _filled(house: House, number: int) -> Chat:
    management = await house.management()
    for one in range(number):
        await house.run(partial(_keep, house, one))
    return management


async def _medians(rounds: int, few: Chat, many: Chat, what: What) -> tuple[float, float]:
    """From what somebody taps to what lies in their chat, the sender's own guard included."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 3):
        for chat, times in zip((few, many), taken, strict=True):
            begun = time.perf_counter()
            await chat.act(what)
            times.append(time.perf_counter() - begun)
            assert chat.screen  # noqa: S101 - a screen that is not there would be fast
    few_median, many_median = (statistics.median(times[3:]) for times in taken)  # after a warm-up
    return few_median, many_median


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
        victim_person=None if number % 3 else "b-smit",
    )
    begun = replace(begin(case, house.world.school, created), owner="f-el-amrani")
    cases.create(tx, begun, reporter=None, reporter_name=None)


if __name__ == "__main__":
    sys.exit(main())
