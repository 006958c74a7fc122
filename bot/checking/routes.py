"""Whether somebody is there for each step of the routes, and hears of it; knows no file.

It asks the rules that real cases are worked by, with a case that is just so far.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from typing import Final

from bot.cases.case import Case, StepState, StepStatus
from bot.cases.kinds import Doer, Kind, ReporterRole, RouteId, Victim
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.routes import RouteStep
from bot.cases.school import School
from bot.cases.steps import OWN_STEPS_OF_REPORTER, asks_measure
from bot.cases.ways import way_of
from bot.checking.finding import Finding, warning

PROTOCOL: Final = "protocol.toml"
_SOMEDAY: Final = datetime(2026, 1, 1, tzinfo=UTC)


def unheard(school: School) -> Iterator[tuple[str, str]]:
    """(step, why) of each whose owner would not know that it is their turn, or could do nothing."""
    for step, case in _steps(school):
        if not may(_holder(step.owner, case), Action.WORK, case, school):
            yield step.step_id, "cannot work on such a case when it is their turn"
        elif not step.needs and step.owner not in way_of(case, school).first:
            yield step.step_id, "is not told of such a case when it comes in"


def nobodys(school: School, held: Collection[Role]) -> Iterator[Finding]:
    """A line for each role that owns steps and that nobody has, of those who are `held`."""
    waiting = defaultdict[Role, list[str]](list)
    for step, _case in _steps(school):
        if step.owner not in held:
            waiting[step.owner].append(step.step_id)
    for role, steps in waiting.items():
        what = f'Nobody has the role "{role.value}", so nobody does {", ".join(steps)}.'
        yield warning(PROTOCOL, what, "Run maatje invite, or name somebody in school.toml.")


def unmeasured(school: School) -> Iterator[Finding]:
    """A line for each route of which no case can end with a measure, as no step asks for one.

    Worries about home (Z) are no student's doing: there it is so on purpose.
    """
    for route_id in RouteId:
        if route_id is not RouteId.Z and not asks_measure(school.route(route_id)):
            what = (
                f'Route {route_id} has no step with duty = "sanction": no case of it can end with'
            )
            mend = "Add one with if_needed = true, unless the school takes none."
            yield warning(PROTOCOL, f'{what} "Measure taken".', mend)


def _steps(school: School) -> Iterator[tuple[RouteStep, Case]]:
    """The school's own steps of the routes as they are now, each with a case that came to it."""
    for route_id in RouteId:
        for step in school.route(route_id).steps:
            if step.owner not in OWN_STEPS_OF_REPORTER:
                yield step, _come_to(step, route_id, school)


def _come_to(step: RouteStep, route_id: RouteId, school: School) -> Case:
    by = step.only_by or set(Doer)
    pairs = (
        pair for pair, route in school.victim_doer.items() if route is route_id and pair[1] in by
    )
    victim, doer = next(pairs, (Victim.STUDENT, Doer.UNKNOWN))
    return Case(
        case_id="",
        name="",
        route=route_id,
        route_version=school.route(route_id).version,
        kind=Kind.INSULT,
        reporter_role=ReporterRole.STUDENT,
        victim=victim,
        doer=doer,
        created=_SOMEDAY,
        marks=step.only_with,
        school_class=next((one.name for one in school.classes), None),
        doer_person="somebody" if route_id is RouteId.C else None,
        steps=tuple(StepState(needed, StepStatus.DONE) for needed in step.needs),
    )


def _holder(role: Role, case: Case) -> Person:
    classes = frozenset({case.school_class}) if case.school_class else frozenset()
    return Person("holder", "", frozenset({role}), classes=classes)
