"""Whom to call now."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.flows.help import help_buttons, help_now, line_text, lines_for
from tests.cases.noordhoek import noordhoek
from tests.talk import SATURDAY_NIGHT, english, facts

BY_DAY, BY_NIGHT = facts(now=facts().now.replace(hour=12)), facts(now=SATURDAY_NIGHT)


def test_112_comes_first_and_only_once() -> None:
    for told in (BY_DAY, BY_NIGHT):
        lines = [english(line) for line in help_now(told)]
        assert lines[0] == "Danger? Call 112."
        assert not any(line.startswith("112") for line in lines)


def test_by_day_the_school_can_be_called() -> None:
    lines = [english(line) for line in help_now(BY_DAY)]
    assert lines[-1] == "School is open now. Call 0183-625350."
    assert "0800-0432 – De Kindertelefoon" in lines


def test_at_night_only_who_is_there_is_named() -> None:
    lines = [english(line) for line in help_now(BY_NIGHT)]
    assert lines[1] == "School is closed now. These people are there:"
    assert "0800-0432 – De Kindertelefoon" not in lines
    assert "113 Zelfmoordpreventie" in lines


def test_with_no_line_open_nobody_is_promised() -> None:
    nobody = replace(BY_NIGHT, school=replace(noordhoek(), help_lines=()))
    assert [english(line) for line in help_now(nobody)] == ["Danger? Call 112."]


def test_a_line_without_a_number_shows_its_address() -> None:
    line = next(one for one in noordhoek().help_lines if not one.number)
    assert english(line_text(line)) == f"{line.site} – {line.name}"


def test_each_topic_gives_one_number_that_is_for_who_asks() -> None:
    topics = (HelpTopic.SEXTORTION, HelpTopic.SEXTORTION, HelpTopic.SUICIDE)
    student = [english(line) for line in lines_for(ReporterRole.STUDENT, BY_DAY, *topics)]
    parent = [english(line) for line in lines_for(ReporterRole.PARENT, BY_DAY, *topics)]
    assert [line.split(" – ")[-1] for line in student] == [
        "De Kindertelefoon",
        "Helpwanted",
        "113 Zelfmoordpreventie",
    ]
    assert "0800-0432 – De Kindertelefoon" not in parent
    assert len(set(student)) == 3


def test_no_number_stands_on_two_buttons_of_help() -> None:
    for hour in (3, 10, 16):
        buttons = help_buttons(facts(now=facts().now.replace(hour=hour)))
        assert len({one.way for one in buttons}) == len(buttons)
