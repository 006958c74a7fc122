"""What is noticed in a text: its words, the rules that are heard, the traits of each word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import Final

from bot.understanding.hasty import spelled_out
from bot.understanding.rules import Heard, hear, rules
from bot.understanding.traits import Traits, Word, beside, company, pair, word_of
from bot.understanding.wording import taken_apart, wording

_TYPED_TOGETHER: Final = 9
"""Letters from which a word that nobody knows may be several."""


@dataclass(frozen=True, eq=False)
class Noticed:
    """`rules` has the traits of the rules that were heard, by the place of their last word."""

    words: Sequence[Word] = field(repr=False)
    heard: Sequence[Heard] = field(repr=False)
    rules: Mapping[int, Traits] = field(repr=False)

    def traits(self) -> Iterator[str]:
        """All that is seen, word by word."""
        for place, (word, near) in enumerate(zip(self.words, company(self.words), strict=True)):
            yield from word.traits
            yield from (pair(other, here) for here in word.concepts for other in near)
            if place:
                yield beside(self.words[place - 1], word)
            yield from self.rules.get(place, ())


def notice(text: str) -> Noticed:
    """Read a text; a word that is said again and again is said once."""
    words = tuple(word for word, _same in groupby(_words(text)))
    heard = hear([word.meaning for word in words], rules())
    return Noticed(words, heard, _traits(heard))


def _traits(heard: Sequence[Heard]) -> Mapping[int, Traits]:
    found: dict[int, list[str]] = {}
    for one in heard:
        found.setdefault(one.last, []).append(f"r:{one.rule.kind}: {one.rule.written}")
    for kind, last in {one.rule.kind: one.last for one in heard if one.rule.sure}.items():
        found[last].append(f"k:{kind}")
    return {place: tuple(traits) for place, traits in found.items()}


def _words(text: str) -> Iterator[Word]:
    for written in wording(text):
        word = _known(written)
        if word.meaning or len(written) < _TYPED_TOGETHER:
            yield word
        else:
            apart = taken_apart(written, rules().concepts.read.whole)
            yield from map(_known, spelled_out(apart))


@lru_cache(maxsize=4096)
def _known(written: str) -> Word:
    """Kept, for most of what people say they say in the same words."""
    return word_of(written, rules().concepts.of(written))
