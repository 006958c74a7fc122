"""Reads the people and classes of school.toml and checks how they hang together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bot.cases.people import WORKDAYS, Person, Role
from bot.cases.school import SchoolClass
from bot.cases.school_reader import read_phone
from bot.cases.toml_table import Table
from bot.cases.weekly_hours import read_weekdays

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NEEDED = (
    Role.CARE_TEAM,
    Role.CONFIDANT,
    Role.SAFETY_COORDINATOR,
    Role.MANAGEMENT,
    Role.BOARD,
    Role.ADMIN,
)
_NOT_STAFF = {Role.STUDENT, Role.PARENT}

PeopleById = dict[str, Person]


def read_people(file: Table) -> tuple[tuple[Person, ...], tuple[SchoolClass, ...]]:
    """[[people]] and [[classes]]; each person gets the classes they mentor or lead."""
    tables = file.tables("people")
    people = [_person(table) for table in tables]
    by_id: PeopleById = {}
    for person, table in zip(people, tables, strict=True):
        _once(by_id, person, table)
    for person, table in zip(people, tables, strict=True):
        _check_deputies(by_id, person, table)
    _check_roles(by_id.values(), file)
    classes = _read_classes(file.tables("classes"), by_id)
    return tuple(_with_classes(person, classes) for person in by_id.values()), classes


def read_id(table: Table) -> str:
    """A lasting id such as "i-schumacher"."""
    found = table.text("id")
    if found and not _SLUG.fullmatch(found):
        table.problem(
            "id",
            f'"{found}" cannot be an id.',
            'Use small letters, digits and hyphens, as in "i-schumacher".',
        )
    return found


def _person(table: Table) -> Person:
    person = Person(
        read_id(table),
        table.text("name"),
        table.choices("roles", Role),
        days=read_weekdays(table, "days", default=WORKDAYS),
        active=table.flag("active", default=True),
        deputies=table.texts("deputies", default=()),
        director=table.flag("director", default=False),
        speaks_for_school=table.flag("speaks_for_school", default=False),
        made_up=table.flag("made_up", default=False),
        phone=read_phone(table, "phone", default=""),
    )
    _check_person(person, table)
    table.end()
    return person


def _check_person(person: Person, table: Table) -> None:
    if not _NOT_STAFF.isdisjoint(person.roles):
        table.problem(
            "roles",
            "Students and parents do not stand in this file.",
            "Take the role out; they need no account.",
        )
    if person.director and Role.MANAGEMENT not in person.roles:
        table.problem(
            "director", "Only somebody of the MT can be director.", 'Add the role "management".'
        )


def _once(by_id: PeopleById, person: Person, table: Table) -> None:
    if person.person_id and person.person_id in by_id:
        table.problem(
            "id", f'"{person.person_id}" is somebody else\'s id.', "Give each person their own id."
        )
    by_id.setdefault(person.person_id, person)


def _check_deputies(by_id: PeopleById, person: Person, table: Table) -> None:
    for deputy in person.deputies:
        if deputy == person.person_id:
            table.problem(
                "deputies", f'"{deputy}" is their own deputy.', "Name somebody else, or nobody."
            )
        elif deputy not in by_id:
            table.problem(
                "deputies",
                f'Nobody has the id "{deputy}".',
                "Use the id of somebody below [[people]].",
            )


def _check_roles(people: Iterable[Person], file: Table) -> None:
    held = {role for person in people if person.active for role in person.roles}
    for role in _NEEDED:
        if role not in held and held:
            file.problem(
                "people",
                f'Nobody who is active has the role "{role}".',
                "Give it to somebody below [[people]].",
            )


def _read_classes(tables: tuple[Table, ...], by_id: PeopleById) -> tuple[SchoolClass, ...]:
    found: dict[str, SchoolClass] = {}
    for table in tables:
        one = _class(table, by_id)
        folded = "".join(one.name.split()).casefold()
        if folded and folded in found:
            table.problem("name", f'Class "{one.name}" is in the list twice.', "Keep one of them.")
        found.setdefault(folded, one)
        table.end()
    return tuple(found.values())


def _class(table: Table, by_id: PeopleById) -> SchoolClass:
    return SchoolClass(
        table.text("name"),
        table.number("year", least=1, most=6),
        _holder(table, "mentor", Role.MENTOR, by_id),
        _holder(table, "team_leader", Role.TEAM_LEADER, by_id),
        table.flag("made_up", default=False),
    )


def _holder(table: Table, key: str, role: Role, by_id: PeopleById) -> str:
    person_id = table.text(key)
    person = by_id.get(person_id)
    if not person_id:
        return ""
    if person is None:
        table.problem(
            key, f'Nobody has the id "{person_id}".', "Use the id of somebody below [[people]]."
        )
    elif not person.active:
        table.problem(key, f'"{person_id}" is not active any more.', f"Name another {key}.")
    elif role not in person.roles:
        table.problem(
            key,
            f'"{person_id}" does not have the role "{role}".',
            f'Add "{role}" to the roles of this person, or name somebody else.',
        )
    return person_id


def _with_classes(person: Person, classes: tuple[SchoolClass, ...]) -> Person:
    theirs = (one.name for one in classes if person.person_id in (one.mentor, one.team_leader))
    return replace(person, classes=frozenset(theirs))
