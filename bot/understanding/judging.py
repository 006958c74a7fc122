"""How likely each verdict about a post is, by sentences like it; knows no table and no rules.

The weights are learnt by scripts/learn_verdicts.py. The parts of words count too: a word that was
never seen is judged by those it is made like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from bot.cases.advice import Verdict
from bot.cases.kinds import ReporterRole
from bot.understanding.weighing import Scale, read_scale

_PART: Final = 4
"""Letters of the parts of a word that are looked at."""
_REMEMBERED: Final = 4_096
"""Words of which is remembered what they weigh."""


def traits_of(words: Sequence[str], asker: ReporterRole, told: Mapping[str, str]) -> Iterator[str]:
    """What a verdict is weighed by: who asks, the words and pairs of them, and what they tell."""
    for word in words:
        yield from _alone(word, asker)
    yield from _together(words, asker)
    yield from told_traits(asker, told)


def told_traits(asker: ReporterRole, told: Mapping[str, str]) -> Iterator[str]:
    """What the answers tell that were read from the words."""
    for question, answer in told.items():
        yield f"s:{question}={answer}"
        yield f"{asker}:{question}={answer}"


def _together(words: Sequence[str], asker: ReporterRole) -> Iterator[str]:
    yield f"asker:{asker}"
    yield from (f"b:{first} {then}" for first, then in pairwise(words))


def _alone(word: str, asker: ReporterRole) -> Iterator[str]:
    """A word, and from its beginning on each part of it."""
    marked = f"^{word}$"
    yield f"w:{word}"
    yield f"{asker}:{word}"
    if len(word) >= _PART:
        yield f"{asker}:{marked[: _PART + 1]}"
        yield from (marked[at : at + _PART] for at in range(len(marked) - _PART + 1))


@lru_cache(maxsize=1)
def _scale() -> Scale:
    return read_scale("verdicts.json", "verdict")


@lru_cache(maxsize=_REMEMBERED)
def _weight(word: str, asker: ReporterRole) -> int:
    return _scale().add(_alone(word, asker))


def likely(
    words: Sequence[str], asker: ReporterRole, told: Mapping[str, str]
) -> dict[Verdict, float]:
    """How likely each verdict is; nothing of no words."""
    if not words:
        return {}
    scale = _scale()
    total = scale.add((*_together(words, asker), *told_traits(asker, told)))
    total += sum(_weight(word, asker) for word in words)
    return {Verdict(answer): share for answer, share in scale.shares(total).items()}
