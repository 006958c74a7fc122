"""Which steps of a case come next and what holds a step back; changes nothing, knows no people."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.case import Case, StepState, StepStatus
from bot.cases.kinds import Mark, Outcome, ReporterRole, RouteId
from bot.cases.people import Role
from bot.cases.routes import Duty, Route, RouteStep
from bot.cases.school import School
from bot.text import N_, Text

OWN_STEPS_OF_REPORTER = frozenset({Role.STUDENT, Role.PARENT, Role.STAFF})
WITHOUT_STEPS = frozenset({Outcome.NO_INCIDENT, Outcome.UNTRUE, Outcome.TAKEN_BACK})

AT_ONCE = frozenset({Duty.URGENT, Duty.BOARD})

FIRST_HEAR = N_("First write down who heard whom.")
FIRST_SAFE = N_("First the care team says that it is safe to speak with the parents.")
FIRST_THIS = N_("First finish this step: {step}")
NAKED_PROOF = N_(
    "Who reported it keeps the messages. A naked picture stays on their own phone: "
    "nobody copies it or shows it."
)
"""Instead of the protocol's "keep the pictures": of these that would be a crime (art. 252 Sr)."""
NO_MEASURE = N_("No step of this case asks for a measure. Choose another ending.")
NO_TALK = N_("That the parents were spoken with is not ticked off. Choose another ending.")
NOT_TAKEN_BACK = N_("Only the reporter can take the report back.")


def route_of(case: Case, school: School) -> Route:
    """The route a case follows: the steps its marks and its doer ask for, and the safety step of
    route Z when there are worries at home.
    """
    whole = school.route(case.route, case.route_version)
    steps = tuple(_as_it_is(one, case) for one in whole.steps if _belongs(one, case))
    route = replace(whole, steps=steps)
    if Mark.HOME not in case.marks or any(step.duty is Duty.SAFE for step in route.steps):
        return route
    safety = (step for step in school.route(RouteId.Z).steps if step.duty is Duty.SAFE)
    return replace(route, steps=(*(replace(step, needs=()) for step in safety), *route.steps))


def _as_it_is(step: RouteStep, case: Case) -> RouteStep:
    naked = step.duty is Duty.PROOF and Mark.NUDE in case.marks
    return replace(step, text=NAKED_PROOF) if naked else step


def _belongs(step: RouteStep, case: Case) -> bool:
    if step.duty is Duty.URGENT:  # what was done at once stays to be seen
        return case.urgent or is_done(case, step.step_id)
    if step.only_by and case.doer not in step.only_by and not is_done(case, step.step_id):
        return False
    return not step.only_with or bool(step.only_with & case.marks)


def next_steps(case: Case, route: Route) -> tuple[RouteStep, ...]:
    """What can be done now, in the order of the route; `route` comes from `route_of`."""
    if case.closed:
        return ()
    return tuple(step for step in open_steps(case, route) if held_back(case, step, route) is None)


def open_steps(case: Case, route: Route) -> tuple[RouteStep, ...]:
    """The school's steps that have not ended; the reporter's own steps are never waited for."""
    return tuple(
        step
        for step in route.steps
        if step.owner not in OWN_STEPS_OF_REPORTER and not has_ended(case, step.step_id)
    )


def needed_to_close(case: Case, route: Route, outcome: Outcome) -> tuple[RouteStep, ...]:
    """What must end before this outcome; a colleague's doubt still owes the SOM note.

    A call to parents that the reporter was not asked about is owed to nobody.
    """
    waiting = open_steps(case, route)
    if case.practice:
        return ()
    if outcome not in WITHOUT_STEPS:
        owed = (step for step in waiting if not step.if_needed)
        return tuple(step for step in owed if _left_out(case, step, route) is None)
    return tuple(one for one in waiting if one.duty is Duty.SOM and Mark.DOUBT in case.marks)


def keeps_open(case: Case, route: Route, outcome: Outcome) -> Text | None:
    """Why the case cannot end like this yet, None when it can.

    With a talk with parents only where such a step is done: a student who reported was asked first.
    """
    if outcome is Outcome.TAKEN_BACK and Mark.TAKEN_BACK not in case.marks:
        return NOT_TAKEN_BACK
    if outcome is Outcome.MEASURE and not asks_measure(route):
        return NO_MEASURE
    if outcome is Outcome.PARENTS_TALK and not (case.practice or parents_were_told(case, route)):
        return NO_TALK
    waiting = needed_to_close(case, route, outcome)
    unheard = outcome is Outcome.MEASURE and not everyone_heard(case, route)
    if unheard or any(is_hearing(step) for step in waiting):
        return FIRST_HEAR
    return FIRST_THIS.of(step=waiting[0].text) if waiting else None


