"""Who is told at once, who next, who owns a case, and who never hears of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.cases.case import Case, Reader
from bot.cases.kinds import Doer, Mark, RouteId
from bot.cases.people import Person, Role
from bot.cases.reaching import (
    Ping,
    PingKind,
    first_to_know,
    ladder,
    owner_of,
    reach,
    readers,
    step_owners,
)
from bot.cases.rights import Action, may
from bot.cases.ways import WAYS, WayName, way_name
from tests.cases.a_school import (
    ANNA,
    BRAM,
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
    VERA,
    WEDNESDAY_10,
    ZOE,
    a_case,
)

HALF_HOUR = timedelta(minutes=30)


def _told(case: Case, now: datetime = MONDAY_10, people: Iterable[Person] = PEOPLE) -> set[str]:
    pings = first_to_know(case, SCHOOL, people, now)
    return {ping.person_id for ping in pings if ping.kind is not PingKind.WAITING}


def _owner(case: Case, now: datetime = MONDAY_10, people: Iterable[Person] = PEOPLE) -> str | None:
    return owner_of(case, SCHOOL, people, now)


def _without(*gone: Person) -> tuple[Person, ...]:
    return tuple(one for one in PEOPLE if one not in gone)


def _with(*changed: Person) -> tuple[Person, ...]:
    new = {one.person_id: one for one in changed}
    return tuple(new.get(one.person_id, one) for one in PEOPLE)


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
    assert _owner(a_case()) == "anna"


def test_without_a_class_it_goes_to_the_csv_and_the_management() -> None:
    assert _told(a_case(school_class=None)) == {"chris", "mira", "mark"}
    assert _owner(a_case(school_class=None)) == "chris"


def test_urgent_goes_to_mentor_management_and_csv_at_once() -> None:
    pings = first_to_know(a_case(urgent=True), SCHOOL, PEOPLE, MONDAY_10)
    assert [ping.person_id for ping in pings] == ["anna", "mira", "mark", "chris"]
    assert {ping.kind for ping in pings} == {PingKind.URGENT}


def test_worries_about_home_bring_in_the_care_team() -> None:
    home = frozenset({Mark.HOME})
    assert _told(a_case(marks=home)) == {"anna", "chris", "zoe"}
    assert _told(a_case(marks=home, reader=Reader.CONFIDANT)) == {"vera"}
    assert _told(a_case(RouteId.Z)) == {"zoe", "vera"}


def test_worries_about_home_leave_the_care_team_as_the_last_in_line() -> None:
    others = frozenset({"anna", "tessa", "mira", "mark", "chris", "vera"})
    case = a_case(marks=frozenset({Mark.HOME}), excluded=others)
    assert _owner(case) == "zoe"
    assert not reach(case, SCHOOL, PEOPLE, MONDAY_10).last_resort


def test_a_case_about_staff_never_goes_to_the_one_named_nor_to_the_mentor() -> None:
    assert _told(a_case(RouteId.C, doer_person="mira", school_class="1A")) == {
        "mark",
        "chris",
        "vera",
    }


def test_a_case_about_unnamed_staff_goes_to_confidant_and_csv_only() -> None:
    case = a_case(RouteId.C, school_class="1A", urgent=True)
    assert _told(case) == {"vera", "chris"}
    assert {one for rung in ladder(case, SCHOOL, PEOPLE, MONDAY_10) for one in rung.people} == {
        "vera",
        "chris",
    }


def test_when_the_mentor_is_not_in_the_team_leader_has_it_and_the_mentor_hears_of_it() -> None:
    part_time = replace(ANNA, days=frozenset({2}))
    people = _with(part_time)
    assert _owner(a_case(), people=people) == "tessa"
    assert _told(a_case(), people=people) == {"anna", "chris", "tessa"}


def test_a_mentor_who_left_is_not_told_and_a_deputy_takes_over() -> None:
    people = _with(replace(BRAM, active=False))
    assert _owner(a_case(school_class="2B"), people=people) == "anna"
    assert _told(a_case(school_class="2B"), people=people) == {"anna", "chris"}


def test_a_deputy_who_is_gone_is_passed_over() -> None:
    people = _with(
        replace(BRAM, active=False, deputies=("nobody", "anna")), replace(ANNA, days=frozenset({5}))
    )
    assert _owner(a_case(school_class="2B"), people=people) == "tessa"


def test_a_mentor_without_a_contact_is_not_told_and_the_team_leader_has_it() -> None:
    found = reach(a_case(), SCHOOL, PEOPLE, MONDAY_10, reachable=lambda one: one != "anna")
    assert {ping.person_id for ping in found.pings} == {"chris", "tessa"}


def test_when_nobody_of_the_line_is_in_it_waits_for_the_first_who_comes_back() -> None:
    people = tuple(replace(one, days=frozenset({5})) for one in PEOPLE)
    assert _owner(a_case(), people=people) == "anna"


def test_in_the_weekend_whoever_is_in_on_monday_counts_as_in() -> None:
    assert _owner(a_case(RouteId.Z), SATURDAY_20, _without(ZOE)) == "vera"
    assert _owner(a_case(), SATURDAY_20) == "anna"


def test_everyone_taken_off_falls_to_the_next_set_and_at_last_to_the_phone() -> None:
    fewer = a_case(excluded=frozenset({"anna", "tessa", "mira", "mark"}))
    assert _owner(fewer) == "chris"
    nobody = replace(fewer, excluded=fewer.excluded | {"chris", "vera"})
    found = reach(nobody, SCHOOL, PEOPLE, MONDAY_10)
    assert found.pings == ()
    assert found.last_resort
    assert readers(nobody, SCHOOL, PEOPLE) == ()


def test_no_one_is_handed_their_own_report() -> None:
    case = a_case(reporter_person="anna")
    assert "anna" not in _told(case)
    assert _owner(case) == "tessa"


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
    assert _owner(case, WEDNESDAY_10) == "vera"
    assert not may(CHRIS, Action.LIST, case, SCHOOL)


def test_without_any_confidant_the_reporter_is_told_the_phone() -> None:
    case = a_case(reader=Reader.CONFIDANT)
    found = reach(case, SCHOOL, _without(VERA), MONDAY_10)
    assert found.last_resort
    assert {ping.kind for ping in found.pings} == {PingKind.WAITING}


def test_after_one_school_day_team_leader_and_management_are_told() -> None:
    (rung,) = ladder(a_case(), SCHOOL, PEOPLE, MONDAY_10)
    assert rung.people == ("tessa", "mira", "mark")
    assert rung.kind is PingKind.WAITING
    assert rung.due == datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
    assert rung.level == 1


def test_urgent_is_repeated_every_half_hour_and_then_to_the_confidant_too() -> None:
    rungs = ladder(a_case(urgent=True), SCHOOL, PEOPLE, MONDAY_10)
    assert [rung.due for rung in rungs] == [MONDAY_10 + HALF_HOUR * n for n in (1, 2, 3, 4)]
    assert [rung.level for rung in rungs] == [1, 2, 3, 4]
    assert rungs[0].people == ("anna", "mira", "mark", "chris")
    assert rungs[1].people == ("anna", "mira", "mark", "chris", "vera")


def test_urgent_in_the_weekend_also_comes_at_the_next_opening() -> None:
    rungs = ladder(a_case(urgent=True), SCHOOL, PEOPLE, SATURDAY_20)
    assert [rung.due for rung in rungs][3:] == [
        SATURDAY_20 + HALF_HOUR * 4,
        NEXT_MONDAY_8,
        NEXT_MONDAY_8 + HALF_HOUR,
    ]


def test_the_ladder_of_the_confidant_tells_others_only_that_something_waits() -> None:
    rungs = ladder(a_case(reader=Reader.CONFIDANT, urgent=True), SCHOOL, PEOPLE, MONDAY_10)
    told = {(rung.kind, rung.people) for rung in rungs}
    assert told == {
        (PingKind.URGENT, ("vera",)),
        (PingKind.WAITING, ("chris", "mira", "mark")),
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


IDS = [one.person_id for one in PEOPLE]


SOME_PEOPLE = some.frozensets(some.sampled_from(IDS))
ANY_CASE = some.builds(
    a_case,
    some.sampled_from(RouteId),
    reader=some.sampled_from(Reader),
    excluded=SOME_PEOPLE,
    doer_person=some.none() | some.sampled_from(IDS),
    urgent=some.booleans(),
    marks=some.frozensets(some.sampled_from([Mark.HOME, Mark.DOUBT])),
)
ANY_MOMENT = some.datetimes(
    datetime(2026, 11, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2027, 2, 1),  # noqa: DTZ001 - idem
    timezones=some.just(UTC),
)


@settings(deadline=None)  # a busy machine is no fault of the case
@given(case=ANY_CASE, silent=SOME_PEOPLE, at=ANY_MOMENT)
def test_nobody_taken_off_named_or_out_of_reach_ever_comes_out(
    case: Case, silent: frozenset[str], at: datetime
) -> None:
    gone, doer = case.excluded, case.doer_person
    found = reach(case, SCHOOL, PEOPLE, at, reachable=lambda one: one not in silent)
    rungs = ladder(case, SCHOOL, PEOPLE, at, reachable=lambda one: one not in silent)
    told = {ping.person_id for ping in found.pings} | {one for r in rungs for one in r.people}
    assert told.isdisjoint(gone | {doer} | silent)
    assert {one.person_id for one in readers(case, SCHOOL, PEOPLE)}.isdisjoint(gone | {doer})
    assert all(rung.due >= at for rung in rungs)
    knowers = {ping.person_id for ping in found.pings if ping.kind is not PingKind.WAITING}
    assert found.last_resort is not bool(knowers)
    owner = owner_of(case, SCHOOL, PEOPLE, at, reachable=lambda one: one not in silent)
    assert owner is None or owner in knowers
    owned = replace(case, owner=owner)
    for person in PEOPLE:
        if person.person_id in knowers:
            assert may(person, Action.READ, owned, SCHOOL)


def test_a_role_nobody_holds_is_passed_over() -> None:
    nobody = tuple(one for one in PEOPLE if not one.has(Role.CARE_TEAM, Role.CONFIDANT))
    assert _owner(a_case(RouteId.Z), people=nobody) == "chris"
    assert _told(a_case(RouteId.Z), people=nobody) == {"chris"}
