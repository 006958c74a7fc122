"""A school year lived through tick by tick, with what came written down; asserts nothing."""

from __future__ import annotations

import random
from calendar import monthcalendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.cases import events as happened
from bot.cases.advance import advance
from bot.cases.agenda import begun, lines_of
from bot.cases.case import Case, CaseState
from bot.cases.kinds import Outcome
from bot.cases.people import Person, Role
from bot.cases.reminders import open_case_lines
from bot.cases.rights import Action
from bot.cases.school import Holiday, SchoolClass
from bot.cases.schooltime import (
    first_of_school_year,
    is_school_day,
    local_day,
    moment,
    next_school_day,
    present,
)
from bot.conversations import moving
from bot.conversations.morning import LIST
from bot.conversations.world import World, look_around
from bot.jobs.job import Job
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.store import cases, digest_readers, duties, pings
from bot.store.outbox import OutboxRow
from bot.store.writer import Tx
from tests.cases.a_school import PEOPLE, SCHOOL, a_case
from tests.cases.noordhoek import noordhoek
from tests.jobs.a_house import House

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
LOOKS = ("00:05", "03:45", "04:15", "06:05", "08:00", "08:15", "09:05", "10:00", "12:00", "16:40")
"""When the clock is looked at on a day of the test: often enough for what is due by the clock."""
NIGHT = time(21)
MENTORS = tuple(
    Person(f"m{number}", f"M{number}", frozenset({Role.MENTOR}), frozenset({f"3{number}"}))
    for number in range(13)
)
HOLIDAYS = (
    Holiday("Autumn", date(2026, 10, 17), date(2026, 10, 25)),
    Holiday("Christmas", date(2026, 12, 19), date(2027, 1, 3)),
)
YEAR = replace(
    SCHOOL,
    people=(*PEOPLE, *MENTORS),
    classes=(
        *SCHOOL.classes,
        *(SchoolClass(f"3{n}", 3, one.person_id, "tessa") for n, one in enumerate(MENTORS)),
    ),
    holidays=HOLIDAYS,
    duties=noordhoek().duties,
)


@dataclass(frozen=True)
class Came:
    """One message: when on the school's clock, to whom, which sort, about which case."""

    at: datetime
    person_id: str
    sort: str
    case_id: str = ""

    @property
    def day(self) -> date:
        return self.at.date()


@dataclass
class Life:
    """What is done with a case, and when."""

    case: Case
    read: datetime
    done: datetime


