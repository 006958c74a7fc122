"""The log of a lived year as a calendar to be read; asserts nothing."""

from __future__ import annotations

from calendar import monthcalendar
from collections import Counter
from collections.abc import Iterator
from datetime import date

from bot.cases.schooltime import is_school_day
from tests.jobs.a_year import DAY, YEAR, Year


def as_calendar(year: Year) -> str:
    """The log of the year as a calendar: how many messages on each day, and of which sort.

    m morning lists, d digests, p pings about a case, c questions after its end, e said that it goes
    soon, s surveys, l marks of the log, t test messages, n who missed one; "·" no school.
    """
    signs = {"morning": "m", "digest": "d", "ping": "p", "care": "c", "end": "e"}
    signs |= {"survey": "s", "mark": "l", "test": "t", "missed": "n"}
    counts: dict[date, Counter[str]] = {}
    for one in year.came:
        if one.sort in signs:
            counts.setdefault(one.day, Counter())[signs[one.sort]] += 1
    lines = []
    for at in _months(year.first, year.last):
        lines.append(f"\n{at:%B %Y}")
        for week in monthcalendar(at.year, at.month):
            days = [_cell(date(at.year, at.month, day), counts) if day else "" for day in week]
            lines.append(" ".join(f"{cell:<15}" for cell in days).rstrip())
    return "\n".join(lines)


def _cell(day: date, counts: dict[date, Counter[str]]) -> str:
    found = "".join(f"{sign}{n}" for sign, n in sorted(counts.get(day, Counter()).items()))
    return f"{day.day:>2}{'' if is_school_day(YEAR, day) else '·'} {found}"


def _months(first: date, last: date) -> Iterator[date]:
    at = first.replace(day=1)
    while at <= last:
        yield at
        at = (at + 32 * DAY).replace(day=1)
