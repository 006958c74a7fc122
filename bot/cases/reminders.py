"""The morning's open cases: what is late or due today, for whom and why; sends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.cases.case import Case, CaseState
from bot.cases.kinds import Outcome
from bot.cases.people import Person, Role
from bot.cases.reaching import step_owners
from bot.cases.rights import Action, may
from bot.cases.routes import Duty
from bot.cases.school import School
from bot.cases.schooltime import add_school_days, local_day
from bot.cases.steps import needed_to_close, next_steps, route_of
from bot.text import N_, Text

READ_IT = N_("Read this case.")
ANSWER_IT = N_("Answer the reporter.")
CLOSE_IT = N_("Every needed step has ended. Close this case.")
YOU_HAVE_IT = N_("This is your case.")
NOBODY_HAS_IT = N_("Nobody has this case yet.")
YOU_STAND_IN = N_("You stand in for who has it.")
NOTHING: Mapping[str, datetime] = MappingProxyType({})
YOUR_ROLE = N_("This step is for your role.")
LATE_ELSEWHERE = N_("You are told because it is late.")


class Urgency(StrEnum):
    """Why something stands in the morning list."""

    LATE = "late"
    TODAY = "today"
    SOM = "som"  # waits to be written into SOM


@dataclass(frozen=True)
class OpenCaseLine:
    """One line: which case, what to do, since when it can be done, by when, and why you."""

    case_id: str
    case_name: str
    step: Text
    since: datetime
    due: datetime
    urgency: Urgency
    why: Text
    urgent: bool = False


@dataclass(frozen=True)
class Owed:
    """One thing that is late or due today, and who of the school is to do it."""

    case: Case
    what: Text
    since: datetime
    due: datetime
    urgency: Urgency
    people: tuple[str, ...]


@dataclass(frozen=True)
class _Task:
    """Something somebody owes a case."""

    what: Text
    since: datetime
    due: datetime
    people: tuple[str, ...]
    som: bool = False


def open_case_lines(
    cases: Iterable[Case],
    person: Person,
    school: School,
    now: datetime,
    *,
    people: Iterable[Person] | None = None,
    unanswered: Mapping[str, datetime] = NOTHING,
) -> tuple[OpenCaseLine, ...]:
    """What is late or due today for one person, urgent cases first, then the longest waiting.

    `unanswered`: the cases whose reporter wrote and heard nothing since, and since when.
    """
    return lines_for(owed(cases, school, now, people=people, unanswered=unanswered), person, school)


def owed(
    cases: Iterable[Case],
    school: School,
    now: datetime,
    *,
    people: Iterable[Person] | None = None,
    unanswered: Mapping[str, datetime] = NOTHING,
) -> tuple[Owed, ...]:
    """All that is late or due today, whoever it is for: looked up once for everybody."""
    around = _Around(school, school.people if people is None else tuple(people), now, unanswered)
    return tuple(one for case in cases for one in _owed(case, around))


def lines_for(found: Iterable[Owed], person: Person, school: School) -> tuple[OpenCaseLine, ...]:
    """What of it is theirs, as `open_case_lines` has it; management sees what others do late."""
    lines = (
        _line(one, why)
        for one in found
        if (why := _why(one, person)) and may(person, Action.READ, one.case, school)
    )
    return tuple(sorted(lines, key=_first))


def _first(line: OpenCaseLine) -> tuple[bool, bool, datetime]:
    """Urgent before all others, one's own before what others do, then the longest waiting."""
    return not line.urgent, line.why is LATE_ELSEWHERE, line.due


def lines_per_person(
    cases: Iterable[Case],
    school: School,
    now: datetime,
    *,
    people: Iterable[Person] | None = None,
) -> Mapping[str, tuple[OpenCaseLine, ...]]:
    """The morning lists of everyone who has one, by person id."""
    around = school.people if people is None else tuple(people)
    due = owed(cases, school, now, people=around)
    found = {one.person_id: lines_for(due, one, school) for one in around}
    return {person_id: lines for person_id, lines in found.items() if lines}


def urgency_of(
    due: datetime, now: datetime, school: School, *, som: bool = False
) -> Urgency | None:
    """Late, due today, waiting for SOM since an earlier day; None: not yet."""
    if due < now:
        return Urgency.LATE
    if local_day(school, due) == local_day(school, now):
        return Urgency.TODAY
    return Urgency.SOM if som else None


@dataclass(frozen=True)
class _Around:
    """What holds for all cases of a morning."""

    school: School
    people: tuple[Person, ...]
    now: datetime
    unanswered: Mapping[str, datetime]


def _owed(case: Case, around: _Around) -> Iterator[Owed]:
    for task in _tasks(case, around):
        urgency = urgency_of(task.due, around.now, around.school, som=task.som)
        if urgency is not None:
            yield Owed(case, task.what, task.since, task.due, urgency, task.people)


def _line(one: Owed, why: Text) -> OpenCaseLine:
    return OpenCaseLine(
        one.case.case_id,
        one.case.name,
        one.what,
        one.since,
        one.due,
        one.urgency,
        why,
        urgent=one.case.urgent,
    )


def _tasks(case: Case, around: _Around) -> Iterator[_Task]:
    """A case nobody read, a reporter who waits, steps with a term, a case that can be closed."""
    if case.closed:
        return
    school = around.school
    days = school.terms.first_read
    mine = _whose(case, around)
    if case.state is CaseState.NEW:
        due = add_school_days(school, case.created, days)
        yield _Task(READ_IT, case.created, due, mine)
        return
    if wrote := around.unanswered.get(case.case_id):
        yield _Task(ANSWER_IT, wrote, add_school_days(school, wrote, days), mine)
    yield from _step_tasks(case, school, around.people)
    if not needed_to_close(case, route_of(case, school), Outcome.OTHER):
        since = max((step.at for step in case.steps if step.at), default=case.created)
        yield _Task(CLOSE_IT, since, add_school_days(school, since, days), mine)


def _whose(case: Case, around: _Around) -> tuple[str, ...]:
    if case.owner is not None:
        return (case.owner,)
    workers = (one for one in around.people if may(one, Action.WORK, case, around.school))
    return tuple(one.person_id for one in workers)


def _step_tasks(case: Case, school: School, people: tuple[Person, ...]) -> Iterator[_Task]:
    for step in next_steps(case, route_of(case, school)):
        state = case.step(step.step_id)
        if state is None or state.due is None:
            continue
        owners = step_owners(case, step, school, people)
        since = _since(case, step.needs)
        yield _Task(step.text, since, state.due, owners, som=step.duty is Duty.SOM)


def _since(case: Case, needs: tuple[str, ...]) -> datetime:
    """When the last thing it needed ended."""
    ended = (step.at for step in case.steps if step.step_id in needs and step.at)
    return max(ended, default=case.created)


def _why(one: Owed, person: Person) -> Text | None:
    """Why they hear of it; None when it is not for them."""
    owner = one.case.owner
    if {person.person_id, *person.stands_in}.isdisjoint(one.people):
        late = one.urgency is Urgency.LATE and person.has(Role.MANAGEMENT)
        return LATE_ELSEWHERE if late else None
    if owner == person.person_id:
        return YOU_HAVE_IT
    if owner in person.stands_in:
        return YOU_STAND_IN
    return NOBODY_HAS_IT if owner is None else YOUR_ROLE
