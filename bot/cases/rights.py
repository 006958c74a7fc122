"""Who may do what with which case or signal: one table; knows no door and no contact.

What the table does not allow is forbidden. A reporter who is no `Person` of the school has their
own screens and never comes here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from bot.cases.case import Case, Reader
from bot.cases.kinds import Mark, RouteId
from bot.cases.people import Person, Role
from bot.cases.school import School
from bot.cases.steps import is_done, is_skipped, route_of


class Action(StrEnum):
    """What somebody wants to do, with one case, with the school or (the last two) a signal."""

    LIST = "list"
    READ = "read"
    EVIDENCE = "evidence"
    SEE_REPORTER_NAME = "see_reporter_name"
    FOLLOW = "follow"  # the reporter's or victim's own view, never the handler's
    WORK = "work"
    TALK = "talk"
    NOTE = "note"
    ASK = "ask"
    HAND_OVER = "hand_over"
    MARK_LIGHT = "mark_light"
    CLOSE = "close"
    REOPEN = "reopen"
    EXPORT = "export"
    SEE_NUMBERS = "see_numbers"
    EDIT_CALENDAR = "edit_calendar"
    MANAGE_PEOPLE = "manage_people"
    CONFIRM_PEOPLE = "confirm_people"  # content roles count only after MT or CSV confirms
    READ_LOG = "read_log"
    SEE_TECHNICAL = "see_technical"
    WRITE_SIGNAL = "write_signal"
    READ_SIGNAL = "read_signal"
    SEND_SIGNAL_ON = "send_signal_on"


class Relation(StrEnum):
    """How a person stands to a case or a signal, as far as it gives rights."""

    SCHOOL = "school"  # no case at all
    OWN = "own"  # reported it, or is the victim of a case B
    HANDLING = "handling"  # owner or asked, in A, B and Z
    HANDLING_STAFF = "handling_staff"  # owner or asked, in C
    OWN_CLASS = "own_class"
    STUDENTS = "students"  # route A
    STAFF_VICTIM = "staff_victim"  # route B
    STAFF_NAMED = "staff_named"  # route C, the doer is known
    STAFF_UNNAMED = "staff_unnamed"  # route C, the doer is not known
    STAFF_SEXUAL = "staff_sexual"  # something sexual between staff and a student, in C
    LAST_RESORT = "last_resort"  # owner of a C when nobody else of its line is left
    HOME = "home"  # route Z, or worries about home in A and B
    CHOSEN_COORDINATOR = "chosen_coordinator"
    CHOSEN_CONFIDANT = "chosen_confidant"
    ASKED_BY_ROUTE = "asked_by_route"  # somebody told their team, and the next step is theirs
    DOUBTED = "doubted"  # a colleague doubts whether it is an incident
    SIGNAL_OWN = "signal_own"  # wrote it
    SIGNAL_TO_COORDINATOR = "signal_to_coordinator"  # how far it went, and no further
    SIGNAL_TO_MANAGEMENT = "signal_to_management"
    SIGNAL_TO_STAFF = "signal_to_staff"


LOOK = frozenset({Action.LIST, Action.READ, Action.EVIDENCE, Action.SEE_REPORTER_NAME})
HANDLE = LOOK | {
    *(Action.WORK, Action.TALK, Action.NOTE, Action.ASK, Action.HAND_OVER),
    *(Action.CLOSE, Action.REOPEN),
}
DECIDE = HANDLE | {Action.MARK_LIGHT, Action.EXPORT}
FOLLOW = frozenset({Action.FOLLOW})
LEAD_SCHOOL = frozenset(
    {
        *(Action.SEE_NUMBERS, Action.EDIT_CALENDAR, Action.CONFIRM_PEOPLE, Action.READ_LOG),
        Action.WRITE_SIGNAL,
    }
)
READ_SIGNAL = frozenset({Action.READ_SIGNAL})
SHARE_SIGNAL = READ_SIGNAL | {Action.SEND_SIGNAL_ON}
# Whoever works here may signal, and reads what they wrote or what went on to everyone.
SIGNALS_OF_STAFF = {
    Relation.SCHOOL: frozenset({Action.WRITE_SIGNAL}),
    Relation.SIGNAL_OWN: READ_SIGNAL,
    Relation.SIGNAL_TO_STAFF: READ_SIGNAL,
}
SIGNALS_OF_MANAGEMENT = {
    Relation.SIGNAL_OWN: READ_SIGNAL,
    Relation.SIGNAL_TO_MANAGEMENT: SHARE_SIGNAL,
    Relation.SIGNAL_TO_STAFF: SHARE_SIGNAL,
}
OF_A_CLASS = {
    **SIGNALS_OF_STAFF,
    Relation.OWN: FOLLOW,
    Relation.HANDLING: HANDLE,
    Relation.OWN_CLASS: HANDLE,
}

# product.md §7, cell by cell; what is not here is forbidden.
RIGHTS: Mapping[Role, Mapping[Relation, frozenset[Action]]] = {
    Role.STUDENT: {Relation.OWN: FOLLOW},
    Role.PARENT: {Relation.OWN: FOLLOW},
    Role.STAFF: {**SIGNALS_OF_STAFF, Relation.OWN: FOLLOW},
    Role.MENTOR: OF_A_CLASS,
    Role.TEAM_LEADER: OF_A_CLASS,
    Role.CARE_TEAM: {
        **SIGNALS_OF_STAFF,
        Relation.OWN: FOLLOW,
        Relation.HANDLING: HANDLE,
        Relation.HANDLING_STAFF: HANDLE,
        Relation.ASKED_BY_ROUTE: HANDLE,
        Relation.HOME: HANDLE,
    },
    Role.SOCIAL_WORKER: {
        **SIGNALS_OF_STAFF,
        Relation.OWN: FOLLOW,
        Relation.HANDLING: HANDLE,
        Relation.ASKED_BY_ROUTE: HANDLE,
        Relation.HANDLING_STAFF: HANDLE,
    },
    Role.CONFIDANT: {
        **SIGNALS_OF_STAFF,
        Relation.OWN: FOLLOW,
        Relation.HANDLING: HANDLE,
        Relation.HANDLING_STAFF: HANDLE,
        Relation.STAFF_NAMED: HANDLE,
        Relation.STAFF_UNNAMED: HANDLE,
        Relation.HOME: HANDLE,
        Relation.CHOSEN_CONFIDANT: HANDLE,
    },
    Role.SAFETY_COORDINATOR: {
        **SIGNALS_OF_MANAGEMENT,
        Relation.SIGNAL_TO_COORDINATOR: SHARE_SIGNAL,
        Relation.OWN: FOLLOW,
        Relation.HANDLING: HANDLE,
        Relation.HANDLING_STAFF: HANDLE,
        Relation.STUDENTS: LOOK,
        Relation.STAFF_VICTIM: LOOK,
        Relation.STAFF_NAMED: HANDLE,
        Relation.STAFF_UNNAMED: HANDLE,
        Relation.CHOSEN_COORDINATOR: HANDLE,
        Relation.DOUBTED: LOOK | {Action.WORK, Action.CLOSE},
        Relation.SCHOOL: LEAD_SCHOOL,
    },
    Role.MANAGEMENT: {
        **SIGNALS_OF_MANAGEMENT,
        Relation.OWN: FOLLOW,
        Relation.HANDLING: DECIDE,
        Relation.HANDLING_STAFF: DECIDE,
        Relation.STUDENTS: DECIDE,
        Relation.STAFF_VICTIM: DECIDE,
        Relation.STAFF_NAMED: DECIDE,
        Relation.SCHOOL: LEAD_SCHOOL | {Action.MANAGE_PEOPLE},
    },
    Role.BOARD: {Relation.STAFF_SEXUAL: HANDLE, Relation.LAST_RESORT: HANDLE},
    Role.ADMIN: {
        Relation.SCHOOL: frozenset(
            {Action.MANAGE_PEOPLE, Action.READ_LOG, Action.SEE_TECHNICAL}  # the log has no content
        ),
    },
}

NOT_WHEN_CLOSED = frozenset(
    {Action.WORK, Action.ASK, Action.HAND_OVER, Action.MARK_LIGHT, Action.CLOSE}
)
ONLY_WHEN_CLOSED = frozenset({Action.REOPEN})

_ROUTE_RELATION: Mapping[RouteId, Relation] = {
    RouteId.A: Relation.STUDENTS,
    RouteId.B: Relation.STAFF_VICTIM,
    RouteId.Z: Relation.HOME,
}


def may(person: Person, action: Action, case: Case | None, school: School) -> bool:
    """Whether `person` may do `action` now; `case` is None for what concerns the whole school."""
    if case is None:
        return allowed_by(person, action, {Relation.SCHOOL})
    if not person.active:
        return False
    if excluded(case, person.person_id) or not _fits_state(action, case):
        return False
    return action in _allowed(person, relations(case, person, school))


def allowed_by(person: Person, action: Action, found: Iterable[Relation]) -> bool:
    """The same question of what is no case, for who stands to it in these ways."""
    return person.active and action in _allowed(person, found)


def could_have(person: Person, case: Case, school: School) -> bool:
    """Whether the case may be given to `person`; the board has only what the law brings it."""
    theirs = replace(case, owner=person.person_id)
    if Role.BOARD in person.roles and not may(person, Action.WORK, case, school):
        return False
    return may(person, Action.WORK, theirs, school)


def visible(cases: Iterable[Case], person: Person, school: School) -> tuple[Case, ...]:
    """The cases that may stand in this person's list, in the order given."""
    return tuple(case for case in cases if may(person, Action.LIST, case, school))


