"""What comes besides an answer: words for the story, a forged button, anything after the end."""

from __future__ import annotations

from dataclasses import replace

from bot.flows import engine
from bot.flows.beside import ADDED
from bot.flows.engine import STILL_OPEN
from bot.flows.kit import Typed
from bot.flows.report import REPORT
from bot.flows.session import Session
from tests.talk import Talk, english, facts


def told() -> Session:
    """A report on its send screen."""
    talk = Talk(REPORT).press("self", "no", "threat", "student").say("He wants to hit me")
    return talk.session


def test_words_told_besides_are_put_to_the_story_and_the_question_stays() -> None:
    was = told()
    now = engine.told_besides(REPORT, was, Typed("And he has a knife"), facts())
    assert now is not None
    after = Talk(REPORT, session=now)
    assert after.step == Talk(REPORT, session=was).step
    assert "And he has a knife" in after.question
    assert "He wants to hit me" in after.question


def test_a_sentence_that_begins_with_yes_or_no_answers_where_that_is_safe_and_is_kept() -> None:
    talk = Talk(REPORT).press("self").say("ja een jongen lacht mij uit")
    assert (talk.step, talk.session.answers["danger"]) == ("kind", "yes")
    assert english(ADDED)[0] in talk.notes
    talk = talk.press("image").say("ja een foto van mij in bad")
    assert talk.session.answers["nude"] == "yes"
    assert "een jongen lacht mij uit" in talk.press("student").session.drafts["story"]
    talk = Talk(REPORT, session=told()).press("Tell more", "1a", "game", "week")
    assert talk.say("nee het gaat gewoon door").step == "still"
    assert talk.say("ja het is elke dag").session.answers["still"] == "yes"
    parent = Talk(REPORT).press("parent", "No", "insult", "I do not know", "student")
    assert parent.say("ja hij mag alles lezen").step == "knows"
    assert parent.say("nee hij is op school").session.answers["knows"] == "no"


def test_no_danger_and_nobody_naked_is_only_said_by_a_plain_no() -> None:
    talk = Talk(REPORT).press("self").say("nee een jongen lacht mij uit")
    assert (talk.step, talk.notes) == ("danger", english(ADDED))
    talk = talk.press("No", "image").say("nee een foto van mijn tekening")
    assert talk.step == "nude"


def test_no_guess_is_confirmed_that_was_made_of_the_same_words() -> None:
    talk = Talk(REPORT).press("self", "No")
    talk.say("ja ze schelden me uit in de groepsapp, een jongen uit klas 1a")
    assert "kind" not in talk.session.answers


def test_who_is_named_reads_it_or_not_by_a_tap() -> None:
    talk = Talk(REPORT).press("self", "No", "insult", "I do not know")
    talk.say("mevrouw Yılmaz zet mij steeds voor schut")  # noqa: RUF001 - as it is written
    assert talk.step == "about"
    for words in ("nee niet alleen zij", "nee zij doet het samen met een jongen"):
        assert talk.say(words).step == "about"


def test_in_danger_no_sentence_is_an_answer_and_its_words_are_kept() -> None:
    words = "nee maar hij wil mij straks neersteken"
    talk = Talk(REPORT).press("self").say(words)
    assert talk.step == "danger"
    assert "danger" not in talk.session.answers
    assert words in talk.session.drafts["story"]


def test_a_sentence_that_begins_with_no_denies_no_guess() -> None:
    talk = Talk(REPORT).press("self", "No", "image", "No").say("een jongen uit 1a")
    assert talk.question == "Does a student do this?"
    assert "doer" not in talk.say("nee het is mijn neef van buiten school").session.answers


def test_what_a_short_sentence_tells_beside_its_answer_is_kept() -> None:
    talk = Talk(REPORT).press("self", "No", "insult").say("a student from 1a")
    assert talk.session.answers["doer"] == "student"
    assert "from 1a" in talk.question
    assert "story" not in Talk(REPORT).press("self").say("I do not know").session.drafts


def test_who_tells_of_a_father_or_a_teacher_is_none() -> None:
    for words, who in {
        "my father hits me": None,
        "mum does it": None,
        "my mentor shouts at me": None,
        "father": "parent",
        "work here": "staff",
        "1": "self",
    }.items():
        assert Talk(REPORT).say(words).session.answers.get("who") == who, words


def test_where_nothing_keeps_the_rest_a_sentence_decides_nothing() -> None:
    dry = replace(REPORT, overflow=None)
    assert Talk(dry).press("self").say("ja het is gisteren gebeurd").step == "danger"


def test_where_nothing_is_told_yet_nothing_is_put_to_it() -> None:
    asked = Talk(REPORT).press("self").session
    assert engine.told_besides(REPORT, asked, Typed("And he has a knife"), facts()) is None


def test_a_flow_that_keeps_no_words_is_told_nothing_besides() -> None:
    dry = replace(REPORT, overflow=None)
    assert engine.told_besides(dry, told(), Typed("And he has a knife"), facts()) is None


def test_what_says_nothing_is_put_to_no_story() -> None:
    assert engine.told_besides(REPORT, told(), Typed(" \n"), facts()) is None


def test_an_answer_after_the_end_changes_nothing() -> None:
    talk = Talk(REPORT, session=told()).press("put.1a", "send")
    session, effects = talk.session, talk.effects
    talk.say("And he has a knife")
    assert (talk.session, talk.effects) == (session, effects)


def test_a_forged_button_of_the_send_screen_sends_nothing() -> None:
    talk = Talk(REPORT, session=told()).tap("set.nothing")
    assert talk.notes == english(STILL_OPEN)
    assert talk.step == "send"


def test_a_button_of_an_earlier_question_sends_nothing() -> None:
    talk = Talk(REPORT, session=told()).tap("send", step="who")
    assert talk.notes == english(STILL_OPEN)
    assert talk.step == "send"
