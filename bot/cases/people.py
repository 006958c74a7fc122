"""Who works a case and in which role; knows no contacts, no rights and no cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

WORKDAYS = frozenset({1, 2, 3, 4, 5})


class Role(StrEnum):
    """What somebody is to the school; the values are written in files and in the database."""

    STUDENT = "student"
    PARENT = "parent"
    STAFF = "staff"
    MENTOR = "mentor"
    TEAM_LEADER = "team_leader"
    CARE_TEAM = "care_team"
    SOCIAL_WORKER = "social_worker"
    CONFIDANT = "confidant"
    SAFETY_COORDINATOR = "safety_coordinator"
    MANAGEMENT = "management"
    BOARD = "board"
    ADMIN = "admin"


CONTENT_ROLES = frozenset(
    {Role.MENTOR, Role.TEAM_LEADER, Role.CARE_TEAM, Role.SOCIAL_WORKER, Role.CONFIDANT}
    | {Role.SAFETY_COORDINATOR, Role.MANAGEMENT, Role.BOARD}
)
"""The roles that open what was reported."""


@dataclass(frozen=True)
class Absence:
    """The days somebody is not in; `last` is None until it is known, `deputy` stands in."""

    first: date
    last: date | None = None
    deputy: str = ""

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Person:
    """Somebody of the school.

    `days` are the weekdays they are in (1 = Monday), `classes` those they mentor or lead,
    `deputies` who comes next when they cannot be reached, in that order. `since` are the classes
    they took over from somebody, each with the moment; `proposed` the roles that nobody has
    confirmed yet, `stands_in` for whom they stand in today.
    """

    person_id: str
    name: str = field(repr=False)
    roles: frozenset[Role] = frozenset()
    classes: frozenset[str] = frozenset()
    days: frozenset[int] = WORKDAYS
    active: bool = True
    deputies: tuple[str, ...] = ()
    director: bool = False
    speaks_for_school: bool = False
    made_up: bool = False
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    away: Absence | None = None
    since: tuple[tuple[str, datetime], ...] = ()
    proposed: frozenset[Role] = frozenset()
    stands_in: frozenset[str] = field(default=frozenset(), compare=False)

    def has(self, *roles: Role) -> bool:
        """Whether this person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)

    def took_over(self, class_name: str, at: datetime) -> bool:
        """Whether they got the class after that moment."""
        return any(name == class_name and at < since for name, since in self.since)
