"""Who does it, described instead of tapped: taken only where that is plain, else asked again."""

from __future__ import annotations

from functools import partial

import pytest

from bot.cases.kinds import Doer
from bot.flows.guessing import ELSE
from bot.flows.report import REPORT
from bot.flows.tell import STORY
from bot.flows.words import appended
from tests.flows.test_guessing import CLASSMATE, told
from tests.talk import Talk, facts
from tests.understanding.test_doing import UNCLEAR
from tests.wording import dutch_first


def test_who_is_described_instead_of_tapped_is_understood_and_the_words_are_kept() -> None:
    talk = told(CLASSMATE).press("self", "no", ELSE, "insult")
    assert talk.question.startswith("Does a student do this?")
    talk.say("nee, iemand anders, ik ken hem niet")
    assert talk.session.answers["doer"] == Doer.UNKNOWN
    assert "ik ken hem niet" in talk.session.answers[STORY.key]


def test_of_a_stranger_no_student_is_suspected() -> None:
    talk = told("een onbekende jongen van snapchat pest mij").press("self", "no", ELSE, "insult")
    assert talk.question == "Is it someone from outside?"
    assert talk.press("Yes").session.answers["doer"] == Doer.OUTSIDER


@pytest.mark.parametrize(
    ("words", "question"),
    [
        (
            "een jongen uit een andere klas scheldt mij uit op school",
            "Does a student do this?",
        ),
        (
            "klasgenoten schelden mij uit in de app ook buiten school",
            "Does a student do this?",
        ),
        (
            "een nieuwe man van buiten school geeft ons gym en appt mij",
            "Does this person work at school?",
        ),
    ],
)
def test_a_guess_of_somebody_from_outside_hides_no_better_one(words: str, question: str) -> None:
    talk = told(words).press("self", "No")
    if ELSE in talk.values:
        talk.press(ELSE)
    assert talk.press("insult").question == question


def test_who_does_it_is_asked_again_unless_the_words_are_no_more_than_that() -> None:
    talk = Talk(REPORT, facts=facts(say=partial(dutch_first().render, language="nl"))).press(
        "self", "No", "insult"
    )
    session = talk.session

    def answered(words: str) -> str | None:
        again = Talk(REPORT, facts=talk.facts, session=session).say(words)
        return again.session.answers.get("doer")

    assert {words: found for words in UNCLEAR if (found := answered(words))} == {}
    for words, doer in {
        "een klasgenoot van mij": Doer.STUDENT,
        "2": Doer.STAFF,
        "mijn mentor": Doer.STAFF,
        "mijn moeder": "home",
        "van buiten": Doer.OUTSIDER,
        "ik weet het niet": Doer.UNKNOWN,
    }.items():
        assert answered(words) == doer, words


def test_a_typed_yes_to_a_guess_is_no_part_of_the_story() -> None:
    for words in ("yes", "yeah", "sure", "👍🏽"):
        talk = told(CLASSMATE).press("self", "no", ELSE, "insult").say(words)
        assert talk.session.answers["doer"] == Doer.STUDENT, words
        assert "I put that with your story." not in talk.notes
        assert talk.session.answers[STORY.key] == appended("", ["t", CLASSMATE])


def test_somebody_i_do_not_know_is_unknown_in_every_language() -> None:
    """Of school too, maybe: what a mother tongue calls so is not from outside."""
    for language, words in (("tr", "tanımadığım biri"), ("ti", "ዘይፈልጦ ሰብ")):  # noqa: RUF001 - as it is written
        say = partial(dutch_first().render, language=language)
        talk = Talk(REPORT, facts=facts(say=say)).press("self", "No", "insult").say(words)
        assert talk.session.answers["doer"] == Doer.UNKNOWN, language
