"""P5, T21, T22: when a job is due, against a reference that looks at each minute of the clock."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.cases.school import Holiday, School
from bot.cases.schooltime import is_school_day, local_day
from bot.jobs.job import Outcome
from bot.jobs.rules import Daily, Weekly, each_tick, ever, hourly, that_day
from bot.jobs.table import JOBS
from tests.cases.a_school import SCHOOL
from tests.jobs.a_house import DAY, MINUTE, a_job

ZONES = (
    "Europe/Amsterdam",
    "America/New_York",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Asia/Beirut",
    "UTC",
)
# Around the clock changes of both halves of the world.
STARTS = (
    datetime(2026, 3, 27, tzinfo=UTC),
    datetime(2026, 10, 23, tzinfo=UTC),
    datetime(2018, 11, 2, tzinfo=UTC),
    datetime(2026, 4, 3, tzinfo=UTC),
)


def at_school(zone: str) -> School:
    return replace(SCHOOL, timezone=zone)


def minutes(start: datetime, days: int) -> Iterator[datetime]:
    at = start
    for _ in range(days * 24 * 60):
        yield at
        at += MINUTE


def due_minutes(school: School, rule: Daily, start: datetime, days: int) -> set[datetime]:
    """The first minute of each local day at which the wall clock has come to the rule's time."""
    zone = ZoneInfo(school.timezone)
    found: dict[date, datetime] = {}
    for at in minutes(start - DAY, days + 1):
        wall = at.astimezone(zone)
        wanted = not rule.school_days or is_school_day(school, wall.date())
        if wanted and wall.time() >= rule.at:
            found.setdefault(wall.date(), at)
    return set(found.values())


def skipped(zone: str, start: datetime, at: time) -> bool:
    """Whether the clock skips this time in these days; the days of a year below cover that."""
    days = (start.date() + DAY * number for number in range(-1, 7))
    walls = (datetime.combine(day, at, ZoneInfo(zone)) for day in days)
    return any(wall.astimezone(UTC).astimezone(ZoneInfo(zone)).time() != at for wall in walls)


def reference(
    school: School, rule: Daily, start: datetime, days: int, asleep: set[int], *, same_day: bool
) -> tuple[list[datetime], list[datetime]]:
    """What fires and what is dropped, by looking at every minute one is awake."""
    due = due_minutes(school, rule, start, days)
    fired: list[datetime] = []
    dropped: list[datetime] = []
    missed: datetime | None = None
    for number, at in enumerate(minutes(start, days)):
        missed = at if at in due else missed
        if missed is None or number // 60 in asleep:
            continue
        ok = not same_day or that_day(school, missed, at)
        (fired if ok else dropped).append(at)
        missed = None
    return fired, dropped


def simulated(
    school: School, rule: Daily, start: datetime, days: int, asleep: set[int], *, same_day: bool
) -> tuple[list[datetime], list[datetime]]:
    """The same with the table's own arithmetic: a due moment that is kept, and a tick."""
    window = that_day if same_day else ever
    job = a_job("one", Outcome(), next_due=rule, window=window)
    fired: list[datetime] = []
    dropped: list[datetime] = []
    due = rule(school, start - MINUTE)
    for number, at in enumerate(minutes(start, days)):
        if number // 60 in asleep or due > at:
            continue
        last = job.last_due(school, due, at)
        (fired if window(school, last, at) else dropped).append(at)
        due = rule(school, at)
    return fired, dropped


@settings(max_examples=20, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    start=st.sampled_from(STARTS),
    at=st.times().map(lambda one: one.replace(second=0, microsecond=0, fold=0)),
    school_days=st.booleans(),
    same_day=st.booleans(),
    asleep=st.sets(st.integers(0, 5 * 24 - 1), max_size=60),
)
def test_what_fires_is_what_the_wall_clock_says_minute_by_minute(
    *, zone: str, start: datetime, at: time, school_days: bool, same_day: bool, asleep: set[int]
) -> None:
    school, rule = at_school(zone), Daily(at, school_days=school_days)
    assume(not skipped(zone, start, at))
    expected = reference(school, rule, start, 5, asleep, same_day=same_day)
    assert simulated(school, rule, start, 5, asleep, same_day=same_day) == expected


@settings(max_examples=6, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    start=st.sampled_from(STARTS),
    at=st.times().map(lambda one: one.replace(second=0, microsecond=0, fold=0)),
    first=st.integers(0, 20),
    days=st.integers(0, 20),
)
def test_p5_once_a_week_is_the_first_school_day_the_wall_clock_comes_to_it(
    *, zone: str, start: datetime, at: time, first: int, days: int
) -> None:
    """With a holiday anywhere, also one that takes a whole week."""
    off = Holiday("Off", start.date() + first * DAY, start.date() + (first + days) * DAY)
    school = replace(at_school(zone), holidays=(off,))
    assume(not any(skipped(zone, start + week * 7 * DAY, at) for week in range(4)))
    expected: dict[tuple[int, int], datetime] = {}
    for due in sorted(due_minutes(school, Daily(at, school_days=True), start - 7 * DAY, 28)):
        expected.setdefault(local_day(school, due).isocalendar()[:2], due)
    wanted = [due for due in expected.values() if start < due < start + 14 * DAY]
    found, due = [], Weekly(at)(school, start)
    while due < start + 14 * DAY:
        found.append(due)
        due = Weekly(at)(school, due)
    assert found == wanted


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [time(2, 30), time(4, 10), time(8, 15), time(0, 0), time(23, 59)])
def test_every_local_day_of_a_year_has_one_due_moment(zone: str, at: time) -> None:
    school, due = at_school(zone), datetime(2026, 1, 1, tzinfo=UTC)
    days = []
    for _ in range(366):
        due = Daily(at)(school, due)
        days.append(local_day(school, due))
    assert days == [days[0] + timedelta(days=number) for number in range(366)]


def test_the_morning_list_comes_on_school_days_only() -> None:
    morning = next(job for job in JOBS if job.name == "open-cases")
    friday = datetime(2026, 12, 18, 7, 15, tzinfo=UTC)
    assert morning.next_due(SCHOOL, friday) == datetime(2027, 1, 4, 7, 15, tzinfo=UTC)


def test_a_holiday_on_the_day_itself_moves_the_list() -> None:
    off = Holiday("Study day", date(2026, 11, 24), date(2026, 11, 24))
    school = replace(SCHOOL, holidays=(off,))
    due = Daily(time(8, 15), school_days=True)(school, datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert local_day(school, due) == date(2026, 11, 25)


def test_the_hour_and_the_tick_are_always_ahead() -> None:
    at = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    assert hourly(SCHOOL, at) == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert hourly(SCHOOL, at + MINUTE) == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
    assert each_tick(SCHOOL, at) > at


def test_a_list_of_the_day_is_not_sent_at_night() -> None:
    due = datetime(2026, 11, 24, 7, 15, tzinfo=UTC)
    assert that_day(SCHOOL, due, datetime(2026, 11, 24, 19, 59, tzinfo=UTC))
    assert not that_day(SCHOOL, due, datetime(2026, 11, 24, 20, 0, tzinfo=UTC))
