"""Learns the weights of bot/understanding/data/verdicts.json from the sentences about posting.

    python -m scripts.learn_verdicts

The same sentences give the same file. Those that are held out are never looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.cases.kinds import ReporterRole
from bot.understanding.concepts import DATA
from bot.understanding.judging import traits_of
from bot.understanding.patterns import as_read
from bot.understanding.posting import read
from scripts.learn import known_by, scale, written

SENTENCES: Final = Path(__file__).parent.parent / "tests" / "understanding" / "sets"
STUDIED: Final = tuple(f"posting{which}.jsonl" for which in ("", "_more", "_terse", "_near"))
FREEDOM: Final = 0.15
"""More than elsewhere: whether something may be posted hangs on a small word."""

MOST_USEFUL: Final = 20_000
"""Traits that are kept."""

Told = Sequence[dict[str, str]]


def studied() -> list[dict[str, str]]:
    """What it is learnt from."""
    return [
        json.loads(line)
        for name in STUDIED
        for line in (SENTENCES / name).read_text("utf-8").splitlines()
    ]


def sentences() -> str:
    """What these are known by now."""
    return known_by((one["text"], one["asker"], one["verdict"]) for one in studied())


def _traits(one: dict[str, str], *, told: bool) -> Counter[str]:
    asker = ReporterRole(one["asker"])
    known = read(one["text"], asker).told if told else {}
    return Counter(traits_of(as_read(one["text"]), asker, known))


def learn(lines: Told) -> dict[str, object]:
    """The scale that answers these sentences best.

    Each is studied once more as if no sign had been seen: the signs fit what is learnt from better
    than what will be asked, so the words must count too.
    """
    pairs = [(_traits(one, told=told), one["verdict"]) for told in (True, False) for one in lines]
    return scale(pairs, most=MOST_USEFUL, freedom=FREEDOM)


if __name__ == "__main__":
    learnt = {"from": sentences(), **learn(studied())}
    (DATA / "verdicts.json").write_text(written({"verdict": learnt}), "utf-8")
