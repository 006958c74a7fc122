"""One incident as far as it is counted: fixed words and no moment; knows no name and no class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from bot.cases.case import Case, StepState
from bot.cases.kinds import Kind, Outcome, RouteId
from bot.cases.school import School
from bot.cases.schooltime import local_day

DAY, WEEK, MONTH = timedelta(days=1), timedelta(weeks=1), timedelta(weeks=4)
FEW = 2
SEVERAL = "several"
"""Instead of one app."""


class Answered(StrEnum):
    """How soon the reporter had a first answer."""

    DAY = "day"
    WEEK = "week"
    LATER = "later"
    NONE = "none"


class Ended(StrEnum):
    """How soon it was closed; one that is still open took long, or nobody can say yet."""

    WEEK = "week"
    MONTH = "month"
    LATER = "later"


class Late(StrEnum):
    """How many of its steps were late."""

    NONE = "none"
    FEW = "few"
    MANY = "many"


class Care(StrEnum):
    """What came of asking how it goes after the end."""

    ANSWERED = "answered"
    SILENT = "silent"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, kw_only=True)
class Incident:
    """One of them. `month` is written "2026-09"; `app` is an id, or "" when none was named."""

    route: RouteId
    kind: Kind
    month: str
    closed: bool = False
    year_group: int | None = None
    app: str = ""
    outcome: Outcome | None = None
    answered: Answered = Answered.NONE
    ended: Ended = Ended.LATER
    late: Late = Late.NONE
    care: Care = Care.NOT_ASKED


def incident_of(case: Case, school: School, now: datetime, care: Care) -> Incident:
    """What is counted of a case."""
    return Incident(
        route=case.route,
        kind=case.kind,
        month=f"{local_day(school, case.created):%Y-%m}",
        closed=case.closed,
        year_group=_year_group(case, school),
        app=case.app,
        outcome=case.outcome if case.closed else None,
        answered=_answered(case),
        ended=_ended(case),
        late=_late(case, now),
        care=care,
    )


def in_school_year(first: date) -> Callable[[Incident], bool]:
    """Whether an incident is of the school year that begins on this day."""
    begins, ends = f"{first:%Y-%m}", f"{first.replace(year=first.year + 1):%Y-%m}"
    return lambda one: begins <= one.month < ends


def _year_group(case: Case, school: School) -> int | None:
    """A class of an earlier year may be no class any more; its name still begins with its year."""
    name = case.school_class or ""
    known = school.class_named(name)
    if known is not None:
        return known.year
    return int(name[0]) if name[:1].isdecimal() else None


def _answered(case: Case) -> Answered:
    if case.answered_at is None:
        return Answered.NONE
    took = case.answered_at - case.created
    if took <= DAY:
        return Answered.DAY
    return Answered.WEEK if took <= WEEK else Answered.LATER


def _ended(case: Case) -> Ended:
    if not case.closed or case.closed_at is None:
        return Ended.LATER
    took = case.closed_at - case.created
    if took <= WEEK:
        return Ended.WEEK
    return Ended.MONTH if took <= MONTH else Ended.LATER


def _late(case: Case, now: datetime) -> Late:
    number = sum(_was_late(step, case.closed_at or now) for step in case.steps)
    if not number:
        return Late.NONE
    return Late.FEW if number <= FEW else Late.MANY


def _was_late(step: StepState, until: datetime) -> bool:
    return step.due is not None and (step.at or until) > step.due
