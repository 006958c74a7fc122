"""Every kind of mistake in a school folder is named with its file, its line and its mend."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from bot.cases.problems import Problem, SchoolProblems
from bot.cases.schoolfile import FILES, read_school
from tests.cases.noordhoek import texts

SCHOOL, PROTOCOL, HELP, *_ = FILES


@dataclass(frozen=True)
class Mistake:
    """`old` becomes `new`; the problem stands at the first line with `at` and says `says`."""

    file: str
    old: str
    new: str
    at: str
    says: str


MISTAKES = (
    # the words of a button
    Mistake(
        PROTOCOL,
        'short = "Met leerling gepraat"',
        'short = "Vandaag met de leerling gepraat"',
        "short = ",
        "do not fit on a button",
    ),
    # the shape of a table
    Mistake(SCHOOL, 'name = "Praktijk', 'naam = "Praktijk', "naam =", '"naam" is not known here'),
    Mistake(SCHOOL, 'name = "Praktijkschool De Noordhoek"\n', "", "[school]", '"name" is missing'),
    Mistake(SCHOOL, "[decisions]", "[wishes]", "[wishes]", '"wishes" is not known here'),
    Mistake(SCHOOL, "[hours]", "[opening]", "", '"hours" is missing'),
    Mistake(SCHOOL, 'name = "Praktijkschool De Noordhoek"', "name = 7", "name = 7", '"name"'),
    Mistake(SCHOOL, '"Hoefslag 8, Gorinchem"', '"  "', "address =", '"address" is not right'),
    Mistake(SCHOOL, "[terms]", "[[terms]]", "[[terms]]", '"terms" is not right'),
    Mistake(SCHOOL, "first_read = 1", "first_read = 0", "first_read = 0", '"first_read"'),
    Mistake(SCHOOL, "first_read = 1", "first_read = true", "first_read = true", '"first_read"'),
    Mistake(SCHOOL, "draft_nudge_days = 1", "draft_nudge_days = 60", "nudge_days = 60", "nudge"),
    Mistake(
        SCHOOL, "# dpia_date = 2026-12-01", 'dpia_date = "soon"', "dpia_date", '"dpia_date" is not'
    ),
    # the school
    Mistake(SCHOOL, '"0183-625350"', '"bel ons"', "phone =", '"phone" is not a phone number'),
    Mistake(SCHOOL, "Europe/Amsterdam", "Europe/Gorinchem", "timezone =", "not a time zone"),
    Mistake(SCHOOL, "Europe/Amsterdam", "/etc/passwd", "timezone =", "not a time zone"),
    Mistake(SCHOOL, "Europe/Amsterdam", "", "timezone =", '"timezone" is not right'),
    Mistake(SCHOOL, '"08:00-16:30"', '"8 uur"', "workdays =", '"8 uur" is not a time'),
    Mistake(SCHOOL, '"08:00-16:30"', "8", "workdays =", '"workdays" is not right'),
    Mistake(SCHOOL, '"08:00-16:30"', '"16:30-08:00"', "workdays =", "ends before it begins"),
    Mistake(SCHOOL, "workdays = ", 'monday = "09:00-12:00"\nworkdays = ', "monday = ", "twice"),
    Mistake(SCHOOL, 'workdays = "08:00-16:30"', "", "[hours]", "There are no hours here"),
    # people
    Mistake(SCHOOL, '"i-schumacher"', '"I. Schumacher"', 'id = "I. Sch', "cannot be an id"),
    Mistake(SCHOOL, '"f-el-amrani"', '"i-schumacher"', "", "somebody else's id"),
    Mistake(SCHOOL, '["confidant", ', '["vertrouwenspersoon", ', '["vertr', "is not a word for"),
    Mistake(SCHOOL, '["confidant", "staff"]', "[]", "roles = []", '"roles" is empty'),
    Mistake(SCHOOL, '["confidant", "staff"]', '"confidant"', "", '"roles" is not right'),
    Mistake(SCHOOL, '["confidant", "staff"]', "[3]", "roles = [3]", '"roles" is not right'),
    Mistake(SCHOOL, '["confidant", "staff"]', '["staff"]', "[[people]]", 'the role "confidant"'),
    Mistake(SCHOOL, '"confidant", "staff"', '"confidant", "parent"', "", "do not stand in"),
    Mistake(SCHOOL, '["board"]', '["board"]\nactive = "nee"', "active =", '"active" is not right'),
    Mistake(SCHOOL, '["board"]', '["board"]\ndirector = true', "", "Only somebody of the MT"),
    Mistake(SCHOOL, '["board"]', '["board"]\nactive = false', "[[people]]", 'role "board"'),
    Mistake(SCHOOL, '"monday", "wednesday"', '"maandag"', '"maandag"', "is not a weekday"),
    Mistake(SCHOOL, '["n-haddad"]', '["i-schumacher"]', "", "their own deputy"),
    Mistake(SCHOOL, '["n-haddad"]', '["z-niemand"]', '"z-niemand"', "Nobody has the id"),
    Mistake(SCHOOL, '["n-haddad"]', '["n-haddad", "n-haddad"]', "", "names something twice"),
    Mistake(SCHOOL, '["board"]', '["board"]\nphone = "geheim"', '"geheim"', "not a phone number"),
    # classes
    Mistake(SCHOOL, 'year = 1\nmentor = "e-yilmaz"\n', "year = 1\n", "[[classes]]", '"mentor"'),
    Mistake(SCHOOL, 'mentor = "e-yilmaz"', 'mentor = "e-weg"', '"e-weg"', "Nobody has the id"),
    Mistake(SCHOOL, 'mentor = "e-yilmaz"', 'mentor = "b-smit"', "", 'the role "mentor"'),
    Mistake(
        SCHOOL,
        'id = "e-yilmaz"',
        'id = "e-yilmaz"\nactive = false',
        'mentor = "e-y',
        "not active any",
    ),
    Mistake(SCHOOL, 'name = "1b"', 'name = "1 A"', 'name = "1 A"', "in the list twice"),
    Mistake(SCHOOL, "year = 5", "year = 9", "year = 9", '"year" is not right'),
    # days
    Mistake(SCHOOL, "first = 2026-10-17", 'first = "17 okt"', 'first = "17', '"first" is not'),
    Mistake(SCHOOL, "first = 2026-10-17", "first = 2026-10-17T00:00:00", "", '"first" is not'),
    Mistake(SCHOOL, "last = 2026-10-25", "last = 2026-10-01", "last = 2026-10-01", "before it beg"),
    Mistake(SCHOOL, "last = 2026-10-25", "last = 2026-12-20", "first = 2026-12-19", "has ended"),
    Mistake(SCHOOL, "date = 2026-12-26", "date = 2026-12-25", "", "in the list twice"),
    # routes
    Mistake(PROTOCOL, 'id = "Z"', 'id = "Y"', 'id = "Y"', '"Y" is not a word for "id"'),
    Mistake(PROTOCOL, 'id = "Z"\nversion = 1', 'id = "A"\nversion = 2', "[[routes]]", "Route Z is"),
    Mistake(PROTOCOL, 'id = "Z"\nversion = 1', 'id = "A"\nversion = 1', "", "version 1 twice"),
    Mistake(PROTOCOL, 'starts_at = "mentor"', 'starts_at = "chef"', '"chef"', '"chef" is not a'),
    Mistake(PROTOCOL, 'id = "A.2"', 'id = "A.1"', "", 'Step "A.1" is there twice'),
    Mistake(PROTOCOL, 'id = "A.2"', 'id = "B.2"', 'id = "B.2"', "a step of another route"),
    Mistake(PROTOCOL, 'owner = "team_leader"', 'owner = "buurman"', '"buurman"', "is not a word"),
    Mistake(PROTOCOL, 'needs = ["A.som"]', 'needs = ["A.9"]', "", "No step before this one"),
    Mistake(PROTOCOL, 'duty = "som"', 'duty = "slapen"', '"slapen"', "is not a word"),
    Mistake(PROTOCOL, "days = 10", "days = 1000", "days = 1000", '"days" is not right'),
    Mistake(PROTOCOL, '"charge_by_management"', '"report_by_management"', "", "is there twice"),
    Mistake(
        PROTOCOL,
        '[[routes]]\nid = "B"\nversion = 1\nstarts_at = "management"',
        '[[routes]]  # B\nid = "B"\nversion = 1',
        "# B",
        '"starts_at" is missing',
    ),
    Mistake(
        PROTOCOL, 'school = { student = "B", ', "school = { ", "school = {", '"student" is miss'
    ),
    Mistake(
        PROTOCOL, 'student = { student = "A"', 'student = { cat = "A", student = "A"', "", "cat"
    ),
    Mistake(
        PROTOCOL, 'staff = { student = "B"', 'x = { student = "B"', "[victim_d", '"staff" is m'
    ),
    # help lines
    Mistake(HELP, 'id = "113"', 'id = "112"', "", '"112" is there twice'),
    Mistake(HELP, 'number = "112"', "", "[[help_lines]]", "Nobody can reach this line"),
    Mistake(HELP, 'topics = ["danger"]', 'topics = ["gevaar"]', '"gevaar"', "is not a word"),
    Mistake(HELP, 'for_whom = ["parent"]', 'for_whom = ["all"]', '"all"', "is not a word"),
    Mistake(HELP, 'topics = ["parents"]', 'topics = ["talk"]', "[[help_lines]]", 'for "parents"'),
    Mistake(HELP, 'hours = "always"', 'hours = "unknown"', "[[help_lines]]", "is always open"),
    Mistake(
        HELP,
        'hours = { every_day = "11:00-21:00" }',
        'hours = "overdag"',
        '"overdag"',
        '"hours" is not',
    ),
    Mistake(
        HELP,
        'hours = { every_day = "11:00-21:00" }',
        'hours = { vandaag = "1" }',
        "vandaag",
        "not known",
    ),
    Mistake(HELP, 'hours = { workdays = "08:00-17:00" }\n', "", "", '"hours" is missing'),
    Mistake(HELP, 'source = "oudersenonderwijs.nl"\n', "", "", '"source" is missing'),
    # not TOML at all
    Mistake(SCHOOL, 'name = "Praktijk', "name = Praktijk", "name = Praktijk", "This is not TOML"),
    Mistake(PROTOCOL, 'id = "Z"', 'id = "Z"\nid = "Z"', "", "This is not TOML"),
)


def problems_of(files: dict[str, str]) -> tuple[Problem, ...]:
    with pytest.raises(SchoolProblems) as caught:
        read_school(files)
    return caught.value.problems


def line_with(text: str, words: str) -> int:
    lines = enumerate(text.splitlines(), start=1)
    return next(number for number, line in lines if words in line and line[:1] != "#")


def changed(mistake: Mistake) -> dict[str, str]:
    files = texts()
    assert mistake.old in files[mistake.file]
    files[mistake.file] = files[mistake.file].replace(mistake.old, mistake.new, 1)
    return files


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one.file}: {one.says}")
def test_each_kind_of_mistake_is_named_with_file_and_line(mistake: Mistake) -> None:
    files = changed(mistake)
    found = [one for one in problems_of(files) if mistake.says in one.what]
    assert found, problems_of(files)
    problem = found[0]
    file, _, line = problem.place.partition(":")
    assert file == mistake.file
    if mistake.at:
        assert int(line) == line_with(files[file], mistake.at)
    assert problem.what.endswith(".")
    assert problem.mend.endswith(".")
    assert str(problem) == f"{problem.place}: {problem.what} {problem.mend}"


def test_a_mistake_in_the_middle_of_the_file_is_at_its_own_line() -> None:
    """The parametrised table names the line by its words; here it is counted by hand."""
    files = texts()
    before, _, after = files[HELP].partition('id = "ouders-en-onderwijs"')
    files[HELP] = f'{before}id = "Ouders!"{after}'
    assert [one.place for one in problems_of(files)] == [f"{HELP}:{before.count(chr(10)) + 1}"]


def test_all_mistakes_of_all_files_are_told_at_once_in_the_order_of_the_files() -> None:
    files = texts()
    files[HELP] = files[HELP].replace('number = "112"', 'number = "bel"', 1)
    files[PROTOCOL] = files[PROTOCOL].replace('duty = "som"', 'duty = "x"', 1)
    files[SCHOOL] = files[SCHOOL].replace("year = 5", "year = 9").replace("first_read = 1", "")
    files[SCHOOL] = files[SCHOOL].replace('name = "4a"', 'nam = "4a"', 1)
    found = problems_of(files)
    assert [one.place.partition(":")[0] for one in found] == [SCHOOL] * 3 + [PROTOCOL, HELP]
    lines = [int(one.place.partition(":")[2]) for one in found[:3]]
    assert lines == sorted(lines)


def test_missing_files_are_all_named() -> None:
    found = problems_of({})
    assert [one.place for one in found] == list(FILES)
    assert all("missing" in one.what for one in found)


def test_a_missing_file_does_not_hide_the_mistakes_in_the_others() -> None:
    files = texts()
    del files[SCHOOL]
    files[PROTOCOL] = files[PROTOCOL].replace('duty = "som"', 'duty = "x"', 1)
    found = problems_of(files)
    assert [one.place.partition(":")[0] for one in found] == [SCHOOL, PROTOCOL]


def test_an_unreadable_file_does_not_hide_the_mistakes_in_the_others() -> None:
    files = texts()
    files[PROTOCOL] = "[[routes"
    files[HELP] += "\nwat = 1\n"
    found = problems_of(files)
    assert [one.place.partition(":")[0] for one in found] == [PROTOCOL, HELP]


def test_a_text_that_breaks_off_is_named_at_its_last_line() -> None:
    files = texts()
    files[HELP] = '[[help_lines]]\nid = "112"\ntopics = [\n  "danger",\n'
    problem = problems_of(files)[0]
    assert problem.place == f"{HELP}:4"
    assert "at end of document" not in problem.what


def test_an_empty_file_misses_its_tables_at_line_one() -> None:
    files = texts()
    files[SCHOOL] = ""
    found = problems_of(files)
    assert {one.place for one in found} == {f"{SCHOOL}:1"}
    assert {'"school" is missing.', '"people" is missing.'} <= {one.what for one in found}


def test_a_folder_without_help_lines_and_routes_says_only_that() -> None:
    files = texts()
    files[HELP] = ""
    files[PROTOCOL] = files[PROTOCOL][files[PROTOCOL].index("[victim_doer]") :]
    whats = [one.what for one in problems_of(files)]
    assert whats == ['"routes" is missing.', '"help_lines" is missing.']


def test_a_list_where_a_table_should_be_is_named() -> None:
    files = texts()
    files[SCHOOL] = files[SCHOOL].replace("[school]", "people = 3\n[school]", 1)
    files[SCHOOL] = files[SCHOOL].replace("[[people]]", "[[persons]]")
    whats = [one.what for one in problems_of(files)]
    assert '"people" is not right.' in whats
    assert '"persons" is not known here.' in whats


def test_a_step_that_nobody_can_do_is_named() -> None:
    files = texts()
    files[SCHOOL] = files[SCHOOL].replace('roles = ["team_leader", "staff"]', 'roles = ["staff"]')
    found = [one for one in problems_of(files) if one.place.startswith(PROTOCOL)]
    line = line_with(files[PROTOCOL], 'owner = "team_leader"')
    assert [one.place for one in found] == [f"{PROTOCOL}:{line}"]
    assert "nobody does this" in found[0].what


def test_a_decision_with_one_choice_is_no_decision() -> None:
    files = texts()
    before, _, rest = files[PROTOCOL].partition("decision = [")
    files[PROTOCOL] = (
        f'{before}decision = [{{ id = "one", text = "Een" }}]{rest.partition(chr(10) + "]")[2]}'
    )
    found = problems_of(files)
    assert [one.what for one in found] == ["There is nothing to choose."]
    assert found[0].place == f"{PROTOCOL}:{line_with(files[PROTOCOL], 'decision = [')}"


def test_holidays_without_a_readable_day_are_not_called_overlapping() -> None:
    files = texts()
    files[SCHOOL] = files[SCHOOL].replace("first = 2026-10-17", 'first = "x"')
    files[SCHOOL] = files[SCHOOL].replace("first = 2026-12-19", 'first = "x"')
    assert [one.what for one in problems_of(files)] == ['"first" is not right.'] * 2


def test_public_holidays_without_a_readable_day_are_not_called_double() -> None:
    files = texts()
    files[SCHOOL] = files[SCHOOL].replace("date = 2026-12-25", 'date = "x"')
    files[SCHOOL] = files[SCHOOL].replace("date = 2026-12-26", 'date = "x"')
    assert [one.what for one in problems_of(files)] == ['"date" is not right.'] * 2


def test_no_problem_shows_a_name_of_somebody() -> None:
    files = texts()
    files[SCHOOL] = files[SCHOOL].replace("made_up = true", "made_up = 1")
    shown = "\n".join(str(one) for one in problems_of(files))
    assert "mevrouw" not in shown
    assert "meneer" not in shown
