"""Learns the weights of bot/understanding/data/learnt.json from the sentences of the tests.

    python -m scripts.learn

The same sentences give the same file. First it learns from two thirds of them and measures on the
third that is fixed by the hash of the sentence; what is shipped is then learnt in the same way from
all of them. Nothing is tuned on that third.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.understanding.concepts import DATA
from bot.understanding.noticing import notice
from bot.understanding.weighing import SCALE, forget
from scripts.measure import figures
from tests.understanding import sets
from tests.understanding.sets import Sentence, category, danger, intent, route

ROUNDS: Final = 8
PACE: Final = 0.3
"""How far the first round moves a weight; each round after it moves it less."""
PULL: Final = {"danger": 10.0, "route": 2.0}
"""How strongly a weight is pulled back to nothing, over all examples together: what is seen seldom
has to be worth it. This and the pace were chosen by learning from two thirds of two thirds."""
FEWEST: Final = 2
"""Sentences in which a trait must be seen."""
MOST: Final = 2
"""How often a trait counts in one sentence."""
FIGURES: Final = Path(sets.__file__).parent.parent / "figures.json"
"""What was measured."""
START: Final = ""
"""Stands with every sentence: how common each answer is."""
SMALLEST: Final = 15
"""Hundredths; what weighs less is left out."""
PLAINLY: Final = frozenset(("intent", "category"))
"""Questions of which each trait counts alike and nothing is pulled; that hears them better."""
PLAIN_PACE: Final = 0.15
PLAIN_ROUNDS: Final = 6
QUESTIONS: Final = {"danger": danger, "intent": intent, "category": category, "route": route}


@dataclass(frozen=True)
class Example:
    """What is noticed in one sentence, each trait with how much it counts, and the right answer."""

    traits: tuple[tuple[int, float], ...]
    right: int


class Learner:
    """Softmax regression, one small step after each example (AdaGrad), with a pull to nothing."""

    def __init__(self, pulls: Sequence[float], answers: int) -> None:
        self.answers = range(answers)
        self.pulls = pulls
        self.weights = [[0.0] * answers for _ in pulls]
        self.moved = [[1e-8] * answers for _ in pulls]

    def study(self, example: Example, pace: float) -> None:
        """Move the weights a little towards the right answer."""
        sums = [sum(self.weights[t][a] * n for t, n in example.traits) for a in self.answers]
        top = max(sums)
        grown = [math.exp(one - top) for one in sums]
        whole = sum(grown)
        off = [one / whole - (a == example.right) for a, one in enumerate(grown)]
        for trait, counts in example.traits:
            self._step(trait, [one * counts for one in off], pace)

    def _step(self, trait: int, slopes: Sequence[float], pace: float) -> None:
        weights, moved, pull = self.weights[trait], self.moved[trait], self.pulls[trait]
        for a in self.answers:
            slope = slopes[a] + pull * weights[a]
            moved[a] += slope * slope
            weights[a] -= pace * slope / math.sqrt(moved[a])


def learn(sentences: Sequence[Sentence], *, pull: float) -> dict[str, object]:
    """The scale that answers these sentences best."""
    answers = sorted({one.answer for one in sentences})
    noticed = [Counter(_traits(one)) for one in sentences]
    seen = Counter(trait for each in noticed for trait in each)
    names = [START, *(one for one, times in seen.items() if times >= FEWEST and one != START)]
    number = {name: at for at, name in enumerate(names)}
    worth = [1.0, *(_worth(seen[name], len(noticed)) for name in names[1:])]
    examples = [
        Example(_numbered(each, number, worth), answers.index(one.answer))
        for each, one in zip(noticed, sentences, strict=True)
    ]
    learner = Learner([0.0, *(pull / seen[name] for name in names[1:])], len(answers))
    order = random.Random(1)  # noqa: S311 - the order of study, the same every time
    for done in range(ROUNDS):
        order.shuffle(examples)
        for example in examples:
            learner.study(example, PACE / (1 + done))
    start, *weights = (
        [round(one * counts * SCALE) for one in each]
        for each, counts in zip(learner.weights, worth, strict=True)
    )
    kept = {n: w for n, w in zip(names[1:], weights, strict=True) if max(map(abs, w)) >= SMALLEST}
    return {"answers": answers, "start": start, "weights": dict(sorted(kept.items()))}


def plainly(
    told: Sequence[tuple[Counter[str], str]], *, smallest: int = SMALLEST
) -> dict[str, object]:
    """The scale that gives traits like these the answer they stand with, each counting alike."""
    answers = sorted({answer for _traits, answer in told})
    seen = Counter(trait for traits, _answer in told for trait in traits)
    names = sorted(trait for trait, times in seen.items() if times >= FEWEST)
    number = {name: at for at, name in enumerate(names)}
    examples = [
        Example(
            tuple((number[one], times) for one, times in traits.items() if one in number),
            answers.index(answer),
        )
        for traits, answer in told
    ]
    learner = Learner([0.0] * len(names), len(answers))
    order = random.Random(1)  # noqa: S311 - the order of study, the same every time
    for _round in range(PLAIN_ROUNDS):
        order.shuffle(examples)
        for example in examples:
            learner.study(example, PLAIN_PACE)
    whole = {
        name: [round(one * SCALE) for one in learner.weights[at]] for name, at in number.items()
    }
    start = whole.pop(START)
    kept = {name: each for name, each in whole.items() if max(map(abs, each)) >= smallest}
    return {"answers": answers, "start": start, "weights": kept}


def _traits(sentence: Sentence) -> Iterator[str]:
    yield START
    yield from notice(sentence.text).traits()


def _worth(times: int, sentences: int) -> float:
    """What is seen seldom tells more than what is seen everywhere."""
    return (math.log((1 + sentences) / (1 + times)) + 1) / 5


def _numbered(
    each: Counter[str], number: Mapping[str, int], worth: Sequence[float]
) -> tuple[tuple[int, float], ...]:
    known = ((number[trait], times) for trait, times in each.items() if trait in number)
    return tuple((at, min(times, MOST) * worth[at]) for at, times in known)


def written(scales: Mapping[str, Mapping[str, object]]) -> str:
    """One trait a line, so that a change can be read."""
    text = json.dumps(scales, ensure_ascii=False, separators=(",", ":"))
    return text.replace('],"', '],\n"').replace('{"', '{\n"') + "\n"


def known_by(told: Iterable[Sequence[str]]) -> str:
    """What sentences with their answers are known by: stands beside what was learnt from them."""
    return hashlib.sha256(json.dumps([list(one) for one in told]).encode()).hexdigest()[:16]


def sentences_of(name: str) -> str:
    """What the sentences of a scale are known by now."""
    return known_by((one.text, one.answer) for one in QUESTIONS[name]())


def learnt(*, apart: bool = False) -> dict[str, dict[str, object]]:
    """Every scale, with what its sentences are known by; `apart`: from what is not held out."""
    found = {}
    for name, sentences in QUESTIONS.items():
        studied = [one for one in sentences() if not (apart and one.held_out)]
        found[name] = {"from": sentences_of(name), **_scale(name, studied)}
    return found


def _scale(name: str, studied: Sequence[Sentence]) -> dict[str, object]:
    if name in PLAINLY:
        return plainly([(Counter(_traits(one)), one.answer) for one in studied])
    return learn(studied, pull=PULL[name])


def write(scales: Mapping[str, Mapping[str, object]]) -> None:
    """Put these weights in the place of those that were."""
    (DATA / "learnt.json").write_text(written(scales), "utf-8")
    forget()


def main() -> None:
    """Learn from two thirds and measure on the other one; then learn from all."""
    write(learnt(apart=True))
    found = {"from": {name: sentences_of(name) for name in QUESTIONS}, **figures()}
    FIGURES.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    write(learnt())
    print(FIGURES.read_text("utf-8"))


if __name__ == "__main__":
    main()
