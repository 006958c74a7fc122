"""Who may do what: the whole table of product.md §7, and the people it is for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.advance import advance
from bot.cases.case import Case, CaseState, Reader
from bot.cases.events import StepDone
from bot.cases.kinds import Doer, Mark, RouteId
from bot.cases.people import Person, Role
from bot.cases.rights import (
    NOT_WHEN_CLOSED,
    ONLY_WHEN_CLOSED,
    RIGHTS,
    Action,
    Relation,
    could_have,
    leads,
    may,
    visible,
)
from tests.cases.a_school import (
    ADA,
    ANNA,
    BORIS,
    BRAM,
    CHRIS,
    MARK,
    MIRA,
    MONDAY_10,
    PEOPLE,
    SAM,
    SCHOOL,
    STEF,
    TESSA,
    VERA,
    ZOE,
    a_case,
)

ROBIN = "robin"


def _told(case: Case) -> Case:
    after, _ = advance(case, StepDone("A.care", "anna"), MONDAY_10, SCHOOL)
    return replace(after, owner="somebody")


# For each relation a case in which Robin, in class 1A when a class matters, stands just so.
OF_CASES = [one for one in Relation if not one.value.startswith("signal")]
EXAMPLES: dict[Relation, tuple[Case | None, frozenset[Relation]]] = {
    Relation.SCHOOL: (None, frozenset()),
    Relation.OWN: (a_case(reporter_person=ROBIN), frozenset()),
    Relation.HANDLING: (
        a_case(RouteId.B, owner=ROBIN), frozenset({Relation.STAFF_VICTIM})
    ),
    Relation.HANDLING_STAFF: (
        a_case(RouteId.C, asked=frozenset({ROBIN})), frozenset({Relation.STAFF_UNNAMED})
    ),
    Relation.OWN_CLASS: (a_case(), frozenset({Relation.STUDENTS})),
    Relation.STUDENTS: (a_case(school_class=None), frozenset()),
    Relation.STAFF_VICTIM: (a_case(RouteId.B), frozenset()),
    Relation.STAFF_NAMED: (a_case(RouteId.C, doer_person="stef"), frozenset()),
    Relation.STAFF_UNNAMED: (a_case(RouteId.C), frozenset()),
    Relation.STAFF_SEXUAL: (
        a_case(RouteId.C, marks=frozenset({Mark.NUDE})), frozenset({Relation.STAFF_UNNAMED})
    ),
    Relation.LAST_RESORT: (
        a_case(RouteId.C, owner=ROBIN),
        frozenset({Relation.STAFF_UNNAMED, Relation.HANDLING_STAFF}),
    ),
    Relation.HOME: (a_case(RouteId.Z), frozenset()),
    Relation.CHOSEN_COORDINATOR: (
        a_case(reader=Reader.SAFETY_COORDINATOR), frozenset({Relation.STUDENTS})
    ),
    Relation.CHOSEN_CONFIDANT: (a_case(reader=Reader.CONFIDANT), frozenset()),
    Relation.ASKED_BY_ROUTE: (_told(a_case(school_class=None)), frozenset({Relation.STUDENTS})),
    Relation.DOUBTED: (
        a_case(school_class=None, marks=frozenset({Mark.DOUBT})), frozenset({Relation.STUDENTS})
    ),
}  # fmt: skip


def test_every_relation_has_an_example_and_every_role_a_row() -> None:
    assert set(EXAMPLES) == set(OF_CASES)
    assert set(RIGHTS) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_the_table_and_nothing_else_decides(role: Role) -> None:
    wrong = {
        (relation, closed): (found, allowed)
        for relation in OF_CASES
        for closed in (False, True)
        for found, allowed in [_found_and_allowed(role, relation, closed=closed)]
        if found != allowed
    }
    assert not wrong


def _found_and_allowed(
    role: Role, relation: Relation, *, closed: bool
) -> tuple[set[Action], set[Action]]:
    case, also = EXAMPLES[relation]
    classes = frozenset({"1A"} if relation is Relation.OWN_CLASS else ())
    robin = Person(ROBIN, "Robin", frozenset({role}), classes)
    stands = {relation, *also}
    if role is not Role.CARE_TEAM:
        stands -= {Relation.ASKED_BY_ROUTE}  # the step of the example is the care team's
    allowed = {action for one in stands for action in RIGHTS[role].get(one, frozenset())}
    if case is not None:
        case = replace(case, state=CaseState.CLOSED if closed else CaseState.WORKING)
        allowed -= NOT_WHEN_CLOSED if closed else ONLY_WHEN_CLOSED
    return {action for action in Action if may(robin, action, case, SCHOOL)}, allowed


@pytest.mark.parametrize("role", list(Role))
def test_a_person_taken_off_or_named_as_doer_sees_nothing_at_all(role: Role) -> None:
    robin = Person(ROBIN, "Robin", frozenset({role}), frozenset({"1A"}))
    seen = []
    for relation in OF_CASES:
        case = EXAMPLES[relation][0]
        if relation is Relation.SCHOOL:
            continue
        assert case is not None
        for gone in (replace(case, excluded=frozenset({ROBIN})), replace(case, doer_person=ROBIN)):
            seen += [(relation, one) for one in Action if may(robin, one, gone, SCHOOL)]
    assert not seen


@pytest.mark.parametrize("relation", OF_CASES)
def test_somebody_who_left_may_do_nothing(relation: Relation) -> None:
    gone = Person(ROBIN, "Robin", frozenset(Role), frozenset({"1A"}), active=False)
    assert not any(may(gone, action, EXAMPLES[relation][0], SCHOOL) for action in Action)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.name)
def test_a_practice_report_is_for_nobody(person: Person) -> None:
    practice = a_case(marks=frozenset({Mark.PRACTICE}), owner=person.person_id)
    assert not any(may(person, action, practice, SCHOOL) for action in Action)


def _who_reads(case: Case) -> set[Person]:
    return {person for person in PEOPLE if may(person, Action.READ, case, SCHOOL)}


def test_a_case_between_students_is_read_by_its_class_and_by_who_keeps_school_safe() -> None:
    assert _who_reads(a_case()) == {ANNA, TESSA, CHRIS, MIRA, MARK}


def test_a_case_about_unnamed_staff_is_read_by_confidant_and_csv_only() -> None:
    assert _who_reads(a_case(RouteId.C)) == {VERA, CHRIS}


def test_a_case_about_a_manager_is_read_by_everyone_of_the_route_but_that_manager() -> None:
    case = a_case(RouteId.C, doer_person="mira")
    assert _who_reads(case) == {VERA, CHRIS, MARK}


def test_a_mentor_never_works_a_case_about_staff_even_when_it_is_handed_to_them() -> None:
    assert not may(ANNA, Action.WORK, a_case(RouteId.C, owner="anna"), SCHOOL)


def test_what_is_told_to_the_confidant_stays_with_the_confidant() -> None:
    case = a_case(reader=Reader.CONFIDANT, owner="mira", asked=frozenset({"chris"}))
    assert _who_reads(case) == {VERA}


def test_who_prefers_the_csv_is_not_read_by_the_mentor() -> None:
    case = a_case(reader=Reader.SAFETY_COORDINATOR)
    assert _who_reads(case) == {CHRIS, MIRA, MARK}
    assert may(CHRIS, Action.WORK, case, SCHOOL)


def test_worries_about_home_are_read_by_care_team_and_confidant() -> None:
    assert _who_reads(a_case(RouteId.Z)) == {ZOE, VERA}


def test_worries_about_home_open_a_case_between_students_to_them_too() -> None:
    assert {ZOE, VERA} <= _who_reads(a_case(marks=frozenset({Mark.HOME})))


def test_worries_about_home_open_no_case_about_staff() -> None:
    assert ZOE not in _who_reads(a_case(RouteId.C, marks=frozenset({Mark.HOME})))


def test_the_care_team_reads_a_case_from_when_it_was_told() -> None:
    case = a_case()
    assert not may(ZOE, Action.READ, case, SCHOOL)
    told, _ = advance(case, StepDone("A.care", "anna"), MONDAY_10, SCHOOL)
    assert may(ZOE, Action.READ, told, SCHOOL)
    assert not may(SAM, Action.READ, told, SCHOOL)


def test_a_colleague_follows_their_own_report_and_does_not_handle_it() -> None:
    case = a_case(reporter_person="anna")
    assert may(ANNA, Action.FOLLOW, case, SCHOOL)
    assert not may(ANNA, Action.READ, case, SCHOOL)


def test_a_mentor_who_typed_in_a_students_report_keeps_working_it() -> None:
    case = a_case(reporter_person="anna", on_behalf=True)
    assert may(ANNA, Action.WORK, case, SCHOOL)


def test_the_victim_follows_a_case_that_a_bystander_reported() -> None:
    case = a_case(RouteId.B, victim_person="stef", reporter_person="anna")
    assert may(STEF, Action.FOLLOW, case, SCHOOL)
    assert not may(STEF, Action.LIST, case, SCHOOL)


def test_the_csv_reads_and_the_management_works_a_case_with_a_staff_victim() -> None:
    case = a_case(RouteId.B)
    assert may(CHRIS, Action.READ, case, SCHOOL)
    assert not may(CHRIS, Action.WORK, case, SCHOOL)
    assert may(MIRA, Action.WORK, case, SCHOOL)


def test_admin_reads_no_case_and_the_board_what_the_law_brings_it() -> None:
    for relation, (case, _) in EXAMPLES.items():
        assert case is None or not may(ADA, Action.READ, case, SCHOOL)
        read = case is not None and may(BORIS, Action.READ, case, SCHOOL)
        assert read is (relation is Relation.STAFF_SEXUAL)


def test_the_board_is_given_a_case_by_the_law_and_by_nobody() -> None:
    assert not could_have(BORIS, a_case(RouteId.C, doer_person="stef"), SCHOOL)
    assert could_have(BORIS, a_case(RouteId.C, marks=frozenset({Mark.NUDE})), SCHOOL)
    assert could_have(MIRA, a_case(RouteId.C, doer_person="stef"), SCHOOL)
    assert not could_have(ANNA, a_case(RouteId.C, doer_person="stef"), SCHOOL)


def test_the_board_has_a_case_about_staff_when_nobody_else_is_left() -> None:
    case = a_case(RouteId.C, doer_person="stef", owner="boris")
    assert may(BORIS, Action.WORK, case, SCHOOL)
    assert not may(BORIS, Action.READ, replace(case, owner="mira"), SCHOOL)
    assert not may(BORIS, Action.READ, a_case(RouteId.B, owner="boris"), SCHOOL)


def test_the_board_does_not_read_what_only_the_confidant_may_read() -> None:
    case = a_case(RouteId.C, reader=Reader.CONFIDANT, marks=frozenset({Mark.NUDE}))
    assert _who_reads(case) == {VERA}


def test_a_list_shows_only_what_its_reader_may_see_in_the_order_given() -> None:
    mine, other = a_case(case_id="1"), a_case(case_id="2", school_class="2B")
    staff = a_case(RouteId.C, case_id="3", doer=Doer.PLACEMENT)
    assert visible((mine, other, staff), ANNA, SCHOOL) == (mine,)
    assert visible((other, mine, staff), MIRA, SCHOOL) == (other, mine)


def test_the_mentor_in_the_file_leads_the_class_also_without_it_in_their_own_list() -> None:
    renamed = replace(ANNA, classes=frozenset())
    assert leads(renamed, "1A", SCHOOL)
    assert not leads(renamed, "9Z", SCHOOL)
    assert not leads(BRAM, "1A", SCHOOL)
    assert not leads(ANNA, None, SCHOOL)


def test_a_closed_case_is_reopened_and_not_worked() -> None:
    closed = replace(a_case(), state=CaseState.CLOSED, closed_at=MONDAY_10 + timedelta(days=1))
    assert may(ANNA, Action.REOPEN, closed, SCHOOL)
    assert may(ANNA, Action.READ, closed, SCHOOL)
    assert not may(ANNA, Action.WORK, closed, SCHOOL)
