"""What may also come later: class, app, proof, names, wish."""

from __future__ import annotations

import pytest

from bot.flows.report import REPORT
from tests.flows.reporting import sent, told
from tests.talk import Talk

ALL = ["class", "app", "since", "still", "keep", "names", "wish"]


def more(who: str = "self", kind: str = "threat", doer: str = "student") -> Talk:
    """A report whose teller wants to tell more."""
    return told(who, kind, doer).say("x").press("Tell more")


def asked(talk: Talk) -> list[str]:
    """Every question until the send screen, the last button above the navigation pressed."""
    steps = []
    while talk.step != "send":
        steps.append(talk.step)
        own = [value for value in talk.values if value not in {">", "<", "x", "!", "+page"}]
        talk.press(own[-1])
    return steps


def test_everything_that_may_come_later_is_asked_once() -> None:
    assert asked(more()) == ALL


def test_each_of_them_can_be_left_with_send_now() -> None:
    for count in range(len(ALL)):
        talk = more()
        for _ in range(count):
            talk.press("none" if talk.step == "keep" else talk.values[0])
        assert "Send now" in talk.labels
        assert talk.press("Send now").step == "send"


@pytest.mark.parametrize("doer", ["staff", "placement"])
def test_no_class_is_asked_when_a_colleague_does_it(doer: str) -> None:
    talk = told(doer=doer)
    if doer == "staff":
        talk.press("+untold")
    talk.say("x")
    assert talk.labels[0] == "Send"
    assert asked(talk.press("Tell more")) == ALL[1:]


def test_no_class_is_asked_when_a_colleague_is_the_victim() -> None:
    talk = told("other").press("staff", "+untold").say("x")
    assert asked(talk.press("Tell more")) == ALL[1:]


def test_proof_that_one_keeps_needs_no_file() -> None:
    talk = more().press("1a", "game", "week", "yes", "self", "no")
    assert talk.step == "coach1"
    assert sent(talk.press("Send now")).items == ()


def test_the_coach_in_a_report_knows_the_app_already() -> None:
    talk = more().press("1a", "snapchat", "week", "yes", "self", "no")
    assert "Snapchat" in talk.question
    talk.press("next", "next", "next", "next").say("@pester_kim").press("Skip this")
    assert talk.step == "names"
    shown = {label.key: answer.values for label, answer in sent(talk.press("Send now")).details}
    assert shown["Account"] == {"words": "@pester_kim"}


def test_a_naked_report_asks_in_words_who_and_where_and_who_saw_it() -> None:
    talk = (
        Talk(REPORT)
        .press("self", "no", "image", "yes", "student")
        .say("x")
        .press("more", "1a", "snapchat", "week", "yes")
    )
    assert asked(talk) == ["account", "link", "seen", "names", "wish"]


def test_proof_that_is_sent_is_asked_for() -> None:
    talk = more().press("1a", "game", "week", "yes", "send", "no")
    assert talk.step == "items"
    talk.send("a", "photo").send("b", "video").press("Done")
    assert talk.step == "account"
    assert sent(talk.press("Send now")).items == (("a", "photo"), ("b", "video"))


def test_files_before_send_now_are_sent_too() -> None:
    talk = more().press("1a", "game", "week", "yes", "send", "no").send("a", "photo")
    assert sent(talk.press("Send now")).items == (("a", "photo"),)


def test_a_file_that_comes_at_another_question_is_kept_and_asked_about() -> None:
    talk = more().press("1a").send("a", "photo")
    assert talk.notes.startswith("I put that with your story.")
    assert talk.press("Send now").step == "nudefiles"
    assert sent(talk.press("no")).items == (("a", "photo"),)


def test_a_sentence_where_a_class_is_asked_is_no_class() -> None:
    talk = more().say("the boy from 1a hits me and laughs")
    assert talk.step == "class"
    assert talk.notes.startswith("I put that with your story.")
    assert talk.say("my class is 2 b").step == "app"


def test_names_and_wishes_are_in_the_details_as_they_were_typed() -> None:
    talk = more().press("1a", "game", "week", "yes", "none").say("Sam").say("that it stops")
    shown = {label.key: answer.values for label, answer in sent(talk).details}
    assert shown["Names"] == {"words": "Sam"}
    assert shown["What you want"] == {"words": "that it stops"}


def test_telling_more_twice_goes_on_where_it_was_left() -> None:
    talk = more().press("1a", "snapchat").press("Send now").press("Tell more")
    assert talk.step == "since"
    assert talk.back().step == "app"
    assert Talk(REPORT, session=talk.session).back().step == "class"


def test_a_yes_to_the_class_that_is_offered_takes_it_and_sends_nothing() -> None:
    talk = told().say("ik zit in 2b en ze schelden mij uit")
    assert "I read 2b. Is that your class? Then tap it." in talk.question
    talk = talk.say("yes")
    assert talk.step == "send"
    assert "Is that your class?" not in talk.question
    assert sent(talk).case.school_class == "2b"


def test_a_class_in_the_story_is_offered_first_and_only_who_says_so_makes_it_theirs() -> None:
    talk = told().say("ik zit in 1 A en ze schelden mij uit")
    assert "I read 1a. Is that your class? Then tap it." in talk.question
    assert talk.labels[0] == "1a"
    assert sent(talk).case.school_class is None
    talk = told().say("een jongen uit 3a, ik zit in 2b")
    assert (talk.labels[0], sent(talk.press("2b")).case.school_class) == ("2b", "2b")
    talk = told("other").press("student").say("zij zit in 1a")
    assert "I read 1a. Is it that class? Then tap it." in talk.question


def test_the_class_of_another_is_not_offered_as_their_own() -> None:
    for words in ("een jongen uit 2b noemt mij dik", "mijn zus zit in 3a", "vroeger zat ik in 1b"):
        talk = told().say(words)
        assert ("Then tap it." in talk.question, talk.labels[0]) == (False, "1a"), words
