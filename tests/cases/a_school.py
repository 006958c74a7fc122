"""A small school with people, classes and short routes, for the tests of `cases`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from bot.cases.advance import begin
from bot.cases.case import Case
from bot.cases.kinds import Doer, Kind, ReporterRole, RouteId, Victim
from bot.cases.people import Person, Role
from bot.cases.routes import Choice, Duty, Route, RouteStep
from bot.cases.school import Holiday, Opening, School, SchoolClass
from bot.text import verbatim


def _person(name: str, *roles: Role, **more: Any) -> Person:
    return Person(name.lower(), name, frozenset(roles), **more)


ANNA = _person("Anna", Role.MENTOR, classes=frozenset({"1A"}))
BRAM = _person("Bram", Role.MENTOR, classes=frozenset({"2B"}), deputies=("anna",))
TESSA = _person("Tessa", Role.TEAM_LEADER, classes=frozenset({"1A", "2B"}))
CHRIS = _person("Chris", Role.SAFETY_COORDINATOR)
VERA = _person("Vera", Role.CONFIDANT, days=frozenset({1, 2, 4}))
MIRA = _person("Mira", Role.MANAGEMENT, Role.STAFF)
MARK = _person("Mark", Role.MANAGEMENT)
ZOE = _person("Zoe", Role.CARE_TEAM)
SAM = _person("Sam", Role.SOCIAL_WORKER)
BORIS = _person("Boris", Role.BOARD)
ADA = _person("Ada", Role.ADMIN)
STEF = _person("Stef", Role.STAFF)
PEOPLE = (ANNA, BRAM, TESSA, CHRIS, VERA, MIRA, MARK, ZOE, SAM, BORIS, ADA, STEF)

MONDAY_10 = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Gorinchem
WEDNESDAY_10 = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
SATURDAY_20 = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)
NEXT_MONDAY_8 = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)


def _step(step_id: str, owner: Role, **more: Any) -> RouteStep:
    return RouteStep(step_id, owner, verbatim(f"Do {step_id}"), "made up", **more)


ROUTE_A = Route(
    RouteId.A,
    1,
    Role.MENTOR,
    (
        _step("A.1", Role.STUDENT, duty=Duty.REPORTING),
        _step("A.2", Role.STUDENT, duty=Duty.PROOF),
        _step("A.now", Role.MENTOR, duty=Duty.URGENT, days=0),
        _step("A.som", Role.MENTOR, duty=Duty.SOM, days=1),
        _step("A.care", Role.MENTOR, duty=Duty.INFORM, days=1),
        _step("A.3", Role.MENTOR, duty=Duty.INFORM, days=1, needs=("A.2",)),
        _step("A.4", Role.MANAGEMENT, days=2, needs=("A.3",)),
        _step("A.5", Role.MANAGEMENT, duty=Duty.HEARING, days=3, needs=("A.4",)),
        _step("A.6", Role.MANAGEMENT, duty=Duty.PARENTS, if_needed=True, needs=("A.4",)),
        _step(
            "A.8",
            Role.MANAGEMENT,
            decision=(Choice("police", verbatim("Police")), Choice("none", verbatim("None"))),
            needs=("A.5",),
        ),
        _step("A.9", Role.MANAGEMENT, duty=Duty.SANCTION, if_needed=True),
        _step("A.report", Role.CARE_TEAM, needs=("A.care",)),
        _step("A.advice", Role.SOCIAL_WORKER, if_needed=True, needs=("A.som",)),
    ),
)
ROUTE_B = Route(
    RouteId.B,
    1,
    Role.MANAGEMENT,
    (
        _step("B.2", Role.MANAGEMENT, hearing=True, days=2),
        _step("B.4", Role.MANAGEMENT, duty=Duty.PARENTS, days=2),
    ),
)
ROUTE_C = Route(RouteId.C, 1, Role.MANAGEMENT, (_step("C.1", Role.MANAGEMENT, days=1),))
ROUTE_Z = Route(
    RouteId.Z,
    1,
    Role.CARE_TEAM,
    (
        _step("Z.1", Role.CARE_TEAM, days=1),
        _step("Z.safe", Role.CARE_TEAM, duty=Duty.SAFE, days=1, needs=("Z.1",)),
        _step("Z.3", Role.CARE_TEAM, duty=Duty.PARENTS, if_needed=True),
    ),
)

VICTIM_DOER: Mapping[tuple[Victim, Doer], RouteId] = {
    (victim, doer): (
        RouteId.C
        if doer in {Doer.STAFF, Doer.PLACEMENT}
        else RouteId.A
        if victim is Victim.STUDENT
        else RouteId.B
    )
    for victim in Victim
    for doer in Doer
}

SCHOOL = School(
    name="De Proefschool",
    phone="010-1234567",
    address="Proefstraat 1",
    timezone="Europe/Amsterdam",
    people=PEOPLE,
    classes=(SchoolClass("1A", 1, "anna", "tessa"), SchoolClass("2B", 2, "bram", "tessa")),
    hours=tuple(Opening(day, time(8), time(16, 30)) for day in range(1, 6)),
    holidays=(Holiday("Winter", date(2026, 12, 21), date(2027, 1, 1)),),
    routes=(ROUTE_A, ROUTE_B, ROUTE_C, ROUTE_Z),
    victim_doer=VICTIM_DOER,
)


def a_case(route: RouteId = RouteId.A, **more: Any) -> Case:
    """A case just sent, its steps laid out, on a Monday at ten unless `created` says else."""
    facts: dict[str, Any] = {
        "case_id": "00112233445566aa",
        "name": "Blauwe Otter",
        "kind": Kind.THREAT,
        "reporter_role": ReporterRole.STUDENT,
        "victim": Victim.STAFF if route is RouteId.B else Victim.STUDENT,
        "doer": Doer.STAFF if route is RouteId.C else Doer.STUDENT,
        "created": MONDAY_10,
        "school_class": "1A" if route is RouteId.A else None,
    }
    case = Case(route=route, route_version=1, **{**facts, **more})
    return begin(case, SCHOOL, case.created)
