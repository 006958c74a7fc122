"""Asks for a day: tapped ("today"), or typed in any of the ways people write one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.cases.schooltime import local_day
from bot.flows.kit import (
    Again,
    Asking,
    Facts,
    Option,
    Options,
    Pressed,
    Rows,
    Said,
    Step,
    Stored,
    Taken,
    Typed,
)
from bot.flows.reading import meant
from bot.flows.steps import in_columns
from bot.text import N_, Text
from bot.understanding.folding import folded

TODAY, YESTERDAY, THIS_WEEK, LONGER, UNKNOWN = "today", "yesterday", "week", "longer", "unknown"
NO_DAY = N_("I do not see a day. Type it like 20-11, or tap a button.")

OPTIONS = (
    Option(TODAY, N_("Today"), "📅"),
    Option(YESTERDAY, N_("Yesterday"), "📅"),
    Option(THIS_WEEK, N_("This week"), "📅"),
    Option(LONGER, N_("Longer ago"), "📅"),
    Option(UNKNOWN, N_("I do not know"), "🤷", N_("dunno|not sure")),
)
SHORTEST_MONTH = 3
MONTHS = N_("january|february|march|april|may|june|july|august|september|october|november|december")
MONTHS_IN_A_DATE = N_("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
"""As they stand behind a number, where a language bends or shortens them, in the same order."""
WEEKDAYS = N_("monday|tuesday|wednesday|thursday|friday|saturday|sunday")
ON_WEEKDAYS = N_("mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays")
"""As they stand in a sentence, where a language bends them, in the same order."""

_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")  # noqa: RUF001 - as it is typed


@dataclass(frozen=True, kw_only=True)
class Day(Step[str]):
    """The value is an ISO day, or one of "week", "longer" and "unknown"."""

    def rows(self, asking: Asking) -> Rows:  # noqa: ARG002 - the same for everyone
        """The usual days."""
        return in_columns(OPTIONS, 2)

    def take(self, said: Said, asking: Asking) -> Taken:
        """A tapped or typed day; a day that is still to come is not understood."""
        today = local_day(asking.facts.school, asking.facts.now)
        match said:
            case Pressed(value=value) if value in {option.value for option in OPTIONS}:
                return Stored(_as_day(value, today))
            case Typed(words):
                return self._typed(words, asking.facts, today)
        return Again(NO_DAY)

    def _typed(self, words: str, facts: Facts, today: date) -> Taken:
        day = read_day(words, facts)
        if day:
            return Stored(day)
        found = meant(words, OPTIONS, facts.say)
        return Stored(_as_day(found.value, today)) if found else Again(NO_DAY)

    def parse(self, stored: str) -> str | None:
        """The value, when it is one."""
        if stored in {THIS_WEEK, LONGER, UNKNOWN}:
            return stored
        try:
            return date.fromisoformat(stored).isoformat()
        except ValueError:
            return None

    def shown(self, asking: Asking) -> Text:
        """The day in the reader's way of writing."""
        value = asking.answers[self] or UNKNOWN
        labels = {option.value: option.label for option in OPTIONS}
        if value in labels:
            return labels[value]
        return Text("{day}", values={"day": date.fromisoformat(value)})

    def fixed(self) -> Options:
        """The usual days."""
        return OPTIONS


def read_day(words: str, facts: Facts) -> str | None:
    """The past day these words mean ("20-11", "20 november 2026", "friday"), as ISO."""
    today = local_day(facts.school, facts.now)
    dated = _by_numbers(words, today) or _by_month(words, facts, today)
    found = dated or _by_weekday(words, facts, today)
    return found.isoformat() if found and found <= today else None


def _by_weekday(words: str, facts: Facts, today: date) -> date | None:
    said = _joined(words).split()
    for number, name in _numbered(facts, WEEKDAYS, ON_WEEKDAYS):
        if name in said:
            return today - timedelta(days=(today.weekday() + 1 - number) % 7)
    return None


def _numbered(facts: Facts, *lists: Text) -> Iterator[tuple[int, str]]:
    """(1, its first name), …: each name of each list in the person's language."""
    for names in lists:
        yield from enumerate(map(_joined, facts.say(names).split("|")), 1)


def _joined(words: str) -> str:
    """Folded, with an apostrophe inside a word left out: Ukrainian has one, typed in three ways."""
    return folded(_APOSTROPHE.sub("", words))


def _by_numbers(words: str, today: date) -> date | None:
    iso = re.search(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b", words)
    if iso:
        return _past(int(iso[3]), int(iso[2]), iso[1], today)
    found = re.search(r"\b(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?\b", words)
    if not found:
        return None
    return _past(int(found[1]), int(found[2]), found[3], today)


def _by_month(words: str, facts: Facts, today: date) -> date | None:
    found = re.search(r"\b(\d{1,2})\s+([^\W\d]+)\.?(?:\s+(\d{4}))?", words)
    if not found:
        return None
    typed = _joined(found[2])
    names = _numbered(facts, MONTHS, MONTHS_IN_A_DATE)
    months = {n for n, name in names if typed == name or _shortens(typed, name)}
    return _past(int(found[1]), months.pop(), found[3], today) if len(months) == 1 else None


def _shortens(typed: str, name: str) -> bool:
    """Whether it is the name or a short way to write it: "nov", and "mrt" for "maart"."""
    if len(typed) < SHORTEST_MONTH or typed[0] != name[0]:
        return False
    letters = iter(name)  # each letter is looked for behind the one before it
    return all(letter in letters for letter in typed)


def _past(day: int, month: int, year: str | None, today: date) -> date | None:
    """That day, in the year given or else the last time it was; None when there is no such day."""
    if year:
        return _day(int(year) % 100 + 2000, month, day)
    this_year = _day(today.year, month, day)
    if this_year and this_year <= today:
        return this_year
    return _day(today.year - 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _as_day(value: str, today: date) -> str:
    back = {TODAY: 0, YESTERDAY: 1}.get(value)
    return value if back is None else (today - timedelta(days=back)).isoformat()
