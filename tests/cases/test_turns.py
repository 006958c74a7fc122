"""What a case turns out to be later: naked, about home, done by this colleague or by none."""

from __future__ import annotations

import pytest

from bot.cases.advance import advance
from bot.cases.bringing_in import NOT_FOR_THEM
from bot.cases.case import NOT_LISTED, Case, Reader, StepStatus
from bot.cases.events import (
    DoerNamed,
    DoneBy,
    HandedOver,
    MarkedHome,
    MarkedNude,
    NotAColleague,
    OnlyHome,
    PingPeople,
    StartNagging,
    StepDone,
    TookUp,
)
from bot.cases.kinds import Doer, Mark, RouteId, Victim
from bot.cases.moves import CARE_TEAM_ONLY, YOURS
from bot.cases.reaching import Ping, PingKind, first_to_know, reach
from bot.cases.rights import Action, may
from bot.cases.steps import NAKED_PROOF, route_of
from bot.cases.turns import BY_COLLEAGUE, NO_DOER, SAME
from tests.cases.a_school import (
    ANNA,
    BORIS,
    CHRIS,
    MIRA,
    MONDAY_10,
    PEOPLE,
    SCHOOL,
    STEF,
    VERA,
    a_case,
)
from tests.cases.moving import LATER, after, next_ids, refused

UNNAMED = a_case(RouteId.C, owner="vera")
SEXUAL = a_case(RouteId.C, owner="mira", doer_person="stef", marks=frozenset({Mark.NUDE}))


def pinged(case: Case, event: object) -> dict[str, PingKind]:
    _, effects = advance(case, event, LATER, SCHOOL)  # type: ignore[arg-type]
    return {
        one: told.kind for told in effects if isinstance(told, PingPeople) for one in told.people
    }


def test_naming_a_colleague_brings_management_in_and_shuts_the_colleague_out() -> None:
    case, effects = advance(UNNAMED, DoerNamed("mark", "vera"), LATER, SCHOOL)
    assert (case.doer_person, case.owner) == ("mark", "vera")
    assert "mark" in case.excluded
    assert may(MIRA, Action.WORK, case, SCHOOL)
    assert StartNagging() in effects
    assert pinged(UNNAMED, DoerNamed("mark", "vera")).keys() == {"mira", "chris"}


def test_who_turns_out_to_have_done_it_loses_the_case_they_had() -> None:
    case = after(a_case(RouteId.C, owner="chris"), DoerNamed("chris", "vera"))
    assert case.owner == "mira"
    assert not may(CHRIS, Action.READ, case, SCHOOL)


def test_a_doer_who_stands_in_no_list_is_decided_too_and_shuts_nobody_out() -> None:
    case = after(UNNAMED, DoerNamed(NOT_LISTED, "vera"))
    assert case.excluded == UNNAMED.excluded
    assert may(MIRA, Action.WORK, case, SCHOOL)
    assert refused(case, DoerNamed(NOT_LISTED, "vera")) == SAME


def test_naming_a_colleague_in_a_case_between_students_takes_it_from_the_mentor() -> None:
    case = after(a_case(owner="anna"), DoerNamed("anna", "mira"))
    assert (case.route, case.doer, case.owner) == (RouteId.C, Doer.STAFF, "mira")
    assert next_ids(case) == ["C.1"]


@pytest.mark.parametrize(
    ("victim", "route", "owner"),
    [(Victim.STUDENT, RouteId.A, "chris"), (Victim.STAFF, RouteId.B, "mira")],
)
def test_no_colleague_did_it_so_the_case_takes_the_route_that_fits(
    victim: Victim, route: RouteId, owner: str
) -> None:
    begun = a_case(RouteId.C, owner="vera", victim=victim)
    case = after(begun, NotAColleague("vera"))
    assert (case.route, case.doer, case.owner) == (route, Doer.UNKNOWN, owner)
    assert not any(one.step_id.startswith("C.") for one in case.steps)
    assert {one.step_id for one in case.steps} >= set(next_ids(case)) > set()
    assert owner in pinged(begun, NotAColleague("vera"))
    assert refused(case, NotAColleague(owner)) == SAME


def test_who_did_it_turns_out_to_be_a_student_or_somebody_from_outside() -> None:
    case = after(a_case(owner="anna"), DoneBy(Doer.OUTSIDER, "anna"))
    assert (case.route, case.doer, case.owner) == (RouteId.A, Doer.OUTSIDER, "anna")
    assert refused(case, DoneBy(Doer.OUTSIDER, "anna")) == SAME
    assert after(case, DoneBy(Doer.STUDENT, "anna")).doer is Doer.STUDENT
    assert after(case, DoneBy(Doer.UNKNOWN, "anna")).doer is Doer.UNKNOWN
    assert refused(UNNAMED, DoneBy(Doer.STUDENT, "vera")) == BY_COLLEAGUE
    at_home = a_case(RouteId.Z, owner="zoe", doer=Doer.UNKNOWN)
    assert refused(at_home, DoneBy(Doer.STUDENT, "zoe")) == NO_DOER


def test_what_sending_the_report_did_is_done_on_the_new_route_too() -> None:
    case = after(UNNAMED, NotAColleague("vera"))
    first = case.step("A.1")
    assert first
    assert (first.status, first.at) == (StepStatus.DONE, UNNAMED.created)


