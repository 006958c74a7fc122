"""A day, tapped or typed in any of the ways people write one. It is Monday 23 November 2026."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.flows.day import NO_DAY, Day, read_day
from bot.flows.kit import Flow
from bot.text import N_
from tests.talk import Talk, english, facts
from tests.wording import dutch_first

SINCE = Day(key="since", text=N_("When did it start?"))
FLOW = Flow("day", (SINCE,), lambda a, _f: (a[SINCE],))
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", "2026-11-23"),
        ("Yesterday", "2026-11-22"),
        ("since yesterday", "2026-11-22"),
        ("this week", "week"),
        ("longer", "longer"),
        ("dunno", "unknown"),
        ("1", "2026-11-23"),
        ("20-11", "2026-11-20"),
        ("20/11/26", "2026-11-20"),
        ("20.11.2025", "2025-11-20"),
        ("2026-11-20", "2026-11-20"),
        ("since 20 11", "2026-11-20"),
        ("24-12", "2025-12-24"),
        ("20 november", "2026-11-20"),
        ("20 Nov. 2025", "2025-11-20"),
        ("3 december", "2025-12-03"),
        ("friday", "2026-11-20"),
        ("last Friday after school", "2026-11-20"),
        ("monday", "2026-11-23"),
        ("monday 16 november", "2026-11-16"),
        ("Monday 16-11", "2026-11-16"),
        ("1 mrch", "2026-03-01"),
        ("1 may", "2026-05-01"),
    ],
)
def test_a_day_is_understood(words: str, day: str) -> None:
    assert Talk(FLOW).say(words).effects == (day,)


@pytest.mark.parametrize(
    "words", ["24-11-2026", "45-13", "31-02", "29 februari", "12 fo", "a while", "", "2026-13-40"]
)
def test_no_day_or_one_to_come_is_asked_again(words: str) -> None:
    talk = Talk(FLOW).say(words)
    assert talk.step == "since"
    assert talk.notes == english(NO_DAY)


def test_leap_day_this_year_still_to_come_is_no_day_of_last_year() -> None:
    january = facts(now=datetime(2028, 1, 10, 12, tzinfo=AMSTERDAM))
    assert Talk(FLOW, facts=january).say("29-2").notes == english(NO_DAY)


def test_today_is_the_day_it_is_at_school() -> None:
    late = datetime(2026, 11, 22, 23, 30, tzinfo=ZoneInfo("UTC"))
    assert Talk(FLOW, facts=facts(now=late)).press("today").effects == ("2026-11-23",)


def test_a_file_or_a_forged_button_is_asked_again() -> None:
    talk = Talk(FLOW).send("item1", "photo")
    assert talk.notes == english(NO_DAY)
    assert talk.tap("tomorrow").step == "since"


@pytest.mark.parametrize("stored", ["2026-13-45", "soon", ""])
def test_a_stored_day_that_is_none_counts_as_unanswered(stored: str) -> None:
    assert Talk(FLOW, answers={"since": stored}).step == "since"


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("nl", "20 mrt", "2026-03-20"),
        ("pl", "20 listopada", "2026-11-20"),
        ("pl", "w środę po szkole", "2026-11-18"),
        ("pl", "3 marca 2025", "2025-03-03"),
        ("uk", "20 листопада", "2026-11-20"),
        ("uk", "п'ятницю", "2026-11-20"),
        ("uk", "п’ятниця", "2026-11-20"),
        ("ar", "20 تشرين الثاني", None),
        ("ar", "3 شباط", "2026-02-03"),
        ("ar", "الجمعة", "2026-11-20"),
        ("tr", "cuma günü", "2026-11-20"),
        ("tr", "3 şubat", "2026-02-03"),
        ("ti", "ዓርቢ", "2026-11-20"),
    ],
)
def test_a_day_is_read_as_its_language_bends_it(language: str, words: str, day: str | None) -> None:
    """A month of two words is asked again, rather than taken for its twin."""
    asked = facts(say=lambda text: dutch_first().render(text, language))
    assert read_day(words, asked) == day
