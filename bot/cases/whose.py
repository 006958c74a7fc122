"""Whose a step is to somebody who looks at it; knows no screen."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.reaching import step_owners
from bot.cases.routes import RouteStep
from bot.cases.school import School
from bot.cases.steps import OWN_STEPS_OF_REPORTER


def is_own(
    step: RouteStep, case: Case, person: Person, school: School, people: Iterable[Person]
) -> bool:
    """By their role, or because it falls to them or to whom they stand in for.

    What tells their own role of the case is theirs too: who reads the case has been told.
    """
    if person.has(step.owner) or tells(step, person):
        return True
    doers = step_owners(case, step, school, people)
    return not {person.person_id, *person.stands_in}.isdisjoint(doers)


def falls_to(
    step: RouteStep, case: Case, school: School, people: Iterable[Person]
) -> Person | None:
    """Who has the case and does this step too, as nobody of its role has it or may work it."""
    if step.owner in OWN_STEPS_OF_REPORTER:
        return None
    around = tuple(people)
    owner = next((one for one in around if one.person_id == case.owner), None)
    if owner is None or owner.has(step.owner):
        return None
    return owner if step_owners(case, step, school, around) == (owner.person_id,) else None


def tells(step: RouteStep, person: Person) -> bool:
    """Whether the step is done by telling somebody in this person's role."""
    return step.tells is not None and person.has(step.tells)