def test_what_only_the_confidant_reads_stays_with_her_whoever_did_it() -> None:
    begun = a_case(RouteId.C, owner="vera", reader=Reader.CONFIDANT)
    for event in (DoerNamed("stef", "vera"), NotAColleague("vera")):
        case = after(begun, event)
        assert case.owner == "vera"
        assert [one for one in PEOPLE if may(one, Action.READ, case, SCHOOL)] == [VERA]


def test_of_somebody_naked_the_reporter_keeps_the_messages_and_nobody_the_picture() -> None:
    case = a_case(owner="anna")
    assert route_of(case, SCHOOL).step("A.2").text != NAKED_PROOF
    naked = after(case, MarkedNude("anna"))
    assert route_of(naked, SCHOOL).step("A.2").text == NAKED_PROOF


def test_naked_told_later_between_staff_and_a_student_brings_the_board_in() -> None:
    case = a_case(RouteId.C, owner="mira", doer_person="stef")
    assert not may(BORIS, Action.READ, case, SCHOOL)
    told = after(case, MarkedNude("mira"))
    assert told.urgent
    assert may(BORIS, Action.READ, told, SCHOOL)
    assert pinged(case, MarkedNude("mira"))["boris"] is PingKind.URGENT


def test_an_urgent_case_that_turns_out_to_be_naked_brings_the_board_in_too() -> None:
    case = a_case(RouteId.C, owner="mira", doer_person="stef", urgent=True)
    assert "boris" in pinged(case, MarkedNude("mira"))


def test_naked_among_students_or_from_a_colleague_to_a_colleague_is_no_boards_case() -> None:
    for case in (a_case(owner="anna"), a_case(RouteId.C, victim=Victim.STAFF, owner="mira")):
        told = after(case, MarkedNude("mira"))
        assert not told.urgent
        assert not may(BORIS, Action.READ, told, SCHOOL)


def test_the_board_hears_at_once_of_anything_sexual_between_staff_and_a_student() -> None:
    for case in (SEXUAL, a_case(RouteId.C, marks=frozenset({Mark.NUDE}), urgent=True)):
        told = {
            ping.person_id: ping.kind for ping in first_to_know(case, SCHOOL, PEOPLE, MONDAY_10)
        }
        assert "boris" in told
        assert told["boris"] is not PingKind.WAITING


def test_of_what_only_the_confidant_reads_the_board_hears_on_her_absent_days_that_it_waits() -> (
    None
):
    case = a_case(RouteId.C, marks=frozenset({Mark.NUDE}), reader=Reader.CONFIDANT)
    wednesday = reach(case, SCHOOL, PEOPLE, MONDAY_10.replace(day=25))
    assert Ping("boris", PingKind.WAITING) in wednesday.pings


def test_when_everyone_of_the_line_is_taken_off_the_board_is_the_last_resort() -> None:
    line = frozenset({"mira", "mark", "chris", "vera"})
    case = a_case(RouteId.C, doer_person="stef", excluded=line)
    reached = reach(case, SCHOOL, PEOPLE, MONDAY_10)
    assert reached.pings == (Ping("boris", PingKind.NEW),)
    assert not reached.last_resort
    gone = a_case(RouteId.C, doer_person="stef", excluded=line | {"boris"})
    assert reach(gone, SCHOOL, PEOPLE, MONDAY_10) == reach(gone, SCHOOL, (STEF,), MONDAY_10)
    assert reach(gone, SCHOOL, PEOPLE, MONDAY_10).last_resort


def test_the_board_is_no_owner_as_long_as_somebody_absent_comes_back() -> None:
    case = a_case(RouteId.C, excluded=frozenset({"chris"}))
    wednesday = reach(case, SCHOOL, PEOPLE, MONDAY_10.replace(day=25))
    assert Ping("vera", PingKind.NEW) in wednesday.pings
    assert "boris" not in {ping.person_id for ping in wednesday.pings}


def test_only_the_care_team_says_that_it_is_safe_to_speak_with_the_parents() -> None:
    case = after(a_case(owner="anna"), MarkedHome("anna"))
    assert refused(case, StepDone("Z.safe", "anna")) == CARE_TEAM_ONLY
    assert refused(case, StepDone("Z.safe", "nobody")) == CARE_TEAM_ONLY
    done = after(case, StepDone("Z.safe", "zoe")).step("Z.safe")
    assert done
    assert done.status is StepStatus.DONE


def test_the_confidant_says_it_of_what_only_she_may_read() -> None:
    case = a_case(RouteId.Z, owner="vera", reader=Reader.CONFIDANT)
    done = after(case, StepDone("Z.1", "vera"), StepDone("Z.safe", "vera")).step("Z.safe")
    assert done
    assert done.ended


def test_the_board_is_handed_no_case_by_hand() -> None:
    case = a_case(RouteId.C, owner="mira", doer_person="stef")
    assert refused(case, HandedOver("boris", "mira")) == NOT_FOR_THEM
    assert after(SEXUAL, HandedOver("boris", "mira")).owner == "boris"
    assert refused(SEXUAL, TookUp("mira")) == YOURS


def test_what_turns_out_to_be_only_about_home_goes_to_the_care_team_with_parents_locked() -> None:
    marked = after(a_case(owner="anna"), MarkedHome("anna"))
    case = after(marked, OnlyHome("anna"))
    assert (case.route, case.owner) == (RouteId.Z, "zoe")
    assert not may(ANNA, Action.READ, case, SCHOOL)
    assert "zoe" in pinged(marked, OnlyHome("anna"))
    assert refused(case, OnlyHome("zoe")) == SAME
    assert refused(UNNAMED, OnlyHome("vera")) == BY_COLLEAGUE
