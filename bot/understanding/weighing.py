"""Weighs what is noticed: the sum of small learnt weights, each of which can be read and shown.

The weights come from the project's own sentences (scripts/learn.py). They decide between the
kinds and about what no rule speaks of; the rules stay above them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bot.understanding.concepts import DATA

SCALE: Final = 100
"""Weights are kept as whole hundredths."""


@dataclass(frozen=True)
class Scale:
    """One question with its possible answers; `weights` names for each trait what it adds."""

    answers: tuple[str, ...]
    start: tuple[int, ...] = field(repr=False)
    weights: Mapping[str, tuple[int, ...]] = field(repr=False)

    def add(self, found: Iterable[str]) -> list[int]:
        """What these traits add up to, for each answer."""
        weights = [one for trait in found if (one := self.weights.get(trait)) is not None]
        return list(map(sum, zip(*weights, strict=True))) or [0] * len(self.answers)

    def shares(self, total: Sequence[int]) -> dict[str, float]:
        """How likely each answer is, by these sums."""
        raw = [(sum_ + start) / SCALE for sum_, start in zip(total, self.start, strict=True)]
        top = max(raw)
        grown = [math.exp(one - top) for one in raw]
        whole = sum(grown)
        return {answer: one / whole for answer, one in zip(self.answers, grown, strict=True)}

    def answer(self, found: Iterable[str]) -> str:
        """The likeliest answer."""
        shares = self.shares(self.add(found))
        return max(shares, key=lambda answer: shares[answer])

    def because(self, found: Iterable[str], answer: str, most: int = 5) -> tuple[str, ...]:
        """The traits that spoke most for this answer."""
        at = self.answers.index(answer)
        spoke = {trait: self.weights[trait][at] for trait in found if trait in self.weights}
        return tuple(sorted((t for t in spoke if spoke[t] > 0), key=lambda t: -spoke[t])[:most])


@lru_cache(maxsize=1)
def scales() -> Mapping[str, Scale]:
    """All of them by the name of their question, read once."""
    return _read("learnt.json")


def read_scale(file: str, name: str) -> Scale:
    """One scale of a file of its own."""
    return _read(file)[name]


def _read(file: str) -> dict[str, Scale]:
    read = json.loads((DATA / file).read_text("utf-8"))
    return {
        name: Scale(
            tuple(one["answers"]),
            tuple(one["start"]),
            {trait: tuple(weights) for trait, weights in one["weights"].items()},
        )
        for name, one in read.items()
    }
