"""How long a case is kept after it was closed, and when that is told before; knows no storage.

Days are the school's own. Nothing is destroyed unseen: it is told twice, after a long outage too.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum

from bot.cases.case import Case
from bot.cases.school import School
from bot.cases.schooltime import local_day, moment

WEEK = timedelta(weeks=1)
FIRST, SECOND = 4 * WEEK, WEEK
"""How long before the end each warning comes."""
BETWEEN = WEEK
"""What lies at least between two warnings, and between the last one and the end."""
DAYS_A_MONTH = 365.25 / 12
TWICE = 2


class Next(StrEnum):
    """What is to be done with a closed case now."""

    NOTHING = "nothing"
    WARN = "warn"
    DESTROY = "destroy"


def ends(case: Case, school: School) -> datetime | None:
    """When its last day begins; None while it is open. Of several kinds the longest term counts."""
    if not case.closed or case.closed_at is None:
        return None
    months = max(school.retention.months(kind) for kind in (case.kind, *case.more_kinds))
    last = local_day(school, case.closed_at) + timedelta(days=round(months * DAYS_A_MONTH))
    return moment(school, last, time())


def next_of(end: datetime, warnings: int, last: datetime | None, now: datetime) -> Next:
    """`warnings` were given so far, the last one then."""
    if last is not None and now < last + BETWEEN:
        return Next.NOTHING
    if warnings >= TWICE:
        return Next.DESTROY if now >= end else Next.NOTHING
    before = FIRST if warnings == 0 else SECOND
    return Next.WARN if now >= end - before else Next.NOTHING
