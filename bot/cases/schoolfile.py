"""Makes a `School` of the texts in a school folder, or says everything that is wrong with them.

Opens no file: it is handed the texts by name. Files it does not know are left to others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from bot.cases.advice_reader import read_advice
from bot.cases.coach_reader import read_coach
from bot.cases.help_reader import read_help_lines
from bot.cases.people import Role
from bot.cases.people_reader import read_people
from bot.cases.problems import Problem, SchoolProblems
from bot.cases.protocol_reader import read_protocol
from bot.cases.role_names import read_role_names
from bot.cases.rulebook_reader import read_calendar, read_rules
from bot.cases.school import School
from bot.cases.school_reader import (
    read_colours,
    read_decisions,
    read_holidays,
    read_opening_hours,
    read_place,
    read_public_holidays,
    read_retention,
    read_terms,
)
from bot.cases.toml_lines import parse
from bot.cases.toml_table import Table

SCHOOL, PROTOCOL, HELP_LINES = "school.toml", "protocol.toml", "help_lines.toml"
RULES, CALENDAR, COACH, ADVICE = "rules.toml", "calendar.toml", "coach.toml", "advice.toml"
FILES = (SCHOOL, PROTOCOL, HELP_LINES, RULES, CALENDAR, COACH, ADVICE)

_NO_SCHOOL = School("", "", "", "")


def read_school(files: Mapping[str, str]) -> School:
    """The school of these texts (`FILES`); raises `SchoolProblems` with all mistakes at once."""
    return _school_of(frozenset((name, files[name]) for name in FILES if name in files))


@lru_cache(maxsize=4)
def _school_of(texts: frozenset[tuple[str, str]]) -> School:
    """The same texts are the same school: who asks again need not wait."""
    files = dict(texts)
    problems: list[Problem] = []
    tables = {name: _open(name, files, problems) for name in FILES}
    school = _read(tables)
    readable = [table for table in tables.values() if table is not None]
    problems += (problem for table in readable for problem in table.problems)
    if problems:
        raise SchoolProblems(tuple(sorted(problems, key=_order)))
    return school


def _open(name: str, files: Mapping[str, str], problems: list[Problem]) -> Table | None:
    if name not in files:
        what = "This file is missing."
        problems.append(Problem(name, what, "Copy it from bot/data/noordhoek and change it."))
        return None
    document = parse(name, files[name])
    if isinstance(document, Problem):
        problems.append(document)
        return None
    return Table(document, [])


def _read(tables: Mapping[str, Table | None]) -> School:
    school = _read_school(table) if (table := tables[SCHOOL]) else _NO_SCHOOL
    if table := tables[PROTOCOL]:
        routes, victim_doer = read_protocol(table, _held(school))
        school = replace(school, routes=routes, victim_doer=victim_doer)
    if table := tables[HELP_LINES]:
        school = replace(school, help_lines=read_help_lines(table))
    if table := tables[RULES]:
        book = read_rules(table)
        school = replace(
            school, rules=book.rules, agreements=book.agreements, programme=book.programme
        )
    if table := tables[ADVICE]:
        school = replace(school, advice=read_advice(table, school.rules))
    if table := tables[COACH]:
        school = replace(school, coach=read_coach(table))
    if table := tables[CALENDAR]:
        school = replace(school, duties=read_calendar(table, _held(school)))
    return school


def _read_school(file: Table) -> School:
    place = read_place(file.table("school"))
    hours, hours_made_up = read_opening_hours(file.table("hours"))
    people, classes = read_people(file)
    school = School(
        place.name,
        place.phone,
        place.address,
        place.timezone,
        people,
        classes,
        hours,
        hours_made_up,
        read_holidays(file.tables("holidays")),
        read_public_holidays(file.tables("public_holidays")),
        terms=read_terms(file.table("terms", required=False)),
        decisions=read_decisions(file.table("decisions", required=False)),
        retention=read_retention(file.table("retention", required=False)),
        colours=read_colours(file.table("colours", required=False)),
        role_names=read_role_names(file.table("role_names", required=False)),
    )
    file.end()
    return school


def _held(school: School) -> frozenset[Role]:
    """The roles a step can have: somebody's, or the reporter's own; all when nobody was read."""
    if not school.people:
        return frozenset(Role)
    held = {role for person in school.people if person.active for role in person.roles}
    return frozenset(held | {Role.STUDENT, Role.PARENT, Role.STAFF})


def _order(problem: Problem) -> tuple[int, int]:
    file, _, line = problem.place.partition(":")
    return FILES.index(file), int(line or 0)
