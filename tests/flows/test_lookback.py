"""What was answered and not sent yet is told in words: all of them, and nobody else's."""

from __future__ import annotations

from bot.flows.kit import Flow, Option
from bot.flows.lookback import told_so_far
from bot.flows.report import REPORT, SEND
from bot.flows.session import Session
from bot.flows.steps import Choice, Given
from bot.flows.words import Words
from bot.text import Text
from tests.talk import Talk, english, facts

HANDED = Given(key="handed")
COLOUR = Choice(key="colour", text=Text("Which colour?"), options=(Option("r", Text("Red")),))
GONE = Choice(
    key="gone", text=Text("?"), options=(Option("r", Text("Red")),), when=lambda _a, _f: False
)
STORY = Words(key="story", text=(Text("What happened?"), Text("Take your time.")), items=True)
ASIDE = Words(key="aside", text=Text("?"), when=lambda _a, _f: False)
TORN = Choice(key="torn", text=Text("?"), options=(Option("r", Text("Red")),))
FLOW = Flow("lookback", (HANDED, COLOUR, GONE, STORY, ASIDE, TORN), lambda _a, _f: ())


def told(flow: Flow, session: Session) -> list[tuple[str, str]]:
    found = told_so_far(flow, session, facts())
    return [(english(question), english(answer)) for question, answer in found]


def test_each_question_stands_with_what_was_said_and_nothing_that_was_not() -> None:
    long = "a" * 500
    answers = {"handed": "h-van-den-berg", "colour": "r", "gone": "r", "aside": '[["t", "b"]]'}
    drafts = {"story": f'[["t", "{long}"], ["i", "0123", "photo"]]', "torn": ""}
    assert told(FLOW, Session("lookback", "abcdef", answers=answers, drafts=drafts)) == [
        ("Which colour?", "Red"),
        ("What happened?", f"{long} (1 file)"),
        ("In your own words", "b"),
    ]


def test_all_of_a_long_story_can_be_read_before_it_is_sent() -> None:
    short = Talk(REPORT).press("self", "no", "threat", "student").say("He wants to hit me")
    assert "Look at my whole story" not in short.labels
    words = f"it began {'and went on ' * 600}and here it ends"
    talk = Talk(REPORT).press("self", "no", "threat", "student").say(words)
    assert "here it ends" not in talk.question
    talk.press("Look at my whole story")
    assert talk.notes == f"Your story: {words}"
    assert talk.step == SEND.key
    assert talk.say("read it all").notes == f"Your story: {words}"
    assert talk.press("Send").effect.story.text == words
