"""School time is right in the night, at the weekend, in holidays and when the clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cases.people import Person, Role
from bot.cases.school import Holiday, Opening, School
from bot.cases.schooltime import (
    add_school_days,
    holiday_on,
    is_open,
    is_school_day,
    local_day,
    moment,
    next_opening,
    next_present,
    next_school_day,
    present,
)
from tests.cases.noordhoek import noordhoek

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MINUTE = timedelta(minutes=1)


def at(words: str) -> datetime:
    """A moment on the clock of Gorinchem, such as "2026-11-23 08:00"."""
    return datetime.fromisoformat(words).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-23", True),  # Monday
        ("2026-11-22", False),  # Sunday
        ("2026-10-19", False),  # autumn
        ("2026-10-26", True),
        ("2027-01-01", False),
        ("2027-03-29", False),  # the Monday of Easter, outside every holiday
        ("2027-08-30", True),
    ],
)
def test_a_school_day_is_a_weekday_outside_the_holidays(day: str, *, expected: bool) -> None:
    assert is_school_day(noordhoek(), date.fromisoformat(day)) is expected


def test_a_day_off_says_which_holiday_it_is() -> None:
    found = holiday_on(noordhoek(), date(2026, 10, 19))
    assert found
    assert found.name == "Herfstvakantie"
    assert holiday_on(noordhoek(), date(2026, 10, 26)) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-11-23 07:59", False),
        ("2026-11-23 08:00", True),
        ("2026-11-23 16:29", True),
        ("2026-11-23 16:30", False),
        ("2026-11-22 12:00", False),
        ("2026-12-21 12:00", False),
        ("2027-04-27 12:00", False),
    ],
)
def test_the_doors_are_open_in_school_hours_only(words: str, *, expected: bool) -> None:
    assert is_open(noordhoek(), at(words)) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-11-23 07:00", "2026-11-23 08:00"),
        ("2026-11-23 08:00", "2026-11-24 08:00"),
        ("2026-11-23 12:00", "2026-11-24 08:00"),
        ("2026-11-20 17:00", "2026-11-23 08:00"),
        ("2026-12-18 17:00", "2027-01-04 08:00"),
        ("2027-03-26 20:00", "2027-03-30 08:00"),  # Easter and the night of the clock
        ("2026-10-24 20:00", "2026-10-26 08:00"),
    ],
)
def test_the_next_opening_is_always_later(words: str, expected: str) -> None:
    assert next_opening(noordhoek(), at(words)) == at(expected)


@pytest.mark.parametrize(
    ("words", "days", "expected"),
    [
        ("2026-11-23 10:00", 0, "2026-11-23 16:30"),
        ("2026-11-23 16:30", 0, "2026-11-24 16:30"),
        ("2026-11-21 10:00", 0, "2026-11-23 16:30"),
        ("2026-11-23 10:00", 1, "2026-11-24 16:30"),
        ("2026-11-23 20:00", 1, "2026-11-24 16:30"),
        ("2026-11-20 10:00", 1, "2026-11-23 16:30"),
        ("2026-11-21 10:00", 1, "2026-11-23 16:30"),
        ("2026-12-18 10:00", 1, "2027-01-04 16:30"),
        ("2027-05-05 10:00", 2, "2027-05-11 16:30"),
        ("2026-10-23 23:30", 3, "2026-10-28 16:30"),
    ],
)
def test_a_term_ends_at_the_closing_of_its_last_school_day(
    words: str, days: int, expected: str
) -> None:
    assert add_school_days(noordhoek(), at(words), days) == at(expected)


def test_the_day_is_the_day_at_school_and_not_in_greenwich() -> None:
    assert local_day(noordhoek(), datetime(2026, 11, 22, 23, 30, tzinfo=UTC)) == date(2026, 11, 23)


def test_summer_and_winter_open_at_the_same_time_on_the_wall() -> None:
    friday, monday = at("2026-10-23 09:00"), at("2026-10-26 09:00")
    assert monday - friday == timedelta(days=3, hours=1)
    assert moment(noordhoek(), date(2026, 7, 1), time(8)).hour == 6
    assert moment(noordhoek(), date(2026, 12, 1), time(8)).hour == 7


def test_a_moment_the_clock_skips_comes_after_the_skip() -> None:
    night = moment(noordhoek(), date(2027, 3, 28), time(2, 30))
    assert night == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


CONFIDANT = Person(
    "d", "mevrouw Van der Hoeven", frozenset({Role.CONFIDANT}), days=frozenset({1, 2, 4})
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-11-24", True), ("2026-11-25", False), ("2026-11-26", True), ("2026-12-21", False)],
)
def test_somebody_is_in_on_their_own_days_when_there_is_school(day: str, *, expected: bool) -> None:
    assert present(CONFIDANT, date.fromisoformat(day), noordhoek()) is expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("2026-11-24", "2026-11-26"),  # Tuesday: she is back on Thursday
        ("2026-11-25", "2026-11-26"),
        ("2026-11-26", "2026-11-30"),
        ("2026-12-17", "2027-01-04"),
    ],
)
def test_the_confidant_is_back_on_her_next_day(after: str, expected: str) -> None:
    found = next_present(CONFIDANT, date.fromisoformat(after), noordhoek())
    assert found == date.fromisoformat(expected)


def test_somebody_who_left_is_never_in() -> None:
    gone = replace(CONFIDANT, active=False)
    assert not present(gone, date(2026, 11, 24), noordhoek())
    assert next_present(gone, date(2026, 11, 24), noordhoek()) is None


def test_somebody_whose_days_the_school_is_closed_is_never_in() -> None:
    weekend = replace(CONFIDANT, days=frozenset({6, 7}))
    assert next_present(weekend, date(2026, 11, 24), noordhoek()) is None


# ------------------------------------------------------- against a slow and simple reference


def open_at(school: School, at_: datetime) -> bool:
    """The reference: look at the wall clock and the calendar, nothing else."""
    wall = at_.astimezone(ZoneInfo(school.timezone))
    if any(one.first <= wall.date() <= one.last for one in school.holidays):
        return False
    return any(
        one.day == wall.isoweekday() and one.start <= wall.time() < one.end for one in school.hours
    )


def reference_next_opening(school: School, at_: datetime) -> datetime:
    """Minute by minute until a closed door is open."""
    was_open = open_at(school, at_)
    while True:
        at_ += MINUTE
        now_open = open_at(school, at_)
        if now_open and not was_open:
            return at_
        was_open = now_open


def reference_due(school: School, at_: datetime, days: int) -> datetime:
    """Minute by minute past the midnights, until the closing of the right school day."""
    start, left = local_day(school, at_), days
    while True:
        was_open, at_ = open_at(school, at_), at_ + MINUTE
        closed_now = was_open and not open_at(school, at_)
        if closed_now and (days == 0 or local_day(school, at_) > start):
            left -= 1
            if left <= 0:
                return at_


@st.composite
def schools(draw: st.DrawFn) -> School:
    """Schools with odd weeks and a few days off around both changes of the clock.

    No door opens in the hours that are skipped or come twice: there "open" has no one meaning.
    """
    days = draw(st.sets(st.integers(1, 7), min_size=2))
    hours = []
    for day in sorted(days):
        start = draw(st.integers(4 * 60, 22 * 60))
        end = draw(st.integers(start + 1, 23 * 60 + 59))
        hours.append(Opening(day, time(*divmod(start, 60)), time(*divmod(end, 60))))
    first = draw(st.sampled_from([date(2026, 10, 20), date(2027, 3, 24)])) + timedelta(
        days=draw(st.integers(0, 8))
    )
    off = Holiday("Vrij", first, first + timedelta(days=draw(st.integers(0, 3))))
    zone = draw(st.sampled_from(["Europe/Amsterdam", "America/New_York", "Asia/Kolkata"]))
    return School("", "", "", zone, hours=tuple(hours), holidays=(off,))


MOMENTS = st.sampled_from(["2026-10-19 00:00", "2027-03-23 00:00"]).flatmap(
    lambda words: st.integers(0, 9 * 24 * 60).map(lambda minutes: at(words) + minutes * MINUTE)
)


@settings(max_examples=20, deadline=None)
@given(schools(), MOMENTS, st.integers(0, 3))
def test_school_time_equals_looking_at_the_clock_minute_by_minute(
    school: School, moment_: datetime, days: int
) -> None:
    assert is_open(school, moment_) is open_at(school, moment_)
    assert next_opening(school, moment_) == reference_next_opening(school, moment_)
    assert add_school_days(school, moment_, days) == reference_due(school, moment_, days)


@given(st.dates(date(2026, 8, 1), date(2028, 7, 1)))
def test_the_next_school_day_is_the_first_one_later(day: date) -> None:
    found = next_school_day(noordhoek(), day)
    between = (day + timedelta(days=n) for n in range(1, (found - day).days))
    assert found > day
    assert is_school_day(noordhoek(), found)
    assert not any(is_school_day(noordhoek(), one) for one in between)