def left_undone(case: Case, route: Route) -> tuple[RouteStep, ...]:
    """What an urgent case owes and nobody did: who closes it all the same is told first.

    What has to be done at once counts also when somebody said that it was not needed.
    """
    return tuple(
        step
        for step in route.steps
        if step.owner not in OWN_STEPS_OF_REPORTER
        and not step.if_needed
        and not _was_done(case.step(step.step_id), step)
    )


def _was_done(state: StepState | None, step: RouteStep) -> bool:
    if state is None:
        return True
    return state.status is StepStatus.DONE if step.duty is Duty.URGENT else state.ended


def at_once(case: Case, route: Route) -> RouteStep | None:
    """What is to be done at once and was not ended yet, in an urgent case."""
    urgent = (step for step in open_steps(case, route) if step.duty in AT_ONCE)
    return next(urgent, None) if case.urgent and not case.closed else None


def endings(case: Case, route: Route) -> tuple[Outcome, ...]:
    """How the case may end now; there are more as its steps end."""
    return tuple(one for one in Outcome if keeps_open(case, route, one) is None)


def endings_of_light(case: Case, route: Route) -> tuple[Outcome, ...]:
    """How a light case may end once its last steps have: not with a measure, nobody was heard."""
    last = {step.step_id for step in open_steps(case, route)}
    ended = (
        replace(one, status=StepStatus.NOT_NEEDED) if one.step_id in last else one
        for one in case.steps
    )
    return endings(replace(case, steps=tuple(ended)), route)


def has_ended(case: Case, step_id: str) -> bool:
    """Whether the step is done or not needed; a step this case never had counts as ended."""
    step = case.step(step_id)
    return step is None or step.ended


def is_done(case: Case, step_id: str) -> bool:
    """Whether the step was really done."""
    step = case.step(step_id)
    return step is not None and step.status is StepStatus.DONE


def is_skipped(case: Case, step_id: str) -> bool:
    """Whether somebody said the step is not needed."""
    step = case.step(step_id)
    return step is not None and step.status is StepStatus.NOT_NEEDED


def held_back(case: Case, step: RouteStep, route: Route) -> Text | None:
    """Why this step cannot be done yet, None when it can."""
    for needed in route.steps:
        own = needed.owner in OWN_STEPS_OF_REPORTER
        if needed.step_id in step.needs and not own and not has_ended(case, needed.step_id):
            return FIRST_THIS.of(step=needed.text)
    if question := _left_out(case, step, route):
        return FIRST_THIS.of(step=question.text)
    if step.duty is Duty.PARENTS and parents_locked(case, route):
        return FIRST_SAFE
    if step.duty is Duty.SANCTION and not everyone_heard(case, route):
        return FIRST_HEAR
    return None


def is_promised(case: Case, step: RouteStep, route: Route) -> bool:
    """Whether a student who reported is to be asked this before another step; not in danger."""
    free = case.urgent or case.reporter_role is not ReporterRole.STUDENT
    asks = step.duty is Duty.ASK and not free
    return asks and any(step.step_id in one.needs for one in route.steps)


def left_out(case: Case, route: Route) -> tuple[RouteStep, ...]:
    """The promised questions that somebody left out and a step waits for: still to be asked."""
    found = (_left_out(case, step, route) for step in open_steps(case, route))
    questions = {one.step_id for one in found if one}
    return tuple(step for step in route.steps if step.step_id in questions)


def _left_out(case: Case, step: RouteStep, route: Route) -> RouteStep | None:
    """The promised question that was left out though this step waits for it."""
    for one in route.steps:
        skipped = one.step_id in step.needs and is_skipped(case, one.step_id)
        if skipped and is_promised(case, one, route):
            return one
    return None


def parents_locked(case: Case, route: Route) -> bool:
    """Worries at home: nobody speaks with the parents before the care team says it is safe."""
    return any(step.duty is Duty.SAFE and not is_done(case, step.step_id) for step in route.steps)


def parents_were_told(case: Case, route: Route) -> bool:
    """Whether a step that tells parents was done; a route without one asks for none."""
    told = [step for step in route.steps if step.duty is Duty.PARENTS]
    return not told or any(is_done(case, step.step_id) for step in told)


def board_was_told(case: Case, route: Route) -> bool:
    """Whether somebody noted that the board knows."""
    return any(step.duty is Duty.BOARD and is_done(case, step.step_id) for step in route.steps)


def everyone_heard(case: Case, route: Route) -> bool:
    """Whether every hearing of the route was really held: both sides before any sanction."""
    return all(is_done(case, step.step_id) for step in route.steps if is_hearing(step))


def asks_measure(route: Route) -> bool:
    """Whether a measure can come of it: somebody from outside school gets none."""
    return any(step.duty is Duty.SANCTION for step in route.steps)


def is_hearing(step: RouteStep) -> bool:
    """A step in which one side is heard."""
    return step.hearing or step.duty is Duty.HEARING
