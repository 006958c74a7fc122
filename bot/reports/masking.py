"""Puts "student 1" in the place of a name; knows only the names it is handed.

A name that nobody entered, such as one in somebody's story, it cannot know: every export says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final

from bot.cases.people import Person, Role
from bot.text import N_, Text
from bot.understanding.folding import folded
from bot.understanding.names import name_words

Say = Callable[[Text], str]

REPORTER: Final = N_("reporter")
STUDENT: Final = N_("student {number}")
PARENT: Final = N_("parent {number}")
COLLEAGUE: Final = N_("colleague {number}")

_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_ACCOUNT: Final = re.compile(r"@?\w+(?:[._]\w+)*")
_MADE_UP: Final = re.compile(r"^@|_|\d")
"""What tells the name of an account from words: "@jan_jansen", "jansen2011"."""
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_BETWEEN: Final = "van|de|den|der|het|ten|ter|la|le|el"


class Masks:
    """The names of one export. Who is first met gets number one, so that numbers tell nothing."""

    def __init__(
        self, people: Iterable[Person], *, shown: Iterable[str], reporter: str | None, say: Say
    ) -> None:
        """`shown` are the ids of those whose name may stand there; `reporter` a name to hide."""
        self._people = {one.person_id: one for one in people}
        self._shown = frozenset(shown)
        self._say = say
        self._numbers: dict[str, str] = {}
        self._words = {
            word: one.person_id
            for one in self._people.values()
            if one.person_id not in self._shown
            for word in name_words(one.name)
        }
        self._of_reporter = name_words(reporter) if reporter else frozenset[str]()

    def name(self, person_id: str | None) -> str:
        """Somebody's name, or what stands in its place."""
        person = self._people.get(person_id or "")
        if person is None:
            return "–"
        return person.name if person.person_id in self._shown else self._label(person)

    def masked(self, words: str) -> str:
        """The words with every name that may not stand there taken out, in any spelling."""
        whole = _ACCOUNT.sub(lambda found: self._account(found[0]), words)
        hidden = _WORD.sub(lambda found: self._stands_for(found[0]) or found[0], whole)
        for label in {*self._numbers.values(), self._say(REPORTER)}:
            once = re.escape(label)
            again = rf"{once}(?:(?:\s+(?:{_BETWEEN}))*\s+{once}(?!\w))+"  # first and last name
            hidden = re.sub(again, label, hidden, flags=re.IGNORECASE)
        return hidden

    def _account(self, word: str) -> str:
        """The name of an account with a name in it goes whole: half of one tells the rest."""
        if not _MADE_UP.search(word):
            return word
        named = (self._stands_for(part) for part in _LETTERS.findall(word))
        return next(filter(None, named), word)

    def _stands_for(self, word: str) -> str:
        parts = folded(word).split()
        if self._of_reporter.intersection(parts):
            return self._say(REPORTER)
        person = next((self._words[part] for part in parts if part in self._words), "")
        return self._label(self._people[person]) if person else ""

    def _label(self, person: Person) -> str:
        if person.person_id not in self._numbers:
            kind = _kind(person)
            number = 1 + sum(_kind(self._people[one]) is kind for one in self._numbers)
            self._numbers[person.person_id] = self._say(kind.of(number=str(number)))
        return self._numbers[person.person_id]


def _kind(person: Person) -> Text:
    if person.has(Role.STUDENT):
        return STUDENT
    return PARENT if person.has(Role.PARENT) else COLLEAGUE
