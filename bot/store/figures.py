"""What is kept to be counted once a year: of the cases there are, and of those destroyed since."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Final

from bot.cases.case import Case
from bot.cases.kinds import Kind, Outcome, RouteId
from bot.cases.school import School
from bot.cases.schooltime import moment
from bot.cases.signals import SignalKind
from bot.figures.evaluation import Counted, Duty, Evaluation, Part, evaluate
from bot.figures.incident import Answered, Care, Ended, Incident, Late, incident_of
from bot.store import case_rows, duties, signals
from bot.store.tx import Tx

Found = Mapping[str, Incident]
"""By the id of its case."""

_CARE: Final = """
SELECT object, what FROM audit WHERE what LIKE 'Aftercare%'
AND object IN (SELECT value FROM json_each(?)) ORDER BY object, id
"""
_CARED: Final = {
    "AftercareAsked": Care.SILENT,
    "AftercareNoAnswer": Care.SILENT,
    "AftercareAnswered": Care.ANSWERED,
}


def evaluated(tx: Tx, school: School, part: Part, first: date, today: date) -> Evaluation:
    """One part of the school year that begins on `first`, as it may be presented today."""
    found = of(tx, case_rows.to_count(tx, to_count(tx, school, first)), school)
    return evaluate(part, first, everything(tx, school, found, first, today), school)


def to_count(tx: Tx, school: School, first: date) -> tuple[str, ...]:
    """The ids of the cases that came in the school year that begins on `first` or the last one."""
    begins, ends = (
        moment(school, first.replace(year=first.year + years), time()) for years in (-1, 1)
    )
    rows = tx.db.execute(
        "SELECT case_id FROM cases WHERE created_at >= ? AND created_at < ?",
        (begins.timestamp(), ends.timestamp()),
    )
    return tuple(row["case_id"] for row in rows.fetchall())


def some(tx: Tx, school: School, case_ids: Sequence[str]) -> Found:
    """What is counted of these, where more are looked at than one unit of work should hold."""
    return of(tx, case_rows.to_count(tx, case_ids), school)


def everything(tx: Tx, school: School, found: Found, first: date, today: date) -> Counted:
    """With what is counted beside the cases that are kept; of these, none that is gone by now."""
    kept = {row["case_id"] for row in tx.db.execute("SELECT case_id FROM cases").fetchall()}
    still = (one for case_id, one in found.items() if case_id in kept)
    return Counted((*still, *past(tx)), signalled(tx), done(tx, school, first, today))


def of(tx: Tx, found: Iterable[Case], school: School) -> Found:
    """What is counted of these cases, by id; practice is no incident.

    Whether aftercare was answered is asked of the log.
    """
    care: dict[str, Care] = {}
    counted = tuple(case for case in found if not case.practice)
    asked = json.dumps([case.case_id for case in counted])
    for row in tx.db.execute(_CARE, (asked,)).fetchall():
        if care.get(row["object"]) is not Care.ANSWERED:
            care[row["object"]] = _CARED.get(row["what"], Care.SILENT)
    return {
        case.case_id: incident_of(case, school, tx.now, care.get(case.case_id, Care.NOT_ASKED))
        for case in counted
    }


def past(tx: Tx) -> tuple[Incident, ...]:
    """One for each destroyed case, in no order that tells anything."""
    rows = tx.db.execute("SELECT * FROM past_cases ORDER BY created_month, route, kind, app, id")
    return tuple(_incident(row) for row in rows.fetchall())


def columns(one: Incident) -> dict[str, str | int | None]:
    """What stays of it beside route, kind and months."""
    return {
        "year_group": one.year_group,
        "app": one.app,
        "outcome": one.outcome,
        "answered": one.answered,
        "ended": one.ended,
        "late": one.late,
        "care": one.care,
    }


def done(tx: Tx, school: School, first: date, today: date) -> tuple[Duty, ...]:
    """What of the year calendar was to be done by now, in the order of the school's file."""
    rows = duties.of_year(tx, first.year)
    of = {one.duty_id: [row for row in rows if row.duty_id == one.duty_id] for one in school.duties}
    found = (
        Duty(
            one.text,
            planned=sum(row.done_on is not None or row.due < today for row in of[one.duty_id]),
            done=sum(row.done_on is not None for row in of[one.duty_id]),
        )
        for one in school.duties
    )
    return tuple(one for one in found if one.planned)


def signalled(tx: Tx) -> tuple[tuple[SignalKind, date], ...]:
    """The kind and the day of every signal."""
    return tuple((one.kind, one.day) for one in signals.since(tx, date.min))


def _incident(row: sqlite3.Row) -> Incident:
    return Incident(
        route=RouteId(row["route"]),
        kind=Kind(row["kind"]),
        month=row["created_month"],
        closed=row["closed_month"] is not None,
        year_group=row["year_group"],
        app=row["app"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        answered=Answered(row["answered"]),
        ended=Ended(row["ended"]),
        late=Late(row["late"]),
        care=Care(row["care"]),
    )
