"""The log of a lived year as a calendar to be read; asserts nothing."""

from __future__ import annotations

from calendar import day_abbr, monthcalendar
from collections import Counter
from collections.abc import Iterator
from datetime import date

from bot.cases.schooltime import is_school_day
from tests.jobs.a_year import DAY, YEAR, Year

SIGNS = {
    "morning": ("m", "people with a list this morning"),
    "digest": ("d", "numbers of the week"),
    "ping": ("p", "pings about a case"),
    "care": ("c", "questions how it goes, after the end"),
    "end": ("e", "told that a case is destroyed soon"),
    "survey": ("s", "messages of a survey"),
    "mark": ("l", "marks of the log"),
    "test": ("t", "test messages"),
    "missed": ("n", "told who did not tap the test"),
}
WIDE = 19


def as_calendar(year: Year) -> str:
    """How many messages came on each day, and of which sort; what they mean stands on top."""
    counts: dict[date, Counter[str]] = {}
    for one in year.came:
        if one.sort in SIGNS:
            counts.setdefault(one.day, Counter())[SIGNS[one.sort][0]] += 1
    lines = [f"{sign} = {words}" for sign, words in SIGNS.values()]
    lines.append("- = no school. Here nobody ticks a duty off, so on Mondays many are asked again.")
    for at in _months(year.first, year.last):
        lines.append(f"\n{at:%B %Y}")
        lines.append(" ".join(f"{name:<{WIDE}}" for name in day_abbr).rstrip())
        for week in monthcalendar(at.year, at.month):
            days = [_cell(date(at.year, at.month, day), counts) if day else "" for day in week]
            lines.append(" ".join(f"{cell:<{WIDE}}" for cell in days).rstrip())
    return "\n".join(lines)


def _cell(day: date, counts: dict[date, Counter[str]]) -> str:
    found = " ".join(f"{n}{sign}" for sign, n in sorted(counts.get(day, Counter()).items()))
    return f"{day.day:>2}{' ' if is_school_day(YEAR, day) else '-'} {found}"


def _months(first: date, last: date) -> Iterator[date]:
    at = first.replace(day=1)
    while at <= last:
        yield at
        at = (at + 32 * DAY).replace(day=1)
