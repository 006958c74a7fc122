"""How a case ends and opens again, and what it owes before."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.advance import advance
from bot.cases.case import CaseState
from bot.cases.events import (
    Closed,
    FinishedLight,
    MarkedHome,
    MarkedLight,
    MarkedUrgent,
    PingPeople,
    Reopened,
    ReporterAnswered,
    StartNagging,
    StatusForReporter,
    StepDone,
    StepNotNeeded,
    StopNagging,
    TakenBack,
    TookUp,
)
from bot.cases.kinds import Mark, Outcome
from bot.cases.moves import CLOSED, NOT_LIGHT, SAY_WHY, STILL_OPEN, WRITE_HEARING
from bot.cases.reaching import PingKind
from bot.cases.status import Status
from bot.cases.steps import (
    FIRST_HEAR,
    FIRST_THIS,
    NO_MEASURE,
    NO_TALK,
    NOT_TAKEN_BACK,
    endings,
    endings_of_light,
    is_done,
    is_skipped,
    keeps_open,
    left_undone,
    route_of,
)
from tests.cases.a_school import SCHOOL, a_case
from tests.cases.moving import HEARD, LATER, after, effects_of, mine, next_ids, refused

ALL_DONE = (
    StepDone("A.som", "anna"),
    StepDone("A.care", "anna"),
    StepDone("A.report", "zoe"),
    *HEARD,
    StepDone("A.8", "mira", choice="none"),
)


def test_a_case_ends_when_every_needed_step_has_ended() -> None:
    case, effects = advance(
        after(mine(), *ALL_DONE), Closed(Outcome.MEASURE, "mira"), LATER, SCHOOL
    )
    assert case.closed
    assert (case.outcome, case.closed_at) == (Outcome.MEASURE, LATER)
    assert [step.step_id for step in case.steps if not step.ended] == ["A.2"]
    assert effects == (StopNagging(), StatusForReporter(Status.DONE))
    assert next_ids(case) == []


def test_a_case_does_not_end_before_its_steps_have() -> None:
    assert refused(mine(), Closed(Outcome.AGREEMENTS, "anna")) == FIRST_HEAR
    heard = after(mine(), *HEARD)
    reason = refused(heard, Closed(Outcome.AGREEMENTS, "anna"))
    assert reason.key == FIRST_THIS.key
    assert reason.values["step"] == route_of(heard, SCHOOL).step("A.som").text


def test_a_light_case_ends_after_som_and_who_was_told_but_never_with_a_measure() -> None:
    light = after(mine(), MarkedLight("mira"))
    assert refused(light, Closed(Outcome.APOLOGY, "anna")).key == FIRST_THIS.key
    told = (StepDone(one, "anna") for one in ("A.som", "A.care", "A.3"))
    done = after(light, *told)
    assert refused(done, Closed(Outcome.MEASURE, "anna")) == FIRST_HEAR
    assert after(done, Closed(Outcome.APOLOGY, "anna")).closed


def test_a_light_case_ends_at_once_with_what_was_told_done_and_the_rest_not_needed() -> None:
    light = after(mine(), MarkedLight("mira"))
    assert Outcome.MEASURE not in endings_of_light(light, route_of(light, SCHOOL))
    assert Outcome.APOLOGY in endings_of_light(light, route_of(light, SCHOOL))
    case, effects = advance(
        light, FinishedLight(("A.som", "A.care"), Outcome.APOLOGY, "anna"), LATER, SCHOOL
    )
    assert (case.closed, case.outcome, case.closed_at) == (True, Outcome.APOLOGY, LATER)
    assert is_done(case, "A.som")
    assert is_done(case, "A.care")
    assert is_skipped(case, "A.3")
    assert effects == (StopNagging(), StatusForReporter(Status.DONE))


def test_a_light_case_that_cannot_end_so_stays_as_it_was() -> None:
    light = after(mine(), MarkedLight("mira"))
    measure = FinishedLight(("A.som", "A.care", "A.3"), Outcome.MEASURE, "anna")
    assert refused(light, measure) == FIRST_HEAR
    hearing = FinishedLight(("A.5",), Outcome.APOLOGY, "anna")
    assert refused(light, hearing) == WRITE_HEARING
    assert refused(mine(), FinishedLight((), Outcome.APOLOGY, "anna")) == NOT_LIGHT
    worried = after(light, MarkedHome("mira"))
    assert refused(worried, FinishedLight((), Outcome.APOLOGY, "anna")) == NOT_LIGHT


def test_an_urgent_case_ends_only_for_a_reason_and_who_knows_of_it_is_told() -> None:
    urgent = after(mine(), MarkedUrgent(by="mira", on=True))
    assert refused(urgent, Closed(Outcome.NO_INCIDENT, "anna")) == SAY_WHY
    undone = [one.step_id for one in left_undone(urgent, route_of(urgent, SCHOOL))]
    assert undone[:3] == ["A.now", "A.som", "A.care"]
    skipped = after(urgent, StepNotNeeded("A.now", "anna"), StepNotNeeded("A.som", "anna"))
    undone = [one.step_id for one in left_undone(skipped, route_of(skipped, SCHOOL))]
    assert undone[:2] == ["A.now", "A.care"]
    assert not left_undone(replace(urgent, steps=()), route_of(urgent, SCHOOL))
    case, effects = advance(urgent, Closed(Outcome.NO_INCIDENT, "anna", noted=True), LATER, SCHOOL)
    assert case.closed
    assert PingPeople(PingKind.CLOSED, ("mira", "mark", "chris")) in effects
    light = after(mine(), MarkedLight("mira"), MarkedUrgent(by="mira", on=True))
    assert refused(light, FinishedLight((), Outcome.APOLOGY, "anna")) == NOT_LIGHT


def test_only_what_the_reporter_took_back_ends_as_taken_back() -> None:
    ending = Closed(Outcome.TAKEN_BACK, "anna")
    assert refused(mine(), ending) == NOT_TAKEN_BACK
    kept = after(mine(), TakenBack(wanted=True), TakenBack(wanted=False))
    assert refused(kept, ending) == NOT_TAKEN_BACK
    told = effects_of(mine(), TakenBack(wanted=True))
    assert told == (PingPeople(PingKind.ANSWER, ("anna",)),)
    assert after(mine(), TakenBack(wanted=True), ending).outcome is Outcome.TAKEN_BACK


def test_what_is_no_incident_ends_without_the_steps() -> None:
    assert after(mine(), Closed(Outcome.NO_INCIDENT, "mira")).closed


def test_a_doubt_still_owes_the_note_in_som() -> None:
    case = a_case(marks=frozenset({Mark.DOUBT}))
    assert refused(case, Closed(Outcome.NO_INCIDENT, "mira")).key == FIRST_THIS.key
    assert after(case, StepDone("A.som", "anna"), Closed(Outcome.NO_INCIDENT, "mira")).closed


def test_a_practice_report_ends_at_once_and_pings_nobody() -> None:
    case = a_case(marks=frozenset({Mark.PRACTICE}))
    assert effects_of(case, MarkedUrgent(by="mira", on=True)) == ()
    assert effects_of(case, ReporterAnswered()) == ()
    assert after(case, Closed(Outcome.OTHER, "mira")).closed


def test_a_closed_case_is_opened_first() -> None:
    closed = after(mine(), Closed(Outcome.UNTRUE, "anna"))
    for event in (StepDone("A.som", "anna"), TookUp("mira"), Closed(Outcome.OTHER, "anna")):
        assert refused(closed, event) == CLOSED


def test_opening_again_keeps_what_was_done_and_asks_again_what_was_not_needed() -> None:
    worked = after(mine(), StepDone("A.som", "anna"), Closed(Outcome.UNTRUE, "anna"))
    case, effects = advance(worked, Reopened("mira"), LATER, SCHOOL)
    assert case.state is CaseState.WORKING
    assert (case.outcome, case.closed_at) == (None, None)
    assert next_ids(case) == ["A.care", "A.3", "A.advice"]
    assert PingPeople(PingKind.WAITING, ("anna",)) in effects
    assert StartNagging() in effects
    assert refused(case, Reopened("mira")) == STILL_OPEN


def test_who_opens_their_own_case_again_needs_no_nagging() -> None:
    closed = after(mine(), Closed(Outcome.UNTRUE, "anna"))
    assert effects_of(closed, Reopened("anna")) == (
        StopNagging(),
        StatusForReporter(Status.WORKING),
    )
    ownerless = replace(closed, owner=None)
    assert after(ownerless, Reopened("tessa")).owner == "tessa"


def test_a_case_ends_with_a_talk_with_parents_only_where_that_is_ticked_off() -> None:
    done = after(mine(), *ALL_DONE)
    route = route_of(done, SCHOOL)
    assert refused(done, Closed(Outcome.PARENTS_TALK, "mira")) == NO_TALK
    assert Outcome.PARENTS_TALK not in endings(done, route)
    skipped = after(done, StepNotNeeded("A.6", "mira"))
    assert refused(skipped, Closed(Outcome.PARENTS_TALK, "mira")) == NO_TALK
    talked = after(done, StepDone("A.6", "mira"))
    assert after(talked, Closed(Outcome.PARENTS_TALK, "mira")).closed
    without = replace(route, steps=tuple(one for one in route.steps if one.step_id != "A.6"))
    assert Outcome.PARENTS_TALK in endings(done, without)
    practice = a_case(marks=frozenset({Mark.PRACTICE}))
    assert after(practice, Closed(Outcome.PARENTS_TALK, "mira")).closed


def test_a_case_without_a_step_for_a_measure_does_not_end_with_one() -> None:
    heard = after(mine(), *ALL_DONE)
    route = route_of(heard, SCHOOL)
    without = replace(route, steps=tuple(one for one in route.steps if one.step_id != "A.9"))
    assert Outcome.MEASURE in endings(heard, route)
    assert Outcome.MEASURE not in endings(heard, without)
    assert keeps_open(heard, without, Outcome.MEASURE) == NO_MEASURE
    assert Outcome.APOLOGY in endings(heard, without)
