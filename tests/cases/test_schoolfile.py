"""The school folder that comes with Maatje says what the protocol and the sources say."""

from __future__ import annotations

from datetime import date, time
from itertools import product

import pytest

from bot.cases.kinds import Doer, HelpTopic, RouteId, Victim
from bot.cases.people import Person, Role
from bot.cases.problems import SchoolProblems
from bot.cases.routes import Duty, Route, route_for
from bot.cases.school import Availability
from bot.cases.schoolfile import read_school
from tests.cases.noordhoek import noordhoek, texts


def test_the_school_is_reached_at_the_number_of_the_protocol() -> None:
    assert noordhoek().phone == "0183-625350"


def test_the_two_people_of_the_protocol_are_there_on_its_days() -> None:
    coordinator = noordhoek().person("i-schumacher")
    confidant = noordhoek().person("d-van-der-hoeven")
    assert coordinator
    assert confidant
    assert (coordinator.name, coordinator.days) == (
        "mevrouw Schumacher",
        frozenset({1, 2, 3, 4, 5}),
    )
    assert (confidant.name, confidant.days) == ("mevrouw Van der Hoeven", frozenset({1, 2, 4}))
    assert coordinator.has(Role.SAFETY_COORDINATOR)
    assert confidant.has(Role.CONFIDANT, Role.ADMIN)
    assert not any(one.made_up for one in (coordinator, confidant))


def test_everybody_else_is_marked_as_made_up() -> None:
    real = {"i-schumacher", "d-van-der-hoeven"}
    assert {one.person_id for one in noordhoek().people if not one.made_up} == real
    marked = noordhoek().made_up()
    assert "people f-el-amrani" in marked
    assert "classes 5a" in marked
    assert "hours" in marked


def test_a_school_that_replaced_all_examples_has_nothing_made_up() -> None:
    files = texts()
    files["school.toml"] = files["school.toml"].replace("made_up = true", "")
    assert read_school(files).made_up() == ()


def test_there_are_seven_classes_each_with_an_own_mentor() -> None:
    school = noordhoek()
    assert [one.name for one in school.classes] == ["1a", "1b", "2a", "2b", "3a", "4a", "5a"]
    assert len({one.mentor for one in school.classes}) == 7
    for one in school.classes:
        mentor, leader = school.person(one.mentor), school.person(one.team_leader)
        assert mentor
        assert leader
        assert mentor.classes == {one.name}
        assert one.name in leader.classes


@pytest.mark.parametrize("words", ["1a", "1A", " 1 a"])
def test_a_class_is_found_however_it_is_typed(words: str) -> None:
    found = noordhoek().class_named(words)
    assert found
    assert found.name == "1a"


def test_a_class_and_a_person_that_do_not_exist_are_not_found() -> None:
    assert noordhoek().class_named("6z") is None
    assert noordhoek().person("nobody") is None


def test_the_mt_has_three_people_of_whom_two_are_directors() -> None:
    found = noordhoek().with_role(Role.MANAGEMENT)
    assert len(found) == 3
    assert sum(one.director for one in found) == 2


def test_somebody_who_left_is_still_known_but_holds_no_role() -> None:
    files = texts()
    files["school.toml"] = files["school.toml"].replace(
        'id = "o-kaya"', 'id = "o-kaya"\nactive = false', 1
    )
    school = read_school(files)
    gone = school.person("o-kaya")
    assert gone
    assert gone not in school.with_role(Role.MANAGEMENT)


def test_a_name_does_not_show_in_a_log() -> None:
    assert "Schumacher" not in repr(Person("i", "mevrouw Schumacher", phone="06-1"))
    assert "06-1" not in repr(Person("i", "mevrouw Schumacher", phone="06-1"))


def test_the_holidays_of_two_years_are_those_of_region_midden() -> None:
    days = [(one.first, one.last) for one in noordhoek().holidays]
    assert len(days) == 10
    assert days[0] == (date(2026, 10, 17), date(2026, 10, 25))
    assert days[-1] == (date(2028, 7, 8), date(2028, 8, 20))
    assert days == sorted(days)
    assert all(one.source and one.checked for one in noordhoek().days_off())


def test_what_a_school_must_still_decide_is_listed() -> None:
    assert "dpia_date" in noordhoek().decisions.still_open()


def test_a_decision_that_was_made_is_not_open_any_more() -> None:
    files = texts()
    files["school.toml"] = files["school.toml"].replace("# dpia_date", "dpia_date", 1)
    decisions = read_school(files).decisions
    assert decisions.dpia_date == date(2026, 12, 1)
    assert "dpia_date" not in decisions.still_open()


def test_keys_do_not_outlive_the_backups_they_open() -> None:
    files = texts()
    files["school.toml"] = files["school.toml"].replace("backup_days = 28", "backup_days = 2")
    with pytest.raises(SchoolProblems, match="outlive what they open"):
        read_school(files)


def test_terms_and_decisions_may_be_left_out() -> None:
    files = texts()
    before, _, rest = files["school.toml"].partition("[terms]")
    files["school.toml"] = before + "[[people]]" + rest.partition("[[people]]")[2]
    assert read_school(files).terms == noordhoek().terms


# ------------------------------------------------------------------ the routes


def route_a() -> Route:
    return noordhoek().route(RouteId.A)


def test_every_numbered_step_of_part_a_is_a_step_of_the_route() -> None:
    ids = [one.step_id for one in route_a().steps]
    assert [f"A.{n}" for n in range(1, 10)] == [one for one in ids if one[2:].isdigit()]
    for number in range(1, 10):
        assert f"deel A, stap {number}" in route_a().step(f"A.{number}").reference


