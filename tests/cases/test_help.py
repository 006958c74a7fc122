"""Help that is offered is open, or says nothing about its hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.cases.help import LineState, line_state, lines_about, open_lines
from bot.cases.kinds import HelpTopic
from bot.cases.school import HelpLine
from tests.cases.noordhoek import noordhoek


def at(words: str) -> datetime:
    here = datetime.fromisoformat(words).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return here.astimezone(UTC)


def line(line_id: str) -> HelpLine:
    return next(one for one in noordhoek().help_lines if one.line_id == line_id)


def offered(words: str, topic: HelpTopic) -> list[str]:
    return [one.line_id for one in open_lines(noordhoek(), at(words), topic)]


def test_in_danger_112_is_offered_at_any_hour() -> None:
    for words in ("2026-11-23 10:00", "2026-12-25 03:00", "2027-07-20 23:59"):
        assert offered(words, HelpTopic.DANGER) == ["112"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-11-23 10:59", LineState.CLOSED),
        ("2026-11-23 11:00", LineState.OPEN),
        ("2026-11-22 20:59", LineState.OPEN),
        ("2026-11-22 21:00", LineState.CLOSED),
        ("2026-12-25 12:00", LineState.OPEN),
        ("2027-07-20 12:00", LineState.OPEN),
    ],
)
def test_the_kindertelefoon_is_open_every_day_from_11_to_21(
    words: str, expected: LineState
) -> None:
    assert line_state(line("kindertelefoon"), at(words), noordhoek()) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2026-11-23 08:00", LineState.OPEN),
        ("2026-11-23 17:00", LineState.CLOSED),
        ("2026-11-22 12:00", LineState.CLOSED),
        ("2026-10-20 12:00", LineState.OPEN),  # a school holiday is no holiday for others
        ("2027-03-29 12:00", LineState.CLOSED),  # the Monday of Easter is
    ],
)
def test_a_line_of_workdays_is_closed_on_public_holidays_only(
    words: str, expected: LineState
) -> None:
    assert line_state(line("vertrouwensinspecteur"), at(words), noordhoek()) is expected


def test_a_line_without_confirmed_hours_is_never_called_open() -> None:
    for words in ("2026-11-23 10:00", "2026-11-23 23:00"):
        assert line_state(line("helpwanted"), at(words), noordhoek()) is LineState.UNKNOWN


def test_open_lines_come_first_and_closed_ones_not_at_all() -> None:
    by_day = offered("2026-11-23 12:00", HelpTopic.TALK)
    by_night = offered("2026-11-23 23:00", HelpTopic.TALK)
    assert by_day == ["kindertelefoon", "jongeren-hulp-online"]
    assert by_night == ["jongeren-hulp-online"]


def test_a_line_that_is_open_stands_before_one_that_comes_first_in_the_file() -> None:
    assert offered("2026-11-23 12:00", HelpTopic.SEXUAL_ABUSE)[0] == "centrum-seksueel-geweld"
    assert offered("2026-11-23 12:00", HelpTopic.SEXUAL_ABUSE)[-1] == "helpwanted"


@pytest.mark.parametrize(
    "topic", [HelpTopic.DANGER, HelpTopic.SUICIDE, HelpTopic.SEXUAL_ABUSE, HelpTopic.HOME]
)
def test_for_what_cannot_wait_somebody_answers_in_the_night(topic: HelpTopic) -> None:
    moment = at("2026-11-22 03:00")
    first = open_lines(noordhoek(), moment, topic)[0]
    assert line_state(first, moment, noordhoek()) is LineState.OPEN


def test_a_number_nobody_verified_is_not_shown() -> None:
    shown = {one.line_id for topic in HelpTopic for one in lines_about(noordhoek(), topic)}
    assert "luisterlijn" not in shown
    assert replace(line("luisterlijn"), verified=True).line_id not in shown
