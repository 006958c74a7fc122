"""Reads rules.toml and hears its rules in the words of a text; knows no kind of danger by name.

A rule is looked for around the rarest of its parts, and heard once: the time is linear in the text.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from sys import intern
from typing import Final

from bot.understanding.concepts import DATA, Concepts, concepts_of, read_concepts

GAP: Final = 3
"""Other words that may stand between two parts of a rule."""
SPAN: Final = 14
"""Words around the rarest part in which the others stand, in any order."""
LAST: Final = "$"
"""Behind a name: only the last word of the text."""
AROUND: Final = 2
"""Words before and after a rule in which what takes the edge off it may stand."""
MOST_PLACES: Final = 200
"""Places of one word that are looked at; a text that says it more often says nothing else."""

Step = Callable[[int, Sequence[int]], int | None]


@dataclass(frozen=True, kw_only=True, eq=False)
class Rule:
    """Parts, each a set of names of which one must be there. `sure`: enough by itself."""

    kind: str
    written: str
    parts: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()
    sure: bool = True
    any_order: bool = False


@dataclass(frozen=True)
class Heard:
    """A rule that was heard, and between which words."""

    rule: Rule
    first: int
    last: int


@dataclass(frozen=True)
class Rules:
    """Every rule, and what the words stand for that they speak of.

    `by_name`: the rules that cannot be heard without a word of this meaning, or of another of the
    same part; each stands with the part that the fewest rules speak of, so that few are looked at.
    """

    concepts: Concepts = field(repr=False)
    by_name: Mapping[str, tuple[Rule, ...]] = field(repr=False)


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Those of the file, read once; a name that is no concept is a word."""
    read = tomllib.loads((DATA / "rules.toml").read_text("utf-8"))
    table = read_concepts()
    found = tuple(_rule(kind, line) for kind in read for line in read[kind]["rules"])
    names = {name for rule in found for part in (*rule.parts, rule.unless) for name in part}
    names = {name.removesuffix(LAST) for name in names}
    words = {name: name.lstrip("'") for name in names if name not in table}
    return Rules(concepts_of({**table, **words}), _by_name(found))


def _by_name(among: Sequence[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    spoken = Counter(name for rule in among for part in rule.parts for name in part)
    found: dict[str, list[Rule]] = {}
    for rule in among:
        for name in min(rule.parts, key=lambda part: sum(spoken[name] for name in part)):
            found.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


def _rule(kind: str, line: str) -> Rule:
    """ "& naked money -game" as parts, in any order, and what must not be there."""
    signs = line.split()
    said = [sign for sign in signs if sign not in {"?", "&"} and not sign.startswith("-")]
    return Rule(
        kind=kind,
        written=line,
        parts=tuple(tuple(map(intern, sign.split("|"))) for sign in said),
        unless=tuple(intern(sign[1:]) for sign in signs if sign.startswith("-")),
        sure="?" not in signs,
        any_order="&" in signs,
    )


class Places(dict[str, list[int]]):
    """Where in a text words of each meaning stand."""

    def __init__(self) -> None:
        super().__init__()
        self._of: dict[tuple[str, ...], Sequence[int]] = {}

    def of(self, names: tuple[str, ...]) -> Sequence[int]:
        """Where a word of one of these meanings stands, in order."""
        if names not in self._of:
            found = [self[name] for name in names if name in self]
            one = len(found) == 1
            self._of[names] = found[0] if one else sorted(chain.from_iterable(found))
        return self._of[names]


def hear(meanings: Sequence[Sequence[str]], among: Rules) -> list[Heard]:
    """The rules heard in the words with these meanings, each at its first place."""
    places = Places()
    for at, meaning in enumerate(meanings):
        for name in meaning:
            places.setdefault(name, []).append(at)
    places.update({f"{name}{LAST}": [len(meanings) - 1] for name in (meanings or [()])[-1]})
    may_be = {rule: None for name in places for rule in among.by_name.get(name, ())}
    return [heard for rule in may_be if (heard := _heard(rule, places))]


def _heard(rule: Rule, places: Places) -> Heard | None:
    if any(map(places.keys().isdisjoint, rule.parts)):
        return None
    where = [places.of(part) for part in rule.parts]
    spans = _together(where) if rule.any_order else _in_order(where)
    return next((Heard(rule, *span) for span in spans if not _denied(rule, span, places)), None)


def _in_order(where: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    rarest = min(range(len(where)), key=lambda number: len(where[number]))
    for at in where[rarest][:MOST_PLACES]:
        first = _walk(at, reversed(where[:rarest]), _before)
        last = _walk(at, where[rarest + 1 :], _after)
        if first is not None and last is not None:
            yield first, last


def _walk(start: int, parts: Iterable[Sequence[int]], step: Step) -> int | None:
    at: int | None = start
    for places in parts:
        at = None if at is None else step(at, places)
    return at


def _after(at: int, places: Sequence[int]) -> int | None:
    found = bisect_left(places, at)
    return places[found] if found < len(places) and places[found] - at <= GAP + 1 else None


def _before(at: int, places: Sequence[int]) -> int | None:
    found = bisect_right(places, at) - 1
    return places[found] if found >= 0 and at - places[found] <= GAP + 1 else None


def _together(where: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    rarest = min(where, key=len)
    for at in rarest[:MOST_PLACES]:
        near = [_nearest(at, places) for places in where]
        if max(near) - min(near) <= SPAN:
            yield min(near), max(near)


def _nearest(at: int, places: Sequence[int]) -> int:
    found = bisect_left(places, at)
    return min(places[max(found - 1, 0) : found + 1], key=lambda one: abs(one - at))


def _denied(rule: Rule, span: tuple[int, int], places: Places) -> bool:
    first, last = span
    return any(
        bisect_left(places[name], first - AROUND) < bisect_right(places[name], last + AROUND)
        for name in rule.unless
        if name in places
    )
