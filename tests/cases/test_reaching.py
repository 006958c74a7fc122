"""Who is told at once, who owns a case, and who never hears of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.case import Case, Reader
from bot.cases.kinds import Doer, Mark, RouteId
from bot.cases.reaching import Ping, PingKind, first_to_know, ladder, reach, readers
from bot.cases.rights import Action, may
from bot.cases.ways import WAYS, WayName, way_name
from tests.cases.a_school import (
    ANNA,
    BRAM,
    CHRIS,
    MONDAY_10,
    PEOPLE,
    SATURDAY_20,
    SCHOOL,
    VERA,
    WEDNESDAY_10,
    ZOE,
    a_case,
)
from tests.cases.telling import changed_people, owner, told, without


@pytest.mark.parametrize(
    ("case", "way"),
    [
        (a_case(), WayName.MENTOR),
        (a_case(school_class=None), WayName.NO_CLASS),
        (a_case(school_class="9Z"), WayName.NO_CLASS),
        (a_case(reader=Reader.SAFETY_COORDINATOR), WayName.COORDINATOR),
        (a_case(RouteId.Z, reader=Reader.SAFETY_COORDINATOR), WayName.HOME_COORDINATOR),
        (a_case(reader=Reader.CONFIDANT), WayName.CONFIDANT),
        (a_case(RouteId.C, reader=Reader.CONFIDANT), WayName.CONFIDANT),
        (a_case(RouteId.B), WayName.STAFF_VICTIM),
        (a_case(RouteId.C, doer_person="stef"), WayName.STAFF_NAMED),
        (a_case(RouteId.C, doer=Doer.PLACEMENT), WayName.STAFF_UNNAMED),
        (a_case(RouteId.C, reader=Reader.SAFETY_COORDINATOR), WayName.STAFF_UNNAMED),
        (a_case(RouteId.Z), WayName.HOME),
    ],
)
def test_a_case_goes_its_way(case: Case, way: WayName) -> None:
    assert way_name(case, SCHOOL) is way


def test_nobody_outside_the_line_of_a_way_gets_access() -> None:
    for way in WAYS.values():
        assert {*way.first, *way.urgent, *way.later, *way.last} <= set(way.line)


def test_the_mentor_and_the_csv_hear_of_a_new_case_at_once() -> None:
    assert first_to_know(a_case(), SCHOOL, PEOPLE, MONDAY_10) == (
        Ping("anna", PingKind.NEW),
        Ping("chris", PingKind.NEW),
    )
    assert owner(a_case()) == "anna"


def test_without_a_class_it_goes_to_the_csv_and_the_management() -> None:
    assert told(a_case(school_class=None)) == {"chris", "mira", "mark"}
    assert owner(a_case(school_class=None)) == "chris"


def test_urgent_goes_to_mentor_management_and_csv_at_once() -> None:
    pings = first_to_know(a_case(urgent=True), SCHOOL, PEOPLE, MONDAY_10)
    assert [ping.person_id for ping in pings] == ["anna", "mira", "mark", "chris"]
    assert {ping.kind for ping in pings} == {PingKind.URGENT}


def test_worries_about_home_bring_in_the_care_team() -> None:
    home = frozenset({Mark.HOME})
    assert told(a_case(marks=home)) == {"anna", "chris", "zoe"}
    assert told(a_case(marks=home, reader=Reader.CONFIDANT)) == {"vera"}
    assert told(a_case(RouteId.Z)) == {"zoe", "vera"}


def test_worries_about_home_leave_the_care_team_as_the_last_in_line() -> None:
    others = frozenset({"anna", "tessa", "mira", "mark", "chris", "vera"})
    case = a_case(marks=frozenset({Mark.HOME}), excluded=others)
    assert owner(case) == "zoe"
    assert not reach(case, SCHOOL, PEOPLE, MONDAY_10).last_resort


def test_a_case_about_staff_never_goes_to_the_one_named_nor_to_the_mentor() -> None:
    assert told(a_case(RouteId.C, doer_person="mira", school_class="1A")) == {
        "mark",
        "chris",
        "vera",
    }


def test_a_case_about_unnamed_staff_goes_to_confidant_and_csv_only() -> None:
    case = a_case(RouteId.C, school_class="1A", urgent=True)
    assert told(case) == {"vera", "chris"}
    assert {one for rung in ladder(case, SCHOOL, PEOPLE, MONDAY_10) for one in rung.people} == {
        "vera",
        "chris",
    }


def test_when_the_mentor_is_not_in_the_team_leader_has_it_and_the_mentor_hears_of_it() -> None:
    part_time = replace(ANNA, days=frozenset({2}))
    people = changed_people(part_time)
    assert owner(a_case(), people=people) == "tessa"
    assert told(a_case(), people=people) == {"anna", "chris", "tessa"}


def test_a_mentor_who_left_is_not_told_and_a_deputy_takes_over() -> None:
    people = changed_people(replace(BRAM, active=False))
    assert owner(a_case(school_class="2B"), people=people) == "anna"
    assert told(a_case(school_class="2B"), people=people) == {"anna", "chris"}


def test_a_deputy_who_is_gone_is_passed_over() -> None:
    people = changed_people(
        replace(BRAM, active=False, deputies=("nobody", "anna")), replace(ANNA, days=frozenset({5}))
    )
    assert owner(a_case(school_class="2B"), people=people) == "tessa"


def test_a_mentor_without_a_contact_is_not_told_and_the_team_leader_has_it() -> None:
    found = reach(a_case(), SCHOOL, PEOPLE, MONDAY_10, reachable=lambda one: one != "anna")
    assert {ping.person_id for ping in found.pings} == {"chris", "tessa"}


def test_when_nobody_of_the_line_is_in_it_waits_for_the_first_who_comes_back() -> None:
    people = tuple(replace(one, days=frozenset({5})) for one in PEOPLE)
    assert owner(a_case(), people=people) == "anna"


def test_in_the_weekend_whoever_is_in_on_monday_counts_as_in() -> None:
    assert owner(a_case(RouteId.Z), SATURDAY_20, without(ZOE)) == "vera"
    assert owner(a_case(), SATURDAY_20) == "anna"


def test_everyone_taken_off_falls_to_the_next_set_and_at_last_to_the_phone() -> None:
    fewer = a_case(excluded=frozenset({"anna", "tessa", "mira", "mark"}))
    assert owner(fewer) == "chris"
    nobody = replace(fewer, excluded=fewer.excluded | {"chris", "vera"})
    found = reach(nobody, SCHOOL, PEOPLE, MONDAY_10)
    assert found.pings == ()
    assert found.last_resort
    assert readers(nobody, SCHOOL, PEOPLE) == ()


def test_no_one_is_handed_their_own_report() -> None:
    case = a_case(reporter_person="anna")
    assert "anna" not in told(case)
    assert owner(case) == "tessa"


def test_a_practice_report_is_told_to_nobody() -> None:
    case = a_case(marks=frozenset({Mark.PRACTICE}), urgent=True)
    assert first_to_know(case, SCHOOL, PEOPLE, MONDAY_10) == ()
    assert ladder(case, SCHOOL, PEOPLE, MONDAY_10) == ()
    assert not reach(case, SCHOOL, PEOPLE, MONDAY_10).last_resort


def test_the_confidant_alone_is_told_when_she_is_in() -> None:
    case = a_case(reader=Reader.CONFIDANT)
    assert first_to_know(case, SCHOOL, PEOPLE, MONDAY_10) == (Ping("vera", PingKind.NEW),)


def test_on_a_day_the_confidant_is_absent_others_hear_only_that_something_waits() -> None:
    case = a_case(reader=Reader.CONFIDANT)
    pings = first_to_know(case, SCHOOL, PEOPLE, WEDNESDAY_10)
    assert pings == (
        Ping("vera", PingKind.NEW),
        Ping("chris", PingKind.WAITING),
        Ping("mira", PingKind.WAITING),
        Ping("mark", PingKind.WAITING),
    )
    assert owner(case, WEDNESDAY_10) == "vera"
    assert not may(CHRIS, Action.LIST, case, SCHOOL)


def test_without_any_confidant_the_reporter_is_told_the_phone() -> None:
    case = a_case(reader=Reader.CONFIDANT)
    found = reach(case, SCHOOL, without(VERA), MONDAY_10)
    assert found.last_resort
    assert {ping.kind for ping in found.pings} == {PingKind.WAITING}
