"""What stays of a conversation when the files in it are destroyed."""

from __future__ import annotations

from dataclasses import replace

from bot.flows.call_loose import THING
from bot.flows.evidence import PROOF
from bot.flows.loose import LOOSE
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.words import Told, items_in, without_items
from tests.flows.reporting import sent
from tests.talk import TOKEN, Talk


def with_pictures() -> Talk:
    """A report with words and a picture for a story, that turned out to be naked."""
    talk = Talk(REPORT).press("self", "no", "other", "student")
    return talk.send("a", "photo").say("look at him").press("yes")


def emptied(talk: Talk) -> Talk:
    """The same conversation after its files were destroyed."""
    return Talk(talk.flow, session=without_items(talk.flow, talk.session))


def test_the_words_and_the_answers_stay() -> None:
    talk = emptied(with_pictures())
    assert "Your story: look at him" in talk.lines
    assert "Naked or sex: Yes" in talk.lines
    report = sent(talk)
    assert report.story == Told(("look at him",))
    assert report.items == ()


def test_a_story_of_pictures_only_is_shown_as_nothing_and_may_be_told_anew() -> None:
    talk = Talk(REPORT).press("self", "no", "other", "student").send("a", "photo").press("yes")
    talk = emptied(talk)
    assert "Your story: Skipped" in talk.lines
    talk.change("story")
    assert "I have this" not in talk.question
    assert "Words only" in talk.question


def test_files_that_wait_for_done_are_found_and_go_too() -> None:
    talk = Talk(PROOF).press("send", "no").send("a", "photo").send("b", "file")
    assert items_in(PROOF, talk.session) == {"a", "b"}
    assert items_in(PROOF, without_items(PROOF, talk.session)) == frozenset()


def test_what_holds_no_files_stays_as_it_is() -> None:
    session = Session(LOOSE.name, TOKEN, "", {THING.key: '[["t", "hi"]]', "where": "mine"})
    assert without_items(LOOSE, session) == session
    assert items_in(LOOSE, session) == frozenset()
    unreadable = replace(session, drafts={THING.key: ""}, answers={THING.key: '["?"]'})
    assert items_in(LOOSE, unreadable) == frozenset()
