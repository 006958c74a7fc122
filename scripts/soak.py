"""Lives through 24 school days in one go and says whether anything grows; `make soak`."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import mean

from tests.faults.soaking import Day, Plan, Soak, soak

GROWTH = 1.15
"""Noise of a few reports more or less; a leak of one row a report is far above it."""
STAYS = ("cases",)
"""What is meant to stay; everything else must end as high as it stood half-way."""
WINDOW = 3
ROW = "{:>4} {:>8} {:>6} " + "{:>14}" * 8


def main() -> int:
    """Print a line for each day; 1 when something grew or somebody got no answer."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--days", type=int, default=24)
    ask.add_argument("--seed", type=int, default=1)
    told = ask.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="maatje-soak-") as folder:
        plan = Plan(days=told.days, seed=told.seed)
        run = asyncio.run(soak(Path(folder), plan, say=_say))
    grown = [] if told.days < 2 * len(plan.power_cuts) + WINDOW else growing(run.days)
    for what in grown:
        print(f"GROWS: {what}")
    print(_summary(run, time.monotonic() - began))
    return int(bool(grown or run.late or run.lost))


def growing(days: Sequence[Day]) -> list[str]:
    """What stands higher at the end than half-way, in words."""
    half = len(days) // 2
    begin, end = days[half - 1 : half - 1 + WINDOW], days[-WINDOW:]
    found = [*_grown("memory", [d.megabytes for d in begin], [d.megabytes for d in end])]
    found += _grown("open files", [d.files for d in begin], [d.files for d in end])
    for name in days[0].rows:
        if name not in STAYS:
            found += _grown(name, [d.rows[name] for d in begin], [d.rows[name] for d in end])
    return found


def _grown(what: str, begin: Sequence[float], end: Sequence[float]) -> list[str]:
    before, after = mean(begin), mean(end)
    return [f"{what} {before:.0f} → {after:.0f}"] if after > GROWTH * before + 1 else []


def _say(day: Day) -> None:
    if day.number == 1:
        print(ROW.format("day", "MB", "files", *day.rows), flush=True)
    told = ROW.format(day.number, f"{day.megabytes:.0f}", day.files, *day.rows.values())
    print(told, flush=True)


def _summary(run: Soak, seconds: float) -> str:
    told = sum(len(one.told) for one in run.reporters)
    return (
        f"{len(run.days)} school days in {seconds:.0f} s, {told} reports: "
        f"{len(run.lost)} lost, {len(run.late)} unanswered, "
        f"the power went {len(run.plan.power_cuts)} times"
    )


if __name__ == "__main__":
    sys.exit(main())
