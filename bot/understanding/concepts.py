"""What a word stands for, whatever language it is in; knows no sentences and decides nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.understanding.folding import once
from bot.understanding.wording import wording

DATA: Final = Path(__file__).parent / "data"

Table = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Concepts:
    """Words, beginnings of words and parts of words, each with what they stand for.

    `thin` are whole words with double letters written once, for who leans on a key: "wiil".
    """

    whole: Table = field(repr=False)
    thin: Table = field(repr=False)
    begins: Table = field(repr=False)
    holds: Table = field(repr=False)
    parts: re.Pattern[str] = field(repr=False)
    longest: int

    def of(self, word: str) -> tuple[str, ...]:
        """The concepts of one word, in the order of the alphabet."""
        found = {*self.whole.get(word, ())}
        for length in range(2, min(len(word), self.longest) + 1):
            found.update(self.begins.get(word[:length], ()))
        for part in self.parts.findall(word):
            found.update(self.holds[part])
        if not found and (thin := once(word)) != word:
            found.update(self.thin.get(thin, ()))
        return tuple(sorted(found))


def read_concepts() -> Mapping[str, str]:
    """The concepts of the file, each with its words."""
    read: dict[str, str] = tomllib.loads((DATA / "concepts.toml").read_text("utf-8"))["concepts"]
    return read


def concepts_of(table: Mapping[str, str]) -> Concepts:
    """Names with their words, made ready to be looked up by word."""
    pairs = [(word, name) for name, words in table.items() for word in words.split()]
    whole = _table((w, n) for w, n in pairs if "*" not in w)
    begins = _table((w, n) for w, n in pairs if w.endswith("*") and not w.startswith("*"))
    holds = _table((w, n) for w, n in pairs if w.startswith("*"))
    parts = sorted(holds, key=len, reverse=True)
    return Concepts(
        whole=whole,
        thin=_table((once(word), name) for word, found in whole.items() for name in found),
        begins=begins,
        holds=holds,
        parts=re.compile("|".join(map(re.escape, parts)) or "(?!)"),
        longest=max(map(len, begins), default=0),
    )


def _table(pairs: Iterator[tuple[str, str]]) -> Table:
    """Each word, as it is read, with its concepts; what is read as two words is nobody's."""
    found: dict[str, tuple[str, ...]] = {}
    for written, concept in pairs:
        words = wording(written)
        if len(words) == 1 and concept not in found.get(words[0], ()):
            found[words[0]] = (*found.get(words[0], ()), concept)
    return found
