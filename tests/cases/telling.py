"""What the tests of who is told say in one word; knows no way itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.reaching import PingKind, first_to_know, owner_of
from tests.cases.a_school import MONDAY_10, PEOPLE, SCHOOL


def told(case: Case, now: datetime = MONDAY_10, people: Iterable[Person] = PEOPLE) -> set[str]:
    pings = first_to_know(case, SCHOOL, people, now)
    return {ping.person_id for ping in pings if ping.kind is not PingKind.WAITING}


def owner(case: Case, now: datetime = MONDAY_10, people: Iterable[Person] = PEOPLE) -> str | None:
    return owner_of(case, SCHOOL, people, now)


def without(*gone: Person) -> tuple[Person, ...]:
    return tuple(one for one in PEOPLE if one not in gone)


def changed_people(*changed: Person) -> tuple[Person, ...]:
    new = {one.person_id: one for one in changed}
    return tuple(new.get(one.person_id, one) for one in PEOPLE)
