"""When a survey opens, reminds, calls for the last time and closes; knows no storage and no link.

ProZO! counts from 1 November to 30 April; Integraal comes every two years, as the calendar says.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from bot.cases.school import School
from bot.cases.schooltime import is_school_day, next_school_day
from bot.text import N_


class Survey(StrEnum):
    """The two there are."""

    PROZO = "prozo"
    INTEGRAAL = "integraal"


NAMES = {Survey.PROZO: N_("ProZO!"), Survey.INTEGRAAL: N_("Integraal")}


class Round(StrEnum):
    """How far a campaign is; a later one never follows an earlier one."""

    PLANNED = "planned"
    OPEN = "open"
    REMIND = "remind"
    LAST = "last"
    CLOSED = "closed"


ORDER = tuple(Round)


@dataclass(frozen=True)
class Days:
    """The first day of each round."""

    opens: date
    reminds: date
    last: date
    closes: date

    @property
    def ends(self) -> date:
        """The last day on which it can be filled in."""
        return self.closes - date.resolution

    def round_on(self, day: date) -> Round:
        """How far it is on a day."""
        begins = (self.opens, self.reminds, self.last, self.closes)
        return ORDER[sum(day >= one for one in begins)]


_PLAN: Final = {
    Survey.PROZO: ((0, 11, 1), timedelta(weeks=3), (1, 4, 1), (1, 5, 1)),
    Survey.INTEGRAAL: ((1, 2, 1), timedelta(weeks=2), (1, 3, 15), (1, 4, 1)),
}
"""When each opens, how long until it reminds, its last call, the first day it is closed: days as
(years after the school year's first, month, day)."""


def days_of(survey: Survey, first: date, school: School) -> Days:
    """In the school year that begins on `first`; every round begins on a day with school."""

    def day(plan: tuple[int, int, int]) -> date:
        years, month, number = plan
        return date(first.year + years, month, number)

    opens, patience, last, closes = _PLAN[survey]
    begin = _from(school, day(opens))
    return Days(begin, _from(school, begin + patience), _from(school, day(last)), day(closes))


def comes(survey: Survey, first: date, school: School) -> bool:
    """Whether it is held in that school year."""
    if survey is Survey.PROZO:
        return True
    duty = next((one for one in school.duties if one.duty_id == survey.value), None)
    return duty is not None and (first.year - duty.first_year) % duty.every == 0


def _from(school: School, day: date) -> date:
    return day if is_school_day(school, day) else next_school_day(school, day)
