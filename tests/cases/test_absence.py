"""Somebody is ill or away for a while: who is in instead, and what that opens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.cases.advance import advance
from bot.cases.events import OwnerLost, Read, StopNagging
from bot.cases.people import Absence, Person, Role
from bot.cases.reaching import owner_of
from bot.cases.reminders import YOU_STAND_IN, open_case_lines
from bot.cases.rights import Action, may
from bot.cases.schooltime import next_present, present
from tests.cases.a_school import ANNA, BRAM, MIRA, MONDAY_10, PEOPLE, SCHOOL, STEF, a_case

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)
ILL = replace(ANNA, away=Absence(MONDAY, TUESDAY, "bram"))
STANDING_IN = replace(BRAM, stands_in=frozenset({"anna"}))


def people(*changed: Person) -> tuple[Person, ...]:
    by_id = {one.person_id: one for one in changed}
    return tuple(by_id.get(one.person_id, one) for one in PEOPLE)


def test_an_absence_ends_by_itself() -> None:
    assert [present(ILL, day, SCHOOL) for day in (MONDAY, TUESDAY, WEDNESDAY)] == [
        False,
        False,
        True,
    ]
    assert next_present(ILL, MONDAY, SCHOOL) == WEDNESDAY


def test_who_is_away_until_it_is_known_comes_back_on_no_day() -> None:
    away = replace(ANNA, away=Absence(TUESDAY))
    assert present(away, MONDAY, SCHOOL)
    assert next_present(away, MONDAY, SCHOOL) is None


def test_who_stands_in_has_the_new_case_also_before_the_deputies_of_the_file() -> None:
    named = replace(ILL, deputies=("mark",))
    assert owner_of(a_case(), SCHOOL, people(named), MONDAY_10) == "bram"
    later = MONDAY_10 + timedelta(days=2)
    assert owner_of(a_case(), SCHOOL, people(named), later) == "anna"


def test_with_nobody_to_stand_in_the_next_in_line_has_it() -> None:
    alone = replace(ANNA, away=Absence(MONDAY))
    assert owner_of(a_case(), SCHOOL, people(alone), MONDAY_10) == "tessa"


def test_standing_in_opens_the_open_cases_and_none_where_they_are_shut_out() -> None:
    case = a_case(owner="anna")
    assert not may(BRAM, Action.WORK, case, SCHOOL)
    assert may(STANDING_IN, Action.WORK, case, SCHOOL)
    assert not may(STANDING_IN, Action.READ, a_case(owner="mira"), SCHOOL)
    assert not may(STANDING_IN, Action.READ, replace(case, excluded=frozenset({"bram"})), SCHOOL)
    assert not may(STANDING_IN, Action.LIST, replace(case, doer_person="bram"), SCHOOL)


def test_with_nobody_to_stand_in_open_cases_go_to_the_next_in_line() -> None:
    case = a_case(owner="anna")
    alone, tomorrow = replace(ANNA, away=Absence(MONDAY)), replace(ANNA, away=Absence(TUESDAY))
    for ill, owner in ((alone, "tessa"), (tomorrow, "anna"), (ILL, "anna")):
        after, _ = advance(case, OwnerLost(), MONDAY_10, SCHOOL, people=people(ill))
        assert after.owner == owner


def test_a_look_of_who_stands_in_stops_the_reminders() -> None:
    case = a_case(owner="anna")
    _, effects = advance(case, Read("bram"), MONDAY_10, SCHOOL, people=people(STANDING_IN))
    assert StopNagging() in effects
    _, effects = advance(case, Read("mira"), MONDAY_10, SCHOOL, people=people(STANDING_IN))
    assert StopNagging() not in effects


def test_the_morning_list_of_who_stands_in_names_the_cases_too() -> None:
    case = a_case(owner="anna")
    now = MONDAY_10 + timedelta(days=1)
    (line,) = open_case_lines((case,), STANDING_IN, SCHOOL, now, people=people(STANDING_IN))
    assert line.why == YOU_STAND_IN
    assert open_case_lines((case,), BRAM, SCHOOL, now) == ()


def test_a_class_that_was_taken_over_opens_no_case_of_before() -> None:
    case, later = a_case(), MONDAY_10 + timedelta(minutes=1)
    new = replace(BRAM, classes=frozenset({"1A"}), since=(("1A", later),))
    assert not may(new, Action.READ, case, SCHOOL)
    assert may(new, Action.READ, replace(case, created=later), SCHOOL)
    assert may(new, Action.READ, replace(case, owner="bram"), SCHOOL)
    assert not may(new, Action.READ, a_case(school_class=None), SCHOOL)


def test_a_mentor_of_the_file_without_the_role_gets_no_case_of_the_class() -> None:
    no_mentor = replace(ANNA, roles=frozenset({Role.STAFF}))
    assert owner_of(a_case(), SCHOOL, people(no_mentor), MONDAY_10) == "tessa"


def test_an_owner_without_any_role_that_opens_reports_loses_the_case() -> None:
    case = a_case(owner="stef")
    assert not may(STEF, Action.WORK, case, SCHOOL)
    after, _ = advance(case, OwnerLost(), MONDAY_10, SCHOOL)
    assert after.owner == "anna"
    kept, _ = advance(replace(case, owner=MIRA.person_id), OwnerLost(), MONDAY_10, SCHOOL)
    assert kept.owner == "mira"
