"""Whatever happens to a case, in whatever order: it stays in order."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.cases.advance import advance
from bot.cases.case import Case, Reader
from bot.cases.events import (
    Asked,
    CaseEvent,
    Closed,
    Effect,
    FinishedLight,
    HandedOver,
    MarkedHome,
    MarkedLight,
    MarkedUrgent,
    NotNow,
    OwnerLost,
    PingPeople,
    Read,
    Reopened,
    Replied,
    ReporterAnswered,
    StartNagging,
    StepDone,
    StepNotNeeded,
    StopNagging,
    TakenOff,
    TookUp,
)
from bot.cases.kinds import Mark, Outcome, RouteId
from bot.cases.rights import excluded, own_case
from tests.cases.a_school import PEOPLE, SCHOOL, a_case
from tests.cases.moving import LATER

NAMES = some.sampled_from([one.person_id for one in PEOPLE])
STEPS = some.sampled_from(
    [step.step_id for route in SCHOOL.routes for step in route.steps] + ["X.1"]
)
EVENTS = some.one_of(
    some.builds(Read, NAMES),
    some.builds(TookUp, NAMES),
    some.builds(StepDone, STEPS, NAMES, some.booleans(), some.sampled_from(["", "none"])),
    some.builds(StepNotNeeded, STEPS, NAMES),
    some.builds(HandedOver, NAMES, NAMES),
    some.builds(Asked, NAMES, NAMES),
    some.builds(TakenOff, NAMES),
    some.builds(MarkedUrgent, some.booleans(), NAMES),
    some.builds(MarkedLight, NAMES),
    some.builds(MarkedHome, NAMES),
    some.builds(Replied, NAMES),
    some.just(ReporterAnswered()),
    some.just(OwnerLost()),
    some.builds(Closed, some.sampled_from(Outcome), NAMES),
    some.builds(FinishedLight, some.tuples(STEPS), some.sampled_from(Outcome), NAMES),
    some.builds(Reopened, NAMES),
)
CASES = some.builds(
    a_case,
    some.sampled_from(RouteId),
    reader=some.sampled_from(Reader),
    owner=some.none() | NAMES,
    doer_person=some.none() | some.just("bram"),
    reporter_person=some.none() | some.just("stef"),
    urgent=some.booleans(),
    marks=some.frozensets(some.sampled_from([Mark.HOME, Mark.DOUBT, Mark.NUDE, Mark.PRACTICE])),
)


@settings(deadline=None)  # a busy machine is no fault of the case
@given(case=CASES, events=some.lists(EVENTS, max_size=25))
def test_whatever_happens_a_case_stays_in_order(case: Case, events: list[CaseEvent]) -> None:
    nagging = True
    for event in events:
        after, effects = _tried(case, event)
        nagging = _still_nagging(effects, before=nagging)
        _check_order(case, after, event, nagging=nagging)
        _check_pings(after, effects)
        case = after


def _tried(case: Case, event: CaseEvent) -> tuple[Case, tuple[Effect, ...]]:
    try:
        return advance(case, event, LATER, SCHOOL)
    except NotNow:
        return case, ()


def _still_nagging(effects: Iterable[Effect], *, before: bool) -> bool:
    for effect in effects:
        if isinstance(effect, (StartNagging, StopNagging)):
            before = isinstance(effect, StartNagging)
    return before


def _check_order(before: Case, after: Case, event: CaseEvent, *, nagging: bool) -> None:
    assert after.closed is (after.outcome is not None) is (after.closed_at is not None)
    if not after.closed and not after.practice:
        assert after.owner is not None or nagging
    assert after.owner is None or after.owner not in after.excluded
    assert len({step.step_id for step in after.steps}) == len(after.steps)
    if isinstance(event, Reopened):
        return
    ended = {step.step_id for step in before.steps if step.ended}
    assert ended <= {step.step_id for step in after.steps if step.ended}


def _check_pings(case: Case, effects: Iterable[Effect]) -> None:
    for effect in effects:
        if isinstance(effect, PingPeople):
            assert effect.people
            assert not case.practice
            assert not any(excluded(case, one) or own_case(case, one) for one in effect.people)
