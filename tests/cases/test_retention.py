"""How long a case is kept, and that nobody loses one without having heard of it twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cases.case import CaseState
from bot.cases.kinds import Kind
from bot.cases.retention import BETWEEN, FIRST, SECOND, Next, ends, next_of
from bot.cases.school import Retention
from tests.cases.a_school import SCHOOL, a_case

CLOSED = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
YEARS = replace(SCHOOL, retention=Retention(usual=12, of_kind={Kind.THREAT: 24}))
DAY = timedelta(days=1)


def test_the_longest_term_of_its_kinds_counts_from_the_day_it_was_closed() -> None:
    case = replace(a_case(), kind=Kind.INSULT, state=CaseState.CLOSED, closed_at=CLOSED)
    assert ends(case, YEARS) == datetime(2027, 1, 11, 23, 0, tzinfo=UTC)
    both = replace(case, more_kinds=frozenset({Kind.THREAT}))
    assert ends(both, YEARS) == datetime(2028, 1, 11, 23, 0, tzinfo=UTC)


def test_the_days_are_the_schools_own() -> None:
    at_night = datetime(2026, 7, 11, 22, 30, tzinfo=UTC)  # half past twelve on the twelfth
    case = replace(a_case(), kind=Kind.INSULT, state=CaseState.CLOSED, closed_at=at_night)
    assert ends(case, YEARS) == datetime(2027, 7, 11, 22, 0, tzinfo=UTC)


def test_an_open_case_has_no_end() -> None:
    assert ends(a_case(), YEARS) is None


def test_it_is_told_twice_and_then_let_go() -> None:
    end = CLOSED + timedelta(days=365)
    assert next_of(end, 0, None, end - FIRST - DAY) is Next.NOTHING
    assert next_of(end, 0, None, end - FIRST) is Next.WARN
    assert next_of(end, 1, end - FIRST, end - SECOND - DAY) is Next.NOTHING
    assert next_of(end, 1, end - FIRST, end - SECOND) is Next.WARN
    assert next_of(end, 2, end - SECOND, end - DAY) is Next.NOTHING
    assert next_of(end, 2, end - SECOND, end) is Next.DESTROY


def test_after_a_long_outage_it_is_still_told_twice_with_time_between() -> None:
    late = CLOSED + timedelta(days=900)
    end = CLOSED + timedelta(days=365)
    assert next_of(end, 0, None, late) is Next.WARN
    assert next_of(end, 1, late, late + DAY) is Next.NOTHING
    assert next_of(end, 1, late, late + BETWEEN) is Next.WARN
    assert next_of(end, 2, late + BETWEEN, late + BETWEEN + DAY) is Next.NOTHING
    assert next_of(end, 2, late + BETWEEN, late + 2 * BETWEEN) is Next.DESTROY
