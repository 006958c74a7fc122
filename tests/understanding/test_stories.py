"""Danger that is told in the middle of other things is heard as when it is told alone."""

from __future__ import annotations

import pytest

from bot.understanding.danger import Danger, danger_in

BEFORE = "vandaag was een leuke dag op school we hebben gegymd en daarna pizza gegeten "
AFTER = " morgen gaan we weer naar school en dan hebben we eerst rekenen en daarna koken"


@pytest.mark.parametrize(
    ("said", "danger"),
    [
        ("ik pleeg zelfmoord", Danger.SUICIDE),
        ("ik wil dood", Danger.SUICIDE),
        ("hij heeft me verkracht", Danger.ABUSE),
        ("mijn vader slaat mij elke dag", Danger.HOME),
    ],
)
def test_the_rest_of_a_story_does_not_drown_it(said: str, danger: Danger) -> None:
    told = [said, BEFORE + said, said + AFTER, BEFORE + said + AFTER]
    assert [danger_in(one).danger for one in told] == [danger] * len(told)


def test_a_calm_story_of_the_same_length_stays_calm() -> None:
    assert danger_in(BEFORE + AFTER).danger is Danger.NONE
