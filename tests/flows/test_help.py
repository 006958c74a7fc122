"""Whom to call now."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.flows.help import help_buttons, help_now, line_text, lines_for
from tests.cases.noordhoek import noordhoek
from tests.talk import SATURDAY_NIGHT, english, facts
from tests.wording import dutch_first

BY_DAY, BY_NIGHT = facts(now=facts().now.replace(hour=12)), facts(now=SATURDAY_NIGHT)


I18N = dutch_first()


def test_112_comes_first_and_only_once() -> None:
    for told in (BY_DAY, BY_NIGHT):
        lines = [english(line) for line in help_now(told)]
        assert lines[0] == "Danger? Call 112."
        assert not any(line.startswith("112") for line in lines)


def test_by_day_the_school_can_be_called() -> None:
    lines = [english(line) for line in help_now(BY_DAY)]
    assert lines[-1] == "School is open now. Call 0183-625350."
    assert "0800-0432 – De Kindertelefoon (praten, voor kinderen en jongeren)" in lines


def test_at_night_only_who_is_there_is_named() -> None:
    lines = [english(line) for line in help_now(BY_NIGHT)]
    assert lines[1] == "School is closed now. These people are there:"
    assert "De Kindertelefoon" not in "".join(lines)
    assert "113 – Zelfmoordpreventie (gratis, dag en nacht, ook chat: 113.nl)" in lines


def test_with_no_line_open_nobody_is_promised() -> None:
    nobody = replace(BY_NIGHT, school=replace(noordhoek(), help_lines=()))
    assert [english(line) for line in help_now(nobody)] == ["Danger? Call 112."]


def test_a_line_without_a_number_shows_its_address() -> None:
    line = next(one for one in noordhoek().help_lines if not one.number)
    assert english(line_text(line)) == f"{line.site} – {line.name} ({line.about})"
    assert english(line_text(replace(line, about=""))) == f"{line.site} – {line.name}"


def test_what_a_line_is_for_is_said_in_the_readers_language() -> None:
    line = next(one for one in noordhoek().help_lines if one.line_id == "113")
    said = {language: I18N.render(line_text(line), language) for language in I18N.languages}
    assert said["pl"].startswith("113 – Zelfmoordpreventie (rozmowa o samobójstwie; za darmo")
    assert all("113.nl" in one for one in said.values()), "one can chat too"
    assert all("Zelfmoordpreventie" in one for one in said.values())
    assert len(set(said.values())) == len(said)
    assert "\u2068113 – Zelfmoordpreventie\u2069" in said["ar"]


def test_each_topic_gives_one_number_that_is_for_who_asks() -> None:
    topics = (HelpTopic.SEXTORTION, HelpTopic.SEXTORTION, HelpTopic.SUICIDE)
    student = [english(line) for line in lines_for(ReporterRole.STUDENT, BY_DAY, *topics)]
    parent = [english(line) for line in lines_for(ReporterRole.PARENT, BY_DAY, *topics)]
    assert [line.split(" – ")[-1].split(" (")[0] for line in student] == [
        "De Kindertelefoon",
        "Helpwanted",
        "Zelfmoordpreventie",
    ]
    assert "De Kindertelefoon" not in "".join(parent)
    assert len(set(student)) == 3


def test_no_number_stands_on_two_buttons_of_help() -> None:
    for hour in (3, 10, 16):
        buttons = help_buttons(facts(now=facts().now.replace(hour=hour)))
        assert len({one.way for one in buttons}) == len(buttons)
