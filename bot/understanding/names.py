"""Finds people and classes of the school in free words; knows no conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from typing import Final

from bot.cases.people import Person, Role
from bot.understanding.folding import folded

_TITLES = (
    "meneer mevrouw mevr mw dhr hr juf juffrouw meester mr ms mrs miss sir "
    "de den der van het ten ter la le el"
)
TITLES = frozenset(folded(word) for word in _TITLES.split(" "))
SHORTEST = 3
"""Letters of the shortest name looked for: "Bo" would be found in every story."""

_ACCOUNT: Final = re.compile(
    r"@\w{3,}"  # @sanne
    r"|\b(?=\w*[^\W\d_]{4})\w*\d{2,}\w*\b"  # janjansen2011
    r"|\b[^\W\d_]{2,}[_.][^\W\d_]{2,}\w*\b(?!\.\w)"  # jan_jansen, jan.jansen
)


def names_an_account(words: str) -> bool:
    """Whether something stands in it that is written as the name of an account is."""
    return _ACCOUNT.search(words) is not None


_WHO_IS: Final = re.compile(
    r"(?:^|(?<=[.!?\n]))\s*(?:en\s+)?"
    r"(?:wie (?:is|zijn)|who(?: is|'?s| are)|kimdir|kto to(?: jest)?|хто (?:такий|така|це)"
    r"|من (?:هو|هي)|مين|መን (?:እዩ|እያ))\s+([^?.!,;:\n]{1,40})(?:\?|$|(?=\n))",
    re.IGNORECASE,
)
"""A question by itself: nobody asks so who does something to them."""


def without_who_is(words: str, people: Iterable[Person]) -> str:
    """The words without the questions who somebody is ("who is Mrs Jansen?") and no more."""
    names = TITLES.union(*(name_words(one.name) for one in people))

    def kept(found: re.Match[str]) -> str:
        return " " if names.issuperset(folded(found[1]).split()) else found[0]

    return _WHO_IS.sub(kept, words)


def people_named(words: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """Everyone who works here and of whose name a word stands in the words ("Jansen", "Jansens").

    Titles and "van der" do not count as a name.
    """
    said = set(folded(words).split())
    return tuple(p for p in people if _works_here(p) and said & name_words(p.name))


def people_nearly_named(words: Iterable[str], people: Iterable[Person]) -> tuple[Person, ...]:
    """Everyone who works here and whose name these words may be, misspelt: "yilmas", "Yilmz"."""
    long = {word for word in words if len(word) >= _LONG}
    if not long:  # as nearly always
        return ()
    here = {p: [w for w in name_words(p.name) if len(w) >= _LONG] for p in people if _works_here(p)}
    known = [word for each in here.values() for word in each]
    said = {near for word in long for near in get_close_matches(word, known, 1, _ALIKE)}
    return tuple(person for person, each in here.items() if not said.isdisjoint(each))


_LONG: Final = 5
"""Letters of the shortest name that is known again when it is misspelt."""
_ALIKE: Final = 0.8


_TITLED: Final = re.compile(
    r"\b(?:mener|menr|mevrouw|mevr|mvr|mw|dhr|juf|jufrouw|mester|mr|mrs|ms|mis)"
    r" (?:(?:de|den|der|van|het|ten|ter|la|le|el) )*(\w{5,})"
)


_MOST: Final = 20


def titled(words: str) -> frozenset[str]:
    """The first few words that stand where a name does, behind a title: "mevr yilmas"."""
    return frozenset(islice(dict.fromkeys(_TITLED.findall(folded(words))), _MOST))


def classes_named(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """The classes of these names that stand in the words, also written apart: "I am in 1 a"."""
    said = folded(words).split()
    known = {*said, *_written_apart(said)}
    return tuple(name for name in names if closed(name) in known)


def own_classes(words: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those in which somebody says to be now: not a sister's, and not last year's."""
    said = folded(words)
    return tuple(name for name in names if re.search(_I_AM_IN + apart(name), said))


_I_AM_IN: Final = (
    r"\b(?:ik zit|zit ik|ik ben|mijn klas|i am|i m|im|my clas|jestem)"
    r"(?: (?:nu|zelf|zelfs|now|myself|in|van|uit|from|w|is|de|the|klas|clas|klasie)){0,4} "
)


def apart(name: str) -> str:
    """The pattern of this class, its letters written apart or not; "1 a 2" is a number."""
    return " ?".join(closed(name)) + r"\b(?! \d)"


def closed(name: str) -> str:
    """A class's name without its space."""
    return folded(name).replace(" ", "")


def _written_apart(said: Sequence[str]) -> Iterator[str]:
    """Two words as one; not of "1 a 2 times", which names a number."""
    for first, then, after in zip(said, said[1:], [*said[2:], ""], strict=False):
        if not after[:1].isdigit():
            yield first + then


def _works_here(person: Person) -> bool:
    return person.active and bool(person.roles - {Role.STUDENT, Role.PARENT})


@lru_cache(maxsize=1024)
def name_words(name: str) -> frozenset[str]:
    """The folded words by which somebody is named, also with an s behind them.

    Kept, for everyone's name is looked for at every answer; a school has fewer people.
    """
    words = {word for word in folded(name).split() if len(word) >= SHORTEST} - TITLES
    return frozenset(words | {folded(f"{word}s") for word in words})
