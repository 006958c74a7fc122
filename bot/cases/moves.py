"""What each event does to a case: one small function per event, and the table `advance` reads.

Knows no right to act and no effect that holds for every event; `advance` adds those.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.cases import bringing_in, reporters, turns
from bot.cases import events as happened
from bot.cases.bringing_in import NOT_FOR_THEM
from bot.cases.case import Case, CaseState, Reader, StepState, StepStatus
from bot.cases.events import NotNow, PingPeople, StartNagging, StopNagging
from bot.cases.kinds import Mark, RouteId
from bot.cases.people import Role
from bot.cases.reaching import PingKind
from bot.cases.rights import could_have
from bot.cases.routes import Duty, RouteStep
from bot.cases.scene import Scene
from bot.cases.steps import OWN_STEPS_OF_REPORTER, held_back, is_hearing, keeps_open
from bot.cases.turns import SAME, Moved
from bot.text import N_

CLOSED = N_("This case is closed. Open it again first.")
STILL_OPEN = N_("This case is open already.")
YOURS = N_("You have this case already.")
THEIRS = N_("This person has this case already.")
NO_SUCH_STEP = N_("This step does not belong to this case. Open the case again.")
STEP_ENDED = N_("This step has ended already. Open the case again.")
WRITE_HEARING = N_("First write down who heard whom, when, and who was there.")
CHOOSE = N_("First choose one of the answers.")
CARE_TEAM_ONLY = N_("Only the care team can say this. Ask them.")
LIGHT_ROUTE = N_("Only a case between students can be light. Go through the steps.")
NOT_LIGHT = N_("This case is not light. Go through the steps.")
SAY_WHY = N_("This case is urgent. First write down why it can be closed.")
TOO_SERIOUS = N_("This case is too serious to be light. Go through the steps.")

LIGHT_DUTIES = frozenset({Duty.REPORTING, Duty.SOM, Duty.INFORM})
SERIOUS = frozenset({Mark.COERCION, Mark.NUDE, Mark.HOME})


def _read(scene: Scene, event: happened.Read) -> Moved:
    case = scene.case
    if case.closed:
        return case, ()
    state = CaseState.READ if case.state is CaseState.NEW else case.state
    seen = replace(case, state=state, read_at=case.read_at or scene.now)
    return seen, (StopNagging(),) if scene.acts_as_owner(case, event.by) else ()


def _took_up(scene: Scene, event: happened.TookUp) -> Moved:
    if event.by == scene.case.owner:
        raise NotNow(YOURS)
    return replace(_working(scene), owner=event.by), (StopNagging(),)


def _step_done(scene: Scene, event: happened.StepDone) -> Moved:
    step, state = _step(scene, event.step_id)
    if state.status is StepStatus.DONE:
        raise NotNow(STEP_ENDED)
    if reason := held_back(scene.case, step, scene.route):
        raise NotNow(reason)
    if step.duty is Duty.SAFE and not _may_say_safe(scene, event.by):
        raise NotNow(CARE_TEAM_ONLY)
    if is_hearing(step) and not event.noted:
        raise NotNow(WRITE_HEARING)
    if step.decision and event.choice not in {one.choice_id for one in step.decision}:
        raise NotNow(CHOOSE)
    return _step_ended(scene, step, _ended(state, StepStatus.DONE, event.by, scene.now))


def _step_not_needed(scene: Scene, event: happened.StepNotNeeded) -> Moved:
    step, state = _step(scene, event.step_id)
    if state.ended:
        raise NotNow(STEP_ENDED)
    return _step_ended(scene, step, _ended(state, StepStatus.NOT_NEEDED, event.by, scene.now))


def _step_ended(scene: Scene, step: RouteStep, state: StepState) -> Moved:
    """What had to be done at once is asked for no more, whoever did it."""
    after, effects = _worked(scene, state.by or "", state)
    return after, (StopNagging(),) if step.duty is Duty.URGENT else effects


def _handed_over(scene: Scene, event: happened.HandedOver) -> Moved:
    if event.to == scene.case.owner:
        raise NotNow(THEIRS)
    theirs = replace(_working(scene), owner=event.to)
    person = scene.person(event.to)
    if person is None or not could_have(person, scene.case, scene.school):
        raise NotNow(NOT_FOR_THEM)
    if event.to == event.by:
        return theirs, (StopNagging(),)
    return theirs, (PingPeople(PingKind.NEW, (event.to,)), StartNagging())


def _taken_off(scene: Scene, event: happened.TakenOff) -> Moved:
    case = scene.case
    if event.person in case.excluded:
        raise NotNow(SAME)
    gone = frozenset({event.person})
    left = replace(case, excluded=case.excluded | gone, asked=case.asked - gone)
    if event.person != case.owner:
        return left, ()
    owner = scene.next_owner(left)
    left = replace(left, owner=owner)
    if case.closed:
        return left, ()
    told = () if owner is None else (owner,)
    return left, (PingPeople(PingKind.NEW, told), StartNagging())


def _marked_urgent(scene: Scene, event: happened.MarkedUrgent) -> Moved:
    if event.on == scene.case.urgent:
        raise NotNow(SAME)
    if event.on:
        marked = turns.made_urgent(scene.case, scene.school)
        return marked, (*scene.first_pings(marked), StartNagging())
    marked = replace(scene.case, urgent=False)
    told = PingPeople(PingKind.CALM, scene.who_knows(scene.case))
    return marked, (told, StopNagging() if marked.owner else StartNagging())


def _marked_light(scene: Scene, event: happened.MarkedLight) -> Moved:
    case = scene.case
    if case.light:
        raise NotNow(SAME)
    if case.route is not RouteId.A:
        raise NotNow(LIGHT_ROUTE)
    if case.urgent or case.marks & SERIOUS:
        raise NotNow(TOO_SERIOUS)
    owner = case.owner or scene.next_owner(case) or event.by
    rest = tuple(step for step in case.steps if step.step_id not in _of_light(scene))
    light = replace(_skip(scene, rest, event.by), light=True, owner=owner)
    return light, (PingPeople(PingKind.WAITING, (owner,)), StopNagging())


def _of_light(scene: Scene) -> set[str]:
    return {step.step_id for step in scene.route.steps if step.duty in LIGHT_DUTIES}


def _replied(scene: Scene, event: happened.Replied) -> Moved:
    if scene.case.closed:
        return scene.case, ()
    after, effects = _worked(scene, event.by)
    return replace(after, answered_at=scene.case.answered_at or scene.now), effects


def _closed(scene: Scene, event: happened.Closed) -> Moved:
    """What was urgent ends for a reason, and whoever was told that it was hears of the end."""
    if not scene.case.urgent:
        return _to_an_end(scene, event)
    if not event.noted:
        raise NotNow(SAY_WHY)
    closed, effects = _to_an_end(scene, event)
    return closed, (*effects, PingPeople(PingKind.CLOSED, scene.who_knows(scene.case)))


def _to_an_end(scene: Scene, event: happened.Closed | happened.FinishedLight) -> Moved:
    if why_not := keeps_open(scene.case, scene.route, event.outcome):
        raise NotNow(why_not)
    done = replace(
        _skip(scene, scene.case.steps, event.by),
        state=CaseState.CLOSED,
        outcome=event.outcome,
        closed_at=scene.now,
    )
    return done, (StopNagging(),)


def _finished_light(scene: Scene, event: happened.FinishedLight) -> Moved:
    if not scene.case.light:
        raise NotNow(NOT_LIGHT)
    for step_id in event.done:
        scene = replace(scene, case=_step_done(scene, happened.StepDone(step_id, event.by))[0])
    rest = tuple(one for one in scene.case.steps if one.step_id in _of_light(scene))
    return _to_an_end(replace(scene, case=_skip(scene, rest, event.by)), event)


def _reopened(scene: Scene, event: happened.Reopened) -> Moved:
    case = scene.case
    if not case.closed:
        raise NotNow(STILL_OPEN)
    steps = tuple(
        StepState(one.step_id) if one.status is StepStatus.NOT_NEEDED else one for one in case.steps
    )
    owner = case.owner or event.by
    again = replace(
        _working(scene), outcome=None, closed_at=None, light=False, steps=steps, owner=owner
    )
    if owner == event.by:
        return again, (StopNagging(),)
    return again, (PingPeople(PingKind.WAITING, (owner,)), StartNagging())


MOVES: Mapping[type[object], Callable[[Scene, Any], Moved]] = {
    happened.Read: _read,
    happened.TookUp: _took_up,
    happened.StepDone: _step_done,
    happened.StepNotNeeded: _step_not_needed,
    happened.HandedOver: _handed_over,
    happened.Asked: bringing_in.asked,
    happened.CallWanted: bringing_in.call_wanted,
    happened.TalkWanted: bringing_in.talk_wanted,
    happened.Advised: bringing_in.advised,
    happened.TakenOff: _taken_off,
    happened.MarkedUrgent: _marked_urgent,
    happened.MarkedLight: _marked_light,
    happened.MarkedHome: turns.marked_home,
    happened.OnlyHome: turns.only_home,
    happened.MarkedNude: turns.marked_nude,
    happened.DoerNamed: turns.doer_named,
    happened.NotAColleague: turns.not_a_colleague,
    happened.DoneBy: turns.done_by,
    happened.Replied: _replied,
    happened.ReporterAnswered: reporters.answered,
    happened.TakenBack: reporters.taken_back,
    happened.OwnerLost: reporters.owner_lost,
    happened.Closed: _closed,
    happened.FinishedLight: _finished_light,
    happened.Reopened: _reopened,
}


def _working(scene: Scene) -> Case:
    case = scene.case
    return replace(case, state=CaseState.WORKING, read_at=case.read_at or scene.now)


def _worked(scene: Scene, by: str, step: StepState | None = None) -> Moved:
    """Whoever works a case nobody has, has it."""
    case = scene.case
    after = replace(_working(scene), owner=case.owner or by)
    if step is not None:
        after = _with_steps(after, (step,))
    return after, (StopNagging(),) if scene.acts_as_owner(after, by) else ()


def _step(scene: Scene, step_id: str) -> tuple[RouteStep, StepState]:
    state = scene.case.step(step_id)
    found = next((one for one in scene.route.steps if one.step_id == step_id), None)
    if state is None or found is None:
        raise NotNow(NO_SUCH_STEP)
    return found, state


def _ended(step: StepState, status: StepStatus, by: str, at: datetime) -> StepState:
    return replace(step, status=status, by=by, at=at)


def _with_steps(case: Case, changed: tuple[StepState, ...]) -> Case:
    new = {step.step_id: step for step in changed}
    return replace(case, steps=tuple(new.get(step.step_id, step) for step in case.steps))


def _skip(scene: Scene, steps: tuple[StepState, ...], by: str) -> Case:
    theirs = {one.step_id for one in scene.route.steps if one.owner in OWN_STEPS_OF_REPORTER}
    skipped = tuple(
        _ended(one, StepStatus.NOT_NEEDED, by, scene.now)
        for one in steps
        if not one.ended and one.step_id not in theirs
    )
    return _with_steps(_working(scene), skipped)


def _may_say_safe(scene: Scene, by: str) -> bool:
    """The care team; of what only the confidant may read, she says it."""
    person = scene.person(by)
    if person is None:
        return False
    alone = scene.case.reader is Reader.CONFIDANT and person.has(Role.CONFIDANT)
    return alone or person.has(Role.CARE_TEAM)
