"""What the tests of a case's moves say in one word; knows no move itself."""

from __future__ import annotations

from datetime import timedelta
from functools import reduce

import pytest

from bot.cases.advance import advance
from bot.cases.case import Case
from bot.cases.events import CaseEvent, Effect, NotNow, StepDone
from bot.cases.kinds import RouteId
from bot.cases.steps import next_steps, route_of
from bot.text import Text
from tests.cases.a_school import MONDAY_10, SCHOOL, a_case

LATER = MONDAY_10 + timedelta(hours=1)
HEARD = (StepDone("A.3", "anna"), StepDone("A.4", "mira"), StepDone("A.5", "mira", noted=True))


def mine(route: RouteId = RouteId.A, owner: str = "anna") -> Case:
    return a_case(route, owner=owner)


def after(case: Case, *events: CaseEvent) -> Case:
    return reduce(lambda now, event: advance(now, event, LATER, SCHOOL)[0], events, case)


def effects_of(case: Case, event: CaseEvent) -> tuple[Effect, ...]:
    return advance(case, event, LATER, SCHOOL)[1]


def refused(case: Case, event: CaseEvent) -> Text:
    with pytest.raises(NotNow) as caught:
        advance(case, event, LATER, SCHOOL)
    assert str(caught.value) == caught.value.reason.key
    return caught.value.reason


def next_ids(case: Case) -> list[str]:
    return [step.step_id for step in next_steps(case, route_of(case, SCHOOL))]
