"""Signs of something in a text: patterns of words, written down in a file; decides nothing."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from bot.cases.kinds import ReporterRole
from bot.understanding.patterns import Pattern, Seen, Vocabulary

DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Sign:
    """That `question` is answered with `answer`, if a text of one of `for_whom` shows it.

    It does when one of `patterns` is there and nothing of `unless` is.
    """

    question: str
    answer: str
    for_whom: frozenset[ReporterRole]
    patterns: tuple[Pattern, ...] = field(repr=False)
    unless: tuple[Pattern, ...] = field(repr=False)


class Signs:
    """The signs of a file, in its order; `implied` by question the topic that it makes it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.implied: Mapping[str, str] = data["implied"]
        self._words = Vocabulary(data["lists"])
        self.signs = tuple(self._sign(entry) for entry in data["signs"])
        self._by_key: dict[int, list[tuple[int, Pattern]]] = defaultdict(list)
        for number, sign in enumerate(self.signs):
            for pattern in sign.patterns:
                self._by_key[pattern.key].append((number, pattern))

    def _sign(self, entry: Mapping[str, Any]) -> Sign:
        question, _, answer = entry["is"].partition(".")
        return Sign(
            question,
            answer,
            frozenset(map(ReporterRole, entry.get("for_whom", ReporterRole))),
            tuple(map(self._words.pattern, entry["words"])),
            tuple(map(self._words.pattern, entry.get("unless", ()))),
        )

    def seen(self, words: Sequence[str], asker: ReporterRole) -> Iterator[tuple[Sign, str]]:
        """The first sign of each question that these words show, and the words that show it."""
        seen = self._words.see(words)
        answered: set[str] = set()
        for number, patterns in sorted(self._perhaps(seen).items()):
            sign = self.signs[number]
            if sign.question in answered or asker not in sign.for_whom:
                continue
            if (found := _first(patterns, seen)) and not _first(sign.unless, seen):
                answered.add(sign.question)
                yield sign, found

    def each_seen(self, words: Sequence[str]) -> Iterator[tuple[Sign, str]]:
        """Every sign that these words show, whoever asks, once for each pattern that shows it."""
        seen = self._words.see(words)
        for number, patterns in sorted(self._perhaps(seen).items()):
            for found in filter(None, map(seen.holds, patterns)):
                yield self.signs[number], found

    def knows(self, word: str) -> bool:
        """Whether any of the patterns has this word."""
        return bool(self._words.of(word))

    def _perhaps(self, seen: Seen) -> Mapping[int, Sequence[Pattern]]:
        """By number of a sign those of its patterns whose rarest word is there."""
        found: dict[int, list[Pattern]] = defaultdict(list)
        for place in seen.places.keys() & self._by_key.keys():
            for number, pattern in self._by_key[place]:
                found[number].append(pattern)
        return found


def _first(patterns: Iterable[Pattern], seen: Seen) -> str:
    return next(filter(None, map(seen.holds, patterns)), "")


def read_signs(name: str) -> Signs:
    """Those of a file."""
    return Signs(tomllib.loads((DATA / name).read_text("utf-8")))
