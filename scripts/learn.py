"""Learns the weights of bot/understanding/data/learnt.json from the sentences of the tests.

    python -m scripts.learn

The same sentences give the same file. A third of them, fixed by the hash of the sentence, is never
looked at: tests/understanding measures on that third.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.understanding.concepts import DATA
from bot.understanding.noticing import notice
from bot.understanding.weighing import SCALE
from tests.understanding.sets import Sentence, category, danger, intent, route

ROUNDS: Final = 8
PACE: Final = 0.15
FEWEST: Final = 3
"""Sentences in which a trait must be seen."""
START: Final = ""
"""Stands with every sentence: how common each answer is."""
SMALLEST: Final = 15
"""Hundredths; what weighs less is left out."""
QUESTIONS: Final = {"danger": danger, "intent": intent, "category": category, "route": route}


@dataclass(frozen=True)
class Example:
    """What is noticed in one sentence, each trait with how often, and the right answer."""

    traits: tuple[tuple[int, int], ...]
    right: int


class Learner:
    """Softmax regression, one small step after each example (AdaGrad)."""

    def __init__(self, traits: int, answers: int) -> None:
        self.answers = range(answers)
        self.weights = [[0.0] * answers for _ in range(traits)]
        self.moved = [[1e-8] * answers for _ in range(traits)]

    def study(self, example: Example) -> None:
        """Move the weights a little towards the right answer."""
        sums = [sum(self.weights[t][a] * n for t, n in example.traits) for a in self.answers]
        top = max(sums)
        grown = [math.exp(one - top) for one in sums]
        whole = sum(grown)
        off = [one / whole - (a == example.right) for a, one in enumerate(grown)]
        for trait, times in example.traits:
            self._step(self.weights[trait], self.moved[trait], off, times)

    def _step(
        self, weights: list[float], moved: list[float], off: Sequence[float], times: int
    ) -> None:
        for a in self.answers:
            slope = off[a] * times
            moved[a] += slope * slope
            weights[a] -= PACE * slope / math.sqrt(moved[a])


def learn(sentences: Sequence[Sentence], *, apart: bool) -> dict[str, object]:
    """The scale that answers these sentences best; `apart`: also as if no rule were heard."""
    answers = sorted({one.answer for one in sentences})
    noticed = [Counter(_traits(one)) for one in sentences]
    if apart:
        noticed += [Counter(_without_rules(each)) for each in noticed]
        sentences = [*sentences, *sentences]
    seen = Counter(trait for each in noticed for trait in each)
    names = [START, *(one for one, times in seen.items() if times >= FEWEST and one != START)]
    number = {name: at for at, name in enumerate(names)}
    examples = [
        Example(_numbered(each, number), answers.index(one.answer))
        for each, one in zip(noticed, sentences, strict=True)
    ]
    learner = Learner(len(names), len(answers))
    order = random.Random(1)  # noqa: S311 - the order of study, the same every time
    for _round in range(ROUNDS):
        order.shuffle(examples)
        for example in examples:
            learner.study(example)
    start, *weights = ([round(one * SCALE) for one in each] for each in learner.weights)
    kept = {n: w for n, w in zip(names[1:], weights, strict=True) if max(map(abs, w)) >= SMALLEST}
    return {"answers": answers, "start": start, "weights": dict(sorted(kept.items()))}


def _traits(sentence: Sentence) -> Iterator[str]:
    yield START
    yield from notice(sentence.text).traits()


def _without_rules(each: Counter[str]) -> dict[str, int]:
    """Each sentence is studied once more as if no rule had been heard.

    The rules fit what is learnt from better than what will be said: their words must count too.
    """
    return {trait: times for trait, times in each.items() if not trait.startswith(("r:", "k:"))}


def _numbered(each: Counter[str], number: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple((number[trait], times) for trait, times in each.items() if trait in number)


def written(scales: Mapping[str, Mapping[str, object]]) -> str:
    """One trait a line, so that a change can be read."""
    text = json.dumps(scales, ensure_ascii=False, separators=(",", ":"))
    return text.replace('],"', '],\n"').replace('{"', '{\n"') + "\n"


def studied(name: str) -> list[Sentence]:
    """What a scale is learnt from: all that is not held out."""
    return [one for one in QUESTIONS[name]() if not one.held_out]


def known_by(told: Iterable[Sequence[str]]) -> str:
    """What sentences with their answers are known by: stands beside what was learnt from them."""
    return hashlib.sha256(json.dumps([list(one) for one in told]).encode()).hexdigest()[:16]


def sentences_of(name: str) -> str:
    """What the sentences of a scale are known by now."""
    return known_by((one.text, one.answer) for one in studied(name))


def learnt() -> dict[str, dict[str, object]]:
    """Every scale, with what its sentences are known by."""
    return {
        name: {"from": sentences_of(name), **learn(studied(name), apart=name == "danger")}
        for name in QUESTIONS
    }


def main() -> None:
    """Learn every scale and write them down."""
    (DATA / "learnt.json").write_text(written(learnt()), "utf-8")


if __name__ == "__main__":
    main()
