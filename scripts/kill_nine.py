"""Kills the bot with SIGKILL while many phones report, and says what was lost; `make kill`."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.killing import Plan, Tally, kill_and_count


def main() -> int:
    """Print one line; 1 when a report was lost or came twice."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--kills", type=int, default=20)
    ask.add_argument("--reports", type=int, default=200)
    ask.add_argument("--phones", type=int, default=40)
    ask.add_argument("--seed", type=int, default=int(time.monotonic()))
    told = ask.parse_args()
    plan = Plan(kills=told.kills, reports=told.reports, phones=told.phones, seed=told.seed)
    print(f"seed {plan.seed}", flush=True)
    tally = asyncio.run(_in_a_folder_of_its_own(plan))
    print(tally)
    for kind, words in (("lost", tally.lost), ("doubled", tally.doubled)):
        if words:
            print(f"{kind}: {', '.join(words)}")
    return 0 if tally.good else 1


async def _in_a_folder_of_its_own(plan: Plan) -> Tally:
    with tempfile.TemporaryDirectory(prefix="maatje-kill-") as folder:
        return await kill_and_count(Path(folder), plan)


if __name__ == "__main__":
    sys.exit(main())
