"""What can be seen on each word of a text: the word, its parts, what it stands for, its company.

The names of the traits are readable, for they are the explanation: "p:want>die", "w:zelfmoord".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bot.understanding.sounds import sound

REACH: Final = 5
"""How many words back a word still has to do with."""
_PART: Final = 4
"""Letters of the parts of words that are looked at; a shorter word is looked at whole."""
_LITERAL: Final = "'"
"""How the name of a meaning begins that is no more than one word."""

Traits = tuple[str, ...]
Meanings = Mapping[str, tuple[str, ...]]


def alone(word: str, concepts: Sequence[str]) -> Traits:
    """What is seen on a word whatever stands beside it."""
    return tuple(_alone(word, concepts))


def company(words: Sequence[str], concepts: Meanings) -> list[Traits]:
    """What is seen on each word because of those before it; linear in their number."""
    return [tuple(_company(words, concepts, at)) for at in range(len(words))]


def named(meaning: Sequence[str]) -> tuple[str, ...]:
    """The concepts among what a word means."""
    return tuple(name for name in meaning if not name.startswith(_LITERAL))


def _alone(word: str, concepts: Sequence[str]) -> Iterator[str]:
    yield f"w:{sound(word)}"
    yield from (f"c:{concept}" for concept in concepts)
    if len(word) >= _PART:
        marked = f"^{word}$"
        yield from (marked[at : at + _PART] for at in range(len(marked) - _PART + 1))


def _company(words: Sequence[str], concepts: Meanings, place: int) -> Iterator[str]:
    here = concepts[words[place]]
    if not here:
        return
    for back in range(1, min(REACH, place) + 1):
        for other in concepts[words[place - back]]:
            yield from (f"p:{other}>{concept}" for concept in here)
