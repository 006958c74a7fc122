"""Whoever is taken off, named or silent: they never come out, and whoever comes out may read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.cases.case import Case, Reader
from bot.cases.kinds import Mark, RouteId
from bot.cases.people import Role
from bot.cases.reaching import PingKind, ladder, owner_of, reach, readers
from bot.cases.rights import Action, may
from tests.cases.a_school import PEOPLE, SCHOOL, a_case
from tests.cases.telling import owner, told

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
    assert owner(a_case(RouteId.Z), people=nobody) == "chris"
    assert told(a_case(RouteId.Z), people=nobody) == {"chris"}
