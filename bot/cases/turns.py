"""What a case turns out to be later: its marks, who did it, and the steps that come with that.

Knows no right to act; `moves` has these among its moves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cases import events as happened
from bot.cases.case import NOT_LISTED, Case, StepState, StepStatus
from bot.cases.events import Effect, NotNow, PingPeople, StartNagging
from bot.cases.kinds import Doer, Mark, RouteId
from bot.cases.reaching import PingKind, step_owners
from bot.cases.rights import Action, may
from bot.cases.routes import Duty, Route, RouteStep, route_for
from bot.cases.scene import Scene
from bot.cases.school import School
from bot.cases.steps import next_steps, route_of
from bot.text import N_, Text

BY_COLLEAGUE = N_("A colleague did it: that case keeps its own steps.")
NO_DOER = N_("In this case it does not matter who did it.")
SAME = N_("This is so already. Nothing has changed.")

Moved = tuple[Case, tuple[Effect, ...]]


def marked_home(scene: Scene, event: happened.MarkedHome) -> Moved:  # noqa: ARG001 - of the table
    """Parents' steps are locked from now on: the care team's own step comes first."""
    case = scene.case
    if Mark.HOME in case.marks:
        raise NotNow(SAME)
    marked = replace(case, marks=case.marks | {Mark.HOME}, light=False)
    return lay_out(marked, scene.school), ()


def only_home(scene: Scene, event: happened.OnlyHome) -> Moved:  # noqa: ARG001 - of the table
    """The steps among students stop; what a colleague does keeps its own way."""
    case = scene.case
    if case.route is RouteId.Z:
        raise NotNow(SAME)
    if case.route is RouteId.C:
        raise NotNow(BY_COLLEAGUE)
    return _on_route(scene, replace(case, marks=case.marks | {Mark.HOME}), RouteId.Z)


def marked_nude(scene: Scene, event: happened.MarkedNude) -> Moved:  # noqa: ARG001 - of the table
    """Anything sexual between staff and a student is urgent, also when it is told later."""
    case = scene.case
    if Mark.NUDE in case.marks:
        raise NotNow(SAME)
    marked = lay_out(replace(case, marks=case.marks | {Mark.NUDE}, light=False), scene.school)
    if case.closed or not marked.sexual_by_staff:
        return marked, ()
    urgent = made_urgent(marked, scene.school)
    return urgent, (*scene.first_pings(urgent), StartNagging())


def doer_named(scene: Scene, event: happened.DoerNamed) -> Moved:
    """Who did it is known now: they see nothing of it from here on, and management comes in."""
    case = scene.case
    if event.person == case.doer_person:
        raise NotNow(SAME)
    gone = frozenset({event.person} - {NOT_LISTED})
    doer = case.doer if case.route is RouteId.C else Doer.STAFF
    named = replace(
        case,
        doer=doer,
        doer_person=event.person,
        excluded=case.excluded | gone,
        asked=case.asked - gone,
    )
    return _on_its_route(scene, named)


def not_a_colleague(scene: Scene, event: happened.NotAColleague) -> Moved:  # noqa: ARG001
    """Then it is the usual people's, with the steps of their route."""
    case = scene.case
    if not case.doer_unclear:
        raise NotNow(SAME)
    return _on_its_route(scene, replace(case, doer=Doer.UNKNOWN))


def done_by(scene: Scene, event: happened.DoneBy) -> Moved:
    """A student, nobody knows, or somebody from outside: then nobody of ours is heard for it.

    Who was to do a step that is left out by it is told so: they would go on with it.
    """
    case = scene.case
    if (why := not_done_by(case, event.doer)) is not None:
        raise NotNow(why)
    after = lay_out(replace(case, doer=event.doer, light=False), scene.school)
    return after, (PingPeople(PingKind.DROPPED, _with_less_to_do(scene, after)),)


def _with_less_to_do(scene: Scene, after: Case) -> tuple[str, ...]:
    """Whoever had a step to do that is not there any more; one "if needed" waited for nobody."""
    left = {step.step_id for step in route_of(after, scene.school).steps}
    waited = (one for one in next_steps(scene.case, scene.route) if not one.if_needed)
    gone = (one for one in waited if one.step_id not in left)
    owners = (step_owners(scene.case, one, scene.school, scene.people) for one in gone)
    return tuple(sorted({person_id for found in owners for person_id in found}))


def not_done_by(case: Case, doer: Doer) -> Text | None:
    """Why that cannot be decided of this case, None when it can."""
    if case.route is RouteId.C:
        return BY_COLLEAGUE
    if case.route is RouteId.Z:
        return NO_DOER
    return SAME if case.doer is doer else None


def _on_its_route(scene: Scene, case: Case) -> Moved:
    """The route that fits who did it now."""
    return _on_route(scene, case, route_for(scene.school, case.victim, case.doer))


def _on_route(scene: Scene, case: Case, route: RouteId) -> Moved:
    """Another route has its own owner and its own steps."""
    if route is not case.route:
        version = scene.school.route(route).version
        case = replace(case, route=route, route_version=version, owner=None, steps=())
    case = lay_out(replace(case, light=False), scene.school)
    owner = scene.person(case.owner or "")
    if owner is None or not may(owner, Action.WORK, case, scene.school):
        case = replace(case, owner=scene.next_owner(replace(case, owner=None)))
    return case, (*scene.first_pings(case), StartNagging())


def made_urgent(case: Case, school: School) -> Case:
    """It cannot wait: the route has a step for that, and light it is not any more."""
    return lay_out(replace(case, urgent=True, light=False), school)


def lay_out(case: Case, school: School) -> Case:
    """Every step its marks ask for now; what was done stays, and what sending did, is done."""
    route = route_of(case, school)
    known = {step.step_id for step in route.steps}
    kept = tuple(one for one in case.steps if one.step_id not in known)
    steps = tuple(case.step(one.step_id) or _first_state(one, case) for one in route.steps)
    return replace(case, steps=(*steps, *kept))


def with_proof(case: Case, route: Route, at: datetime) -> Case:
    """The reporter's own step is done: they sent proof, or say that they keep it."""
    kept = {step.step_id for step in route.steps if step.duty is Duty.PROOF}
    steps = tuple(
        StepState(one.step_id, StepStatus.DONE, at=at)
        if one.step_id in kept and not one.ended
        else one
        for one in case.steps
    )
    return replace(case, steps=steps)


def _first_state(step: RouteStep, case: Case) -> StepState:
    if step.duty is Duty.REPORTING:
        return StepState(step.step_id, StepStatus.DONE, at=case.created)
    return StepState(step.step_id)