@dataclass
class Year:
    """The house, its people, and the days from `first` to `last`; in `outages` nothing runs."""

    house: House
    first: date
    last: date
    outages: tuple[tuple[datetime, datetime], ...] = ()
    looks: tuple[str, ...] = LOOKS
    lives: list[Life] = field(default_factory=list)
    came: list[Came] = field(default_factory=list)
    expected: Counter[tuple[date, str]] = field(default_factory=Counter)
    digests: dict[tuple[int, int], date] = field(default_factory=dict)

    def moments(self) -> Iterator[datetime]:
        """Every look at the clock that is not in an outage."""
        day = self.first
        while day <= self.last:
            for look in self.looks:
                at = moment(YEAR, day, time.fromisoformat(look))
                if not any(begins <= at < ends for begins, ends in self.outages):
                    yield at
            day += DAY

    def plan(self, number: int, seed: int) -> None:
        """So many cases at any hour, each read and ended after some days; one in ten is urgent."""
        chance = random.Random(seed)  # noqa: S311 - a test that is the same each time
        span = (self.last - self.first).days * 24 * 60
        start = moment(YEAR, self.first, time())
        owners = [one for one in YEAR.people if one.has(Role.MENTOR)]
        for count in range(number):
            created = start + timedelta(minutes=chance.randrange(span))
            owner = chance.choice(owners)
            case = a_case(
                case_id=f"{count:016x}",
                name=f"Otter {count}",
                created=created,
                owner=owner.person_id,
                school_class=next(iter(owner.classes)),
                urgent=chance.random() < 0.1,
            )
            read = created + timedelta(hours=chance.choice((1, 20, 60, 120)))
            self.lives.append(Life(case, read, read + DAY * chance.choice((1, 4, 9, 20))))

    async def live(self) -> None:
        """Tick through all of it."""
        world = replace(self.house.world, school=YEAR)
        self.house.clock.travel(moment(YEAR, self.first, time()) - DAY)
        await self.house.staff(*YEAR.people)
        await self.house.do(lambda tx: digest_readers.put(tx, "mira", wants=True))
        ticker = Ticker(self.house.writer, world, self.house.clock, _CALM_JOBS)
        for at in self.moments():
            self.house.clock.travel(at)
            await self.house.do(lambda tx, at=at: self._lives_on(tx, world, at))  # type: ignore[misc]
            await self._foresee(at)
            await ticker.tick()
            self.came += [_came(row, at) for row in await self.house.sendable()]

    def _lives_on(self, tx: Tx, world: World, at: datetime) -> None:
        for life in self.lives:
            if life.case.created <= at and cases.get(tx, life.case.case_id) is None:
                cases.create(tx, life.case, reporter=None, reporter_name=None)
                moving.start_ladder(tx, world, look_around(tx), life.case)
            if life.read <= at and life.case.state is CaseState.NEW:
                by = life.case.owner or ""
                life.case, _ = advance(life.case, happened.Read(by), at, YEAR)
                self._keep(tx, life.case)
            if life.done <= at and not life.case.closed:
                life.case = _ended(life.case, at)
                self._keep(tx, life.case)

    def _keep(self, tx: Tx, case: Case) -> None:
        cases.save(tx, case)
        pings.stop(tx, case.case_id)

    async def _foresee(self, at: datetime) -> None:
        """Who should hear this morning and whether a digest is due, by the rules alone."""
        day, wall = local_day(YEAR, at), at.astimezone(ZONE).time()
        if not is_school_day(YEAR, day):
            return
        if wall >= time(8) and day.isocalendar()[:2] not in self.digests:
            self.digests[day.isocalendar()[:2]] = day
        if not time(8, 15) <= wall < NIGHT or any(seen == day for seen, _ in self.expected):
            return
        now_open = [
            one.case for one in self.lives if one.case.created <= at and not one.case.closed
        ]
        year = first_of_school_year(day).year
        rows = await self.house.do(lambda tx: duties.of_year(tx, year))
        started = begun(rows, YEAR, day, YEAR.people)
        for person in YEAR.people:
            lines = open_case_lines(now_open, person, YEAR, at, people=YEAR.people)
            asked = lines_of(started, person, YEAR, day)
            if present(person, day, YEAR) and (lines or asked):
                self.expected[day, person.person_id] += 1

    def ends_told(self) -> Counter[tuple[date, str]]:
        """When management should hear that a case goes soon: four weeks before, and one."""
        days = [end_told(one.case) for one in self.lives]
        return Counter(
            (day, who) for day in days if day and day <= self.last for who in ("mira", "mark")
        )

    def of_sort(self, sort: str) -> Counter[tuple[date, str]]:
        """How many came of a sort, by day and person."""
        return Counter((one.day, one.person_id) for one in self.came if one.sort == sort)


def end_told(case: Case) -> date | None:
    """The first day on which it is told that a closed case goes; None while it is open."""
    if case.closed_at is None:
        return None
    day = local_day(YEAR, case.closed_at) + 365 * DAY - timedelta(weeks=4)
    return day if is_school_day(YEAR, day) else next_school_day(YEAR, day)


_CALM_JOBS: tuple[Job, ...] = tuple(one for one in JOBS if one.name != "backup")


def _ended(case: Case, at: datetime) -> Case:
    return replace(case, state=CaseState.CLOSED, closed_at=at, outcome=Outcome.AGREEMENTS)


def _came(row: OutboxRow, at: datetime) -> Came:
    return Came(at.astimezone(ZONE), row.person_id or "", _sort(row), row.case_id or "")


def _sort(row: OutboxRow) -> str:
    if row.message is not None and row.message.chart:
        return "picture"
    if row.guard.startswith(LIST):
        return "morning"
    if row.guard.startswith("numbers:"):
        return "digest"
    if row.guard == Action.EXPORT.value:
        return "end"
    return "ping" if row.case_id else "test"


def as_calendar(year: Year) -> str:
    """The log of the year as a calendar: how many messages on each day, and of which sort.

    m morning lists, d digests, p pings about a case, e said that a case goes soon, t test messages;
    "·" a day without school.
    """
    signs = {"morning": "m", "digest": "d", "ping": "p", "end": "e", "test": "t"}
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


def wall(day: date, clock: str) -> datetime:
    """A moment on the school's clock."""
    return datetime.combine(day, time.fromisoformat(clock), ZONE).astimezone(UTC)
