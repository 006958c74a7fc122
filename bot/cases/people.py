"""Who works a case and in which role; knows no contacts, no rights and no cases."""

from __future__ import annotations

from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Person:
    """Somebody of the school.

    `days` are the weekdays they are in (1 = Monday), `classes` those they mentor or lead,
    `deputies` who comes next when they cannot be reached, in that order.
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

    def has(self, *roles: Role) -> bool:
        """Whether this person holds at least one of `roles`."""
        return not self.roles.isdisjoint(roles)
