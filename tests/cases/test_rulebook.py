"""What a school can get wrong in its rules and its year."""

from __future__ import annotations

from bot.cases.schoolfile import ADVICE, CALENDAR, COACH, RULES, SCHOOL
from tests.cases.noordhoek import texts
from tests.cases.test_schoolfile_mistakes import problems_of


def test_mistakes_in_rules_and_calendar_are_named_with_their_line() -> None:
    files = texts()
    files[RULES] = files[RULES].replace('id = "M2"', 'id = "M1"')
    files[CALENDAR] = files[CALENDAR].replace("months = [10, 3]", "months = [10, 13]")
    files[CALENDAR] = files[CALENDAR].replace('id = "mentorles"', 'id = "teamvergadering"')
    found = [one for one in problems_of(files) if not one.place.startswith(ADVICE)]
    assert [one.what for one in found] == [
        '"M1" is there twice.',
        '"months" is not right.',
        '"teamvergadering" is there twice.',
    ]
    second = files[RULES].rindex('id = "M1"')
    assert found[0].place == f"{RULES}:{files[RULES][:second].count(chr(10)) + 1}"


def test_a_duty_that_nobody_can_do_is_named() -> None:
    files = texts()
    files[SCHOOL] = files[SCHOOL].replace('roles = ["team_leader", "staff"]', 'roles = ["staff"]')
    found = [one for one in problems_of(files) if one.place.startswith(CALENDAR)]
    assert len(found) == files[CALENDAR].count('owner = "team_leader"')


def test_a_duty_for_each_form_without_forms_is_named() -> None:
    files = texts()
    files[CALENDAR] = files[CALENDAR].replace('forms = ["SOVA", "ICT", "Zelfzorg"]\n', "")
    found = [one.what for one in problems_of(files)]
    assert "It is done once for each form, and has none." in found


def test_too_much_to_read_in_the_coach_is_named() -> None:
    files = texts()
    screens = "".join(f'\n[[apps.screens]]\nlines = [{{ text = "{n}" }}]\n' for n in range(3))
    lines = ", ".join(f'{{ text = "{n}" }}' for n in range(4))
    head = '[[apps]]\nid = "one"\nname = "One"\nsource = "x"\nchecked = 2026-11-22\n'
    files[COACH] = f"{head}remove = [{lines}]\n{screens}"
    found = [one.what for one in problems_of(files)]
    assert found.count("That is too much to read.") == 2
    assert "There is no help for another app." in found
