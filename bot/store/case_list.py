"""The cases somebody may see, open or closed: picked, counted and ordered by what lies in clear.

Each relation of `rights.RIGHTS` is here once more, as a clause; a test holds the two side by side.
Only what is shown is opened, and every case of it is asked about once more.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.rights import RIGHTS, Action, Relation, leads, visible
from bot.cases.school import School
from bot.store import cases
from bot.store.own_cases import CLOSED, OPEN, own_cases
from bot.store.tx import Tx

_IN_HAND: Final = """(
    owner = :me OR owner IN (SELECT value FROM json_each(:stands_in))
    OR case_id IN (SELECT case_id FROM case_asked WHERE person_id = :me))"""

_TURN: Final = """EXISTS (
    SELECT 1 FROM json_each(:turns) AS turn
    WHERE turn.value ->> 'route' = cases.route AND turn.value ->> 'version' = cases.route_version
    AND (turn.value ->> 'only_with' = '[]' OR EXISTS (
        SELECT 1 FROM json_each(turn.value, '$.only_with') AS wanted
        JOIN json_each(cases.marks) AS mark ON mark.value = wanted.value))
    AND (turn.value ->> 'only_by' = '[]'
        OR cases.doer IN (SELECT value FROM json_each(turn.value, '$.only_by'))
        OR EXISTS (
            SELECT 1 FROM case_steps AS step WHERE step.case_id = cases.case_id
            AND step.step_id = turn.value ->> 'step' AND step.status = 'done'))
    AND NOT EXISTS (
        SELECT 1 FROM case_steps AS step WHERE step.case_id = cases.case_id
        AND step.step_id = turn.value ->> 'step' AND step.status = 'not_needed')
    AND NOT EXISTS (
        SELECT 1 FROM json_each(turn.value, '$.needs') AS needed WHERE NOT EXISTS (
            SELECT 1 FROM case_steps AS step WHERE step.case_id = cases.case_id
            AND step.step_id = needed.value AND step.status = 'done')))"""


def _marked(mark: str) -> str:
    return f"""instr(marks, '"{mark}"')"""


_CLAUSES: Final[Mapping[Relation, str]] = {
    Relation.HANDLING: f"route <> 'C' AND {_IN_HAND}",
    Relation.HANDLING_STAFF: f"route = 'C' AND {_IN_HAND}",
    Relation.OWN_CLASS: """route = 'A' AND reader <> 'safety_coordinator'
        AND EXISTS (SELECT 1 FROM json_each(:classes) AS led
                    WHERE led.key = school_class AND led.value <= created_at)""",
    Relation.STUDENTS: "route = 'A'",
    Relation.STAFF_VICTIM: "route = 'B'",
    Relation.STAFF_NAMED: "route = 'C' AND doer_person IS NOT NULL",
    Relation.STAFF_UNNAMED: "route = 'C' AND doer_person IS NULL",
    Relation.STAFF_SEXUAL: f"""route = 'C' AND victim = 'student'
        AND {_marked("nude")}""",
    Relation.LAST_RESORT: "route = 'C' AND owner = :me",
    Relation.HOME: f"""(route = 'Z' OR route <> 'C' AND {_marked("home")})""",
    Relation.CHOSEN_COORDINATOR: "reader = 'safety_coordinator' AND route <> 'C'",
    Relation.ASKED_BY_ROUTE: f"route <> 'C' AND {_TURN}",
    Relation.DOUBTED: f"route = 'A' AND {_marked('doubt')}",
}

_NEVER: Final = f"""NOT {_marked("practice")}
    AND coalesce(doer_person, '') <> :me
    AND case_id NOT IN (SELECT case_id FROM case_excluded WHERE person_id = :me)
    AND case_id NOT IN (SELECT value FROM json_each(:own))"""  # noqa: S608 - of this module

_ORDER: Final = """urgent DESC, coalesce(due_at < :now, 0) DESC,
    CASE WHEN due_at < :now THEN due_at END, created_at DESC, case_id"""
_LAST_CLOSED: Final = "closed_at DESC, case_id"


@dataclass(frozen=True)
class Seen:
    """The cases that may stand in one person's list; none is opened to know it."""

    count: int
    where: str
    order: str
    values: Mapping[str, Any]


