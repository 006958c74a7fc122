"""Learns the weights of bot/understanding/data/verdicts.json from the sentences about posting.

    python -m scripts.learn_verdicts

The same sentences give the same file. Those in posting_held_out.jsonl are never looked at.
"""

from __future__ import annotations

import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.cases.kinds import ReporterRole
from bot.understanding.concepts import DATA
from bot.understanding.posting import read, traits_of
from bot.understanding.weighing import SCALE
from scripts.learn import known_by, written

SENTENCES: Final = Path(__file__).parent.parent / "tests" / "understanding" / "sets"
ROUNDS: Final = 25
PACE: Final = 0.05
SLOWER: Final = 0.93
SMALLEST: Final = 8
"""Hundredths; what weighs less is left out."""
START: Final = ""
"""Stands with every sentence: how common each answer is."""

Example = tuple[Counter[str], int]
Weights = dict[str, list[float]]


def examples(answers: Sequence[str], lines: Sequence[dict[str, str]]) -> list[Example]:
    """What is seen in each sentence, and its verdict."""
    found = []
    for one in lines:
        asked = read(one["text"], ReporterRole(one["asker"]))
        traits = Counter((START, *traits_of(one["text"], asked)))
        found.append((traits, answers.index(one["verdict"])))
    return found


def study(weights: Weights, example: Example, pace: float) -> None:
    """Move the weights a little towards the right answer (softmax regression)."""
    traits, right = example
    sums = [sum(each) for each in zip(*_weighed(weights, traits), strict=True)]
    grown = [math.exp(one - max(sums)) for one in sums]
    for at, one in enumerate(grown):
        off = one / sum(grown) - (at == right)
        for trait, times in traits.items():
            weights[trait][at] -= pace * off * times


def _weighed(weights: Weights, traits: Counter[str]) -> list[list[float]]:
    return [[weight * times for weight in weights[trait]] for trait, times in traits.items()]


def studied() -> list[dict[str, str]]:
    """What it is learnt from."""
    text = (SENTENCES / "posting.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


def sentences() -> str:
    """What these are known by now."""
    return known_by((one["text"], one["asker"], one["verdict"]) for one in studied())


def learn() -> dict[str, object]:
    """The scale that answers these sentences best."""
    lines = studied()
    answers = sorted({one["verdict"] for one in lines})
    told = examples(answers, lines)
    weights: Weights = defaultdict(lambda: [0.0] * len(answers))
    order = random.Random(1)  # noqa: S311 - the order of study, the same every time
    for number in range(ROUNDS):
        order.shuffle(told)
        for example in told:
            study(weights, example, PACE * SLOWER**number)
    whole = {name: [round(one * SCALE) for one in each] for name, each in weights.items()}
    start = whole.pop(START)
    kept = {n: each for n, each in sorted(whole.items()) if max(map(abs, each)) >= SMALLEST}
    return {"from": sentences(), "answers": answers, "start": start, "weights": kept}


if __name__ == "__main__":
    (DATA / "verdicts.json").write_text(written({"verdict": learn()}), "utf-8")
