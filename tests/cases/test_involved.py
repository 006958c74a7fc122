"""What counts against a student who is in a case again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.case import Case, CaseState, StepStatus
from bot.cases.involved import Part, counts_against
from bot.cases.kinds import Mark, Outcome
from tests.cases.a_school import SCHOOL, a_case


def ended(outcome: Outcome = Outcome.AGREEMENTS, *, heard: bool = True) -> Case:
    case = a_case()
    status = StepStatus.DONE if heard else StepStatus.NOT_NEEDED
    steps = tuple(replace(one, status=status) for one in case.steps)
    return replace(case, steps=steps, state=CaseState.CLOSED, outcome=outcome)


def test_a_case_that_was_heard_and_confirmed_counts() -> None:
    assert counts_against(ended(), Part.DOER, SCHOOL)


@pytest.mark.parametrize("part", [Part.VICTIM, Part.WITNESS])
def test_who_did_not_do_it_is_never_counted(part: Part) -> None:
    assert not counts_against(ended(), part, SCHOOL)


@pytest.mark.parametrize(
    "case",
    [
        a_case(),
        ended(Outcome.UNTRUE),
        ended(Outcome.NO_INCIDENT),
        ended(Outcome.TAKEN_BACK),
        ended(heard=False),
        replace(ended(), outcome=None),
        replace(ended(), marks=frozenset({Mark.PRACTICE})),
    ],
    ids=["open", "untrue", "no incident", "taken back", "not heard", "no outcome", "practice"],
)
def test_what_is_open_untrue_or_not_heard_does_not_count(case: Case) -> None:
    assert not counts_against(case, Part.DOER, SCHOOL)
