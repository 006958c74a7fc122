"""The morning's open cases: what stands in whose list, and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.cases.advance import advance
from bot.cases.case import Case, Reader
from bot.cases.events import Closed, Read, StepDone, StepNotNeeded, TookUp
from bot.cases.kinds import Mark, Outcome, RouteId
from bot.cases.people import Person
from bot.cases.reminders import (
    CLOSE_IT,
    LATE_ELSEWHERE,
    NOBODY_HAS_IT,
    READ_IT,
    YOU_HAVE_IT,
    YOUR_ROLE,
    OpenCaseLine,
    Urgency,
    lines_per_person,
    open_case_lines,
    urgency_of,
)
from tests.cases.a_school import ANNA, CHRIS, MARK, MIRA, MONDAY_10, SCHOOL, VERA, a_case

MONDAY_11 = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TUESDAY_MORNING = datetime(2026, 11, 24, 7, 15, tzinfo=UTC)
WEDNESDAY_MORNING = datetime(2026, 11, 25, 7, 15, tzinfo=UTC)
TUESDAY_CLOSING = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


def _lines(
    case: Case, person: Person = ANNA, now: datetime = TUESDAY_MORNING
) -> tuple[OpenCaseLine, ...]:
    return open_case_lines((case,), person, SCHOOL, now)


def _read(case: Case) -> Case:
    return advance(case, Read(case.owner or "anna"), MONDAY_11, SCHOOL)[0]


def _done(case: Case, *steps: str) -> Case:
    for step in steps:
        case, _ = advance(case, StepDone(step, "anna", noted=True), MONDAY_11, SCHOOL)
    return case


def test_a_case_nobody_read_is_named_with_the_reason() -> None:
    (line,) = _lines(a_case(owner="anna"))
    assert (line.case_name, line.step, line.why) == ("Blauwe Otter", READ_IT, YOU_HAVE_IT)
    assert (line.since, line.due) == (MONDAY_10, TUESDAY_CLOSING)
    assert line.urgency is Urgency.TODAY


def test_an_urgent_case_stands_above_one_that_waits_longer() -> None:
    waits = a_case(owner="anna")
    urgent = replace(waits, case_id="urgent", name="Rode Vos", urgent=True, created=MONDAY_11)
    lines = open_case_lines((waits, urgent), ANNA, SCHOOL, WEDNESDAY_MORNING)
    assert [line.case_name for line in lines] == ["Rode Vos", "Blauwe Otter"]


def test_a_case_of_nobody_is_named_to_everyone_who_may_work_it() -> None:
    case = a_case()
    assert _lines(case, MIRA)[0].why == NOBODY_HAS_IT
    assert _lines(case, ANNA)
    assert not _lines(case, CHRIS)


def test_a_step_due_today_or_late_is_named_to_whom_it_is_for() -> None:
    case = _read(a_case(owner="anna"))
    assert [line.urgency for line in _lines(case)] == [Urgency.TODAY] * 3
    late = _lines(case, now=WEDNESDAY_MORNING)
    assert [line.urgency for line in late] == [Urgency.LATE] * 3
    assert not _lines(case, MIRA)


def test_a_step_for_a_role_says_so_and_since_when_it_can_be_done() -> None:
    case = _done(a_case(owner="anna"), "A.3")
    (line,) = (one for one in _lines(case, MARK, WEDNESDAY_MORNING) if one.why == YOUR_ROLE)
    assert line.since == MONDAY_11


def test_what_a_colleague_does_late_is_told_to_management_below_their_own() -> None:
    mentors, theirs = a_case(owner="anna"), a_case(case_id="m", owner="mark", created=MONDAY_11)
    lines = open_case_lines((mentors, theirs), MARK, SCHOOL, WEDNESDAY_MORNING)
    assert [(one.case_id, one.why) for one in lines] == [
        ("m", YOU_HAVE_IT),
        (mentors.case_id, LATE_ELSEWHERE),
    ]
    assert not open_case_lines((mentors,), MARK, SCHOOL, TUESDAY_MORNING)  # due, not late
    assert not _lines(mentors, CHRIS, WEDNESDAY_MORNING)
    hidden = replace(mentors, excluded=frozenset({"mark"}))
    assert not _lines(hidden, MARK, WEDNESDAY_MORNING)


def test_what_is_not_due_yet_stands_in_no_list() -> None:
    case = _done(a_case(owner="anna"), "A.som", "A.care", "A.3")
    assert not _lines(case)
    assert not _lines(case, MARK)


def test_som_is_reminded_until_it_is_pressed() -> None:
    next_week = datetime(2026, 11, 30, 15, 30, tzinfo=UTC)
    assert urgency_of(next_week, TUESDAY_MORNING, SCHOOL, som=True) is Urgency.SOM
    assert urgency_of(next_week, TUESDAY_MORNING, SCHOOL) is None


def test_a_case_of_which_only_the_end_is_missing_is_named() -> None:
    case = _done(a_case(RouteId.B, owner="mira"), "B.2")
    case, _ = advance(case, StepNotNeeded("B.4", "mira"), MONDAY_11, SCHOOL)
    (line,) = _lines(case, MIRA)
    assert (line.step, line.since) == (CLOSE_IT, MONDAY_11)


def test_a_case_without_any_step_is_named_from_when_it_came() -> None:
    bare = replace(_read(a_case(RouteId.C, owner="vera")), steps=())
    (line,) = _lines(bare, VERA)
    assert (line.step, line.since) == (CLOSE_IT, MONDAY_10)


def test_a_closed_case_and_a_practice_report_stand_in_no_list() -> None:
    closed, _ = advance(a_case(owner="anna"), Closed(Outcome.UNTRUE, "anna"), MONDAY_11, SCHOOL)
    assert not _lines(closed, now=WEDNESDAY_MORNING)
    assert not _lines(a_case(owner="anna", marks=frozenset({Mark.PRACTICE})))


@pytest.mark.parametrize(
    "case",
    [
        a_case(owner="anna", excluded=frozenset({"anna"})),
        a_case(owner="anna", reader=Reader.CONFIDANT),
    ],
)
def test_a_list_never_names_a_case_its_reader_may_not_see(case: Case) -> None:
    assert not _lines(case)


def test_the_longest_waiting_comes_first() -> None:
    old = a_case(case_id="old", owner="anna", created=datetime(2026, 11, 19, 9, 0, tzinfo=UTC))
    new = a_case(case_id="new", owner="anna")
    lines = open_case_lines((new, old), ANNA, SCHOOL, TUESDAY_MORNING)
    assert [line.case_id for line in lines] == ["old", "new"]


def test_only_who_has_something_to_do_gets_a_morning_list() -> None:
    taken, _ = advance(a_case(owner="anna"), TookUp("mira"), MONDAY_11, SCHOOL)
    lists = lines_per_person((taken,), SCHOOL, TUESDAY_MORNING)
    assert set(lists) == {"mira"}
    assert lines_per_person((taken,), SCHOOL, TUESDAY_MORNING, people=()) == {}


def test_the_people_of_now_are_asked_when_they_are_given() -> None:
    lines = open_case_lines((a_case(),), MIRA, SCHOOL, TUESDAY_MORNING, people=(ANNA,))
    assert lines == ()
