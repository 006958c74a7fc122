"""The duties of one school year: which there are, whose they are, when to ask; sends nothing."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.cases.people import Person, Role
from bot.cases.rulebook import Per, YearDuty
from bot.cases.school import School
from bot.cases.schooltime import is_school_day, next_school_day, present
from bot.text import Text

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LEAST = timedelta(days=13)
"""What begins at the very end of a month, after a holiday, still has two weeks."""


@dataclass(frozen=True)
class Planned:
    """One time that a duty is done: for which class or year group ("" for the school), and when."""

    duty_id: str
    part: str
    month: int
    begins: date
    due: date


@dataclass(frozen=True)
class DutyRow:
    """The same as it is kept. `owner` is set only when it was handed over."""

    row_id: str
    duty_id: str
    part: str
    month: int
    begins: date
    due: date
    owner: str | None = None
    done_on: date | None = None
    done_by: str | None = None
    form: str = ""

    def is_late(self, today: date) -> bool:
        """Whether it should have been done."""
        return self.done_on is None and self.due < today


@dataclass(frozen=True)
class DutyLine:
    """Something that is to be done now, or is late, and whose it is."""

    row: DutyRow
    text: Text
    late: bool
    owners: tuple[str, ...]


def planned(school: School, first: date) -> tuple[Planned, ...]:
    """What a school owes in the school year that begins on `first`, the earliest first."""
    found = (
        _time(school, duty, part, month, first)
        for duty in school.duties
        if (first.year - duty.first_year) % duty.every == 0
        for part in parts(duty, school)
        for month in duty.months
    )
    return tuple(sorted(found, key=lambda one: (one.due, one.duty_id, one.part)))


def parts(duty: YearDuty, school: School) -> tuple[str, ...]:
    """For what it is done apart: classes by name, years by number, forms, or the school ("")."""
    if duty.per is Per.SCHOOL:
        return ("",)
    if duty.per is Per.FORM:
        return duty.forms
    meant = [one for one in school.classes if not duty.years or one.year in duty.years]
    if duty.per is Per.CLASS:
        return tuple(one.name for one in meant)
    return tuple(str(year) for year in sorted({one.year for one in meant}))


def duty_of(row: DutyRow, school: School) -> YearDuty | None:
    """What it is; None when the school's file has it no more, or not for this class."""
    found = next((one for one in school.duties if one.duty_id == row.duty_id), None)
    return found if found and row.part in parts(found, school) else None


def owners(row: DutyRow, school: School, people: Iterable[Person]) -> tuple[str, ...]:
    """Whose it is now: to whom it was handed over, else whoever has the role for that part."""
    duty = duty_of(row, school)
    return _owners(row, duty, school, [one for one in people if one.active]) if duty else ()


def still_asked(rows: Iterable[DutyRow], school: School, today: date) -> tuple[DutyRow, ...]:
    """What is to do, now or later; what was missed is asked no more once its next time began."""
    found = sorted(rows, key=lambda row: row.begins)
    last = {(row.duty_id, row.part): row.row_id for row in found if row.begins <= today}
    return tuple(
        row
        for row in sorted(found, key=lambda row: (row.due, row.duty_id, row.part))
        if row.done_on is None
        and (row.begins > today or last[row.duty_id, row.part] == row.row_id)
        and duty_of(row, school)
    )


def begun(
    rows: Iterable[DutyRow], school: School, today: date, people: Iterable[Person]
) -> tuple[DutyLine, ...]:
    """What is to be done now or late, the longest due first, with whose it is: once for all."""
    here = [one for one in people if one.active]
    return tuple(
        DutyLine(row, duty.text, row.is_late(today), _owners(row, duty, school, here))
        for row in still_asked(rows, school, today)
        if row.begins <= today and (duty := duty_of(row, school))
    )


def lines_of(
    lines: Iterable[DutyLine], person: Person, school: School, today: date
) -> tuple[DutyLine, ...]:
    """Of these, what to ask somebody this morning: not each day, see `asks`."""
    theirs = {person.person_id, *person.stands_in}
    return tuple(
        line
        for line in lines
        if not theirs.isdisjoint(line.owners) and asks(line.row, person, school, today)
    )


def asks(row: DutyRow, person: Person, school: School, today: date) -> bool:
    """Whether today is the day to ask: when it begins, a week before, on the day, then each Monday.

    Whoever is not in on such a day is asked on the first one they are.
    """
    if not present(person, today, school):
        return False
    day = today
    while not _is_asked_on(row, day):
        day -= _DAY
        if day < row.begins or present(person, day, school):
            return False
    return True


def later(school: School, row: DutyRow, weeks: int, today: date, last: date) -> date:
    """The school day it is moved to, so many weeks from its day or, when that is past, from today.

    Never later than the last day of the school year.
    """
    day = min(max(row.due, today) + weeks * _WEEK, last)
    while not is_school_day(school, day) and day > today:
        day -= _DAY
    return day


def _is_asked_on(row: DutyRow, day: date) -> bool:
    if day <= row.due:
        return day in {row.begins, row.due - _WEEK, row.due}
    return day.isoweekday() == 1


def _owners(
    row: DutyRow, duty: YearDuty, school: School, here: Collection[Person]
) -> tuple[str, ...]:
    if any(one.person_id == row.owner for one in here):
        return (row.owner or "",)
    holders = [one for one in here if duty.owner in one.roles]
    return tuple(one.person_id for one in _of_part(row.part, duty, school, holders))


def _time(school: School, duty: YearDuty, part: str, month: int, first: date) -> Planned:
    year = first.year if month >= first.month else first.year + 1
    days = [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]
    begins = next_school_day(school, days[0] - _DAY)
    last = next((day for day in reversed(days) if is_school_day(school, day)), begins)
    due = last if last - begins >= _LEAST else next_school_day(school, begins + _LEAST)
    return Planned(duty.duty_id, part, month, begins, due)


def _of_part(
    part: str, duty: YearDuty, school: School, holders: Collection[Person]
) -> Iterator[Person]:
    """Of those with the role, whoever has this class or year; all of them when nobody has it."""
    if duty.per in {Per.SCHOOL, Per.FORM} or duty.owner not in {Role.MENTOR, Role.TEAM_LEADER}:
        yield from holders
        return
    meant = [one for one in school.classes if part in {one.name, str(one.year)}]
    names = {one.name for one in meant}
    leads = {one.mentor if duty.owner is Role.MENTOR else one.team_leader for one in meant}
    theirs = [one for one in holders if one.person_id in leads or names & one.classes]
    yield from theirs or (() if duty.per is Per.CLASS else holders)
