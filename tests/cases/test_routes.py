"""Which route fits a report, and how a route is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.kinds import Doer, RouteId, Victim
from bot.cases.routes import route_for
from bot.text import Text
from tests.cases.a_school import ROUTE_A, SCHOOL


@pytest.mark.parametrize(
    ("victim", "doer", "route"),
    [
        (Victim.STUDENT, Doer.UNKNOWN, RouteId.A),
        (Victim.STAFF, Doer.STUDENT, RouteId.B),
        (Victim.STUDENT, Doer.PLACEMENT, RouteId.C),
    ],
)
def test_who_does_it_to_whom_decides_the_route(victim: Victim, doer: Doer, route: RouteId) -> None:
    assert route_for(SCHOOL, victim, doer) is route


def test_a_step_is_found_by_its_id() -> None:
    assert ROUTE_A.step("A.4").needs == ("A.3",)


def test_a_step_of_another_route_is_not_found() -> None:
    with pytest.raises(KeyError):
        ROUTE_A.step("B.2")


def test_a_step_without_a_short_word_shows_what_it_asks_on_the_button() -> None:
    assert ROUTE_A.step("A.4").button.values == {"words": "Do A.4"}
    assert replace(ROUTE_A.step("A.4"), short=Text("Namen gezocht")).button.key == "Namen gezocht"
