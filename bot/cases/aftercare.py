"""When a reporter is asked how it goes after a case was closed; knows no chat and no answer.

product.md §11: after two and six weeks, after force also after two days. Weeks are those of the
calendar: a holiday does not stop how somebody feels.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.cases.case import Case
from bot.cases.kinds import Mark, Outcome
from bot.cases.school import School
from bot.cases.schooltime import local, local_day, moment

SOON = timedelta(days=2)
WEEKS = (timedelta(weeks=2), timedelta(weeks=6))
PATIENCE = timedelta(weeks=1)
"""No answer for so long counts as none."""
ENDS = timedelta(weeks=8)
"""A week after the last answer can come: until then the case can be opened again in one piece."""
ENDS_WITHOUT = timedelta(weeks=2)
NOT_ASKED = frozenset({Outcome.TAKEN_BACK, Outcome.UNTRUE})
MORNING, EVENING = time(9), time(18)


class Feeling(StrEnum):
    """What the reporter answers."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    TALK = "talk"


WORRYING = frozenset({Feeling.BAD, Feeling.TALK})
"""After these who has the case is told at once."""


def rounds(case: Case) -> tuple[timedelta, ...]:
    """How long after the end each question comes; none where nothing is to be asked."""
    if case.practice or case.outcome in NOT_ASKED:
        return ()
    return (SOON, *WEEKS) if Mark.COERCION in case.marks else WEEKS


def ends(case: Case) -> timedelta:
    """How long after the end nobody is asked any more."""
    return ENDS if rounds(case) else ENDS_WITHOUT


def asked_at(school: School, closed: datetime, later: timedelta) -> datetime:
    """From when on it is asked: that very day of the calendar, whatever the hour it was closed."""
    return moment(school, local_day(school, closed) + later, MORNING)


def by_day(school: School, now: datetime) -> bool:
    """Whether a phone may say it: at no hour at which somebody sleeps or sits at table."""
    return MORNING <= local(school, now).time() < EVENING
