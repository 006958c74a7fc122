"""A school year lived through tick by tick, with what came written down; asserts nothing."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.cases import events as happened
from bot.cases.advance import advance
from bot.cases.aftercare import by_day, ends, rounds
from bot.cases.agenda import begun, lines_of
from bot.cases.case import Case, CaseState
from bot.cases.kinds import Outcome
from bot.cases.people import Person, Role
from bot.cases.reaching import Rung, goes_on, ladder
from bot.cases.reminders import open_case_lines
from bot.cases.rights import Action, may
from bot.cases.school import Holiday, SchoolClass
from bot.cases.schooltime import (
    first_of_school_year,
    is_school_day,
    local_day,
    moment,
    present,
)
from bot.cases.surveys import Survey
from bot.conversations import moving
from bot.conversations.morning import LIST
from bot.conversations.moving import NEWS
from bot.conversations.survey_words import TO_MENTORS, TO_STAFF
from bot.conversations.world import World, look_around
from bot.jobs import log_head, probe
from bot.jobs.campaigns import EVALUATE
from bot.jobs.job import Job
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.store import aftercare, campaigns, cases, contacts, digest_readers, duties, pings
from bot.store.outbox import Op, OutboxRow
from bot.store.writer import Tx
from tests.cases.a_school import PEOPLE, SCHOOL, a_case
from tests.cases.noordhoek import noordhoek
from tests.jobs.a_house import House

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
LOOKS = ("00:05", "03:45", "04:20", "06:05", "08:00", "08:15", "09:05", "10:03", "12:07", "16:40")
"""When the clock is looked at on a day of the test: often enough for what is due by the clock."""
NIGHT = time(21)
REPORTERS = 20
"""So many of the cases lead back to somebody, who answers what is asked after the end."""
COUNTED_ON, COUNTED = date(2026, 11, 16), frozenset(f"3{number}" for number in range(8))
"""When the mentors of these classes say how many took part."""
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
    reporter: str = ""
    rungs: tuple[Rung, ...] = ()
    questions: tuple[datetime, ...] = ()


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
    pings: Counter[tuple[date, str, str]] = field(default_factory=Counter)
    care: Counter[tuple[date, str]] = field(default_factory=Counter)
    owners: dict[str, str] = field(default_factory=dict)
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
        self.house = replace(self.house, world=world)
        self.house.clock.travel(moment(YEAR, self.first, time()) - DAY)
        refs = await self.house.staff(*YEAR.people)
        self.owners = {ref: person_id for person_id, ref in refs.items()}
        await self.house.do(lambda tx: digest_readers.put(tx, "mira", wants=True))
        await self.house.do(lambda tx: campaigns.plan(tx, Survey.PROZO, self.first.year, "mira"))
        ticker = Ticker(self.house.writer, world, self.house.clock, _CALM_JOBS)
        for at in self.moments():
            self.house.clock.travel(at)
            await self.house.do(lambda tx, at=at: self._lives_on(tx, world, at))  # type: ignore[misc]
            await self._foresee(at)
            await ticker.tick()
            self.came += [self._came(row, at) for row in await self.house.sendable()]

    def _came(self, row: OutboxRow, at: datetime) -> Came:
        who = row.person_id or self.owners.get(row.contact_ref, row.contact_ref)
        return Came(at.astimezone(ZONE), who, _sort(row), row.case_id or "")

    def _lives_on(self, tx: Tx, world: World, at: datetime) -> None:
        if local_day(YEAR, at) == COUNTED_ON:
            count_classes(tx, self.first.year)
        for life in self.lives:
            if life.case.created <= at and cases.get(tx, life.case.case_id) is None:
                self._begin(tx, world, life, at)
            if answered := aftercare.asked(tx, life.case.case_id):
                aftercare.settle(tx, answered)
            if life.read <= at and life.case.state is CaseState.NEW:
                by = life.case.owner or ""
                life.case, _ = advance(life.case, happened.Read(by), at, YEAR)
                life.rungs = ()
                self._keep(tx, life.case)
            if life.done <= at and not life.case.closed:
                life.case = _ended(life.case, at)
                self._keep(tx, life.case)
                life.rungs = ()
                if life.reporter:
                    life.questions = tuple(at + later for later in rounds(life.case))
                    aftercare.plan(tx, life.case.case_id, life.questions, at + ends(life.case))

    def _begin(self, tx: Tx, world: World, life: Life, at: datetime) -> None:
        case_id = life.case.case_id
        if self.lives.index(life) < REPORTERS:
            life.reporter = contacts.meet(tx, "web", case_id, "nl").contact_ref
            contacts.add_case(tx, life.reporter, case_id)
        cases.create(tx, life.case, reporter=life.reporter or None, reporter_name=None)
        moving.start_ladder(tx, world, look_around(tx), life.case)
        life.rungs = ladder(life.case, YEAR, YEAR.people, at)

    def _keep(self, tx: Tx, case: Case) -> None:
        cases.save(tx, case)
        pings.stop(tx, case.case_id)

    async def _foresee(self, at: datetime) -> None:
        """Who should hear this morning and whether a digest is due, by the rules alone."""
        for life in self.lives:
            self._foresee_pings(life, at)
            self._foresee_care(life, at)
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

    def _foresee_pings(self, life: Life, at: datetime) -> None:
        """Who stands on a due rung hears it; an urgent case goes on, once a day for no reader."""
        if not (due := [rung for rung in life.rungs if rung.due <= at]):
            return
        rest = [rung for rung in life.rungs if rung.due > at]
        readers = {p.person_id for p in YEAR.people if may(p, Action.READ, life.case, YEAR)}
        for person_id in {one for rung in due for one in rung.people}:
            which = (local_day(YEAR, at), person_id, life.case.case_id)
            if person_id in readers or not (life.case.urgent and self.pings[which]):
                self.pings[which] += 1
        more = goes_on(life.case, YEAR, YEAR.people, at)
        if more and not any(rung.due <= more[0].due for rung in rest):
            rest = [*more, *rest]
        life.rungs = tuple(rest)

    def _foresee_care(self, life: Life, at: datetime) -> None:
        """By day, in a holiday too: how somebody feels does not stop there."""
        if not by_day(YEAR, at):
            return
        for _ in [one for one in life.questions if one <= at]:
            self.care[local_day(YEAR, at), life.reporter] += 1
        life.questions = tuple(one for one in life.questions if one > at)

    def of_sort(self, sort: str) -> Counter[tuple[date, str]]:
        """How many came of a sort, by day and person."""
        return Counter((one.day, one.person_id) for one in self.came if one.sort == sort)


def count_classes(tx: Tx, year: int) -> None:
    """As mentors do with /geteld."""
    one = campaigns.find(tx, Survey.PROZO, year)
    for name in sorted(COUNTED) if one else ():
        assert one is not None
        campaigns.count(tx, one, name, 12)


_CALM_JOBS: tuple[Job, ...] = tuple(one for one in JOBS if one.name != "backup")


def _ended(case: Case, at: datetime) -> Case:
    return replace(case, state=CaseState.CLOSED, closed_at=at, outcome=Outcome.AGREEMENTS)


def _sort(row: OutboxRow) -> str:
    if row.message is not None and row.message.chart:
        return "picture"
    if row.guard.startswith(LIST):
        return "morning"
    if row.guard.startswith("numbers:"):
        return "digest"
    if row.guard == Action.EXPORT.value:
        return "end"
    if row.guard == NEWS:
        return "care"
    if row.ping:
        return "ping"
    return "progress" if row.op is Op.CARD else _by_words(row)


def _by_words(row: OutboxRow) -> str:
    """What is nothing but its words."""
    assert row.message is not None
    said = row.message.lines[0].key
    sorts = {probe.TEST.key: "test", probe.MISSED.key: "missed"}
    sorts |= {log_head.LINE.key: "mark", EVALUATE.key: "survey"}
    sorts |= {words.key: "survey" for words in (*TO_MENTORS.values(), *TO_STAFF.values())}
    return sorts[said]


def wall(day: date, clock: str) -> datetime:
    """A moment on the school's clock."""
    return datetime.combine(day, time.fromisoformat(clock), ZONE).astimezone(UTC)
