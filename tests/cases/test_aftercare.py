"""When a reporter is asked how it goes after the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.aftercare import ENDS, ENDS_WITHOUT, by_day, ends, rounds
from bot.cases.case import CaseState
from bot.cases.kinds import Mark, Outcome
from tests.cases.a_school import SCHOOL, a_case

CLOSED = replace(a_case(), state=CaseState.CLOSED, outcome=Outcome.AGREEMENTS)
WEEKS = (timedelta(days=14), timedelta(days=42))


def test_it_is_asked_after_two_and_six_weeks() -> None:
    assert rounds(CLOSED) == WEEKS
    assert ends(CLOSED) == ENDS


def test_after_force_also_after_two_days() -> None:
    forced = replace(CLOSED, marks=frozenset({Mark.COERCION}))
    assert rounds(forced) == (timedelta(days=2), *WEEKS)


@pytest.mark.parametrize("outcome", [Outcome.UNTRUE, Outcome.TAKEN_BACK])
def test_nothing_is_asked_of_what_was_untrue_or_taken_back(outcome: Outcome) -> None:
    case = replace(CLOSED, outcome=outcome)
    assert rounds(case) == ()
    assert ends(case) == ENDS_WITHOUT


def test_nothing_is_asked_of_practice() -> None:
    assert rounds(replace(CLOSED, marks=frozenset({Mark.PRACTICE}))) == ()


@pytest.mark.parametrize(
    ("hour", "minute", "so"),
    [(7, 59, False), (8, 0, True), (16, 59, True), (17, 0, False), (2, 0, False)],
)
def test_it_comes_between_nine_and_six(hour: int, minute: int, so: bool) -> None:
    """In winter the school's clock is an hour ahead of UTC; a Sunday or a holiday is no matter."""
    assert by_day(SCHOOL, datetime(2026, 12, 27, hour, minute, tzinfo=UTC)) is so
