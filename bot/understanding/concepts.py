"""What a word stands for, whatever language it is in; knows no sentences and decides nothing."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.understanding.sounds import sound
from bot.understanding.wording import wording

DATA: Final = Path(__file__).parent / "data"

Table = Mapping[str, tuple[str, ...]]
_LONG_ENOUGH: Final = 5
"""Letters from which a word is known by its sound; a shorter one sounds like too many."""


@dataclass(frozen=True)
class Listed:
    """Whole words and beginnings of words, each with what they stand for."""

    whole: Table = field(repr=False)
    begins: Table = field(repr=False)
    longest: int

    def of(self, word: str) -> set[str]:
        """What this word stands for."""
        found = {*self.whole.get(word, ())}
        for length in range(2, min(len(word), self.longest) + 1):
            found.update(self.begins.get(word[:length], ()))
        return found


@dataclass(frozen=True, kw_only=True)
class Concepts:
    """What words stand for; `heard` is the same by their sound, for who writes as they hear.

    `holds` are parts of words, found by the pattern `parts`.
    """

    read: Listed
    heard: Listed
    holds: Table = field(repr=False)
    parts: re.Pattern[str] = field(repr=False)

    def of(self, word: str) -> tuple[str, ...]:
        """The concepts of one word, in the order of the alphabet."""
        found = self.read.of(word)
        for part in self.parts.findall(word):
            found.update(self.holds[part])
        if not found and len(word) >= _LONG_ENOUGH:
            found = self.heard.of(sound(word))
        return tuple(sorted(found))


def read_concepts() -> Mapping[str, str]:
    """The concepts of the file, each with its words."""
    read: dict[str, str] = tomllib.loads((DATA / "concepts.toml").read_text("utf-8"))["concepts"]
    return read


def concepts_of(table: Mapping[str, str]) -> Concepts:
    """Names with their words, made ready to be looked up by word."""
    pairs = [(word, name) for name, words in table.items() for word in words.split()]
    holds = _table((w, n) for w, n in pairs if w.startswith("*"))
    parts = sorted(holds, key=len, reverse=True)
    whole = _table((w, n) for w, n in pairs if "*" not in w)
    begins = _table((w, n) for w, n in pairs if w.endswith("*") and not w.startswith("*"))
    return Concepts(
        read=_listed(whole, begins),
        heard=_listed(_by_sound(whole), _by_sound(begins)),
        holds=holds,
        parts=re.compile("|".join(map(re.escape, parts)) or "(?!)"),
    )


def _listed(whole: Table, begins: Table) -> Listed:
    return Listed(whole, begins, max(map(len, begins), default=0))


def _by_sound(table: Table) -> Table:
    found: dict[str, tuple[str, ...]] = {}
    for word, names in table.items():
        if len(word) >= _LONG_ENOUGH:
            key = sound(word)
            found[key] = tuple(dict.fromkeys((*found.get(key, ()), *names)))
    return _shared(found)


def _table(pairs: Iterator[tuple[str, str]]) -> Table:
    """Each word, as it is read, with its concepts; what is read as two words is nobody's."""
    found: dict[str, tuple[str, ...]] = {}
    for written, concept in pairs:
        words = wording(written)
        if len(words) == 1 and concept not in found.get(words[0], ()):
            found[words[0]] = (*found.get(words[0], ()), concept)
    return _shared(found)


def _shared(table: Table) -> Table:
    """Names that are alike held once: most words stand for the same few."""
    held: dict[tuple[str, ...], tuple[str, ...]] = {}
    return {word: held.setdefault(names, names) for word, names in table.items()}
