"""The year's duties: which there are, whose, and on which mornings they are asked."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.cases.agenda import (
    DutyRow,
    asks,
    begun,
    duty_of,
    later,
    lines_of,
    owners,
    planned,
    still_asked,
)
from bot.cases.people import Absence, Person, Role
from bot.cases.schooltime import is_school_day
from tests.cases.noordhoek import noordhoek

YEAR = date(2026, 8, 1)
MENTOR, LEADER = "e-yilmaz", Role.TEAM_LEADER
DAY = timedelta(days=1)


def row(duty_id: str = "mentorles", part: str = "1a", **more: object) -> DutyRow:
    one = DutyRow("aa", duty_id, part, 10, date(2026, 10, 1), date(2026, 10, 30))
    return replace(one, **more)  # type: ignore[arg-type]


def person(person_id: str = MENTOR) -> Person:
    found = noordhoek().person(person_id)
    assert found is not None
    return found


def asked_on(one: DutyRow, who: Person, first: date, last: date) -> list[date]:
    days = [first + n * DAY for n in range((last - first).days + 1)]
    return [day for day in days if asks(one, who, noordhoek(), day)]


def test_every_duty_of_the_protocol_is_there_as_often_and_for_whom_it_is_done() -> None:
    school = noordhoek()
    found = planned(school, YEAR)
    times = {
        one: [p for p in found if p.duty_id == one] for one in (d.duty_id for d in school.duties)
    }
    assert all(times.values())
    assert [one.part for one in times["studiemoment"]] == ["", ""]
    classes = {one.name for one in school.classes}
    assert {one.part for one in times["mentorles"]} == classes
    assert {one.part for one in times["les-eerste-jaar"]} == {"1a", "1b"}
    assert {one.part for one in times["moment-leerjaar"]} == {
        str(one.year) for one in school.classes
    }
    assert len(times["online-check"]) == 12
    assert {one.part for one in times["its-up-to-you"]} == {"SOVA", "ICT", "Zelfzorg"}
    assert [one.due for one in found] == sorted(one.due for one in found)


def test_what_is_done_every_two_years_skips_one() -> None:
    has = [
        any(one.duty_id == "integraal" for one in planned(noordhoek(), date(year, 8, 1)))
        for year in (2026, 2027, 2028)
    ]
    assert has == [True, False, True]


@pytest.mark.parametrize("year", range(2024, 2031))
def test_every_duty_begins_and_is_due_on_a_school_day_with_two_weeks_between(year: int) -> None:
    for one in planned(noordhoek(), date(year, 8, 1)):
        assert is_school_day(noordhoek(), one.begins)
        assert is_school_day(noordhoek(), one.due)
        assert one.due - one.begins >= 13 * DAY


def test_a_duty_of_a_class_is_its_mentors_of_a_year_its_leaders_else_the_roles() -> None:
    school = noordhoek()
    assert owners(row(), school, school.people) == (MENTOR,)
    leaders = owners(row("moment-leerjaar", "1"), school, school.people)
    assert leaders
    assert all(LEADER in person(one).roles for one in leaders)
    managers = {one.person_id for one in school.with_role(Role.MANAGEMENT)}
    assert set(owners(row("thema-avond", ""), school, school.people)) == managers
    gone = [replace(one, active=one.person_id != MENTOR) for one in school.people]
    assert owners(row(), school, gone) == ()
    assert owners(row(owner="b-smit"), school, school.people) == ("b-smit",)
    assert owners(row(owner=MENTOR), school, gone) == ()


def test_a_duty_or_class_that_the_school_has_no_more_is_nobodys_and_nowhere() -> None:
    school = noordhoek()
    assert duty_of(row("gone"), school) is None
    assert duty_of(row(part="9z"), school) is None
    assert owners(row("gone"), school, school.people) == ()


def test_it_is_asked_when_it_begins_a_week_before_on_the_day_and_each_monday_after() -> None:
    """The autumn holiday is from 17 to 25 October: nobody is asked anything then."""
    asked = asked_on(row(), person(), date(2026, 9, 28), date(2026, 11, 20))
    assert [f"{day:%d-%m}" for day in asked] == [
        "01-10",
        "26-10",
        "30-10",
        "02-11",
        "09-11",
        "16-11",
    ]
    done = row(done_on=date(2026, 10, 2))
    school = noordhoek()
    assert begun([done], school, date(2026, 10, 30), school.people) == ()
    assert begun([row()], school, date(2026, 9, 30), school.people) == ()


def test_who_is_not_in_that_day_is_asked_on_the_first_day_they_are() -> None:
    part_time = replace(person(), days=frozenset({2, 5}))
    assert asked_on(row(), part_time, date(2026, 9, 28), date(2026, 10, 5)) == [date(2026, 10, 2)]
    ill = replace(person(), away=Absence(date(2026, 9, 30), date(2026, 10, 5)))
    assert asked_on(row(), ill, date(2026, 10, 6), date(2026, 10, 9)) == [date(2026, 10, 6)]


def test_the_lines_of_a_morning_are_ones_own_and_those_of_whom_one_stands_in_for() -> None:
    school, day = noordhoek(), date(2026, 11, 2)
    mine, late = row(due=date(2026, 11, 30), begins=day), row("ouders-begin")
    other = row("mentorles", "2a", begins=day)
    all_of_it = begun([mine, late, other], school, day, school.people)
    lines = lines_of(all_of_it, person(), school, day)
    assert [(line.row, line.late) for line in lines] == [(late, True), (mine, False)]
    deputy = replace(person("b-smit"), stands_in=frozenset({MENTOR}))
    assert lines_of(all_of_it, deputy, school, day)
    assert not lines_of(all_of_it, person("b-smit"), school, day)


def test_moved_it_is_due_on_a_school_day_of_this_school_year() -> None:
    school, last = noordhoek(), date(2027, 7, 31)
    assert later(school, row(), 1, date(2026, 10, 1), last) == date(2026, 11, 6)
    assert later(school, row(), 8, date(2026, 10, 30), last) == date(2026, 12, 18)
    assert later(school, row(), 1, date(2027, 3, 1), last) == date(2027, 3, 8)
    assert later(school, row(), 8, date(2027, 7, 12), last) == date(2027, 7, 16)
    assert later(school, row(), 1, date(2027, 7, 29), last) == date(2027, 7, 29)


def test_what_was_missed_is_asked_no_more_once_its_next_time_began() -> None:
    school = noordhoek()
    months = {8: date(2026, 8, 3), 9: date(2026, 9, 1), 10: date(2026, 10, 1)}
    rows = [
        row("online-check", "", row_id=f"{month}", begins=begins, due=begins + 27 * DAY)
        for month, begins in months.items()
    ]

    def asked(day: date) -> list[str]:
        return [one.row_id for one in still_asked(rows, school, day)]

    assert asked(date(2026, 8, 31)) == ["8", "9", "10"]
    assert asked(date(2026, 9, 1)) == ["9", "10"]
    assert [line.row.row_id for line in begun(rows, school, date(2026, 10, 30), ())] == ["10"]
    rows[2] = replace(rows[2], done_on=date(2026, 10, 2))
    assert asked(date(2026, 10, 30)) == []
