"""Runs the rounds: every contender after the other, in another order each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.race.contenders import MAATJE, OTHERS, Contender, started
from benchmarks.race.loads import Lane
from benchmarks.race.telegram import Telegram

FAR: Final = 0.05
"""Seconds that an answer of Telegram takes when it is far away."""
STEADY: Final = 150.0
"""Updates a second."""

Seen = dict[str, float]
"""What one round of one contender came to, by the name of the figure."""


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    rounds: int
    people: int
    quick: int
    only: tuple[str, ...] = ()

    def orders(self) -> Iterator[list[Contender]]:
        """The contenders of each round; each begins once before one begins again."""
        who = [one for one in (MAATJE, *OTHERS) if not self.only or one.name in self.only]
        for turn in range(self.rounds):
            at = turn % len(who)
            order = who[at:] + who[:at]
            yield order if turn % 2 == 0 else order[::-1]


async def race(plan: Plan, folder: Path) -> dict[str, list[Seen]]:
    """All rounds of all contenders."""
    found: dict[str, list[Seen]] = {}
    async with Telegram() as telegram:
        for contender in next(plan.orders()):  # the first start makes the folder: no figure
            await (await started(contender, telegram, folder / contender.name)).stop()
        for number, order in enumerate(plan.orders(), start=1):
            for contender in order:
                print(f"round {number}: {contender.name}", flush=True)
                seen = await _round(plan, contender, telegram, folder / contender.name)
                found.setdefault(contender.name, []).append(seen)
    return found


async def _round(plan: Plan, contender: Contender, telegram: Telegram, folder: Path) -> Seen:
    telegram.latency = 0.0
    running = await started(contender, telegram, folder)
    try:
        lane = Lane(telegram, contender, running)
        return {"start": running.started, **await _loads(plan, lane), "memory": running.peak}
    finally:
        await running.stop()


async def _loads(plan: Plan, lane: Lane) -> Seen:
    telegram = lane.telegram
    people = await lane.meet(plan.people)
    near = await lane.burst(people, (0, 1))
    telegram.latency = FAR
    far = await lane.burst(people, (2,))
    seen = {
        "burst": near.rate,
        "cpu": near.cpu_each,
        "far burst": far.rate,
        "far p99": far.at(0.99),
    }
    if not lane.contender.slow:
        even = await lane.steady(people, 3, STEADY)
        seen |= {"steady p50": even.at(0.5), "steady p99": even.at(0.99)}
    telegram.latency = 0.0
    if not lane.contender.slow:
        lost, disorder = await lane.quick(await lane.meet(plan.quick), people[0].screens)
        seen |= {"lost": lost, "disorder": disorder}
    return seen
