"""A case whose owner is not there any more does not wait for nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.advance import advance
from bot.cases.case import Case
from bot.cases.events import Closed, Effect, OwnerLost, PingPeople, ReporterAnswered, StartNagging
from bot.cases.kinds import Outcome
from bot.cases.people import Person
from bot.cases.reaching import PingKind
from tests.cases.a_school import ANNA, PEOPLE, SCHOOL, a_case
from tests.cases.moving import LATER, after, effects_of, mine

WITHOUT_ANNA = tuple(replace(one, active=False) if one == ANNA else one for one in PEOPLE)


def answered(
    case: Case, *, people: tuple[Person, ...] = PEOPLE, silent: str = ""
) -> tuple[Case, tuple[Effect, ...]]:
    return advance(
        case,
        ReporterAnswered(),
        LATER,
        SCHOOL,
        people=people,
        reachable=lambda person_id: person_id != silent,
    )


def test_an_owner_who_is_there_keeps_the_case_and_hears_it() -> None:
    assert answered(mine()) == (mine(), (PingPeople(PingKind.ANSWER, ("anna",)),))


@pytest.mark.parametrize("how", ["left", "no chat", "nobody"])
def test_an_answer_to_nobody_finds_the_next_one_and_starts_the_ladder(how: str) -> None:
    people = WITHOUT_ANNA if how == "left" else PEOPLE
    silent = "anna" if how != "left" else ""
    case, effects = answered(a_case() if how == "nobody" else mine(), people=people, silent=silent)
    assert case.owner == "tessa"
    assert effects == (PingPeople(PingKind.ANSWER, ("chris", "tessa")), StartNagging())


@pytest.mark.parametrize("shut", ["excluded", "reporter"])
def test_an_owner_who_may_not_see_it_any_more_loses_it_too(shut: str) -> None:
    gone = frozenset({"anna"})
    case = (
        replace(mine(), excluded=gone)
        if shut == "excluded"
        else replace(mine(), reporter_person="anna")
    )
    now, effects = answered(case)
    assert now.owner == "tessa"
    assert effects[-1] == StartNagging()


def test_when_nobody_is_left_the_case_stays_where_it_was() -> None:
    everyone = tuple(replace(one, active=False) for one in PEOPLE)
    assert answered(mine(), people=everyone) == (mine(), (StartNagging(),))


def test_in_a_closed_case_the_next_one_hears_the_answer_and_nobody_is_nagged() -> None:
    closed = after(mine(), Closed(Outcome.UNTRUE, "anna"))
    now, effects = answered(closed, silent="anna")
    assert now == replace(closed, owner="tessa")
    assert effects == (PingPeople(PingKind.ANSWER, ("chris", "tessa")),)
    lost = replace(closed, reporter_person="anna")
    assert advance(lost, OwnerLost(), LATER, SCHOOL) == (replace(lost, owner="tessa"), ())


def test_a_lost_owner_is_followed_by_the_next_one_who_hears_it_is_new() -> None:
    case = replace(mine(), reporter_person="anna")
    now, effects = advance(case, OwnerLost(), LATER, SCHOOL)
    assert now.owner == "tessa"
    assert effects == (PingPeople(PingKind.NEW, ("chris", "tessa")), StartNagging())


def test_an_owner_who_is_not_lost_stays() -> None:
    assert advance(mine(), OwnerLost(), LATER, SCHOOL) == (mine(), ())
    assert effects_of(a_case(), OwnerLost()) != ()
