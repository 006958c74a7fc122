"""Finds people of the school in free words; knows no conversation."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cases.people import Person, Role
from bot.understanding.folding import folded

_TITLES = (
    "meneer mevrouw mevr mw dhr hr juf juffrouw meester mr ms mrs miss sir "
    "de den der van het ten ter la le el"
)
TITLES = frozenset(folded(word) for word in _TITLES.split(" "))
SHORTEST = 3
"""Letters of the shortest name looked for: "Bo" would be found in every story."""


def people_named(words: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Everyone who works here and whose last name stands in the words as a word of its own."""
    said = set(folded(words).split())
    return tuple(p for p in people if _works_here(p) and said & _names(p))


def _works_here(person: Person) -> bool:
    return person.active and bool(person.roles - {Role.STUDENT, Role.PARENT})


def _names(person: Person) -> set[str]:
    words = (word for word in folded(person.name).split() if len(word) >= SHORTEST)
    return {word for word in words if word not in TITLES}
