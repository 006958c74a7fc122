"""When something is due next, and until when it makes sense; knows no job and asks no clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.cases.digest import first_of_week, monday_of
from bot.cases.school import School
from bot.cases.schooltime import is_school_day, local, local_day, moment

Rule = Callable[[School, datetime], datetime]
"""The first due moment later than the given one."""

Window = Callable[[School, datetime, datetime], bool]
"""Whether what was due then may still be done now."""

AWAKE_FROM, AWAKE_UNTIL = time(7), time(21)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


def each_tick(_school: School, after: datetime) -> datetime:
    """At every look at the clock; a second is less than lies between two of them."""
    return after + timedelta(seconds=1)


def hourly(_school: School, after: datetime) -> datetime:
    """At every full hour."""
    return after.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


@dataclass(frozen=True)
class Daily:
    """Once on every local day, or every school day, at a time on the school's clock."""

    at: time
    school_days: bool = False

    def __call__(self, school: School, after: datetime) -> datetime:
        """From the day before on: where a clock skips midnight, that day's moment may lie here."""
        day = local_day(school, after) - _DAY
        while True:
            if not self.school_days or is_school_day(school, day):
                due = moment(school, day, self.at)
                if due > after:
                    return due
            day += _DAY


@dataclass(frozen=True)
class Weekly:
    """Once in every week that has school: on its first school day, at a time on its own clock."""

    at: time

    def __call__(self, school: School, after: datetime) -> datetime:
        """From the week before on, as `Daily` does from the day before."""
        day = local_day(school, after) - _WEEK
        while True:
            first = first_of_week(school, day)
            due = moment(school, first, self.at) if first else after
            if due > after:
                return due
            day += _WEEK


def ever(_school: School, _due: datetime, _now: datetime) -> bool:
    """Better late than never."""
    return True


def that_day(school: School, due: datetime, now: datetime) -> bool:
    """Only on the local day it was due, and not at night."""
    at = local(school, now)
    return local_day(school, due) == at.date() and at.time() < AWAKE_UNTIL


def that_week(school: School, due: datetime, now: datetime) -> bool:
    """Only in the week it was due; what is sent sees to it that no phone buzzes at night."""
    return monday_of(local_day(school, due)) == monday_of(local_day(school, now))


def awake(school: School, now: datetime) -> bool:
    """Whether a phone may buzz for something that can wait."""
    return AWAKE_FROM <= local(school, now).time() < AWAKE_UNTIL
