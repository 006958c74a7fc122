"""The numbers of a week: what counts, for whom, and from which day on."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.cases.case import Case, CaseState
from bot.cases.digest import Numbers, numbers, reads, told_from
from bot.cases.kinds import Kind, Mark, Outcome, RouteId
from bot.cases.people import Role
from tests.cases.a_school import ANNA, CHRIS, MARK, MIRA, SCHOOL, a_case

MONDAY = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)  # 8:00 in Gorinchem
WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)


def case(number: int, created: datetime, **more: object) -> Case:
    return a_case(case_id=f"{number:016x}", name=f"Otter {number}", created=created, **more)  # type: ignore[arg-type]


def closed(one: Case, at: datetime, outcome: Outcome = Outcome.AGREEMENTS) -> Case:
    return replace(one, state=CaseState.CLOSED, closed_at=at, outcome=outcome)


def counted(*cases: Case, reader: object = CHRIS) -> Numbers:
    return numbers(cases, reader, SCHOOL, MONDAY, date(2026, 11, 23))  # type: ignore[arg-type]


def test_a_week_is_from_monday_to_sunday_on_the_schools_own_clock() -> None:
    first = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    told = counted(
        case(1, first - HOUR / 60),
        case(2, first),
        case(3, first + WEEK - HOUR / 60),
        case(4, first + WEEK),
    )
    assert (told.first, told.last) == (date(2026, 11, 23), date(2026, 11, 29))
    assert (told.new, told.open) == (2, 4)
    assert [week.new for week in told.weeks[-2:]] == [1, 2]
    assert told.weeks[-1].monday == told.first
    assert told.before == pytest.approx(1 / 7)
    assert told.oldest
    assert (told.oldest.name, told.oldest.since) == ("Otter 1", date(2026, 11, 22))


def test_kinds_routes_ends_and_times_are_counted() -> None:
    tuesday = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    doubt = case(1, tuesday, marks=frozenset({Mark.DOUBT}), kind=Kind.IMAGE)
    told = counted(
        closed(doubt, tuesday + timedelta(days=2), Outcome.NO_INCIDENT),
        closed(case(2, tuesday - 2 * WEEK), tuesday + timedelta(days=2)),
        case(3, tuesday, answered_at=tuesday + 3 * HOUR),
        case(4, tuesday, answered_at=tuesday + 5 * HOUR, route=RouteId.B),
        case(5, tuesday, marks=frozenset({Mark.PRACTICE})),
    )
    assert (told.new, told.closed, told.no_incident) == (3, 2, 1)
    assert told.late == 2
    assert told.kinds == ((Kind.THREAT, 2), (Kind.IMAGE, 1))
    assert told.routes == ((RouteId.A, 2), (RouteId.B, 1))
    assert told.open_routes == ((RouteId.A, 1), (RouteId.B, 1))
    assert (told.answer_hours, told.closing_hours) == (4, 9 * 24)


def test_with_no_case_at_all_there_is_nothing_but_noughts() -> None:
    told = counted()
    assert (told.new, told.open, told.before, told.oldest) == (0, 0, 0, None)
    assert (told.answer_hours, told.closing_hours) == (None, None)


def test_who_is_kept_from_a_case_is_counted_without_it() -> None:
    tuesday = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    named = case(1, tuesday, route=RouteId.C, doer_person="mira")
    taken_off = case(2, tuesday, excluded=frozenset({"mira"}))
    assert counted(named, taken_off, reader=MIRA).new == 0
    assert counted(named, taken_off, reader=MIRA).oldest is None
    assert counted(named, taken_off, reader=MARK).new == 2


def test_after_a_holiday_it_tells_of_the_whole_holiday() -> None:
    assert told_from(SCHOOL, date(2026, 11, 30)) == date(2026, 11, 23)
    assert told_from(SCHOOL, date(2027, 1, 4)) == date(2026, 12, 14)


def test_the_coordinator_reads_it_and_of_management_whoever_wants_to() -> None:
    assert reads(CHRIS, SCHOOL, ())
    assert not reads(MIRA, SCHOOL, ())
    assert reads(MIRA, SCHOOL, {"mira"})
    assert not reads(replace(MIRA, active=False), SCHOOL, {"mira"})
    assert not reads(ANNA, SCHOOL, {"anna"})
    assert Role.MENTOR in ANNA.roles
