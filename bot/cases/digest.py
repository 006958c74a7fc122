"""The numbers of a week, out of the cases one reader may see; sends nothing, draws nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cases.case import Case
from bot.cases.kinds import Kind, Mark, Outcome, RouteId
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.school import School
from bot.cases.schooltime import is_school_day, local_day

WEEKS = 8
"""How many weeks are laid side by side, the last one included."""
_WEEK = timedelta(days=7)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Week:
    """What came and what ended in the week that begins on that Monday."""

    monday: date
    new: int
    closed: int


@dataclass(frozen=True)
class Oldest:
    """The case that is open longest."""

    case_id: str
    name: str
    since: date


@dataclass(frozen=True)
class Numbers:
    """Of the days `first` to `last`, and how it stands now.

    `answer_hours` is from the report to the first answer, `closing_hours` to the end, on average;
    None when there was none. `no_incident` are doubts that turned out to be none.
    """

    first: date
    last: date
    new: int
    closed: int
    open: int
    late: int
    kinds: tuple[tuple[Kind, int], ...]
    routes: tuple[tuple[RouteId, int], ...]
    open_routes: tuple[tuple[RouteId, int], ...]
    weeks: tuple[Week, ...]
    oldest: Oldest | None
    answer_hours: int | None
    closing_hours: int | None
    no_incident: int

    @property
    def before(self) -> float:
        """How many came in a week on average, in the weeks before."""
        earlier = [week.new for week in self.weeks[:-1]]
        return sum(earlier) / len(earlier)


def monday_of(day: date) -> date:
    """The Monday of the week a day is in."""
    return day - (day.isoweekday() - 1) * _DAY


def first_of_week(school: School, day: date) -> date | None:
    """The first day with school in the week of a day; None in a holiday."""
    monday = monday_of(day)
    days = (monday + n * _DAY for n in range(7))
    return next((one for one in days if is_school_day(school, one)), None)


def told_from(school: School, today: date) -> date:
    """From which Monday today's digest tells: that of the last week with school.

    A holiday's weeks have no digest of their own, so what came in them is told after it.
    """
    monday = monday_of(today) - _WEEK
    while first_of_week(school, monday) is None:
        monday -= _WEEK
    return monday


def reads(person: Person, school: School, subscribed: Iterable[str]) -> bool:
    """Whether somebody gets it: the safety coordinator, and of management whoever wants to."""
    if not person.active or not may(person, Action.SEE_NUMBERS, None, school):
        return False
    return person.has(Role.SAFETY_COORDINATOR) or person.person_id in subscribed


def numbers(
    cases: Iterable[Case], reader: Person, school: School, now: datetime, first: date
) -> Numbers:
    """What happened from `first` up to the end of last week, as far as the reader may see it."""
    seen = [one for one in cases if not one.practice and may(reader, Action.LIST, one, school)]
    last = monday_of(local_day(school, now)) - _DAY

    def within(at: datetime | None) -> bool:
        return at is not None and first <= local_day(school, at) <= last

    new = [one for one in seen if within(one.created)]
    closed = [one for one in seen if one.closed and within(one.closed_at)]
    still_open = [one for one in seen if not one.closed]
    return Numbers(
        first,
        last,
        len(new),
        len(closed),
        len(still_open),
        sum(one.is_late(now) for one in still_open),
        tuple(Counter(one.kind for one in new).most_common()),
        tuple(sorted(Counter(one.route for one in new).items())),
        tuple(sorted(Counter(one.route for one in still_open).items())),
        _weeks(seen, school, last),
        _oldest(still_open, school),
        _mean([(one.created, one.answered_at) for one in seen if within(one.answered_at)]),
        _mean([(one.created, one.closed_at) for one in closed]),
        sum(Mark.DOUBT in one.marks and one.outcome is Outcome.NO_INCIDENT for one in closed),
    )


def _weeks(seen: Sequence[Case], school: School, last: date) -> tuple[Week, ...]:
    came = Counter(monday_of(local_day(school, one.created)) for one in seen)
    ended = Counter(
        monday_of(local_day(school, one.closed_at)) for one in seen if one.closed and one.closed_at
    )
    mondays = [monday_of(last) - n * _WEEK for n in reversed(range(WEEKS))]
    return tuple(Week(monday, came[monday], ended[monday]) for monday in mondays)


def _oldest(still_open: Sequence[Case], school: School) -> Oldest | None:
    found = min(still_open, key=lambda one: one.created, default=None)
    if found is None:
        return None
    return Oldest(found.case_id, found.name, local_day(school, found.created))


def _mean(spans: Sequence[tuple[datetime, datetime | None]]) -> int | None:
    """In hours."""
    seconds = [(end - begin).total_seconds() for begin, end in spans if end]
    return round(sum(seconds) / len(seconds) / 3600) if seconds else None
