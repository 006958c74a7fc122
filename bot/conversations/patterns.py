"""Patterns for the care meeting: students with two or more cases in this school year, per class.

Protocol, flowchart for students, "Mentor / teamleider". Counted is only what the asker may read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from bot.cases.case import Case
from bot.cases.involved import Part
from bot.cases.kinds import Outcome
from bot.cases.rights import Action, may, visible
from bot.cases.schooltime import first_of_school_year, local_day, moment
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import page_of
from bot.store import audit, cases, involved
from bot.store.involved import Involved
from bot.text import N_, Button, Text

PATTERN_FROM = 2
YEAR, WEEKS = "year", "weeks"
LAST_WEEKS = timedelta(weeks=10)
"""About the time between two care meetings."""
NOT_COUNTED = frozenset({Outcome.NO_INCIDENT, Outcome.UNTRUE, Outcome.TAKEN_BACK})
COUNTS = {
    Part.DOER: N_(
        "{count} time as who would have done it", "{count} times as who would have done it"
    ),
    Part.VICTIM: N_("{count} time as victim", "{count} times as victim"),
    Part.WITNESS: N_("{count} time as witness", "{count} times as witness"),
}
NONE = N_("No student has two or more cases in this time.")
ADVICE = N_("Do you see a pattern? Ask the care team. You get the text for SOM with it.")


@dataclass(frozen=True)
class Student:
    """One student and their parts in cases, the last one first."""

    student: str
    name: str = field(repr=False)
    school_class: str
    parts: tuple[tuple[Case, Part], ...]


def classes(x: Exchange, page: str = "0", period: str = YEAR) -> None:
    """Everyone with two or more cases in this school year or in the last weeks, class by class."""
    since = _since(x, period)
    found = sorted(_students(x, since), key=lambda one: (one.school_class, one.name))
    here, more = page_of(found, page)
    lines = [_line(one) for one in here] or [NONE]
    rows: list[tuple[Button, ...]] = [
        (act(labelled("🧑", N_("{name}").of(name=one.name)), "pattern", one.student),)
        for one in here
    ]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "patterns", more, period),))
    rows.append((_other_period(period),))
    rows.append((act(labelled("🏠", N_("Menu")), "menu"),))
    if x.person is not None:
        audit.write(x.tx, x.person.person_id, "SawPatterns", "")
    ids = [case.case_id for one in here for case, _ in one.parts]
    x.show_list(
        N_("Care meeting, since {day}:").of(day=since),
        *lines,
        buttons=tuple(rows),
        case_ids=ids,
    )


def student(x: Exchange, student_id: str) -> None:
    """The cases of one student, to open each."""
    this_year = _students(x, _since(x, YEAR))
    found = next((one for one in this_year if one.student == student_id), None)
    if found is None:
        classes(x)
        return
    rows: list[tuple[Button, ...]] = [
        (act(labelled("🗂️", N_("{name}").of(name=case.name)), "case", case.case_id),)
        for case, _ in found.parts
    ]
    rows.extend(_advice(x, found))
    back = (act(labelled("⬅️", N_("Back")), "patterns"),)
    ids = [case.case_id for case, _ in found.parts]
    x.show_list(_line(found), ADVICE, buttons=(*rows, back), case_ids=ids)


def _advice(x: Exchange, found: Student) -> Iterator[tuple[Button, ...]]:
    """The care team is asked in the newest case in which this person may ask."""
    person, school = x.person, x.world.school
    theirs = [case for case, _ in found.parts if person and may(person, Action.ASK, case, school)]
    if theirs:
        yield (act(labelled("🧭", N_("Ask the care team")), "askteam", theirs[0].case_id),)


def _students(x: Exchange, since: date) -> Iterator[Student]:
    if x.person is None:
        return
    shared = involved.cases_shared(x.tx, moment(x.world.school, since, time.min), PATTERN_FROM)
    recent = (one for one in cases.of_ids(x.tx, shared) if _counts(one))
    seen = {one.case_id: one for one in visible(recent, x.person, x.world.school)}
    by_student: dict[str, list[Involved]] = {}
    for one in involved.of_cases(x.tx, seen):
        by_student.setdefault(one.student, []).append(one)
    for student_id, parts in by_student.items():
        if len({one.case_id for one in parts}) >= PATTERN_FROM:
            yield _student(student_id, parts, seen)


def _counts(case: Case) -> bool:
    return not case.practice and case.outcome not in NOT_COUNTED


def _student(student_id: str, parts: list[Involved], seen: dict[str, Case]) -> Student:
    last = parts[-1]
    found = sorted(
        ((seen[one.case_id], one.part) for one in parts), key=lambda pair: pair[0].created
    )
    return Student(student_id, last.name, last.school_class or "?", tuple(reversed(found)))


def _line(one: Student) -> Text:
    counted = Counter(part for _, part in one.parts)
    counts = tuple(COUNTS[part].of(count=counted[part]) for part in Part if counted[part])
    return N_("{school_class} – {name}: {counts}.").of(
        school_class=one.school_class, name=one.name, counts=counts
    )


def _other_period(period: str) -> Button:
    """The same for the other stretch of time."""
    label = N_("This school year") if period == WEEKS else N_("The last ten weeks")
    return act(labelled("📅", label), "patterns", "0", YEAR if period == WEEKS else WEEKS)


def _since(x: Exchange, period: str) -> date:
    """The first day of this school year, or of the last weeks of it."""
    today = local_day(x.world.school, x.tx.now)
    begun = first_of_school_year(today)
    return max(begun, today - LAST_WEEKS) if period == WEEKS else begun
