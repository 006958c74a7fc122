"""The rules by chapter, what a school agreed on itself, and help nearby."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.people import Absence, Role
from bot.cases.rulebook import Among
from bot.cases.schoolfile import RULES, read_school
from bot.flows.contact import About, about_lines, mentor_lines, people_lines
from bot.flows.rules import Chapter, agreement_text, agreements, chapters, rules_of
from tests.cases.noordhoek import noordhoek, texts
from tests.cases.test_schoolfile_mistakes import problems_of
from tests.talk import english, facts

OWN = """
[[agreements]]
among = "team"
text = "Wij appen niet na zes uur."
[[agreements]]
among = "students"
text = "Telefoons in de kluis."
[[agreements]]
among = "class"
class = "1a"
text = "Geen foto’s in de klas."
"""


def test_every_rule_stands_in_a_chapter_and_the_staff_read_fourteen() -> None:
    staff = facts(person=noordhoek().person("b-smit"))
    read = [rule for one in chapters(staff) for rule in rules_of(one, staff)]
    assert {rule.rule_id for rule in read} == {rule.rule_id for rule in noordhoek().rules}
    assert len(rules_of(Chapter.STAFF, staff)) == 14
    assert Chapter.OWN not in chapters(staff)


def test_what_the_school_agreed_on_is_shown_to_whom_it_is_for() -> None:
    files = texts()
    files[RULES] = files[RULES].replace("[programme]", "[programme]\nchecked = 2026-11-25") + OWN
    school = read_school(files)
    student = facts(school=school)
    staff = facts(school=school, person=school.person("b-smit"))
    assert Chapter.OWN in chapters(student)
    assert [one.among for one in agreements(student)] == [Among.STUDENTS, Among.CLASS]
    assert len(agreements(staff)) == 3
    assert english(agreement_text(agreements(staff)[2])) == "Class 1a: Geen foto’s in de klas."
    assert english(agreement_text(agreements(staff)[0])) == "Wij appen niet na zes uur."
    assert school.programme == "https://www.itsuptoyou.nl"
    assert not noordhoek().programme


def test_an_agreement_of_no_class_is_a_mistake() -> None:
    files = texts()
    files[RULES] += '\n[[agreements]]\namong = "class"\ntext = "x"\n'
    assert [one.what for one in problems_of(files)] == ['"class" is missing.']


def test_help_nearby_is_named_once_the_school_wrote_it_down() -> None:
    told = noordhoek()
    nearby = replace(told.decisions, youth_team="0183-111111", ggd="ggd.example")
    lines = about_lines(About.HOME, facts(school=replace(told, decisions=nearby)))
    said = [english(line) for line in lines]
    assert "Youth team: 0183-111111." in said
    assert "Public health (GGD): ggd.example." in said
    assert "Outside school:" in said
    assert "Outside school:" not in [english(x) for x in about_lines(About.SCHOOL, facts())]


def test_who_is_away_for_long_has_no_day_of_coming_back() -> None:
    school = noordhoek()
    away = Absence(facts().now.date(), None, deputy="")
    people = tuple(
        replace(one, away=away) if one.person_id == "i-schumacher" else one for one in school.people
    )
    told = facts(people=people)
    said = [english(line) for line in people_lines((Role.SAFETY_COORDINATOR,), told)]
    assert said == ["mevrouw Schumacher, safety coordinator: not here now."]


def test_no_such_class_has_no_mentor() -> None:
    assert mentor_lines("9z", facts()) == ()