def excluded(case: Case, person_id: str) -> bool:
    """Taken off by the reporter or named as doer: sees nothing of the case anywhere."""
    return person_id in case.excluded or person_id == case.doer_person


def own_case(case: Case, person_id: str) -> bool:
    """Reported by this colleague (not typed in for a student), or done to them."""
    if person_id == case.victim_person:
        return True
    return person_id == case.reporter_person and not case.on_behalf


def relations(case: Case, person: Person, school: School) -> frozenset[Relation]:
    """Every way in which `person` stands to `case`; empty for a practice report."""
    if case.practice:
        return frozenset()
    if own_case(case, person.person_id):
        return frozenset({Relation.OWN})
    if case.reader is Reader.CONFIDANT:
        return frozenset({Relation.CHOSEN_CONFIDANT})
    found = {_route_relation(case), *_by_marks(case), *_in_hand(case, person)}
    if case.route is not RouteId.C and turn_of(case, person, school):
        found.add(Relation.ASKED_BY_ROUTE)
    if case.reader is Reader.SAFETY_COORDINATOR and case.route is not RouteId.C:
        found.add(Relation.CHOSEN_COORDINATOR)
    elif case.route is RouteId.A and _leads_it(person, case, school):
        found.add(Relation.OWN_CLASS)
    return frozenset(found)


