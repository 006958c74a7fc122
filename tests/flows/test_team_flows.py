"""What is asked about a colleague."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.cases.case import Reader
from bot.cases.people import Absence, Role
from bot.flows.readers import who_reads
from bot.flows.team import AWAY, JOIN, NEW_CLASSES, ClassesChanged, Joined, WentAway
from tests.cases.a_school import a_case
from tests.talk import SATURDAY_NIGHT, Talk, english, facts

MONDAY = date(2026, 11, 23)


def test_an_absence_has_a_first_day_a_last_day_and_who_stands_in() -> None:
    talk = Talk(AWAY, answers={"person": "e-yilmaz"})
    talk.press("2026-11-24", "2026-11-25", "t-bakker")
    assert talk.effect == WentAway(date(2026, 11, 24), date(2026, 11, 25), "t-bakker")


def test_the_end_may_be_unknown_and_nobody_may_stand_in() -> None:
    talk = Talk(AWAY, answers={"person": "e-yilmaz"}).press("2026-11-23")
    assert "2026-11-20" not in talk.values
    talk.press("?").press("-")
    assert talk.effect == WentAway(MONDAY, None, "")


def test_on_a_day_off_the_first_day_offered_is_a_school_day() -> None:
    talk = Talk(AWAY, answers={"person": "e-yilmaz"}, facts=facts(now=SATURDAY_NIGHT))
    assert talk.values[0] == "2026-11-23"


def test_nobody_known_has_nobody_to_stand_in() -> None:
    talk = Talk(AWAY, answers={"person": "gone"}).press("2026-11-23", "?")
    assert talk.values[0] == "-"


def test_a_new_mentor_is_asked_for_classes_and_a_confidant_is_not() -> None:
    talk = Talk(JOIN).say(" mevrouw   Nieuw ").press("mentor", "1a", "Done")
    assert talk.effect == Joined("mevrouw Nieuw", Role.MENTOR, ("1a",))
    talk = Talk(JOIN).say("meneer Nieuw").press("confidant")
    assert talk.effect == Joined("meneer Nieuw", Role.CONFIDANT, ())


def test_classes_are_tapped_on_and_off() -> None:
    talk = Talk(NEW_CLASSES).press("1a", "2b", "1a", "Done")
    assert talk.effect == ClassesChanged(("2b",))


@pytest.mark.parametrize(("away", "named"), [(None, "Yılmaz"), ("t-bakker", "Bakker")])  # noqa: RUF001 - her name
def test_the_reporter_is_told_who_reads_it_instead(away: str | None, named: str) -> None:
    absence = Absence(MONDAY, None, away) if away else None
    known = facts()
    people = tuple(
        replace(one, away=absence) if one.person_id == "e-yilmaz" else one for one in known.people
    )
    case = a_case(school_class="1a", reader=Reader.DEFAULT)
    told = "\n".join(english(line) for line in who_reads(case, replace(known, people=people)))
    assert named in told.split("It may be read by")[0]
    assert ("Yılmaz" in told) is (away is None)  # noqa: RUF001 - as above
