"""What staff write to the reporter: typed, or ready in the reporter's own language."""

from __future__ import annotations

import pytest

from bot.flows.ready import QUESTIONS, REPLIES
from bot.flows.talking import ASK_REPORTER, WRITE_REPLY, QuestionAsked, ReplyWritten, answers_in
from bot.text import verbatim
from tests.talk import Talk

LONG = "We hebben gisteren met de hele klas en ook met de mentor hierover gepraat."


def test_a_reply_is_sent_as_written() -> None:
    assert Talk(WRITE_REPLY).say("We read it.").effect == ReplyWritten(verbatim("We read it."))


@pytest.mark.parametrize("ready", REPLIES)
def test_a_ready_sentence_takes_two_taps_and_is_no_typed_one(ready: str) -> None:
    talk = Talk(WRITE_REPLY).press("Choose a ready sentence")
    while ready not in talk.values:
        talk.press("More")
    assert talk.press(ready).effect == ReplyWritten(REPLIES[ready].text)


def test_there_are_about_twenty_ready_sentences() -> None:
    assert 20 <= len(REPLIES) <= 25


def test_what_is_hard_to_read_is_said_and_can_be_sent_or_changed() -> None:
    talk = Talk(WRITE_REPLY).say(LONG)
    assert "One sentence has more than 12 words." in talk.question
    assert "very long" not in talk.question
    assert talk.press("Send it like this").effect == ReplyWritten(verbatim(LONG))
    changed = (
        Talk(WRITE_REPLY).say(LONG).back().press("Start this answer again").say("We praten samen.")
    )
    assert changed.effect == ReplyWritten(verbatim("We praten samen."))


def test_who_tells_a_reporter_to_come_to_me_hears_that_nobody_sees_who_that_is() -> None:
    talk = Talk(WRITE_REPLY).say("Kom je morgen bij mij?")
    assert "The reporter does not see who you are." in talk.question
    assert "hard to read" not in talk.question
    assert talk.press("Send it like this").effect is not None


def test_a_question_has_its_own_buttons() -> None:
    talk = Talk(ASK_REPORTER).say("Is het weer gebeurd?").say("ja / nee/ja /een beetje")
    answers = tuple(map(verbatim, ("ja", "nee", "een beetje")))
    assert talk.effect == QuestionAsked(verbatim("Is het weer gebeurd?"), answers)


@pytest.mark.parametrize("typed", ["ja", "a/b/c/d/e", "ja / " + "x" * 31, "/", "ja/ja"])
def test_answers_that_make_no_buttons_are_asked_again(typed: str) -> None:
    talk = Talk(ASK_REPORTER).say("Is het weer gebeurd?", typed)
    assert talk.step == "answers"
    assert "Type 2, 3 or 4 answers" in talk.notes
    assert talk.send("a", "voice").step == "answers"


def test_answers_may_be_typed_below_each_other() -> None:
    assert answers_in(" ja \n nee;misschien | nooit ") == ("ja", "nee", "misschien", "nooit")


@pytest.mark.parametrize("ready", QUESTIONS)
def test_a_ready_question_brings_its_answers(ready: str) -> None:
    talk = Talk(ASK_REPORTER).press("Choose a ready question", ready)
    assert talk.effect == QuestionAsked(QUESTIONS[ready].text, QUESTIONS[ready].answers)
    assert 2 <= len(QUESTIONS[ready].answers) <= 4
