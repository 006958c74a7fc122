"""Reads opening hours out of a TOML table; knows not whose hours they are."""

from __future__ import annotations

import re
from datetime import time

from bot.cases.school import Opening
from bot.cases.toml_table import Table

WEEKDAYS = {
    "monday": 1,
    "tuesday": 2,
    "wednesday": 3,
    "thursday": 4,
    "friday": 5,
    "saturday": 6,
    "sunday": 7,
}
_GROUPS = {"workdays": range(1, 6), "every_day": range(1, 8)}
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def read_hours(table: Table) -> tuple[Opening, ...]:
    """The openings of a table such as { workdays = "08:00-17:00" }, Monday first."""
    openings: dict[int, Opening] = {}
    for name in (*_GROUPS, *WEEKDAYS):
        if not table.has(name):
            continue
        start, end = _from_until(table, name)
        for day in _GROUPS.get(name) or (WEEKDAYS[name],):
            if day in openings:
                table.problem(name, f'"{name}" gives a day its hours twice.', "Keep one of them.")
            openings[day] = Opening(day, start, end)
    if not openings:
        table.problem("", "There are no hours here.", 'Add one, such as monday = "08:00-16:30".')
    return tuple(openings[day] for day in sorted(openings))


def read_weekdays(table: Table, key: str, *, default: frozenset[int]) -> frozenset[int]:
    """Weekday numbers out of a list such as ["monday", "tuesday"]."""
    if not table.has(key):
        return default
    found: set[int] = set()
    for name in table.texts(key):
        if name in WEEKDAYS:
            found.add(WEEKDAYS[name])
        else:
            table.problem(key, f'"{name}" is not a weekday.', f"Choose from {', '.join(WEEKDAYS)}.")
    return frozenset(found)


def _from_until(table: Table, key: str) -> tuple[time, time]:
    words = table.text(key)
    found = _HOURS.fullmatch(words)
    if not found:
        if words:
            table.problem(key, f'"{words}" is not a time.', 'Write it as "08:00-16:30".')
        return time.min, time.max
    hour, minute, end_hour, end_minute = map(int, found.groups())
    start, end = time(hour, minute), time(end_hour, end_minute)
    if end <= start:
        table.problem(key, f'"{words}" ends before it begins.', "Put the later time last.")
    return start, end
