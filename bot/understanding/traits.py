"""What can be seen on each word of a text: the word, its parts, what it stands for, its company.

The names of the traits are readable, for they are the explanation: "p:want>die", "w:zelfmoord".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

REACH: Final = 5
"""How many words back a word still has to do with."""
_PARTS: Final = (3, 4, 5)
"""Letters of the parts of words that are looked at."""
_SHORTEST: Final = 4
_LITERAL: Final = "'"
"""How the name of a meaning begins that is no more than one word."""

Traits = tuple[str, ...]
Meanings = Mapping[str, tuple[str, ...]]


def traits(words: Sequence[str], meanings: Meanings) -> list[Traits]:
    """For each word its traits; the same for the same words, and linear in their number."""
    concepts = {
        word: tuple(name for name in found if not name.startswith(_LITERAL))
        for word, found in meanings.items()
    }
    alone = {word: tuple(_alone(word, found)) for word, found in concepts.items()}
    return [(*alone[word], *_company(words, concepts, at)) for at, word in enumerate(words)]


def _alone(word: str, concepts: tuple[str, ...]) -> Iterator[str]:
    yield f"w:{word}"
    yield from (f"c:{concept}" for concept in concepts)
    if len(word) >= _SHORTEST:
        marked = f"^{word}$"
        for length in _PARTS:
            yield from (marked[at : at + length] for at in range(len(marked) - length + 1))


def _company(words: Sequence[str], concepts: Meanings, place: int) -> Iterator[str]:
    before = words[place - 1] if place else "^"
    yield f"b:{before} {words[place]}"
    here = concepts[words[place]]
    if not here:
        return
    for back in range(1, min(REACH, place) + 1):
        for other in concepts[words[place - back]]:
            yield from (f"p:{other}>{concept}" for concept in here)
