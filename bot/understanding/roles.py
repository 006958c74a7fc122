"""Finds people of the school by what they are to who tells it ("my mentor"); knows no names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from bot.cases.people import Role
from bot.understanding.folding import folded
from bot.understanding.names import TITLES, apart, closed

_CALLED: Final[Mapping[Role, str]] = {
    Role.MENTOR: (
        "mentor mentors mentrix menter tutor wychowawca wychowawcy wychowawczyni ментор "
        "مرشد مرشدي مرشدتي ሜንቶር"
    ),
    Role.TEAM_LEADER: "teamleider teamleiders teamleidster",
    Role.MANAGEMENT: "directeur directeurs directrice rector",
}
_TEACHER: Final = "juf juffie juffrouw jufrouw meester öğretmenim hocam معلمي معلمتي"
"""Perhaps the mentor, and surely so of a class that is said beside it."""

_OF: Final = "van|uit|in|of|from|bij|klas|clas|de|the"
_AHEAD: Final = 40
"""Letters after such a word in which a name may follow: "juf van den Berg" is no class's."""


_KEPT_FROM: Final = re.compile(
    r"\b(?:niet|nie|nit|nt|gen|not)\b(?: \w+){0,5}"
    r" (?:lezen|lest|weten|wet|zien|ziet|horen|hort|read)\b"
    r"|\b(?:niet|nie|nit|not) (?:nar|an|bij|to)\b|\b(?:liever|graag) niet\b|\bzonder dat\b"
)


def keeps_from(words: str) -> bool:
    """Whether it may be said that somebody must not read it or hear of it."""
    return _KEPT_FROM.search(folded(words)) is not None


class InRole(NamedTuple):
    """Somebody in a role, of the class that is said beside it, "" for none.

    Not `sure` where any teacher is called so.
    """

    role: Role
    school_class: str
    sure: bool = True


Own = tuple[tuple[Role, str], ...]
"""Other words for a role: in the language of who tells it, or of this school."""


@lru_cache(maxsize=8)
def roles_named(
    words: str, classes: tuple[str, ...], own: Own, names: frozenset[str]
) -> tuple[InRole, ...]:
    """Who is spoken of by a role; not "juf Bakker", who is called by name.

    Held, for a screen asks for it several times.
    """
    said = _read(words)
    found = (_in_role(one, classes) for one in _matches(said, classes, own, names))
    return tuple(dict.fromkeys(found))


def without_roles(words: str, classes: tuple[str, ...], own: Own, names: frozenset[str]) -> str:
    """What is said beside them, folded."""
    said, rest, begin = _read(words), "", 0
    for one in _matches(said, classes, own, names):
        rest, begin = rest + said[begin : one.start()], one.end()
    return rest + said[begin:]


def _read(words: str) -> str:
    """Folded; a word that is said again and again is said once."""
    return " ".join(word for word, _same in groupby(folded(words).split()))


def _matches(
    said: str, classes: tuple[str, ...], own: Own, names: frozenset[str]
) -> Iterator[re.Match[str]]:
    for one in _pattern(classes, own).finditer(said):
        after = said[one.end() : one.end() + _AHEAD].split()
        if not names.intersection(next(([word] for word in after if word not in TITLES), [])):
            yield one


def _in_role(found: re.Match[str], classes: tuple[str, ...]) -> InRole:
    said = closed(found["of"] or "")
    name = next((one for one in classes if closed(one) == said), "")
    role = next((role for role in _CALLED if found[role]), Role.MENTOR)
    return InRole(role, name, sure=bool(name) or not found["teacher"])


@lru_cache(maxsize=64)
def _pattern(classes: tuple[str, ...], own: Own) -> re.Pattern[str]:
    groups = [f"(?P<{role}>{_words(role, own)})" for role in _CALLED]
    called = "|".join((*groups, f"(?P<teacher>{_either(_TEACHER.split())})"))
    known = "|".join(map(apart, classes)) or "(?!)"
    return re.compile(rf"\b(?:{called})\b(?: (?:(?:{_OF}) ){{0,3}}(?P<of>{known}))?")


def _words(role: Role, own: Own) -> str:
    return _either((*_CALLED[role].split(), *(words for one, words in own if one is role)))


def _either(said: Iterable[str]) -> str:
    return "|".join(re.escape(folded(word)) for word in said if word)
