"""How a case moves: what each event does, and what is refused without a trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.cases.advance import NOT_YOU, advance, begin
from bot.cases.case import Case, CaseState, Reader, StepStatus
from bot.cases.events import (
    Asked,
    CaseEvent,
    Closed,
    Effect,
    HandedOver,
    MarkedHome,
    MarkedLight,
    MarkedUrgent,
    NotNow,
    PingPeople,
    Read,
    Reopened,
    Replied,
    ReporterAnswered,
    StartNagging,
    StatusForReporter,
    StepDone,
    StepNotNeeded,
    StopNagging,
    TakenOff,
    TookUp,
)
from bot.cases.kinds import Mark, Outcome, RouteId
from bot.cases.moves import (
    CHOOSE,
    CLOSED,
    LIGHT_ROUTE,
    MOVES,
    NO_SUCH_STEP,
    NOT_FOR_THEM,
    SAME,
    STEP_ENDED,
    STILL_OPEN,
    THEIRS,
    TOO_SERIOUS,
    WRITE_HEARING,
    YOURS,
)
from bot.cases.reaching import PingKind
from bot.cases.rights import excluded, own_case
from bot.cases.status import STATUS_WORDS, Status, status_of
from bot.cases.steps import FIRST_HEAR, FIRST_SAFE, FIRST_THIS, next_steps, route_of
from bot.text import Text
from tests.cases.a_school import MONDAY_10, PEOPLE, SCHOOL, a_case

LATER = MONDAY_10 + timedelta(hours=1)
TUESDAY_CLOSING = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
WEDNESDAY_CLOSING = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)

HEARD = (StepDone("A.3", "anna"), StepDone("A.4", "mira"), StepDone("A.5", "mira", noted=True))
ALL_DONE = (
    StepDone("A.som", "anna"),
    StepDone("A.care", "anna"),
    StepDone("A.report", "zoe"),
    *HEARD,
    StepDone("A.8", "mira", choice="none"),
)


def _mine(route: RouteId = RouteId.A, owner: str = "anna") -> Case:
    return a_case(route, owner=owner)


def _after(case: Case, *events: CaseEvent) -> Case:
    return reduce(lambda now, event: advance(now, event, LATER, SCHOOL)[0], events, case)


def _effects(case: Case, event: CaseEvent) -> tuple[Effect, ...]:
    return advance(case, event, LATER, SCHOOL)[1]


def _refused(case: Case, event: CaseEvent) -> Text:
    with pytest.raises(NotNow) as caught:
        advance(case, event, LATER, SCHOOL)
    assert str(caught.value) == caught.value.reason.key
    return caught.value.reason


def _next(case: Case) -> list[str]:
    return [step.step_id for step in next_steps(case, route_of(case, SCHOOL))]


def test_every_event_there_is_has_its_move() -> None:
    assert set(MOVES) == set(CaseEvent.__args__)


def test_sending_the_report_does_the_first_step_and_sets_the_first_terms() -> None:
    case = a_case()
    first = case.step("A.1")
    assert first is not None
    assert first.status is StepStatus.DONE
    som, later = case.step("A.som"), case.step("A.4")
    assert som is not None
    assert later is not None
    assert som.due == TUESDAY_CLOSING
    assert later.due is None


def test_a_term_runs_from_when_a_step_can_first_be_done() -> None:
    step = _after(_mine(), StepDone("A.3", "anna")).step("A.4")
    assert step is not None
    assert step.due == WEDNESDAY_CLOSING


def test_the_reporters_own_steps_are_never_waited_for() -> None:
    assert _next(a_case()) == ["A.som", "A.care", "A.3"]


def test_reading_a_new_case_is_told_to_the_reporter_once() -> None:
    case, effects = advance(a_case(), Read("chris"), LATER, SCHOOL)
    assert case.state is CaseState.READ
    assert case.read_at == LATER
    assert effects == (StatusForReporter(Status.READ),)
    again, effects = advance(case, Read("mira"), LATER + timedelta(hours=1), SCHOOL)
    assert again == case
    assert effects == ()


def test_when_the_owner_reads_it_the_nagging_stops() -> None:
    assert StopNagging() in _effects(_mine(), Read("anna"))
    assert StopNagging() not in _effects(_mine(), Read("chris"))


def test_who_picks_a_case_up_has_it_and_stops_the_nagging_of_the_others() -> None:
    case, effects = advance(_mine(), TookUp("mira"), LATER, SCHOOL)
    assert case.owner == "mira"
    assert case.state is CaseState.WORKING
    assert StopNagging() in effects
    assert StatusForReporter(Status.WORKING) in effects


def test_who_has_a_case_cannot_pick_it_up_again() -> None:
    assert _refused(_mine(), TookUp("anna")) == YOURS


def test_who_works_a_case_of_nobody_has_it() -> None:
    assert _after(a_case(), StepDone("A.som", "tessa")).owner == "tessa"


def test_a_step_tells_by_whom_and_when_it_was_done() -> None:
    step = _after(_mine(), StepDone("A.som", "mira")).step("A.som")
    assert step is not None
    assert (step.by, step.at, step.status) == ("mira", LATER, StepStatus.DONE)


def test_a_step_waits_for_the_one_before_it() -> None:
    reason = _refused(_mine(), StepDone("A.4", "mira"))
    assert reason.key == FIRST_THIS.key
    assert reason.values["step"] == route_of(_mine(), SCHOOL).step("A.3").text


def test_a_step_is_done_once() -> None:
    case = _after(_mine(), StepDone("A.som", "anna"))
    assert _refused(case, StepDone("A.som", "anna")) == STEP_ENDED
    assert _refused(case, StepNotNeeded("A.som", "anna")) == STEP_ENDED


def test_a_step_that_was_not_needed_may_still_be_done() -> None:
    case = _after(_mine(), StepNotNeeded("A.som", "anna"), StepDone("A.som", "anna"))
    step = case.step("A.som")
    assert step is not None
    assert step.status is StepStatus.DONE


@pytest.mark.parametrize("event", [StepDone("B.2", "mira"), StepNotNeeded("X.9", "mira")])
def test_a_step_of_another_route_is_refused(event: CaseEvent) -> None:
    assert _refused(_mine(), event) == NO_SUCH_STEP


def test_a_step_that_left_the_school_file_is_refused() -> None:
    case = _mine()
    fewer = replace(case, steps=case.steps[:1])
    assert _refused(fewer, StepDone("A.som", "anna")) == NO_SUCH_STEP


def test_hearing_is_written_down() -> None:
    case = _after(_mine(), *HEARD[:2])
    assert _refused(case, StepDone("A.5", "mira")) == WRITE_HEARING


def test_there_is_no_sanction_before_everyone_was_heard() -> None:
    assert _refused(_mine(), StepDone("A.9", "mira")) == FIRST_HEAR
    skipped = _after(_mine(), StepDone("A.3", "anna"), StepDone("A.4", "mira"))
    skipped = _after(skipped, StepNotNeeded("A.5", "mira"))
    assert _refused(skipped, StepDone("A.9", "mira")) == FIRST_HEAR
    assert "A.9" in _next(_after(_mine(), *HEARD))


def test_a_decision_is_one_of_its_choices() -> None:
    case = _after(_mine(), *HEARD)
    assert _refused(case, StepDone("A.8", "mira", choice="sue")) == CHOOSE
    assert _after(case, StepDone("A.8", "mira", choice="police")).step("A.8") is not None


def test_the_ones_whose_turn_it_is_are_told_once() -> None:
    effects = _effects(_mine(), StepDone("A.3", "anna"))
    assert PingPeople(PingKind.WAITING, ("mark", "mira")) in effects
    told = _after(_mine(), StepDone("A.3", "anna"))
    assert not [one for one in _effects(told, StepDone("A.4", "mira")) if _is_ping(one)]
    care = _effects(_mine(), StepDone("A.care", "anna"))
    assert PingPeople(PingKind.WAITING, ("zoe",)) in care


def test_a_step_that_is_only_for_when_it_is_needed_pings_nobody() -> None:
    assert not [one for one in _effects(_mine(), StepDone("A.som", "anna")) if _is_ping(one)]


def _is_ping(effect: Effect) -> bool:
    return isinstance(effect, PingPeople)


def test_a_case_is_handed_to_somebody_who_may_work_it() -> None:
    case, effects = advance(_mine(), HandedOver("mira", "anna"), LATER, SCHOOL)
    assert case.owner == "mira"
    assert PingPeople(PingKind.NEW, ("mira",)) in effects
    assert StartNagging() in effects


def test_handing_a_case_to_oneself_pings_nobody() -> None:
    effects = _effects(_mine(), HandedOver("mark", "mark"))
    assert effects == (StopNagging(), StatusForReporter(Status.WORKING))


@pytest.mark.parametrize(
    ("case", "to", "reason"),
    [
        (_mine(), "anna", THEIRS),
        (_mine(), "boris", NOT_FOR_THEM),
        (_mine(), "nobody", NOT_FOR_THEM),
        (replace(_mine(), excluded=frozenset({"mira"})), "mira", NOT_FOR_THEM),
        (a_case(RouteId.C, owner="vera"), "bram", NOT_FOR_THEM),
        (a_case(reader=Reader.CONFIDANT, owner="vera"), "mira", NOT_FOR_THEM),
    ],
)
def test_a_case_is_not_handed_to_who_may_not_have_it(case: Case, to: str, reason: Text) -> None:
    by = "anna" if case.owner == "anna" else "vera"
    assert _refused(case, HandedOver(to, by)) == reason


def test_the_people_of_now_are_asked_when_they_are_given() -> None:
    with pytest.raises(NotNow):
        advance(_mine(), HandedOver("mira", "anna"), LATER, SCHOOL, people=())


def test_who_is_asked_for_advice_sees_the_case_and_hears_of_it() -> None:
    case, effects = advance(_mine(), Asked("sam", "anna"), LATER, SCHOOL)
    assert case.asked == {"sam"}
    assert effects == (PingPeople(PingKind.WAITING, ("sam",)),)
    assert _refused(case, Asked("sam", "anna")) == SAME
    assert _refused(case, Asked("ada", "anna")) == NOT_FOR_THEM


def test_an_owner_who_is_taken_off_is_followed_by_the_next_in_line() -> None:
    case, effects = advance(_mine(), TakenOff("anna"), LATER, SCHOOL)
    assert case.owner == "tessa"
    assert case.excluded == {"anna"}
    assert PingPeople(PingKind.NEW, ("tessa",)) in effects
    assert StartNagging() in effects
    assert _refused(case, TakenOff("anna")) == SAME


def test_when_nobody_is_left_the_case_has_no_owner_and_pings_nobody() -> None:
    everyone = frozenset({"tessa", "mira", "mark", "chris", "vera"})
    case, effects = advance(replace(_mine(), excluded=everyone), TakenOff("anna"), LATER, SCHOOL)
    assert case.owner is None
    assert effects == (StartNagging(),)


def test_taking_off_somebody_who_was_asked_takes_them_out() -> None:
    case = _after(_mine(), Asked("sam", "anna"), TakenOff("sam"))
    assert case.asked == frozenset()
    assert case.owner == "anna"


def test_an_owner_taken_off_a_closed_case_is_replaced_in_silence() -> None:
    closed = _after(_mine(), Closed(Outcome.UNTRUE, "anna"))
    case, effects = advance(closed, TakenOff("anna"), LATER, SCHOOL)
    assert case.owner == "tessa"
    assert effects == ()


def test_urgent_pings_everyone_of_the_way_but_who_marked_it() -> None:
    case, effects = advance(_mine(), MarkedUrgent(by="mira", on=True), LATER, SCHOOL)
    assert case.urgent
    assert effects == (PingPeople(PingKind.URGENT, ("anna", "mark", "chris")), StartNagging())
    assert _refused(case, MarkedUrgent(by="mira", on=True)) == SAME


def test_taking_urgent_off_stops_the_nagging_when_somebody_has_it() -> None:
    assert _effects(a_case(urgent=True, owner="anna"), MarkedUrgent(by="mira", on=False)) == (
        StopNagging(),
    )
    assert _effects(a_case(urgent=True), MarkedUrgent(by="mira", on=False)) == (StartNagging(),)


def test_a_light_case_keeps_som_who_was_told_and_the_outcome() -> None:
    case, effects = advance(_mine(), MarkedLight("mira"), LATER, SCHOOL)
    assert case.light
    assert _next(case) == ["A.som", "A.care", "A.3"]
    assert PingPeople(PingKind.WAITING, ("anna",)) in effects
    assert _refused(case, MarkedLight("mira")) == SAME


def test_a_light_case_of_nobody_goes_to_the_mentor() -> None:
    assert _after(a_case(), MarkedLight("mira")).owner == "anna"


def test_a_light_case_without_anyone_else_stays_with_who_marked_it() -> None:
    alone = replace(a_case(), excluded=frozenset({"anna", "tessa", "mark", "chris", "vera"}))
    assert _after(alone, MarkedLight("mira")).owner == "mira"


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (_mine(RouteId.B, "mira"), LIGHT_ROUTE),
        (a_case(urgent=True), TOO_SERIOUS),
        (a_case(marks=frozenset({Mark.COERCION})), TOO_SERIOUS),
    ],
)
def test_a_serious_case_is_never_light(case: Case, reason: Text) -> None:
    assert _refused(case, MarkedLight("mira")) == reason


def test_worries_about_home_lock_the_parents_until_the_care_team_says_it_is_safe() -> None:
    case = _after(_mine(), StepDone("A.3", "anna"), StepDone("A.4", "mira"))
    assert "A.6" in _next(case)
    worried, effects = advance(case, MarkedHome("anna"), LATER, SCHOOL)
    assert "A.6" not in _next(worried)
    assert _next(worried)[0] == "Z.safe"
    assert PingPeople(PingKind.WAITING, ("zoe",)) in effects
    assert _refused(worried, StepDone("A.6", "mira")) == FIRST_SAFE
    assert _refused(_after(worried, StepNotNeeded("Z.safe", "zoe")), StepDone("A.6", "mira")) == (
        FIRST_SAFE
    )
    assert "A.6" in _next(_after(worried, StepDone("Z.safe", "zoe")))


def test_worries_about_home_are_marked_once() -> None:
    assert _refused(a_case(marks=frozenset({Mark.HOME})), MarkedHome("anna")) == SAME


def test_a_case_that_began_with_worries_about_home_has_the_safety_step_from_the_start() -> None:
    assert _next(a_case(marks=frozenset({Mark.HOME})))[0] == "Z.safe"
    assert _next(a_case(RouteId.Z, marks=frozenset({Mark.HOME}))) == ["Z.1"]


def test_the_safety_step_is_not_laid_out_twice() -> None:
    case = _after(a_case(marks=frozenset({Mark.HOME})), StepDone("Z.safe", "zoe"))
    again = _after(replace(case, marks=frozenset()), MarkedHome("anna"))
    assert [step.step_id for step in again.steps].count("Z.safe") == 1


def test_the_first_reply_counts_as_the_first_answer() -> None:
    case = _after(_mine(), Replied("anna"))
    assert case.answered_at == LATER
    later, _ = advance(case, Replied("anna"), LATER + timedelta(days=1), SCHOOL)
    assert later.answered_at == LATER


def test_a_reply_after_the_end_changes_nothing() -> None:
    closed = _after(_mine(), Closed(Outcome.UNTRUE, "anna"))
    assert advance(closed, Replied("anna"), LATER, SCHOOL) == (closed, ())
    assert advance(closed, Read("anna"), LATER, SCHOOL) == (closed, ())


def test_the_owner_hears_that_the_reporter_wrote() -> None:
    assert _effects(_mine(), ReporterAnswered()) == (PingPeople(PingKind.ANSWER, ("anna",)),)


def test_without_an_owner_the_first_ones_hear_that_the_reporter_wrote() -> None:
    effects = _effects(a_case(), ReporterAnswered())
    assert effects == (PingPeople(PingKind.ANSWER, ("anna", "chris")),)


def test_a_case_ends_when_every_needed_step_has_ended() -> None:
    case, effects = advance(
        _after(_mine(), *ALL_DONE), Closed(Outcome.MEASURE, "mira"), LATER, SCHOOL
    )
    assert case.closed
    assert (case.outcome, case.closed_at) == (Outcome.MEASURE, LATER)
    assert all(step.ended for step in case.steps)
    assert effects == (StopNagging(), StatusForReporter(Status.DONE))
    assert _next(case) == []


def test_a_case_does_not_end_before_its_steps_have() -> None:
    assert _refused(_mine(), Closed(Outcome.AGREEMENTS, "anna")) == FIRST_HEAR
    heard = _after(_mine(), *HEARD)
    reason = _refused(heard, Closed(Outcome.AGREEMENTS, "anna"))
    assert reason.key == FIRST_THIS.key
    assert reason.values["step"] == route_of(heard, SCHOOL).step("A.som").text


def test_a_light_case_ends_after_som_and_who_was_told_but_never_with_a_measure() -> None:
    light = _after(_mine(), MarkedLight("mira"))
    assert _refused(light, Closed(Outcome.APOLOGY, "anna")).key == FIRST_THIS.key
    told = (StepDone(one, "anna") for one in ("A.som", "A.care", "A.3"))
    done = _after(light, *told)
    assert _refused(done, Closed(Outcome.MEASURE, "anna")) == FIRST_HEAR
    assert _after(done, Closed(Outcome.APOLOGY, "anna")).closed


def test_what_is_no_incident_ends_without_the_steps() -> None:
    assert _after(_mine(), Closed(Outcome.NO_INCIDENT, "mira")).closed


def test_a_doubt_still_owes_the_note_in_som() -> None:
    case = a_case(marks=frozenset({Mark.DOUBT}))
    assert _refused(case, Closed(Outcome.NO_INCIDENT, "mira")).key == FIRST_THIS.key
    assert _after(case, StepDone("A.som", "anna"), Closed(Outcome.NO_INCIDENT, "mira")).closed


def test_a_practice_report_ends_at_once_and_pings_nobody() -> None:
    case = a_case(marks=frozenset({Mark.PRACTICE}))
    assert _effects(case, MarkedUrgent(by="mira", on=True)) == ()
    assert _effects(case, ReporterAnswered()) == ()
    assert _after(case, Closed(Outcome.OTHER, "mira")).closed


def test_a_closed_case_is_opened_first() -> None:
    closed = _after(_mine(), Closed(Outcome.UNTRUE, "anna"))
    for event in (StepDone("A.som", "anna"), TookUp("mira"), Closed(Outcome.OTHER, "anna")):
        assert _refused(closed, event) == CLOSED


def test_opening_again_keeps_what_was_done_and_asks_again_what_was_not_needed() -> None:
    worked = _after(_mine(), StepDone("A.som", "anna"), Closed(Outcome.UNTRUE, "anna"))
    case, effects = advance(worked, Reopened("mira"), LATER, SCHOOL)
    assert case.state is CaseState.WORKING
    assert (case.outcome, case.closed_at) == (None, None)
    assert _next(case) == ["A.care", "A.3", "A.advice"]
    assert PingPeople(PingKind.WAITING, ("anna",)) in effects
    assert StartNagging() in effects
    assert _refused(case, Reopened("mira")) == STILL_OPEN


def test_who_opens_their_own_case_again_needs_no_nagging() -> None:
    closed = _after(_mine(), Closed(Outcome.UNTRUE, "anna"))
    assert _effects(closed, Reopened("anna")) == (StopNagging(), StatusForReporter(Status.WORKING))
    ownerless = replace(closed, owner=None)
    assert _after(ownerless, Reopened("tessa")).owner == "tessa"


@pytest.mark.parametrize(
    "case",
    [
        a_case(excluded=frozenset({"mira"})),
        a_case(RouteId.C, doer_person="mira"),
        a_case(RouteId.B, victim_person="mira"),
    ],
)
def test_who_is_taken_off_named_or_the_victim_cannot_work_the_case(case: Case) -> None:
    assert _refused(case, TookUp("mira")) == NOT_YOU


def test_every_state_has_a_word_for_the_reporter() -> None:
    assert {status_of(a_case(state=state)) for state in CaseState} == set(Status)
    assert set(STATUS_WORDS) == set(Status)


def test_a_case_keeps_the_route_it_began_with() -> None:
    newer = replace(route_of(_mine(), SCHOOL), version=2, steps=())
    changed = replace(SCHOOL, routes=(newer, *SCHOOL.routes))
    assert begin(_mine(), changed, MONDAY_10) == _mine()


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
    some.builds(Closed, some.sampled_from(Outcome), NAMES),
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