def seen_by(
    tx: Tx, person: Person, school: School, *, mine: bool = False, closed: bool = False
) -> Seen:
    """What of the open cases, or of those that are `closed`, this person may see.

    `mine`: has, stands in for or is asked about.
    """
    state = CLOSED if closed else OPEN
    found = _relations(person)
    ways = sorted((_CLAUSES[one] for one in found & _CLAUSES.keys()), key=len) or ["FALSE"]
    chosen = Relation.CHOSEN_CONFIDANT in found
    where = (
        f"{state} AND {_NEVER} AND CASE reader WHEN 'confidant' THEN {chosen} ELSE {_any(ways)} END"
    )
    where += f" AND {_IN_HAND}" if mine else ""
    values = {
        "me": person.person_id,
        "now": tx.now.timestamp(),
        "own": json.dumps(own_cases(tx, person.person_id, state)),
        "stands_in": json.dumps(sorted(person.stands_in)),
        **{
            name: json.dumps(fill(tx, person, school, state))
            for name, fill in _NEEDED
            if name in where
        },
    }
    count = tx.db.execute(f"SELECT count(*) FROM cases WHERE {where}", values)  # noqa: S608
    return Seen(count.fetchone()[0], where, _LAST_CLOSED if closed else _ORDER, values)


def shown(tx: Tx, seen: Seen, part: slice, person: Person, school: School) -> tuple[Case, ...]:
    """Part of them, whole; the right to see each is asked once more.

    Urgent ones first, then late ones, the longest late first, then the newest; of closed ones the
    last closed first.
    """
    rows = tx.db.execute(
        f"SELECT case_id FROM cases WHERE {seen.where}"  # noqa: S608 - clauses of this module
        f" ORDER BY {seen.order} LIMIT :limit OFFSET :offset",
        {**seen.values, "limit": part.stop - part.start, "offset": part.start},
    ).fetchall()
    wanted = tuple(row["case_id"] for row in rows)
    known = {case.case_id: case for case in cases.of_ids(tx, wanted)}
    return visible((known[one] for one in wanted if one in known), person, school)


def _relations(person: Person) -> set[Relation]:
    """Every way to stand to a case that puts it in this person's list."""
    cells = (RIGHTS[role].items() for role in person.roles if person.active)
    return {one for cell in cells for one, actions in cell if Action.LIST in actions}


def _any(clauses: Iterable[str]) -> str:
    return "((" + ") OR (".join(clauses) + "))"


def _classes(tx: Tx, person: Person, school: School, state: str) -> dict[str, float]:
    """The classes of this person that have such a case, and since when they see theirs."""
    rows = tx.db.execute(f"SELECT DISTINCT school_class FROM cases WHERE {state}")  # noqa: S608
    names = (row["school_class"] for row in rows.fetchall())
    since = dict(person.since)
    return {
        name: since[name].timestamp() if name in since else 0.0
        for name in names
        if leads(person, name, school)
    }


def _turns(_tx: Tx, person: Person, school: School, _state: str) -> list[dict[str, Any]]:
    """The steps of this person's team that wait for another one to be done."""
    return [
        {
            "route": route.route_id.value,
            "version": route.version,
            "step": step.step_id,
            "needs": step.needs,
            "only_with": sorted(step.only_with),
            "only_by": sorted(step.only_by),
        }
        for route in school.routes
        for step in route.steps
        if step.owner in person.roles and step.needs
    ]


_NEEDED: Final[Iterable[tuple[str, Callable[[Tx, Person, School, str], Any]]]] = (
    ("classes", _classes),
    ("turns", _turns),
)
