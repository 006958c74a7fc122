"""`python -m benchmarks.race`: all contenders side by side, the table, and the chart."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from benchmarks.race.figures import chart, missed, table
from benchmarks.race.rounds import Plan, race

SHORT = Plan(rounds=2, people=200, quick=50)
FULL = Plan(rounds=5, people=600, quick=150)


def main() -> int:
    """Print what was found; 1 when a figure is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--full", action="store_true", help="more of all, for a quiet machine")
    ask.add_argument("--rounds", type=int)
    ask.add_argument("--people", type=int)
    ask.add_argument("--only", nargs="*", default=(), help="names, Maatje must be among them")
    told = ask.parse_args()
    base = FULL if told.full else SHORT
    plan = Plan(
        told.rounds or base.rounds, told.people or base.people, base.quick, tuple(told.only)
    )
    with tempfile.TemporaryDirectory(prefix="maatje-race-") as folder:
        found = asyncio.run(race(plan, Path(folder)))
    print("\n".join([*chart(found), "", *table(found)]))
    short = missed(found)
    print("\n".join(f"missed: {one}" for one in short))
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
