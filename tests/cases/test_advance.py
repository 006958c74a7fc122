"""How a case moves from reading to its steps, and what is refused without a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.advance import advance, begin
from bot.cases.case import CaseState, StepStatus
from bot.cases.events import (
    CaseEvent,
    Effect,
    PingPeople,
    Read,
    StatusForReporter,
    StepDone,
    StepNotNeeded,
    StopNagging,
    TookUp,
)
from bot.cases.moves import CHOOSE, MOVES, NO_SUCH_STEP, STEP_ENDED, WRITE_HEARING, YOURS
from bot.cases.reaching import PingKind
from bot.cases.status import STATUS_WORDS, Status, status_of
from bot.cases.steps import FIRST_HEAR, FIRST_THIS, route_of
from tests.cases.a_school import MONDAY_10, SCHOOL, a_case
from tests.cases.moving import HEARD, LATER, after, effects_of, mine, next_ids, refused

TUESDAY_CLOSING = datetime(2026, 11, 24, 15, 30, tzinfo=UTC)
WEDNESDAY_CLOSING = datetime(2026, 11, 25, 15, 30, tzinfo=UTC)


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
    step = after(mine(), StepDone("A.3", "anna")).step("A.4")
    assert step is not None
    assert step.due == WEDNESDAY_CLOSING


def test_the_reporters_own_steps_are_never_waited_for() -> None:
    assert next_ids(a_case()) == ["A.som", "A.care", "A.3"]


def test_reading_a_new_case_is_told_to_the_reporter_once() -> None:
    case, effects = advance(a_case(), Read("chris"), LATER, SCHOOL)
    assert case.state is CaseState.READ
    assert case.read_at == LATER
    assert effects == (StatusForReporter(Status.READ),)
    again, effects = advance(case, Read("mira"), LATER + timedelta(hours=1), SCHOOL)
    assert again == case
    assert effects == ()


def test_when_the_owner_reads_it_the_nagging_stops() -> None:
    assert StopNagging() in effects_of(mine(), Read("anna"))
    assert StopNagging() not in effects_of(mine(), Read("chris"))


def test_who_picks_a_case_up_has_it_and_stops_the_nagging_of_the_others() -> None:
    case, effects = advance(mine(), TookUp("mira"), LATER, SCHOOL)
    assert case.owner == "mira"
    assert case.state is CaseState.WORKING
    assert StopNagging() in effects
    assert StatusForReporter(Status.WORKING) in effects


def test_who_has_a_case_cannot_pick_it_up_again() -> None:
    assert refused(mine(), TookUp("anna")) == YOURS


def test_who_works_a_case_of_nobody_has_it() -> None:
    assert after(a_case(), StepDone("A.som", "tessa")).owner == "tessa"


def test_a_step_tells_by_whom_and_when_it_was_done() -> None:
    step = after(mine(), StepDone("A.som", "mira")).step("A.som")
    assert step is not None
    assert (step.by, step.at, step.status) == ("mira", LATER, StepStatus.DONE)


def test_a_step_waits_for_the_one_before_it() -> None:
    reason = refused(mine(), StepDone("A.4", "mira"))
    assert reason.key == FIRST_THIS.key
    assert reason.values["step"] == route_of(mine(), SCHOOL).step("A.3").text


def test_a_step_is_done_once() -> None:
    case = after(mine(), StepDone("A.som", "anna"))
    assert refused(case, StepDone("A.som", "anna")) == STEP_ENDED
    assert refused(case, StepNotNeeded("A.som", "anna")) == STEP_ENDED


def test_a_step_that_was_not_needed_may_still_be_done() -> None:
    case = after(mine(), StepNotNeeded("A.som", "anna"), StepDone("A.som", "anna"))
    step = case.step("A.som")
    assert step is not None
    assert step.status is StepStatus.DONE


@pytest.mark.parametrize("event", [StepDone("B.2", "mira"), StepNotNeeded("X.9", "mira")])
def test_a_step_of_another_route_is_refused(event: CaseEvent) -> None:
    assert refused(mine(), event) == NO_SUCH_STEP


def test_a_step_that_left_the_school_file_is_refused() -> None:
    case = mine()
    fewer = replace(case, steps=case.steps[:1])
    assert refused(fewer, StepDone("A.som", "anna")) == NO_SUCH_STEP


def test_hearing_is_written_down() -> None:
    case = after(mine(), *HEARD[:2])
    assert refused(case, StepDone("A.5", "mira")) == WRITE_HEARING


def test_there_is_no_sanction_before_everyone_was_heard() -> None:
    assert refused(mine(), StepDone("A.9", "mira")) == FIRST_HEAR
    skipped = after(mine(), StepDone("A.3", "anna"), StepDone("A.4", "mira"))
    skipped = after(skipped, StepNotNeeded("A.5", "mira"))
    assert refused(skipped, StepDone("A.9", "mira")) == FIRST_HEAR
    assert "A.9" in next_ids(after(mine(), *HEARD))


def test_a_decision_is_one_of_its_choices() -> None:
    case = after(mine(), *HEARD)
    assert refused(case, StepDone("A.8", "mira", choice="sue")) == CHOOSE
    assert after(case, StepDone("A.8", "mira", choice="police")).step("A.8") is not None


def test_the_ones_whose_turn_it_is_are_told_once() -> None:
    effects = effects_of(mine(), StepDone("A.3", "anna"))
    assert PingPeople(PingKind.WAITING, ("mark", "mira")) in effects
    told = after(mine(), StepDone("A.3", "anna"))
    assert not [one for one in effects_of(told, StepDone("A.4", "mira")) if _is_ping(one)]
    care = effects_of(mine(), StepDone("A.care", "anna"))
    assert PingPeople(PingKind.WAITING, ("zoe",)) in care


def test_a_step_that_is_only_for_when_it_is_needed_pings_nobody() -> None:
    assert not [one for one in effects_of(mine(), StepDone("A.som", "anna")) if _is_ping(one)]


def _is_ping(effect: Effect) -> bool:
    return isinstance(effect, PingPeople)


def test_every_state_has_a_word_for_the_reporter() -> None:
    assert {status_of(a_case(state=state)) for state in CaseState} == set(Status)
    assert set(STATUS_WORDS) == set(Status)


def test_a_case_keeps_the_route_it_began_with() -> None:
    newer = replace(route_of(mine(), SCHOOL), version=2, steps=())
    changed = replace(SCHOOL, routes=(newer, *SCHOOL.routes))
    assert begin(mine(), changed, MONDAY_10) == mine()
