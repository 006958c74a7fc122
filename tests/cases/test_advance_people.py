"""Who a case is handed to, who is asked and taken off, and who hears of what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.advance import NOT_YOU, advance
from bot.cases.bringing_in import NOT_FOR_THEM
from bot.cases.case import Case, Reader
from bot.cases.events import (
    Advised,
    Asked,
    CallWanted,
    Closed,
    HandedOver,
    MarkedHome,
    MarkedLight,
    MarkedNude,
    MarkedUrgent,
    NotNow,
    PingPeople,
    Read,
    Replied,
    ReporterAnswered,
    StartNagging,
    StatusForReporter,
    StepDone,
    StepNotNeeded,
    StopNagging,
    TakenOff,
    TalkWanted,
    TookUp,
)
from bot.cases.kinds import Mark, Outcome, RouteId
from bot.cases.moves import LIGHT_ROUTE, THEIRS, TOO_SERIOUS
from bot.cases.people import Role
from bot.cases.reaching import PingKind
from bot.cases.status import Status
from bot.cases.steps import FIRST_SAFE
from bot.cases.turns import SAME
from bot.text import Text
from tests.cases.a_school import SCHOOL, a_case
from tests.cases.moving import LATER, after, effects_of, mine, next_ids, refused


def test_a_case_is_handed_to_somebody_who_may_work_it() -> None:
    case, effects = advance(mine(), HandedOver("mira", "anna"), LATER, SCHOOL)
    assert case.owner == "mira"
    assert PingPeople(PingKind.NEW, ("mira",)) in effects
    assert StartNagging() in effects


def test_handing_a_case_to_oneself_pings_nobody() -> None:
    effects = effects_of(mine(), HandedOver("mark", "mark"))
    assert effects == (StopNagging(), StatusForReporter(Status.WORKING))


@pytest.mark.parametrize(
    ("case", "to", "reason"),
    [
        (mine(), "anna", THEIRS),
        (mine(), "boris", NOT_FOR_THEM),
        (mine(), "nobody", NOT_FOR_THEM),
        (replace(mine(), excluded=frozenset({"mira"})), "mira", NOT_FOR_THEM),
        (a_case(RouteId.C, owner="vera"), "bram", NOT_FOR_THEM),
        (a_case(reader=Reader.CONFIDANT, owner="vera"), "mira", NOT_FOR_THEM),
    ],
)
def test_a_case_is_not_handed_to_who_may_not_have_it(case: Case, to: str, reason: Text) -> None:
    by = "anna" if case.owner == "anna" else "vera"
    assert refused(case, HandedOver(to, by)) == reason


def test_the_people_of_now_are_asked_when_they_are_given() -> None:
    with pytest.raises(NotNow):
        advance(mine(), HandedOver("mira", "anna"), LATER, SCHOOL, people=())


def test_who_is_asked_for_advice_sees_the_case_and_hears_of_it() -> None:
    case, effects = advance(mine(), Asked(("sam",), "anna"), LATER, SCHOOL)
    assert case.asked == {"sam"}
    assert effects == (PingPeople(PingKind.WAITING, ("sam",)),)
    again, effects = advance(case, Asked(("sam",), "anna"), LATER, SCHOOL)
    assert again.asked == {"sam"}
    assert effects == (PingPeople(PingKind.WAITING, ("sam",)),)
    assert refused(case, Asked(("ada",), "anna")) == NOT_FOR_THEM


def test_who_is_to_call_the_reporter_sees_the_case_and_it_is_urgent() -> None:
    case, effects = advance(mine(), CallWanted("sam"), LATER, SCHOOL)
    assert case.asked == {"sam"}
    assert case.urgent
    assert effects[0] == PingPeople(PingKind.URGENT, ("sam",))
    assert StartNagging() in effects
    assert effects_of(case, CallWanted("sam")) == (PingPeople(PingKind.URGENT, ("sam",)),)
    pings = [one for one in effects_of(mine(), CallWanted("anna")) if isinstance(one, PingPeople)]
    assert [who for one in pings for who in one.people].count("anna") == 1
    assert refused(case, CallWanted("ada")) == NOT_FOR_THEM


def test_who_is_to_talk_with_the_reporter_sees_the_case_and_it_is_in_no_hurry() -> None:
    case, effects = advance(mine(), TalkWanted("sam"), LATER, SCHOOL)
    assert case.asked == {"sam"}
    assert not case.urgent
    assert effects == (PingPeople(PingKind.WAITING, ("sam",)),)
    assert refused(case, TalkWanted("ada")) == NOT_FOR_THEM


def test_advice_reaches_who_has_the_case_and_who_is_ticked_and_may_read_it() -> None:
    case = after(mine(), Asked(("zoe",), "anna"))
    told = frozenset({Role.MANAGEMENT, Role.MENTOR})
    advised, effects = advance(case, Advised("zoe", told), LATER, SCHOOL)
    assert advised == case
    assert effects == (PingPeople(PingKind.ANSWER, ("anna", "mark", "mira")),)


def test_a_confidant_who_is_told_by_the_care_team_can_see_the_case_unless_taken_off() -> None:
    case = after(mine(), Asked(("zoe",), "anna"))
    told = Advised("zoe", frozenset({Role.CONFIDANT, Role.SOCIAL_WORKER}))
    advised, effects = advance(replace(case, excluded=frozenset({"vera"})), told, LATER, SCHOOL)
    assert advised.asked == {"zoe", "sam"}
    assert effects == (PingPeople(PingKind.ANSWER, ("anna", "sam")),)


def test_advice_in_a_case_that_nobody_has_pings_nobody() -> None:
    case = replace(after(mine(), Asked(("zoe",), "anna")), owner=None)
    assert advance(case, Advised("zoe"), LATER, SCHOOL) == (case, ())


def test_an_owner_who_is_taken_off_is_followed_by_the_next_in_line() -> None:
    case, effects = advance(mine(), TakenOff("anna"), LATER, SCHOOL)
    assert case.owner == "tessa"
    assert case.excluded == {"anna"}
    assert PingPeople(PingKind.NEW, ("tessa",)) in effects
    assert StartNagging() in effects
    assert refused(case, TakenOff("anna")) == SAME


def test_when_nobody_is_left_the_case_has_no_owner_and_pings_nobody() -> None:
    everyone = frozenset({"tessa", "mira", "mark", "chris", "vera"})
    case, effects = advance(replace(mine(), excluded=everyone), TakenOff("anna"), LATER, SCHOOL)
    assert case.owner is None
    assert effects == (StartNagging(),)


def test_taking_off_somebody_who_was_asked_takes_them_out() -> None:
    case = after(mine(), Asked(("sam",), "anna"), TakenOff("sam"))
    assert case.asked == frozenset()
    assert case.owner == "anna"


def test_an_owner_taken_off_a_closed_case_is_replaced_in_silence() -> None:
    closed = after(mine(), Closed(Outcome.UNTRUE, "anna"))
    case, effects = advance(closed, TakenOff("anna"), LATER, SCHOOL)
    assert case.owner == "tessa"
    assert effects == ()


def test_urgent_pings_everyone_of_the_way_but_who_marked_it() -> None:
    case, effects = advance(mine(), MarkedUrgent(by="mira", on=True), LATER, SCHOOL)
    assert case.urgent
    assert effects == (PingPeople(PingKind.URGENT, ("anna", "mark", "chris")), StartNagging())
    assert refused(case, MarkedUrgent(by="mira", on=True)) == SAME


def test_taking_urgent_off_stops_the_nagging_when_somebody_has_it() -> None:
    told = PingPeople(PingKind.CALM, ("anna", "mark", "chris"))
    off = MarkedUrgent(by="mira", on=False)
    assert effects_of(a_case(urgent=True, owner="anna"), off) == (told, StopNagging())
    assert effects_of(a_case(urgent=True), off) == (told, StartNagging())


def test_whose_case_it_is_and_who_was_asked_hear_too_that_it_is_calm_or_closed() -> None:
    asked = frozenset({"mira", "chris", "nobody"})
    theirs = a_case(urgent=True, owner="tessa", asked=asked, excluded=frozenset({"mira"}))
    for ending, kind in (
        (MarkedUrgent(by="mark", on=False), PingKind.CALM),
        (Closed(Outcome.NO_INCIDENT, "mark", noted=True), PingKind.CLOSED),
    ):
        found = effects_of(theirs, ending)
        (told,) = (one.people for one in found if isinstance(one, PingPeople) and one.kind is kind)
        assert {"tessa", "chris"} <= {*told}
        assert not {"mira", "nobody", "mark"} & {*told}
        assert len(told) == len({*told})


def test_a_light_case_keeps_som_who_was_told_and_the_outcome() -> None:
    case, effects = advance(mine(), MarkedLight("mira"), LATER, SCHOOL)
    assert case.light
    assert next_ids(case) == ["A.som", "A.care", "A.3"]
    assert PingPeople(PingKind.WAITING, ("anna",)) in effects
    assert refused(case, MarkedLight("mira")) == SAME


def test_a_light_case_of_nobody_goes_to_the_mentor() -> None:
    assert after(a_case(), MarkedLight("mira")).owner == "anna"


def test_a_light_case_without_anyone_else_stays_with_who_marked_it() -> None:
    alone = replace(a_case(), excluded=frozenset({"anna", "tessa", "mark", "chris", "vera"}))
    assert after(alone, MarkedLight("mira")).owner == "mira"


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (mine(RouteId.B, "mira"), LIGHT_ROUTE),
        (a_case(urgent=True), TOO_SERIOUS),
        (a_case(marks=frozenset({Mark.COERCION})), TOO_SERIOUS),
    ],
)
def test_a_serious_case_is_never_light(case: Case, reason: Text) -> None:
    assert refused(case, MarkedLight("mira")) == reason


def test_worries_about_home_lock_the_parents_until_the_care_team_says_it_is_safe() -> None:
    case = after(mine(), StepDone("A.3", "anna"), StepDone("A.4", "mira"))
    assert "A.6" in next_ids(case)
    worried, effects = advance(case, MarkedHome("anna"), LATER, SCHOOL)
    assert "A.6" not in next_ids(worried)
    assert next_ids(worried)[0] == "Z.safe"
    assert PingPeople(PingKind.WAITING, ("zoe",)) in effects
    assert refused(worried, StepDone("A.6", "mira")) == FIRST_SAFE
    assert refused(after(worried, StepNotNeeded("Z.safe", "zoe")), StepDone("A.6", "mira")) == (
        FIRST_SAFE
    )
    assert "A.6" in next_ids(after(worried, StepDone("Z.safe", "zoe")))


def test_worries_about_home_are_marked_once() -> None:
    assert refused(a_case(marks=frozenset({Mark.HOME})), MarkedHome("anna")) == SAME


def test_a_case_that_began_with_worries_about_home_has_the_safety_step_from_the_start() -> None:
    assert next_ids(a_case(marks=frozenset({Mark.HOME})))[0] == "Z.safe"
    assert next_ids(a_case(RouteId.Z, marks=frozenset({Mark.HOME}))) == ["Z.1"]


def test_the_safety_step_is_not_laid_out_twice() -> None:
    case = after(a_case(marks=frozenset({Mark.HOME})), StepDone("Z.safe", "zoe"))
    again = after(replace(case, marks=frozenset()), MarkedHome("anna"))
    assert [step.step_id for step in again.steps].count("Z.safe") == 1


def test_the_first_reply_counts_as_the_first_answer() -> None:
    case = after(mine(), Replied("anna"))
    assert case.answered_at == LATER
    later, _ = advance(case, Replied("anna"), LATER + timedelta(days=1), SCHOOL)
    assert later.answered_at == LATER


def test_a_reply_after_the_end_changes_nothing() -> None:
    closed = after(mine(), Closed(Outcome.UNTRUE, "anna"))
    assert advance(closed, Replied("anna"), LATER, SCHOOL) == (closed, ())
    assert advance(closed, Read("anna"), LATER, SCHOOL) == (closed, ())


def test_the_owner_hears_that_the_reporter_wrote() -> None:
    assert effects_of(mine(), ReporterAnswered()) == (PingPeople(PingKind.ANSWER, ("anna",)),)


def test_without_an_owner_the_first_ones_hear_that_the_reporter_wrote() -> None:
    effects = effects_of(a_case(), ReporterAnswered())
    assert effects == (PingPeople(PingKind.ANSWER, ("anna", "chris")), StartNagging())


@pytest.mark.parametrize(
    "case",
    [
        a_case(excluded=frozenset({"mira"})),
        a_case(RouteId.C, doer_person="mira"),
        a_case(RouteId.B, victim_person="mira"),
    ],
)
def test_who_is_taken_off_named_or_the_victim_cannot_work_the_case(case: Case) -> None:
    assert refused(case, TookUp("mira")) == NOT_YOU


def test_what_may_show_somebody_naked_is_marked_once() -> None:
    marked = after(mine(), MarkedNude())
    assert Mark.NUDE in marked.marks
    assert refused(marked, MarkedNude()).key == "This is so already. Nothing has changed."