def turn_of(case: Case, person: Person, school: School) -> bool:
    """Whether what a step of this person's team needs, was really done ("tell the care team")."""
    return any(
        step.owner in person.roles
        and bool(step.needs)
        and not is_skipped(case, step.step_id)
        and all(is_done(case, needed) for needed in step.needs)
        for step in route_of(case, school).steps
    )


def _leads_it(person: Person, case: Case, school: School) -> bool:
    """Of a class that was taken over, only what came after that: the old mentor hands over."""
    if case.school_class is None or person.took_over(case.school_class, case.created):
        return False
    return leads(person, case.school_class, school)


def leads(person: Person, class_name: str | None, school: School) -> bool:
    """Whether `person` is mentor or team leader of the class."""
    if class_name is None:
        return False
    if person.has(Role.MENTOR, Role.TEAM_LEADER) and class_name in person.classes:
        return True
    found = school.class_named(class_name)
    return found is not None and person.person_id in {found.mentor, found.team_leader}


def _allowed(person: Person, found: Iterable[Relation]) -> frozenset[Action]:
    cells = (RIGHTS[role].get(relation) for role in person.roles for relation in found)
    return frozenset().union(*(cell for cell in cells if cell))


def _fits_state(action: Action, case: Case) -> bool:
    return action not in (NOT_WHEN_CLOSED if case.closed else ONLY_WHEN_CLOSED)


def _route_relation(case: Case) -> Relation:
    if case.route is not RouteId.C:
        return _ROUTE_RELATION[case.route]
    return Relation.STAFF_UNNAMED if case.doer_unclear else Relation.STAFF_NAMED


def _by_marks(case: Case) -> Iterable[Relation]:
    if Mark.HOME in case.marks and case.route is not RouteId.C:
        yield Relation.HOME
    if Mark.DOUBT in case.marks and case.route is RouteId.A:
        yield Relation.DOUBTED
    if case.sexual_by_staff:
        yield Relation.STAFF_SEXUAL


def _in_hand(case: Case, person: Person) -> Iterable[Relation]:
    if person.person_id in {case.owner, *case.asked} or case.owner in person.stands_in:
        yield Relation.HANDLING_STAFF if case.route is RouteId.C else Relation.HANDLING
    if person.person_id == case.owner and case.route is RouteId.C:
        yield Relation.LAST_RESORT
