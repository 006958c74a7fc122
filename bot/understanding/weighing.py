"""Weighs what is noticed: the sum of small learnt weights, each of which can be read and shown.

The weights come from the project's own sentences (scripts/learn.py). They decide between the
kinds and about what no rule speaks of; the rules stay above them.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from mmap import ACCESS_READ, mmap
from typing import Final

from bot.understanding.concepts import DATA
from bot.understanding.noticing import Noticed
from bot.understanding.packing import Packed
from bot.understanding.traits import Word, beside, company, pair_in

SCALE: Final = 100
"""Weights are kept as whole hundredths."""
LANE: Final = 24
"""Bits for one answer. What a trait adds to all answers lies side by side in one whole number, so
that one sum adds them all."""
_HEAD: Final = re.compile(
    rb'"(?P<name>\w+)":\{\s*"from":"\w+","answers":(?P<answers>\[[^\]]*\]),\s*'
    rb'"start":(?P<start>\[[^\]]*\]),\s*"weights":\{(?P<weights>.*?)\}\}',
    re.DOTALL,
)
_WEIGHT: Final = re.compile(rb'("(?:[^"\\]|\\.)*"):\[([-\d,]+)\]')
_HALF: Final = 1 << (LANE - 1)
_MASK: Final = (1 << LANE) - 1


class Former(dict[str, int]):
    """What a concept weighs because of another before it, by the former; 0 of most."""

    __slots__ = ()

    def __missing__(self, _: str) -> int:
        return 0


Pairs = Mapping[str, Former]
"""Those by the latter concept."""


@dataclass(frozen=True)
class Scale:
    """One question with its possible answers; the weights are shared by the questions of a file.

    `pairs` are looked up at each word, many at once, and so lie in dicts. Its answers lie from lane
    `at` on.
    """

    answers: tuple[str, ...]
    start: tuple[int, ...] = field(repr=False)
    weights: Packed = field(repr=False)
    pairs: Pairs = field(repr=False)
    at: int = 0

    def add(self, found: Iterable[str]) -> int:
        """What these traits add up to, none of which is a pair."""
        return sum(map(self.weights.get, found))

    def shares(self, total: int) -> dict[str, float]:
        """How likely each answer is, by this sum."""
        sums = zip(self._apart(total), self.start, strict=True)
        raw = [(one + start) / SCALE for one, start in sums]
        top = max(raw)
        grown = [math.exp(one - top) for one in raw]
        whole = sum(grown)
        return {answer: one / whole for answer, one in zip(self.answers, grown, strict=True)}

    def because(self, found: Iterable[str], answer: str, most: int = 5) -> tuple[str, ...]:
        """The traits that spoke most for this answer."""
        at = self.answers.index(answer)
        spoke = {trait: self.of(trait)[at] for trait in found}
        return tuple(sorted((t for t in spoke if spoke[t] > 0), key=lambda t: -spoke[t])[:most])

    def of(self, trait: str) -> list[int]:
        """What a trait adds to each answer."""
        both = pair_in(trait)
        held = self.pairs[both[1]][both[0]] if both else self.weights.get(trait)
        return self._apart(held)

    def _apart(self, total: int) -> list[int]:
        """The sum for each answer; half a lane is added first, so that none is below nothing."""
        upto = self.at + len(self.answers)
        lanes = total + _halves(upto) >> LANE * self.at
        return [
            (lanes >> shift & _MASK) - _HALF for shift in range(0, LANE * len(self.answers), LANE)
        ]


@lru_cache(maxsize=64)
def _halves(lanes: int) -> int:
    return side_by_side([_HALF] * lanes, 0)


def side_by_side(weights: Sequence[int], at: int) -> int:
    """Weights as one number, from lane `at` on."""
    return sum(weight << (LANE * lane) for lane, weight in enumerate(weights, at))


@lru_cache(maxsize=1)
def weighed(noticed: Noticed) -> Sequence[int]:
    """What each word adds to every question: reckoned once for all that are asked of a text."""
    return tuple(_each(noticed))


def _each(noticed: Noticed) -> Iterator[int]:
    words, scale = noticed.words, scales()["danger"]
    weight, pairs = scale.weights.get, scale.pairs
    for place, (word, near) in enumerate(zip(words, company(words), strict=True)):
        total = _alone(word)
        if place:
            total += weight(beside(words[place - 1], word))
        for here in word.concepts:
            total += sum(map(pairs[here].__getitem__, near))
        if place in noticed.rules:
            total += sum(map(weight, noticed.rules[place]))
        yield total


@lru_cache(maxsize=4096)
def _alone(word: Word) -> int:
    return scales()["danger"].add(word.traits)


def forget() -> None:
    """Read the weights again when they are asked for: somebody has just learnt others."""
    for kept in (scales, _alone, weighed):
        kept.cache_clear()


@lru_cache(maxsize=1)
def scales() -> Mapping[str, Scale]:
    """All of them by the name of their question, read once."""
    return _read("learnt.json")


def read_scale(file: str, name: str) -> Scale:
    """One scale of a file of its own."""
    return _read(file)[name]


def _read(file: str) -> dict[str, Scale]:
    """Weight by weight, out of the mapped file: as one text it would take 20 MB more for a moment.

    And what was taken for a moment is not given back.
    """
    with (
        (DATA / file).open("rb") as opened,
        mmap(opened.fileno(), 0, access=ACCESS_READ) as written,
    ):
        return _scales_in(written)


def _scales_in(written: mmap) -> dict[str, Scale]:
    weights = Packed()
    pairs: dict[str, Former] = defaultdict(Former)
    found: dict[str, Scale] = {}
    at = 0
    for head in _HEAD.finditer(written):
        answers, start = json.loads(head["answers"]), json.loads(head["start"])
        found[head["name"].decode()] = Scale(tuple(answers), tuple(start), weights, pairs, at)
        for one in _WEIGHT.finditer(written, *head.span("weights")):
            trait: str = json.loads(one[1]) if b"\\" in one[1] else one[1][1:-1].decode()
            each = side_by_side([int(part) for part in one[2].split(b",")], at)
            both = pair_in(trait)
            if both:
                pairs[both[1]][both[0]] += each
            else:
                weights.add(trait, each)
        at += len(answers)
    return found
