"""Who is told next, what the send screen says, and whose step it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.case import Case, Reader
from bot.cases.kinds import Mark, RouteId
from bot.cases.people import Absence
from bot.cases.reaching import PingKind, Skip, goes_on, ladder, readers, skipped, step_owners
from tests.cases.a_school import (
    ANNA,
    CHRIS,
    MARK,
    MIRA,
    MONDAY_10,
    NEXT_MONDAY_8,
    PEOPLE,
    ROUTE_A,
    ROUTE_B,
    SATURDAY_20,
    SCHOOL,
    TESSA,
    a_case,
)

HALF_HOUR = timedelta(minutes=30)


def test_after_one_school_day_team_leader_and_management_are_told() -> None:
    (rung,) = ladder(a_case(), SCHOOL, PEOPLE, MONDAY_10)
    assert rung.people == ("tessa", "mira", "mark")
    assert rung.kind is PingKind.WAITING
    assert rung.due == datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert rung.level == 1


def test_urgent_is_repeated_every_half_hour_and_then_to_the_confidant_too() -> None:
    rungs = ladder(a_case(urgent=True), SCHOOL, PEOPLE, MONDAY_10)
    assert [rung.due for rung in rungs[:4]] == [MONDAY_10 + HALF_HOUR * n for n in (1, 2, 3, 4)]
    assert [rung.level for rung in rungs] == [1, 2, 3, 4, 5]
    assert rungs[0].people == ("anna", "mira", "mark", "chris")
    assert rungs[1].people == ("anna", "mira", "mark", "chris", "vera")


def test_urgent_also_reaches_whoever_is_told_later_of_any_case() -> None:
    (calm,) = ladder(a_case(), SCHOOL, PEOPLE, MONDAY_10)
    last = ladder(a_case(urgent=True), SCHOOL, PEOPLE, MONDAY_10)[-1]
    assert (last.due, last.people) == (calm.due, ("tessa", "mira", "mark"))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (MONDAY_10, MONDAY_10 + HALF_HOUR * 4),
        (MONDAY_10 + HALF_HOUR * 10, datetime(2026, 11, 24, 7, 0, tzinfo=UTC)),
        (SATURDAY_20, NEXT_MONDAY_8),
    ],
)
def test_urgent_goes_on_every_two_hours_while_school_is_open(now: datetime, due: datetime) -> None:
    (again,) = goes_on(a_case(urgent=True, created=now), SCHOOL, PEOPLE, now)
    assert (again.due, again.kind) == (due, PingKind.URGENT)
    assert again.people == ("anna", "mira", "mark", "chris", "vera")


def test_a_day_later_urgent_goes_on_to_the_team_leader_too() -> None:
    (again,) = goes_on(a_case(urgent=True), SCHOOL, PEOPLE, MONDAY_10 + HALF_HOUR * 96)
    assert "tessa" in again.people


def test_what_is_for_the_confidant_goes_on_with_a_word_to_the_others() -> None:
    case = a_case(reader=Reader.CONFIDANT, urgent=True)
    again, waiting = goes_on(case, SCHOOL, PEOPLE, MONDAY_10)
    assert (again.kind, again.people) == (PingKind.URGENT, ("vera",))
    assert (waiting.kind, waiting.people) == (PingKind.WAITING, ("chris", "mira", "mark"))


def test_what_is_not_urgent_and_what_is_practice_does_not_go_on() -> None:
    assert goes_on(a_case(), SCHOOL, PEOPLE, MONDAY_10) == ()
    practice = a_case(urgent=True, marks=frozenset({Mark.PRACTICE}))
    assert goes_on(practice, SCHOOL, PEOPLE, MONDAY_10) == ()


def test_urgent_in_the_weekend_also_comes_at_the_next_opening() -> None:
    rungs = ladder(a_case(urgent=True), SCHOOL, PEOPLE, SATURDAY_20)
    assert [rung.due for rung in rungs][3:] == [
        SATURDAY_20 + HALF_HOUR * 4,
        NEXT_MONDAY_8,
        NEXT_MONDAY_8 + HALF_HOUR,
        NEXT_MONDAY_8 + HALF_HOUR * 17,
    ]


def test_the_ladder_of_the_confidant_tells_others_only_that_something_waits() -> None:
    rungs = ladder(a_case(reader=Reader.CONFIDANT, urgent=True), SCHOOL, PEOPLE, MONDAY_10)
    told = {(rung.kind, rung.people) for rung in rungs}
    assert told == {
        (PingKind.URGENT, ("vera",)),
        (PingKind.WAITING, ("chris", "mira", "mark")),
        (PingKind.WAITING, ("vera", "chris", "mira", "mark")),
    }


def test_the_send_screen_names_who_is_told_first() -> None:
    assert readers(a_case(), SCHOOL, PEOPLE) == (ANNA, CHRIS)
    assert readers(a_case(urgent=True), SCHOOL, PEOPLE) == (ANNA, MIRA, MARK, CHRIS)


def test_the_send_screen_names_the_next_in_line_when_the_first_are_taken_off() -> None:
    case = a_case(excluded=frozenset({"anna", "chris"}))
    assert readers(case, SCHOOL, PEOPLE) == (TESSA,)


def test_a_step_is_for_its_role_and_for_the_owner_alone_when_they_hold_it() -> None:
    case = a_case(owner="anna")
    assert step_owners(case, ROUTE_A.step("A.som"), SCHOOL, PEOPLE) == ("anna",)
    assert step_owners(case, ROUTE_A.step("A.4"), SCHOOL, PEOPLE) == ("mira", "mark")
    mine = a_case(RouteId.B, owner="mark")
    assert step_owners(mine, ROUTE_B.step("B.2"), SCHOOL, PEOPLE) == ("mark",)


def test_a_step_whose_role_may_not_see_the_case_is_for_the_owner() -> None:
    case = a_case(reader=Reader.CONFIDANT, owner="vera")
    assert step_owners(case, ROUTE_A.step("A.4"), SCHOOL, PEOPLE) == ("vera",)
    assert step_owners(replace(case, owner=None), ROUTE_A.step("A.4"), SCHOOL, PEOPLE) == ()


def test_a_step_of_the_mentor_passes_with_the_case() -> None:
    case = a_case(owner="mira")
    assert step_owners(case, ROUTE_A.step("A.som"), SCHOOL, PEOPLE) == ("mira",)


def test_a_class_the_file_does_not_know_has_no_mentor() -> None:
    case = a_case(school_class=None)
    assert step_owners(case, ROUTE_A.step("A.som"), SCHOOL, PEOPLE) == ()
    odd = a_case(school_class="9Z")
    assert step_owners(odd, ROUTE_A.step("A.som"), SCHOOL, PEOPLE) == ()


def test_who_was_passed_over_is_told_with_the_reason_and_never_who_it_is_kept_from() -> None:
    ill = replace(ANNA, away=Absence(MONDAY_10.date()))
    people = (ill, *PEOPLE[1:])

    def why(case: Case, *, without: tuple[str, ...] = ()) -> dict[str, Skip]:
        found = skipped(case, SCHOOL, people, MONDAY_10, reachable=lambda one: one not in without)
        return dict(found)

    assert why(a_case()) == {"anna": Skip.AWAY}
    assert why(a_case(), without=("anna", "chris")) == {
        "anna": Skip.NO_CONTACT,
        "chris": Skip.NO_CONTACT,
    }
    assert why(a_case(urgent=True), without=("mira",)) == {
        "anna": Skip.AWAY,
        "mira": Skip.NO_CONTACT,
    }
    kept_from = a_case(excluded=frozenset({"anna"}), reporter_person="chris")
    assert why(kept_from, without=("anna", "chris")) == {}
    assert why(a_case(marks=frozenset({Mark.PRACTICE}))) == {}
