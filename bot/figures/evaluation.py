"""The yearly evaluation as it is presented: tables of this year beside the last; knows no paper.

Worries about home are no incident and stay out. What a colleague did is counted only when it is
closed, and only from three on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.cases.kinds import RouteId
from bot.cases.school import School
from bot.cases.signals import SignalKind
from bot.figures.hiding import LEAST, Shown, alone, shown
from bot.figures.incident import Incident, in_school_year
from bot.figures.measures import Measure, colleagues, students
from bot.text import N_, Text

REST = N_("The others together")
SIGNALS = N_("Signals from colleagues")
SIGNAL_LABELS = {
    SignalKind.SEEN: N_("Seen online"),
    SignalKind.DEVELOPMENT: N_("A development"),
    SignalKind.ADVICE: N_("Advice"),
    SignalKind.BREACH: N_("Against our rules"),
}


class Part(StrEnum):
    """For whom it is made apart: what happened among students, and what with colleagues."""

    STUDENTS = "leerlingen"
    STAFF = "medewerkers"


@dataclass(frozen=True)
class Row:
    """One line of a table; None is not shown."""

    label: Text
    now: int | None
    before: int | None


@dataclass(frozen=True)
class Table:
    """What there is to see of one measure; `rest` stands below the others when some are hidden."""

    title: Text
    rows: tuple[Row, ...]
    rest: Row | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it that may be shown."""
        return all(row.now is None and row.before is None for row in self.rows)


@dataclass(frozen=True)
class Duty:
    """Something the school does every year: how often it was to be done by now, and how often
    it was. That is about no incident, so nothing of it is hidden."""

    text: Text
    planned: int
    done: int


@dataclass(frozen=True)
class Counted:
    """Everything that is counted, of every year that is kept."""

    incidents: tuple[Incident, ...] = ()
    signals: tuple[tuple[SignalKind, date], ...] = ()
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Evaluation:
    """One part of one school year, ready to be presented."""

    part: Part
    first: date
    total: Row
    tables: tuple[Table, ...]
    duties: tuple[Duty, ...]

    @property
    def filled(self) -> tuple[Table, ...]:
        """The tables that have something to show."""
        return tuple(one for one in self.tables if not one.empty)


def evaluate(part: Part, first: date, counted: Counted, school: School) -> Evaluation:
    """The school year that begins on this day, beside the one before it."""
    last = first.replace(year=first.year - 1)
    now, before = (_of(part, day, counted.incidents) for day in (first, last))
    measures = students(school) if part is Part.STUDENTS else colleagues(school)
    tables = [_table(measure, now, before) for measure in measures]
    if part is Part.STAFF:
        tables.append(_signals(counted, first, last))
    total = Row(N_("Incidents"), alone(len(now)), alone(len(before)))
    return Evaluation(part, first, total, tuple(tables), counted.duties)


def _of(part: Part, first: date, incidents: Iterable[Incident]) -> list[Incident]:
    found = list(filter(in_school_year(first), incidents))
    if part is Part.STUDENTS:
        return [one for one in found if one.route is RouteId.A]
    by_colleagues = [one for one in found if one.route is RouteId.C and one.closed]
    to_colleagues = [one for one in found if one.route is RouteId.B]
    return to_colleagues + (by_colleagues if len(by_colleagues) >= LEAST else [])


def _table(measure: Measure, now: Sequence[Incident], before: Sequence[Incident]) -> Table:
    labels = (*measure.labels.values(), *((measure.other,) if measure.other else ()))
    columns = [_column(measure, found) for found in (now, before)]
    both = zip(labels, *(one.values for one in columns), strict=True)
    return Table(measure.title, tuple(Row(*cells) for cells in both), _rest(*columns))


def _column(measure: Measure, found: Iterable[Incident]) -> Shown:
    keys = [*measure.labels]
    counts = Counter(measure.of(one) for one in found)
    known = [counts.pop(key, 0) for key in keys]
    return shown([*known, *((counts.total(),) if measure.other else ())])


def _rest(now: Shown, before: Shown) -> Row | None:
    if now.rest is None and before.rest is None:
        return None
    return Row(REST, now.rest, before.rest)


def _signals(counted: Counted, first: date, last: date) -> Table:
    """Their total stands nowhere, so each number stands alone."""
    now, before = (_signals_of(counted, day) for day in (first, last))
    rows = (
        Row(label, alone(now[kind]), alone(before[kind])) for kind, label in SIGNAL_LABELS.items()
    )
    return Table(SIGNALS, tuple(rows))


def _signals_of(counted: Counted, first: date) -> Counter[SignalKind]:
    end = first.replace(year=first.year + 1)
    return Counter(kind for kind, day in counted.signals if first <= day < end)
