"""Patterns of words, and quickly which of many a text holds; knows no meaning of any of them.

A pattern is words in order. `foto*` begins with it, `*foto*` holds it, `@staff` is any word of that
list, `!@staff` is any word but those, `a/b` is either, `a_b` is both beside each other, `..` is up
to six words between, and `a & b` is both, wherever they stand. Only those patterns are held against
a text whose rarest word it has.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bot.understanding.folding import folded

LONGEST_WORD: Final = 40
"""Letters of a word that are looked at."""
_BETWEEN: Final = 6
_START: Final = 2
"""Letters by which it is looked up what may stand within a word."""
_REMEMBERED: Final = 8_192
"""Words of which is remembered what they may be."""
_BUT: Final = "!"
"""Before the options that a place must not hold."""
_SMALL: Final = re.compile(r"(?<![\w*@/_])(?:de|het|een|n|t|the|a|an)(?![\w*/_])", re.IGNORECASE)
"""Words that are read past."""
_APOSTROPHE: Final = re.compile(r"(?<=\w)['\u2019\u02bc`\u00b4](?=\w)")

Options = tuple[str, ...]
"""The words that one place of a pattern may hold."""
Place = tuple[int, int]
"""Where words begin, and where they end: the place after the last."""


def as_read(text: str) -> list[str]:
    """The words of a text as patterns are held against them."""
    words = folded(_SMALL.sub(" ", _APOSTROPHE.sub("", text))).split()
    return [word[:LONGEST_WORD] for word in words]


@dataclass(frozen=True)
class Step:
    """One place of a pattern: the number of its options, and whether others may stand before it."""

    options: int
    later: bool


@dataclass(frozen=True)
class Pattern:
    """All `parts` must be there, each of them steps in order.

    `needs` are the options of all steps, `key` the rarest of them.
    """

    parts: tuple[tuple[Step, ...], ...]
    needs: frozenset[int]
    key: int


@dataclass(frozen=True)
class Seen:
    """Where in a text which options stand."""

    words: Sequence[str] = field(repr=False)
    places: Mapping[int, Sequence[Place]] = field(repr=False)

    def holds(self, pattern: Pattern) -> str:
        """The words that are this pattern, "" when it is not there."""
        if not self.places.keys() >= pattern.needs:
            return ""
        found = []
        for part in pattern.parts:
            place = self._find(part)
            if place is None:
                return ""
            found.append(" ".join(self.words[slice(*place)]))
        return " … ".join(found)

    def _find(self, part: Sequence[Step]) -> Place | None:
        """The first place where these steps stand in order."""
        first, *others = part
        for begin, after in self.places[first.options]:
            ends = {after}
            for step in others:
                ends = self._next(step, ends)
            if ends:
                return begin, min(ends)
        return None

    def _next(self, step: Step, ends: Iterable[int]) -> set[int]:
        reach = _BETWEEN if step.later else 0
        places = self.places[step.options]
        return {stop for end in ends for start, stop in places if end <= start <= end + reach}


class Vocabulary:
    """What the words of a text may be, of all that patterns speak of."""

    def __init__(self, lists: Mapping[str, str]) -> None:
        self._lists = {name: tuple(words.split()) for name, words in lists.items()}
        self._numbers: dict[Options, int] = {}
        self._options: list[Options] = []
        self._but: list[tuple[int, int]] = []
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._begins: dict[str, set[int]] = defaultdict(set)
        self._ends: dict[str, set[int]] = defaultdict(set)
        self._within: dict[str, set[int]] = defaultdict(set)
        self._starts: dict[str, set[str]] = defaultdict(set)
        self._beside: dict[int, list[tuple[tuple[int, ...], int]]] = defaultdict(list)
        self.of = lru_cache(_REMEMBERED)(self._of)

    def pattern(self, written: str) -> Pattern:
        """A pattern as it is written."""
        parts = tuple(tuple(self._steps(part)) for part in written.split("&"))
        needs = frozenset(step.options for part in parts for step in part)
        return Pattern(parts, needs, min(needs, key=self._commonness))

    def _commonness(self, options: int) -> tuple[bool, int, int, int]:
        """Few and long words are rare, and what is any word but some never is."""
        words = self._options[options]
        return _BUT in words, len(words), -min(map(len, words)), options

    def _steps(self, written: str) -> Iterator[Step]:
        later = False
        for word in _SMALL.sub(" ", written).split():
            if word == "..":
                later = True
                continue
            yield Step(self._number(tuple(self._opened(word))), later)
            later = False

    def _opened(self, word: str) -> Iterator[str]:
        if word.startswith(_BUT):
            yield _BUT
            word = word.removeprefix(_BUT)
        for one in word.split("/"):
            yield from self._lists[one[1:]] if one.startswith("@") else (one,)

    def _number(self, options: Options) -> int:
        """The number of these options; a new one is looked for from now on."""
        if options not in self._numbers:
            self._numbers[options] = len(self._options)
            self._options.append(options)
            if _BUT in options:
                self._but.append((self._numbers[options], self._number(options[1:])))
            else:
                for one in options:
                    self._add(one, self._numbers[options])
        return self._numbers[options]

    def _add(self, written: str, number: int) -> None:
        before, after = written.startswith("*"), written.endswith("*")
        words = folded(_SMALL.sub(" ", written.strip("*").replace("_", " ")).replace("'", ""))
        if " " in words:
            first, *others = words.split()
            parts = [f"{'*' * before}{first}", *others[:-1], f"{others[-1]}{'*' * after}"]
            head, *tail = (self._number((part,)) for part in parts)
            self._beside[head].append((tuple(tail), number))
        elif words:
            self._kind(before=before, after=after)[words].add(number)
            if before and after:
                self._starts[words[:_START]].add(words)

    def _kind(self, *, before: bool, after: bool) -> dict[str, set[int]]:
        match before, after:
            case True, True:
                return self._within
            case True, False:
                return self._ends
            case False, True:
                return self._begins
            case _:
                return self._whole

    def _of(self, word: str) -> frozenset[int]:
        """The options that this word is one of."""
        found = set(self._whole.get(word, ()))
        for at in range(len(word) + 1):
            found.update(self._begins.get(word[:at], ()), self._ends.get(word[at:], ()))
            for part in self._starts.get(word[at : at + _START], ()):
                if word.startswith(part, at):
                    found |= self._within[part]
        return frozenset(found)

    def see(self, words: Sequence[str]) -> Seen:
        """Where these words are which options."""
        places: dict[int, list[Place]] = defaultdict(list)
        each = [self.of(word) for word in words]
        for at, found in enumerate(each):
            for number, others in self._but:
                if others not in found:
                    places[number].append((at, at + 1))
            for number in found:
                places[number].append((at, at + 1))
                for tail, whole in self._beside.get(number, ()):
                    after = at + 1 + len(tail)
                    rest = each[at + 1 : after]
                    if len(rest) == len(tail) and all(map(frozenset.__contains__, rest, tail)):
                        places[whole].append((at, after))
        return Seen(words, places)
