"""What is noticed in a text: its words, the rules that are heard, the traits of each word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from bot.understanding.concepts import Concepts
from bot.understanding.rules import Heard, hear, rules
from bot.understanding.traits import Traits, alone, company, named
from bot.understanding.wording import taken_apart, wording

_TYPED_TOGETHER: Final = 9
"""Letters from which a word that nobody knows may be several."""


@dataclass(frozen=True)
class Noticed:
    """`alone` has the traits of each word by itself, `beside` of each place those by its company.

    A rule's own trait stands with its last word.
    """

    words: Sequence[str] = field(repr=False)
    heard: Sequence[Heard] = field(repr=False)
    alone: Mapping[str, Traits] = field(repr=False)
    beside: Sequence[Traits] = field(repr=False)

    def traits(self, most: int | None = None) -> Iterator[str]:
        """All of them, or those of the first `most` words."""
        for word, beside in zip(self.words[:most], self.beside, strict=False):
            yield from self.alone[word]
            yield from beside


def notice(text: str) -> Noticed:
    """Read a text; a word that is said again and again is said once."""
    known = rules()
    words = tuple(word for word, _same in groupby(_words(text, known.concepts)))
    meanings = {word: known.concepts.of(word) for word in set(words)}
    heard = hear([meanings[word] for word in words], known)
    concepts = {word: named(meaning) for word, meaning in meanings.items()}
    beside = company(words, concepts)
    for one in heard:
        beside[one.last] = (*beside[one.last], f"r:{one.rule.kind}: {one.rule.written}")
    for kind, last in {one.rule.kind: one.last for one in heard if one.rule.sure}.items():
        beside[last] = (*beside[last], f"k:{kind}")
    return Noticed(words, heard, {word: alone(word, concepts[word]) for word in concepts}, beside)


def _words(text: str, concepts: Concepts) -> Iterator[str]:
    for word in wording(text):
        if len(word) < _TYPED_TOGETHER or concepts.of(word):
            yield word
        else:
            yield from taken_apart(word, concepts.read.whole)
