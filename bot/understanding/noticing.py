"""What is noticed in a text: its words, the rules that are heard, the traits of each word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from bot.understanding.concepts import Concepts
from bot.understanding.rules import Heard, hear, rules
from bot.understanding.traits import Traits, traits
from bot.understanding.wording import taken_apart, wording

_TYPED_TOGETHER: Final = 9
"""Letters from which a word that nobody knows may be several."""


@dataclass(frozen=True)
class Noticed:
    """`traits` has one entry for each word; a rule's own trait stands with its last word."""

    words: Sequence[str] = field(repr=False)
    heard: Sequence[Heard] = field(repr=False)
    traits: Sequence[Traits] = field(repr=False)


def notice(text: str, most: int | None = None) -> Noticed:
    """Read a text, or its first `most` words; one said again and again is said once."""
    known = rules()
    words = tuple(word for word, _same in groupby(_words(text, known.concepts)))[:most]
    meanings = {word: known.concepts.of(word) for word in set(words)}
    heard = hear([meanings[word] for word in words], known.rules)
    found = traits(words, meanings)
    for one in heard:
        found[one.last] = (*found[one.last], f"r:{one.rule.kind}: {one.rule.written}")
    for kind, last in {one.rule.kind: one.last for one in heard if one.rule.sure}.items():
        found[last] = (*found[last], f"k:{kind}")
    return Noticed(words, heard, found)


def _words(text: str, concepts: Concepts) -> Iterator[str]:
    for word in wording(text):
        if len(word) < _TYPED_TOGETHER or concepts.of(word):
            yield word
        else:
            yield from taken_apart(word, concepts.whole)
