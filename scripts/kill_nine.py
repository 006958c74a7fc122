"""Kills the bot with SIGKILL while many phones report, and says what was lost; `make kill`."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults.killing import Load, Plan, Tally, kill_and_count
from tests.faults.troubles import Mix
from tests.warm import warm

REPORTS_EACH = {
    Load.BURST: 10,
    Load.TRICKLE: 3,
    Load.FILES: 4,
    Load.ALBUMS: 3,
    Load.WIPES: 4,
    Load.CAMPAIGN: 2,
}
"""Reports to a kill: what people send in about the time between two kills."""

KILLS_OF_A_SURVEY = 8


def main() -> int:
    """Print a line for each load and one for all; 1 when a report was lost or came twice."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--kills", type=int, default=20, help="over all loads together")
    ask.add_argument("--load", type=Load, action="append", help=", ".join(Load))
    ask.add_argument("--mix", type=Mix, action="append", help=", ".join(Mix))
    ask.add_argument("--phones", type=int, default=40)
    ask.add_argument("--seed", type=int, default=int(time.monotonic()))
    told = ask.parse_args()
    print(f"seed {told.seed}", flush=True)
    plans = _plans(told.kills, told.load or tuple(Load), told.mix or tuple(Mix), told)
    tally = asyncio.run(_all(plans))
    print(f"all: {tally}")
    return 0 if tally.good else 1


def _plans(
    kills: int, loads: Sequence[Load], mixes: Sequence[Mix], told: argparse.Namespace
) -> list[Plan]:
    shares = [kills // len(loads) + (n < kills % len(loads)) for n in range(len(loads))]
    return [
        Plan(
            kills=part,
            reports=part * REPORTS_EACH[load],
            phones=told.phones,
            seed=told.seed + number,
            load=load,
            mixes=mixes,
        )
        for load, share in zip(loads, shares, strict=True)
        for number, part in enumerate(_in_parts(load, share))
    ]


def _in_parts(load: Load, share: int) -> Iterator[int]:
    """A survey is over after some kills: then another school has one."""
    most = KILLS_OF_A_SURVEY if load is Load.CAMPAIGN else share
    while share > 0:
        yield min(share, most)
        share -= most


async def _all(plans: Sequence[Plan]) -> Tally:
    whole = Tally()
    async with warm():
        for plan in plans:
            began = time.monotonic()
            with tempfile.TemporaryDirectory(prefix="maatje-kill-") as folder:
                tally = await kill_and_count(Path(folder), plan)
            print(f"{plan.load}: {tally} ({time.monotonic() - began:.0f} s)", flush=True)
            for kind in ("lost", "doubled", "late"):
                if words := getattr(tally, kind):
                    print(f"  {kind}: {', '.join(words[:10])}")
            whole += tally
    return whole


if __name__ == "__main__":
    sys.exit(main())
