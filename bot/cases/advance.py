"""How a case moves: one event gives a new case and what follows, or `NotNow` and no change.

Knows no database, no clock and no door. Whether somebody may do it at all is asked of `rights`
before; here stands only what can be done next.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.cases.candidates import Reachable, anyone
from bot.cases.case import Case, StepState
from bot.cases.events import (
    CaseEvent,
    Effect,
    MarkedNude,
    NotNow,
    OwnerLost,
    PingPeople,
    Read,
    Reopened,
    Replied,
    ReporterAnswered,
    StartNagging,
    StatusForReporter,
    TakenBack,
    TakenOff,
)
from bot.cases.moves import CLOSED, MOVES
from bot.cases.people import Person
from bot.cases.reaching import PingKind, step_owners
from bot.cases.rights import excluded, own_case
from bot.cases.scene import Scene
from bot.cases.school import School
from bot.cases.schooltime import add_school_days
from bot.cases.status import is_news, status_of
from bot.cases.steps import next_steps, route_of
from bot.cases.turns import lay_out, with_proof
from bot.text import N_

NOT_YOU = N_("You cannot work on this case.")

WHEN_CLOSED = (
    *(MarkedNude, Read, Replied, Reopened, TakenOff, OwnerLost),
    *(ReporterAnswered, TakenBack),
)


def begin(case: Case, school: School, now: datetime, *, proof: bool = False) -> Case:
    """A new case with the steps of its route laid out; what sending the report did, is done.

    `proof`: something was sent with it.
    """
    laid = lay_out(replace(case, created=now), school)
    if proof:
        laid = with_proof(laid, route_of(laid, school), now)
    return _with_due(laid, school, now)


def advance(
    case: Case,
    event: CaseEvent,
    now: datetime,
    school: School,
    *,
    people: Iterable[Person] | None = None,
    reachable: Reachable = anyone,
) -> tuple[Case, tuple[Effect, ...]]:
    """The case after `event`, and what follows from it.

    `people` are those of now, else those of the school file; `reachable` tells who of them has a
    chat. An impossible event raises `NotNow`.
    """
    by = getattr(event, "by", None)
    if by is not None and _shut_out(case, by):
        raise NotNow(NOT_YOU)
    if case.closed and not isinstance(event, WHEN_CLOSED):
        raise NotNow(CLOSED)
    around = school.people if people is None else tuple(people)
    scene = Scene(case, now, school, around, reachable)
    after, effects = MOVES[type(event)](scene, event)
    after = _with_due(after, school, now)
    effects = (*effects, _in_turn_now(case, after, school, around, effects))
    if is_news(status_of(case), status_of(after)):
        effects = (*effects, StatusForReporter(status_of(after)))
    kept = (_allowed(effect, after, by) for effect in effects)
    return after, tuple(effect for effect in kept if effect is not None)


def _in_turn_now(
    before: Case,
    after: Case,
    school: School,
    people: tuple[Person, ...],
    effects: tuple[Effect, ...],
) -> PingPeople:
    """Whose step can be done from now on, when until now nothing in the case was theirs to do.

    Who is pinged for the same event anyway is not pinged twice.
    """
    pings = (one for one in effects if isinstance(one, PingPeople))
    had = {
        after.owner,
        *_waited_for(before, school, people),
        *(p for one in pings for p in one.people),
    }
    now = _waited_for(after, school, people)
    return PingPeople(PingKind.WAITING, tuple(sorted(one for one in now if one not in had)))


def _waited_for(case: Case, school: School, people: tuple[Person, ...]) -> frozenset[str]:
    """Whoever must do something; a step "if needed" waits for nobody."""
    steps = (step for step in next_steps(case, route_of(case, school)) if not step.if_needed)
    return frozenset(one for step in steps for one in step_owners(case, step, school, people))


def _shut_out(case: Case, person_id: str) -> bool:
    return excluded(case, person_id) or own_case(case, person_id)


def _allowed(effect: Effect, case: Case, by: str | None) -> Effect | None:
    """No ping to anyone shut out or to who did it; a practice report pings nobody at all."""
    match effect:
        case PingPeople(kind, people):
            told = tuple(one for one in people if one != by and not _shut_out(case, one))
            return PingPeople(kind, told) if told and not case.practice else None
        case StartNagging():
            return None if case.practice else effect
        case _:
            return effect


def _with_due(case: Case, school: School, now: datetime) -> Case:
    """Each step gets its due moment when it can first be done, and the case the first of those."""
    route = route_of(case, school)
    ready = {step.step_id: step.days for step in next_steps(case, route)}
    steps = tuple(_due(one, ready, school, now) for one in case.steps)
    waiting = (one.due for one in steps if one.due and one.step_id in ready)
    return replace(case, steps=steps, due=min(waiting, default=None))


def _due(
    state: StepState, ready: dict[str, int | None], school: School, now: datetime
) -> StepState:
    days = ready.get(state.step_id)
    if days is None or state.due is not None:
        return state
    return replace(state, due=add_school_days(school, now, days))
