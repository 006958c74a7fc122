"""A light case ends in a few taps: SOM, who was told, the outcome, one look back."""

from __future__ import annotations

from bot.cases.kinds import Outcome
from bot.flows.light import FINISH_LIGHT, LightEnding
from tests.talk import Talk

OPEN = {"open": "A.som A.zorgteam A.csv A.3 gone", "endings": "agreements apology"}


def test_a_light_case_ends_in_five_answers_and_one_look_back() -> None:
    talk = Talk(FINISH_LIGHT, answers=OPEN).press("me")
    assert {"A.zorgteam", "A.csv", "A.3"} <= set(talk.values)
    assert "A.som" not in talk.values
    talk.press("A.csv", "A.3", "+done")
    assert "measure" not in talk.values
    talk.press("agreements").say("We talked with him.")
    assert "Outcome: Agreements made" in talk.question
    assert "To the reporter: We talked with him." in talk.question
    assert talk.press("send").effect == LightEnding(
        Outcome.AGREEMENTS, ("A.csv", "A.3"), in_som=True, words="We talked with him."
    )


def test_somebody_else_has_it_in_som_and_signs() -> None:
    talk = Talk(FINISH_LIGHT, answers=OPEN).press("other")
    assert "initials" in talk.question
    talk.say("FE").press("+done", "apology", "+skip", "send")
    assert talk.effect == LightEnding(Outcome.APOLOGY, in_som=True, som="FE")


def test_it_is_not_in_som_for_a_reason() -> None:
    talk = Talk(FINISH_LIGHT, answers=OPEN).press("no")
    assert "Why is it not needed in SOM?" in talk.question
    talk.say("One word").press("+done", "apology", "+skip", "send")
    assert talk.effect == LightEnding(Outcome.APOLOGY, som="One word")


def test_what_has_ended_already_is_not_asked() -> None:
    talk = Talk(FINISH_LIGHT).press("agreements", "+skip", "send")
    assert talk.effect == LightEnding(Outcome.AGREEMENTS)
