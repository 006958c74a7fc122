"""A case can be worked to its end along the school's own steps, in an order the rules allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.cases.advance import advance, begin
from bot.cases.case import Case, StepStatus
from bot.cases.events import (
    Closed,
    MarkedHome,
    MarkedNude,
    MarkedUrgent,
    NotAColleague,
    NotNow,
    ReporterAnswered,
    StepDone,
    StepNotNeeded,
    TookUp,
)
from bot.cases.kinds import Doer, Kind, Mark, Outcome, ReporterRole, RouteId, Victim
from bot.cases.people import Role
from bot.cases.reaching import asked_again
from bot.cases.routes import Duty, RouteStep
from bot.cases.steps import (
    at_once,
    board_was_told,
    is_hearing,
    needed_to_close,
    next_steps,
    route_of,
)
from tests.cases.noordhoek import noordhoek

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def sent(route: RouteId, *marks: Mark) -> Case:
    case = Case(
        case_id="00112233445566aa",
        name="Blauwe Otter",
        route=route,
        route_version=1,
        kind=Kind.INSULT,
        reporter_role=ReporterRole.STUDENT,
        victim=Victim.STAFF if route is RouteId.B else Victim.STUDENT,
        doer=Doer.STAFF if route is RouteId.C else Doer.STUDENT,
        created=MONDAY,
        school_class="2a",
        marks=frozenset(marks),
    )
    return begin(case, noordhoek(), MONDAY)


def worker(step: RouteStep) -> str:
    """Somebody whose step it is; in class 2a the mentor is mevrouw Ramdin."""
    if step.owner is Role.MENTOR:
        return "p-ramdin"
    return noordhoek().with_role(step.owner)[0].person_id


def done(case: Case, step: RouteStep) -> Case:
    choice = step.decision[0].choice_id if step.decision else ""
    event = StepDone(step.step_id, worker(step), noted=True, choice=choice)
    return advance(case, event, MONDAY, noordhoek())[0]


def worked(case: Case) -> tuple[Case, list[str]]:
    """The case with every step done, always the first that can be; and their order."""
    order: list[str] = []
    while steps := next_steps(case, route_of(case, noordhoek())):
        order.append(steps[0].step_id)
        case = done(case, steps[0])
    return case, order


def still_open(case: Case) -> list[str]:
    """The steps that did not end; what only the reporter can do is waited for by nobody."""
    theirs = {one.step_id for one in route_of(case, noordhoek()).steps if one.duty is Duty.PROOF}
    return [one.step_id for one in case.steps if not one.ended and one.step_id not in theirs]


@pytest.mark.parametrize("marks", [(), (Mark.HOME,)], ids=["plain", "worries about home"])
@pytest.mark.parametrize("route", list(RouteId))
def test_a_case_of_every_route_comes_to_its_end(route: RouteId, marks: tuple[Mark, ...]) -> None:
    case, order = worked(sent(route, *marks))
    assert not still_open(case)
    assert len(order) == len(set(order))
    closed, _ = advance(case, Closed(Outcome.AGREEMENTS, "f-el-amrani"), MONDAY, noordhoek())
    assert closed.closed


def test_the_first_things_to_do_are_the_mentors_and_the_question_to_the_reporter() -> None:
    case = sent(RouteId.A)
    ready = [one.step_id for one in next_steps(case, route_of(case, noordhoek()))]
    assert ready == ["A.som", "A.zorgteam", "A.csv", "A.3", "A.vraag"]


def test_what_the_reporter_did_by_reporting_is_done_and_no_more_than_that() -> None:
    case = sent(RouteId.A)
    states = [case.step(one) for one in ("A.1", "A.2")]
    assert [one.status for one in states if one] == [StepStatus.DONE, StepStatus.OPEN]
    proven, _ = advance(case, ReporterAnswered(proof=True), MONDAY, noordhoek())
    step = proven.step("A.2")
    assert step
    assert (step.status, step.by, step.at) == (StepStatus.DONE, None, MONDAY)
    with_it = begin(replace(case, steps=()), noordhoek(), MONDAY, proof=True)
    assert with_it.step("A.2") == step


@pytest.mark.parametrize("route", list(RouteId))
def test_an_urgent_case_begins_with_what_is_to_be_done_today(route: RouteId) -> None:
    calm = sent(route)
    assert at_once(calm, route_of(calm, noordhoek())) is None
    case, _ = advance(calm, MarkedUrgent(on=True, by="f-el-amrani"), MONDAY, noordhoek())
    first = next_steps(case, route_of(case, noordhoek()))[0]
    assert (first.step_id, first.duty) == (f"{route}.nu", Duty.URGENT)
    state = case.step(first.step_id)
    assert state
    assert state.due == datetime(2026, 11, 23, 15, 30, tzinfo=UTC)
    case = replace(case, owner="f-el-amrani")
    (rung,) = asked_again(case, noordhoek(), MONDAY)
    assert (rung.due, rung.people) == (MONDAY + timedelta(hours=2), ("f-el-amrani",))
    case = done(case, first)
    assert asked_again(case, noordhoek(), MONDAY) == ()
    calm, _ = advance(case, MarkedUrgent(on=False, by="f-el-amrani"), MONDAY, noordhoek())
    assert first in route_of(calm, noordhoek()).steps


def test_the_first_steps_are_due_at_the_end_of_the_next_school_day() -> None:
    som = sent(RouteId.A).step("A.som")
    assert som
    assert som.due == datetime(2026, 11, 24, 15, 30, tzinfo=UTC)


def test_parents_are_called_only_after_the_reporter_was_asked() -> None:
    case = sent(RouteId.A)
    call = StepDone("A.ouders", "p-ramdin")
    with pytest.raises(NotNow):
        advance(case, call, MONDAY, noordhoek())
    asked, _ = advance(case, StepDone("A.vraag", "p-ramdin"), MONDAY, noordhoek())
    called, _ = advance(asked, call, MONDAY, noordhoek())
    state = called.step("A.ouders")
    assert state
    assert state.status is StepStatus.DONE


def left_out(case: Case, question: str) -> Case:
    return advance(case, StepNotNeeded(question, "f-el-amrani"), MONDAY, noordhoek())[0]


@pytest.mark.parametrize(
    ("question", "call"), [("A.vraag", "A.ouders"), ("C.vraag", "C.ouders")], ids=["A", "C"]
)
def test_to_leave_the_question_to_a_student_out_is_not_to_have_asked(
    question: str, call: str
) -> None:
    case = left_out(sent(RouteId(question[0])), question)
    with pytest.raises(NotNow):
        advance(case, StepDone(call, "f-el-amrani"), MONDAY, noordhoek())
    unneeded = left_out(case, call)
    with pytest.raises(NotNow):
        advance(unneeded, StepDone(call, "f-el-amrani"), MONDAY, noordhoek())
    asked, _ = advance(case, StepDone(question, "f-el-amrani"), MONDAY, noordhoek())
    assert call in [one.step_id for one in next_steps(asked, route_of(asked, noordhoek()))]


@pytest.mark.parametrize(
    "free", [{"urgent": True}, {"reporter_role": ReporterRole.PARENT}], ids=["danger", "a parent"]
)
def test_in_danger_or_where_no_student_reported_the_question_may_be_left_out(
    free: dict[str, Any],
) -> None:
    case = left_out(replace(sent(RouteId.A), **free), "A.vraag")
    called, _ = advance(case, StepDone("A.ouders", "p-ramdin"), MONDAY, noordhoek())
    state = called.step("A.ouders")
    assert state
    assert state.status is StepStatus.DONE


def test_a_call_that_nobody_asked_the_student_about_keeps_no_case_open() -> None:
    case = left_out(sent(RouteId.B), "B.vraag")
    owed = needed_to_close(case, route_of(case, noordhoek()), Outcome.AGREEMENTS)
    assert "B.mt4" not in [one.step_id for one in owed]
    assert "B.mt3" in [one.step_id for one in owed]


def test_with_worries_about_home_no_parents_are_told_before_it_is_safe() -> None:
    case = sent(RouteId.A, Mark.HOME)
    route = route_of(case, noordhoek())
    asked, _ = advance(case, StepDone("A.vraag", "p-ramdin"), MONDAY, noordhoek())
    ready = next_steps(asked, route)
    assert not any(one.duty is Duty.PARENTS for one in ready)
    safe = done(asked, route.step("Z.veilig"))
    assert "A.ouders" in [one.step_id for one in next_steps(safe, route)]


def test_no_measure_without_hearing_the_one_who_did_it() -> None:
    case = sent(RouteId.A)
    steps = (
        one if one.step_id in ("A.5b", "A.9") else replace(one, status=StepStatus.DONE)
        for one in case.steps
    )
    nearly = replace(case, steps=tuple(steps))
    skipped, _ = advance(nearly, StepNotNeeded("A.5b", "f-el-amrani"), MONDAY, noordhoek())
    with pytest.raises(NotNow):
        advance(skipped, StepDone("A.9", "f-el-amrani"), MONDAY, noordhoek())


@pytest.mark.parametrize("marks", [(), (Mark.HOME,), (Mark.NUDE,), (Mark.HOME, Mark.NUDE)])
@pytest.mark.parametrize("route", list(RouteId))
def test_on_every_walk_both_sides_are_heard_before_a_measure_and_it_is_safe_before_parents(
    route: RouteId, marks: tuple[Mark, ...]
) -> None:
    begun = sent(route, *marks)
    case, order = worked(begun)
    assert not still_open(case)
    steps = {one.step_id: one for one in route_of(begun, noordhoek()).steps}
    place = {step_id: at for at, step_id in enumerate(order)}
    for measure in (one for one in place if steps[one].duty is Duty.SANCTION):
        assert all(place[one] < place[measure] for one in place if is_hearing(steps[one]))
    for parents in (one for one in place if steps[one].duty is Duty.PARENTS):
        assert all(place[one] < place[parents] for one in place if steps[one].duty is Duty.SAFE)


def test_in_b_the_colleague_is_heard_first_and_then_the_students() -> None:
    _, order = worked(sent(RouteId.B))
    assert order.index("B.mt2") < order.index("B.mt3")
    with pytest.raises(NotNow):
        advance(sent(RouteId.B), StepDone("B.mt3", "f-el-amrani", noted=True), MONDAY, noordhoek())


def test_naked_told_later_brings_the_steps_of_the_law_and_they_can_be_done() -> None:
    case = sent(RouteId.C)
    assert case.step("C.bestuur") is None
    told, _ = advance(case, MarkedNude(), MONDAY, noordhoek())
    route = route_of(told, noordhoek())
    assert next_steps(told, route)[0].step_id == "C.bestuur"
    assert not board_was_told(told, route)
    called = done(told, route.step("C.bestuur"))
    assert board_was_told(called, route)
    assert "C.inspecteur" in [one.step_id for one in next_steps(called, route)]
    case, order = worked(told)
    assert {"C.bestuur", "C.inspecteur"} <= set(order)


@pytest.mark.parametrize("route", [RouteId.A, RouteId.B, RouteId.C])
def test_worries_about_home_told_later_lock_the_parents_too(route: RouteId) -> None:
    told, _ = advance(sent(route), MarkedHome("f-el-amrani"), MONDAY, noordhoek())
    _, order = worked(told)
    duties = {one.step_id: one.duty for one in route_of(told, noordhoek()).steps}
    parents = [at for at, one in enumerate(order) if duties[one] is Duty.PARENTS]
    assert parents
    assert order.index("Z.veilig") < min(parents)


@pytest.mark.parametrize("victim", list(Victim))
def test_when_no_colleague_did_it_the_steps_of_the_other_route_come_to_an_end(
    victim: Victim,
) -> None:
    begun = replace(sent(RouteId.C), victim=victim)
    case, _ = advance(begun, NotAColleague("i-schumacher"), MONDAY, noordhoek())
    assert case.route is (RouteId.A if victim is Victim.STUDENT else RouteId.B)
    case, _ = worked(case)
    assert not still_open(case)


def test_the_table_of_victim_and_doer_is_whole() -> None:
    assert set(noordhoek().victim_doer) == {(v, d) for v in Victim for d in Doer}


def test_late_is_what_can_be_done_and_should_have_been() -> None:
    case, later = sent(RouteId.A), MONDAY + timedelta(days=3)
    assert not case.is_late(MONDAY)
    assert case.is_late(later)
    assert not worked(case)[0].is_late(later)
    closed, _ = advance(case, Closed(Outcome.UNTRUE, "f-el-amrani"), MONDAY, noordhoek())
    assert not closed.is_late(later)
    held = tuple(replace(one, due=MONDAY if one.step_id == "A.4" else None) for one in case.steps)
    taken, _ = advance(replace(case, steps=held), TookUp("f-el-amrani"), later, noordhoek())
    assert not taken.is_late(later)
