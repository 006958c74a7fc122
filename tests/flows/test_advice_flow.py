"""What is asked for and answered as advice: words of one's own, or the care team's report."""

from __future__ import annotations

from bot.cases.people import Role
from bot.flows.advice import ASK_ADVICE, GIVE_ADVICE, AdviceAsked, AdviceGiven
from tests.talk import Talk

CARE = {"team": "care_team"}


def test_somebody_is_asked_in_one_line() -> None:
    talk = Talk(ASK_ADVICE, answers={"whom": "n-haddad"})
    assert talk.say("Wat nu?").effect == AdviceAsked("n-haddad", "Wat nu?")


def test_an_adviser_answers_in_one_go() -> None:
    talk = Talk(GIVE_ADVICE)
    assert talk.say("Bel de ouders.").effect == AdviceGiven(advice="Bel de ouders.")


def test_the_care_team_reports_in_parts_and_says_who_is_told() -> None:
    talk = Talk(GIVE_ADVICE, answers=CARE)
    talk.say("Gesproken").say("Afgesproken").press("Not yet")
    told = talk.press("Mentor").press("Parents (tell them yourself)").press("Done").effect
    assert told == AdviceGiven(
        progress="Gesproken",
        settlement="Afgesproken",
        told=frozenset({Role.MENTOR, Role.PARENT}),
    )


def test_parents_are_no_answer_while_nobody_said_that_it_is_safe() -> None:
    talk = Talk(GIVE_ADVICE, answers={**CARE, "locked": "yes"})
    talk.say("Gesproken").press("Not yet").press("Not yet")
    assert not [label for label in talk.labels if "Parents" in label]
    assert talk.press("Done").effect == AdviceGiven(progress="Gesproken")


def test_parents_ticked_before_they_were_locked_are_left_out() -> None:
    answers = {**CARE, "locked": "yes", "advicetold": "parent,mentor"}
    talk = Talk(GIVE_ADVICE, answers=answers)
    talk.say("Gesproken").press("Not yet").press("Not yet")
    assert talk.effect == AdviceGiven(progress="Gesproken", told=frozenset({Role.MENTOR}))