@pytest.mark.parametrize(
    ("step_id", "owner", "duty"),
    [
        ("A.1", Role.STUDENT, Duty.REPORTING),
        ("A.2", Role.STUDENT, Duty.PROOF),
        ("A.som", Role.MENTOR, Duty.SOM),
        ("A.zorgteam", Role.MENTOR, Duty.INFORM),
        ("A.csv", Role.MENTOR, Duty.INFORM),
        ("A.3", Role.MENTOR, Duty.INFORM),
        ("A.ouders", Role.MENTOR, Duty.PARENTS),
        ("A.4", Role.MANAGEMENT, Duty.OTHER),
        ("A.5", Role.MANAGEMENT, Duty.HEARING),
        ("A.5b", Role.MANAGEMENT, Duty.HEARING),
        ("A.6", Role.MANAGEMENT, Duty.PARENTS),
        ("A.9", Role.MANAGEMENT, Duty.SANCTION),
        ("A.9b", Role.MANAGEMENT, Duty.PARENTS),
        ("A.zorgverslag", Role.CARE_TEAM, Duty.OTHER),
    ],
)
def test_each_duty_has_its_owner(step_id: str, owner: Role, duty: Duty) -> None:
    step = route_a().step(step_id)
    assert (step.owner, step.duty) == (owner, duty)


def test_no_parents_are_told_before_the_reporter_was_asked() -> None:
    for step in route_a().steps:
        if step.duty is Duty.PARENTS:
            assert "A.vraag" in step.needs


def test_parents_are_told_only_when_needed() -> None:
    assert route_a().step("A.6").if_needed
    assert route_a().step("A.ouders").if_needed


def test_both_sides_are_heard_before_a_measure_or_the_police() -> None:
    assert set(route_a().step("A.9").needs) == {"A.5", "A.5b"}
    assert set(route_a().step("A.8").needs) == {"A.5", "A.5b"}
    assert [one.step_id for one in route_a().steps if one.hearing] == ["A.5", "A.5b"]


def test_the_choice_about_the_police_says_what_and_by_whom() -> None:
    choices = [one.choice_id for one in route_a().step("A.8").decision]
    assert choices == [
        "report_by_management",
        "report_by_family",
        "charge_by_management",
        "charge_by_family",
        "neither",
    ]


def test_no_measure_is_ever_listed() -> None:
    assert route_a().step("A.9").decision == ()


def test_every_step_has_a_text_and_a_reference() -> None:
    for route in noordhoek().routes:
        for step in route.steps:
            assert step.text.key.endswith((".", "?"))
            assert step.reference


def test_every_route_starts_with_the_right_people() -> None:
    starts = {one.route_id: one.starts_at for one in noordhoek().routes}
    assert starts == {
        RouteId.A: Role.MENTOR,
        RouteId.B: Role.MANAGEMENT,
        RouteId.C: Role.MANAGEMENT,
        RouteId.Z: Role.CARE_TEAM,
    }


def test_worries_about_home_have_the_step_that_says_it_is_safe() -> None:
    duties = [one.duty for one in noordhoek().route(RouteId.Z).steps]
    assert Duty.SAFE in duties


def test_a_case_keeps_the_version_of_the_route_it_began_with() -> None:
    files = texts()
    files["protocol.toml"] += """
[[routes]]
id = "B"
version = 2
starts_at = "management"
steps = [{ id = "B.1", owner = "management", text = "Nieuw.", reference = "Deel B" }]
"""
    school = read_school(files)
    assert school.route(RouteId.B).version == 2
    assert school.route(RouteId.B, 1).version == 1
    assert school.route(RouteId.B, 9).version == 2


@pytest.mark.parametrize(("victim", "doer"), list(product(Victim, Doer)))
def test_every_pair_has_its_route(victim: Victim, doer: Doer) -> None:
    if doer in (Doer.STAFF, Doer.PLACEMENT):
        expected = RouteId.C
    else:
        expected = RouteId.A if victim is Victim.STUDENT else RouteId.B
    assert route_for(noordhoek(), victim, doer) is expected


# ------------------------------------------------------------------ help lines


def test_every_help_line_has_a_source_and_a_day() -> None:
    for line in noordhoek().help_lines:
        assert line.source
        assert line.checked <= date(2026, 11, 22)
        assert line.number or line.site


def test_hours_are_there_only_when_a_source_gives_them() -> None:
    known = {
        line.line_id: line.hours
        for line in noordhoek().help_lines
        if line.availability is Availability.HOURS
    }
    assert set(known) == {"kindertelefoon", "vertrouwensinspecteur"}
    assert {one.start for one in known["kindertelefoon"]} == {time(11)}
    assert [one.day for one in known["vertrouwensinspecteur"]] == [1, 2, 3, 4, 5]


def test_every_topic_has_a_line() -> None:
    topics = {topic for line in noordhoek().help_lines if line.verified for topic in line.topics}
    assert topics == set(HelpTopic)


def test_the_same_folder_gives_the_same_school() -> None:
    assert read_school(texts()) == noordhoek()
    assert hash(read_school(texts())) == hash(noordhoek())


def test_a_colour_is_written_as_programs_write_it() -> None:
    files = texts()
    files["school.toml"] = files["school.toml"].replace('main = "#1f4e79"', 'main = "blauw"')
    with pytest.raises(SchoolProblems) as raised:
        read_school(files)
    assert '"main" is not a colour.' in [one.what for one in raised.value.problems]
