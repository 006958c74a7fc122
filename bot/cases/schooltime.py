"""School time: which days there is school, when the doors are open, who is in; asks no clock.

Moments go in and come out aware, in UTC; days are the school's own. The reader of the school
folder sees to it that a school is open on at least one weekday, so every search here ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.cases.people import Person
from bot.cases.school import Holiday, Opening, School

_ONE_DAY = timedelta(days=1)
_YEAR_BEGINS = 8


def local(school: School, at: datetime) -> datetime:
    """`at` on the school's own clock."""
    return at.astimezone(ZoneInfo(school.timezone))


def written(school: School, at: datetime) -> str:
    """`at` as ISO 8601 on the school's own clock, with what that is from UTC."""
    return local(school, at).isoformat(timespec="seconds")


def local_day(school: School, at: datetime) -> date:
    """The day it is at school at that moment."""
    return local(school, at).date()


def first_of_school_year(day: date) -> date:
    """The first day of the school year that a day is in: 1 August."""
    year = day.year if day.month >= _YEAR_BEGINS else day.year - 1
    return date(year, _YEAR_BEGINS, 1)


def is_school_day(school: School, day: date) -> bool:
    """Whether there is school on `day`."""
    return _opening(school, day) is not None


def holiday_on(school: School, day: date) -> Holiday | None:
    """Why there is no school on `day`, when it is a holiday."""
    return school.holiday_by_day.get(day)


def is_open(school: School, at: datetime) -> bool:
    """Whether the doors are open at that moment."""
    day = local_day(school, at)
    opening = _opening(school, day)
    if opening is None:
        return False
    return moment(school, day, opening.start) <= at < moment(school, day, opening.end)


def next_opening(school: School, at: datetime) -> datetime:
    """When the doors open next: always later than `at`, also while the school is open."""
    day = local_day(school, at)
    while True:
        opening = _opening(school, day)
        if opening and (start := moment(school, day, opening.start)) > at:
            return start
        day += _ONE_DAY


def next_school_day(school: School, after: date) -> date:
    """The first day with school that is later than `after`."""
    day = after + _ONE_DAY
    while not is_school_day(school, day):
        day += _ONE_DAY
    return day


def add_school_days(school: School, at: datetime, n: int) -> datetime:
    """When something is due that may take `n` school days from `at`: that day's closing time.

    The day of `at` itself does not count; with 0 it is due at the first closing after `at`.
    """
    day = local_day(school, at)
    if n == 0:
        return next(closing for closing in _closings(school, day) if closing > at)
    return next(islice(_closings(school, day + _ONE_DAY), n - 1, None))


def present(person: Person, day: date, school: School) -> bool:
    """Whether somebody is in on `day`, as far as is known."""
    if not person.active or (person.away and day in person.away):
        return False
    return day.isoweekday() in person.days and is_school_day(school, day)


def unattended(person: Person, school: School, at: datetime) -> bool:
    """Whether somebody is away at that moment and nobody stands in."""
    away = person.away
    return away is not None and not away.deputy and local_day(school, at) in away


def next_present(person: Person, after: date, school: School) -> date | None:
    """The first day later than `after` on which somebody is in; None when never."""
    weekdays = {opening.day for opening in school.hours}
    if not person.active or person.days.isdisjoint(weekdays):
        return None
    day = next_school_day(school, after)
    while not present(person, day, school):
        if person.away and person.away.last is None and day in person.away:
            return None
        day = next_school_day(school, day)
    return day


def moment(school: School, day: date, clock: time) -> datetime:
    """A time on the school's clock as a moment in UTC.

    In the hour the clock skips, the moment after the skip; in the hour that comes twice, the
    first one.
    """
    return datetime.combine(day, clock, ZoneInfo(school.timezone)).astimezone(UTC)


def _opening(school: School, day: date) -> Opening | None:
    return None if holiday_on(school, day) else school.opening(day.isoweekday())


def _closings(school: School, day: date) -> Iterator[datetime]:
    """Every closing time from `day` on."""
    while True:
        if opening := _opening(school, day):
            yield moment(school, day, opening.end)
        day += _ONE_DAY
