"""What can be seen on each word of a text: the word, its parts, what it stands for, its company.

The names of the traits are readable, for they are the explanation: "p:want>die", "b:niet meer".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from sys import intern
from typing import Final

from bot.understanding.sounds import sound

REACH: Final = 4
"""How many words back a word still has to do with."""
_PART: Final = 4
"""Letters of the parts of words that are looked at; a shorter word is looked at whole."""
_LITERAL: Final = "'"
"""How the name of a meaning begins that is no more than one word."""

Traits = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Word:
    """A word, all it means, the concepts among that, and what is seen on it by itself."""

    written: str = field(repr=False)
    sounds: str = field(repr=False)
    meaning: tuple[str, ...] = field(repr=False)
    concepts: tuple[str, ...] = field(repr=False)
    traits: Traits = field(repr=False)


def word_of(written: str, meaning: tuple[str, ...]) -> Word:
    """What is to be known of a word whatever stands beside it."""
    concepts = tuple(name for name in meaning if not name.startswith(_LITERAL))
    sounds = sound(written)
    return Word(written, sounds, meaning, concepts, (f"w:{sounds}", *_alone(written, concepts)))


def _alone(word: str, concepts: Sequence[str]) -> Iterator[str]:
    yield from (f"c:{concept}" for concept in concepts)
    if len(word) >= _PART:
        marked = f"^{word}$"
        yield from (marked[at : at + _PART] for at in range(len(marked) - _PART + 1))


def company(words: Sequence[Word]) -> Iterator[list[str]]:
    """For each word the concepts it has to do with: those of the words right before it."""
    found = [concept for word in words for concept in word.concepts]
    starts = list(accumulate((len(word.concepts) for word in words), initial=0))
    for place in range(len(words)):
        yield found[starts[max(place - REACH, 0)] : starts[place]]


def pair(before: str, here: str) -> str:
    """What is seen on a word for one concept because of another before it."""
    return f"p:{before}>{here}"


def pair_in(trait: str) -> tuple[str, str] | None:
    """The two concepts of a trait that `pair` made; each is held once, whatever it stands in."""
    kind, _, both = trait.partition(":")
    before, _, here = both.partition(">")
    return (intern(before), intern(here)) if kind == "p" else None


def beside(before: Word, word: Word) -> str:
    """What is seen on a word because of the one right before it."""
    return f"b:{before.sounds} {word.sounds}"
