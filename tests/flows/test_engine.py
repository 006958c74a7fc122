"""The engine: which question is open, what is kept, what is dropped; on a small flow."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.flows import beside, engine, mine
from bot.flows.beside import ADDED, TAP
from bot.flows.engine import HELP, NOW, STILL_OPEN, STOP
from bot.flows.kit import (
    Flow,
    FlowFault,
    Go,
    Note,
    Option,
    Pressed,
    Sent,
    Step,
    Typed,
    read_button,
)
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.steps import EMPTY, FILES_NOT_HERE, NOT_UNDERSTOOD, Choice, Given
from bot.flows.words import Told, Words
from bot.text import N_, verbatim
from tests.talk import TOKEN, Talk, english, facts

A_OR_B = Choice(
    key="ab", text=N_("A or B?"), options=(Option("a", verbatim("A")), Option("b", verbatim("B")))
)
ONLY_A = Choice(
    key="c",
    text=N_("Which?"),
    options=(Option("1", verbatim("one")), Option("2", verbatim("two"))),
    when=lambda a, _f: a[A_OR_B] == "a",
)
STORY = Words(key="story", text=N_("Tell it."), items=True, voice_note=N_("A voice."))
LAST = Choice(key="last", text=N_("Last?"), options=(Option("z", verbatim("zz")),))
LATER = Words(key="later", text=N_("More?"), items=True, many=True, later=True)
SMALL = Flow(
    "small",
    (A_OR_B, ONLY_A, STORY, LATER, LAST),
    lambda a, _f: (dict(a.stored),),
    overflow=STORY,
)


def test_a_branch_closed_by_a_changed_answer_is_dropped() -> None:
    talk = Talk(SMALL).press("a", "1").back().back().press("b").say("story").press("z")
    assert "c" not in talk.effect


def test_the_answer_of_a_step_that_no_release_knows_is_dropped() -> None:
    talk = Talk(SMALL, answers={"gone": "x", "ab": "b"})
    assert talk.step == "story"
    assert "gone" not in talk.session.answers


def test_a_step_put_in_by_a_release_is_simply_asked_next() -> None:
    assert Talk(SMALL, answers={"story": '[["t", "x"]]', "last": "z"}).step == "ab"


def test_changing_an_answer_that_no_release_knows_never_ends_the_conversation() -> None:
    session = Session("small", TOKEN, changing="gone", answers={"ab": "b"})
    assert Talk(SMALL, session=session).step == "story"


def test_changing_an_answer_of_a_closed_branch_goes_on_with_the_open_question() -> None:
    session = Session("small", TOKEN, changing="c", answers={"ab": "b"})
    assert Talk(SMALL, session=session).step == "story"


def test_words_that_answer_nothing_are_kept_for_the_story_and_shown_there() -> None:
    talk = Talk(SMALL).say("He hit me with his bag yesterday")
    assert (talk.step, talk.notes) == ("ab", english(ADDED))
    talk.press("b")
    assert "I have this: He hit me with his bag yesterday" in talk.question
    talk.press("Done").press("z")
    assert talk.effect["story"] == '[["t", "He hit me with his bag yesterday"]]'


def test_words_after_the_story_are_put_with_it() -> None:
    talk = Talk(SMALL).press("b").say("one", "and two")
    assert talk.notes == f"{english(ADDED)}\n{english(TAP)}", "who types on is told how to go on"
    assert talk.press("z").effect["story"] == '[["t", "one"], ["t", "and two"]]'


def test_a_voice_message_after_the_story_still_gets_its_warning() -> None:
    talk = Talk(SMALL).press("b").say("one").send("item", "voice")
    assert talk.notes == english(ADDED) + "\nA voice."


@pytest.mark.parametrize("words", ["done", "ready"])
def test_a_word_that_means_a_button_of_the_story_is_not_put_with_it(words: str) -> None:
    talk = Talk(SMALL).press("b").say("one", words)
    assert talk.notes == english(NOT_UNDERSTOOD)
    assert talk.session.answers["story"] == '[["t", "one"]]'


def test_an_empty_message_after_the_story_says_what_is_asked() -> None:
    assert Talk(SMALL).press("b").say("one", " ").notes == english(NOT_UNDERSTOOD)


def test_without_a_story_what_is_not_understood_is_asked_again() -> None:
    flow = Flow("plain", (A_OR_B,), lambda a, _f: (a[A_OR_B],))
    assert Talk(flow).say("what?").notes == english(NOT_UNDERSTOOD)
    assert Talk(flow).send("item", "photo").notes == english(FILES_NOT_HERE)


def test_words_are_not_kept_in_a_story_that_does_not_apply() -> None:
    story = replace(STORY, when=lambda _a, _f: False)
    flow = Flow("plain", (A_OR_B, story), lambda a, _f: (a[A_OR_B],), overflow=story)
    assert Talk(flow).say("what?").notes == english(NOT_UNDERSTOOD)


def test_a_story_that_is_not_asked_still_keeps_what_is_told() -> None:
    story = replace(STORY, asked=lambda _a, _f: False)
    flow = Flow("plain", (story, A_OR_B), lambda a, _f: (a[story],), overflow=story)
    assert Talk(flow).say("he is here").press("a").effects == (Told(("he is here",)),)


def test_back_keeps_own_words_with_their_question() -> None:
    talk = Talk(SMALL).press("b").say("a long story").back()
    assert "I have this: a long story" in talk.question
    talk.back()
    assert talk.step == "ab"
    talk.press("b").say("and more")
    assert "Done" in talk.labels, "who tells it in bits says when it is all"
    talk.press("Done").press("z")
    assert talk.effect["story"] == '[["t", "a long story"], ["t", "and more"]]'


def test_start_again_throws_the_kept_words_away() -> None:
    talk = Talk(SMALL).press("b").say("my name is Kim").back().press("Start this answer again")
    assert "I have this" not in talk.question
    assert talk.say("nothing").press("z").effect["story"] == '[["t", "nothing"]]'


def test_back_from_a_skipped_question_finds_nothing_kept() -> None:
    story = replace(STORY, skip=N_("Skip this"))
    flow = Flow("plain", (story, LAST), lambda a, _f: (a[story],))
    talk = Talk(flow).press("Skip this").back()
    assert "I have this" not in talk.question


def more(talk: Talk) -> Talk:
    """As "Tell more" does."""
    return Talk(talk.flow, session=replace(talk.session, hurry=False))


def test_files_sent_before_send_now_are_kept_without_done() -> None:
    talk = more(Talk(SMALL).press("b").say("x")).send("item1", "photo").press("Send now")
    assert talk.press("z").effect["later"] == '[["i", "item1", "photo"]]'


def test_send_now_can_be_typed_and_leaves_what_may_come_later() -> None:
    talk = more(Talk(SMALL).press("b").say("x")).say("send now")
    assert talk.step == "last"
    assert "later" not in talk.press("z").effect


def test_send_now_means_nothing_where_it_is_not_offered() -> None:
    assert Talk(SMALL).tap(NOW).notes == english(STILL_OPEN)


def test_back_from_what_may_come_later_goes_to_the_end_and_loses_nothing() -> None:
    talk = more(Talk(SMALL).press("b").say("x")).back()
    assert talk.step == "last"
    assert talk.session.answers["story"] == '[["t", "x"]]'


def test_back_from_the_end_asks_the_later_question_again() -> None:
    talk = more(Talk(SMALL).press("b").say("x")).say("y").press("Done").back()
    assert talk.step == "later"
    assert "I have this: y" in talk.question


def test_a_note_is_shown_once_and_one_without_lines_never() -> None:
    notes = (Note(key="n", text=N_("Read this.")), Note(key="m", text=lambda _a, _f: ()))
    flow = Flow("noted", (*notes, A_OR_B, LAST), lambda _a, _f: ())
    talk = Talk(flow)
    assert talk.turn.notes == ((N_("Read this."),),)
    assert talk.press("a").notes == ""


def test_a_draft_that_no_longer_parses_is_forgotten() -> None:
    session = Session("small", TOKEN, answers={"ab": "b"}, drafts={"story": "5"})
    assert "I have this" not in Talk(SMALL, session=session).question


def test_an_answer_to_a_finished_conversation_ends_it_again() -> None:
    done = Talk(SMALL).press("b").say("x").press("z")
    assert done.say("more").turn.finished


def test_which_navigation_is_typed() -> None:
    told = facts()
    assert engine.navigation(Typed("STOP!"), told) == STOP
    assert engine.navigation(Typed("help now"), told) == HELP
    assert engine.navigation(Typed("stop him"), told) == ""
    assert engine.navigation(Sent("item", "photo"), told) == ""


def test_a_session_of_an_older_release_can_be_read() -> None:
    assert Session.from_data({"flow": "small", "token": "t", "new": 1}) == Session("small", "t")


# ------------------------------------------------------------------ faults show at import


def flow_of(*steps: Step[object] | Choice) -> Flow:
    return Flow("faulty", steps, lambda _a, _f: ())


def test_a_flow_that_cannot_work_is_refused_when_it_is_built() -> None:
    with pytest.raises(FlowFault, match="twice"):
        flow_of(A_OR_B, A_OR_B)
    for key in ("x" * 13, "a:b"):
        with pytest.raises(FlowFault, match="colon"):
            flow_of(replace(A_OR_B, key=key))
    with pytest.raises(FlowFault, match="label"):
        flow_of(replace(A_OR_B, options=(Option("a", N_("A label that goes on and on and on")),)))
    with pytest.raises(FlowFault, match="fit"):
        flow_of(replace(A_OR_B, options=(Option("a" * 60, N_("A")),)))


def test_a_step_that_was_never_in_the_flow_is_not_found() -> None:
    assert SMALL.step("ab") is A_OR_B
    assert SMALL.step("gone", None) is None


def test_data_of_other_buttons_is_no_press() -> None:
    assert read_button("a:menu") is None
    assert read_button("f:abc123:send:put.1a") == Pressed("abc123", "send", "put.1a")


def test_what_is_given_is_never_asked_and_takes_nothing() -> None:
    given_step = Given(key="given")
    asking = beside.asking_at(SMALL, Session("small", TOKEN), facts(), given_step)
    assert given_step.rows(asking) == ()
    assert given_step.take(Typed("x"), asking) != Go()
    assert english(given_step.shown(asking)) == ""
    assert Talk(mine.TALK).step == "message"


def test_words_and_names_are_never_in_a_repr() -> None:
    talk = Talk(REPORT).press("self", "no", "threat", "student").say("Kim is bang")
    assert "Kim" not in repr(talk.session)
    assert "Kim" not in repr(talk.press("Send").effects)
    assert "Kim" not in repr(Typed("Kim"))


def test_an_empty_message_where_words_are_asked_says_so() -> None:
    assert Talk(mine.RECOVER).say("  ").notes == english(EMPTY)
