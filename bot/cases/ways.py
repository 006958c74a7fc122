"""Which way a case goes through the school: the roles that are told, in order, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.cases.case import Case, Reader
from bot.cases.kinds import Mark, RouteId
from bot.cases.people import Role
from bot.cases.school import School


class WayName(StrEnum):
    """The ways there are."""

    MENTOR = "mentor"
    NO_CLASS = "no_class"
    COORDINATOR = "coordinator"
    CONFIDANT = "confidant"
    STAFF_VICTIM = "staff_victim"
    STAFF_NAMED = "staff_named"
    STAFF_UNNAMED = "staff_unnamed"
    HOME = "home"
    HOME_COORDINATOR = "home_coordinator"


@dataclass(frozen=True)
class Way:
    """Roles, in order.

    `first` are told at once, `urgent` instead of them when it is urgent, `later` when nobody
    confirmed in time, `last` from the second urgent repeat on. `line` is who becomes owner: the
    first who is in; nobody outside it gets access. `outside` only hear that something waits.
    `resort` becomes owner when nobody of the line is left at all, absent ones included.
    """

    first: tuple[Role, ...]
    urgent: tuple[Role, ...]
    later: tuple[Role, ...]
    line: tuple[Role, ...]
    last: tuple[Role, ...] = ()
    outside: tuple[Role, ...] = ()
    resort: tuple[Role, ...] = ()


MENTOR, TEAM_LEADER, CARE_TEAM = Role.MENTOR, Role.TEAM_LEADER, Role.CARE_TEAM
CONFIDANT, CSV, MT = Role.CONFIDANT, Role.SAFETY_COORDINATOR, Role.MANAGEMENT
BOARD = Role.BOARD

WAYS: Mapping[WayName, Way] = {
    WayName.MENTOR: Way(
        first=(MENTOR, CSV),
        urgent=(MENTOR, MT, CSV),
        later=(TEAM_LEADER, MT),
        last=(CONFIDANT,),
        line=(MENTOR, TEAM_LEADER, MT, CSV, CONFIDANT),
    ),
    WayName.NO_CLASS: Way(
        first=(CSV, MT),
        urgent=(CSV, MT),
        later=(CSV, MT),
        last=(CONFIDANT,),
        line=(CSV, MT, CONFIDANT),
    ),
    WayName.COORDINATOR: Way(
        first=(CSV,),
        urgent=(CSV, MT),
        later=(CSV, MT),
        last=(CONFIDANT,),
        line=(CSV, CONFIDANT, MT),
    ),
    WayName.CONFIDANT: Way(
        first=(CONFIDANT,),
        urgent=(CONFIDANT,),
        later=(CONFIDANT,),
        line=(CONFIDANT,),
        outside=(CSV, MT),
    ),
    WayName.STAFF_VICTIM: Way(
        first=(MT, CSV),
        urgent=(MT, CSV),
        later=(MT, CSV),
        last=(CONFIDANT,),
        line=(MT, CSV, CONFIDANT),
    ),
    WayName.STAFF_NAMED: Way(
        first=(MT, CSV, CONFIDANT),
        urgent=(MT, CSV, CONFIDANT),
        later=(MT, CSV, CONFIDANT),
        line=(MT, CSV, CONFIDANT),
        resort=(BOARD,),
    ),
    WayName.STAFF_UNNAMED: Way(
        first=(CONFIDANT, CSV),
        urgent=(CONFIDANT, CSV),
        later=(CONFIDANT, CSV),
        line=(CONFIDANT, CSV),
        resort=(BOARD,),
    ),
    WayName.HOME: Way(
        first=(CARE_TEAM, CONFIDANT),
        urgent=(CARE_TEAM, CONFIDANT),
        later=(CARE_TEAM, CONFIDANT),
        line=(CARE_TEAM, CONFIDANT, CSV, MT),
        outside=(CSV, MT),
    ),
    WayName.HOME_COORDINATOR: Way(
        first=(CSV,),
        urgent=(CSV, CARE_TEAM),
        later=(CSV, CARE_TEAM),
        last=(CONFIDANT,),
        line=(CSV, CARE_TEAM, CONFIDANT),
    ),
}

WITH_CARE_TEAM = frozenset({WayName.MENTOR, WayName.NO_CLASS, WayName.STAFF_VICTIM})

_WAY_BY_COORDINATOR: Mapping[RouteId, WayName] = {
    RouteId.A: WayName.COORDINATOR,
    RouteId.B: WayName.COORDINATOR,
    RouteId.C: WayName.STAFF_NAMED,
    RouteId.Z: WayName.HOME_COORDINATOR,
}

_WAY_OF_ROUTE: Mapping[RouteId, WayName] = {
    RouteId.A: WayName.MENTOR,
    RouteId.B: WayName.STAFF_VICTIM,
    RouteId.C: WayName.STAFF_NAMED,
    RouteId.Z: WayName.HOME,
}


def way_of(case: Case, school: School) -> Way:
    """The way a case goes; worries about home bring in the care team, the law the board."""
    name = way_name(case, school)
    way = WAYS[name]
    if Mark.HOME in case.marks and name in WITH_CARE_TEAM:
        return _with_care_team(way)
    if case.sexual_by_staff:
        return _with_board(way, name)
    return way


def _with_care_team(way: Way) -> Way:
    return replace(
        way,
        first=(*way.first, CARE_TEAM),
        urgent=(*way.urgent, CARE_TEAM),
        line=(*way.line, CARE_TEAM),
    )


def _with_board(way: Way, name: WayName) -> Way:
    """What only the confidant may read, the board hears to be there: the rest she tells them."""
    if name is WayName.CONFIDANT:
        return replace(way, outside=(*way.outside, BOARD))
    return replace(
        way,
        first=(*way.first, BOARD),
        urgent=(*way.urgent, BOARD),
        later=(*way.later, BOARD),
    )


def way_name(case: Case, school: School) -> WayName:
    """Which way; what the reporter chose comes first, except that C never widens by it."""
    if case.reader is Reader.CONFIDANT:
        return WayName.CONFIDANT
    if case.doer_unclear:
        return WayName.STAFF_UNNAMED
    if case.reader is Reader.SAFETY_COORDINATOR:
        return _WAY_BY_COORDINATOR[case.route]
    if case.route is RouteId.A and school.class_named(case.school_class or "") is None:
        return WayName.NO_CLASS
    return _WAY_OF_ROUTE[case.route]
