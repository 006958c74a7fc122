"""What is said in other words to a parent, a colleague, or a student who tells it of another."""

from __future__ import annotations

import re

import pytest

from bot.flows.kinds import COERCION
from bot.flows.report import REPORT
from bot.flows.tellers import INSTEAD
from bot.i18n import FORMAL
from bot.text import Text
from scripts.catalogs import LOCALES
from tests.talk import Talk
from tests.walking import walked
from tests.wording import dutch_first

I18N = dutch_first()
INFORMAL = re.compile(r"\b(je|jij|jou|jouw)\b", re.IGNORECASE)
ASKED_FIRST = {"Who are you?"}
"""Nobody knows yet who it is."""


@pytest.mark.parametrize(
    ("flow", "who"), [("report", "who"), ("mag", "asker"), ("accused", "role")]
)
def test_a_parent_is_spoken_to_as_one_speaks_to_parents(flow: str, who: str) -> None:
    turns = [turn for turn, _ in walked(flow) if turn.session.answers.get(who) == "parent"]
    assert turns
    shown = (turn.message.lines if turn.message else () for turn in turns)
    noted = (line for turn in turns for note in turn.notes for line in note)
    lines = {line for lines in shown for line in lines if line.key not in ASKED_FIRST} | {*noted}
    said = {I18N.render(line, "nl" + FORMAL) for line in lines}
    assert len(said) > 5
    assert not {one for one in said if INFORMAL.search(one)}


@pytest.mark.parametrize("who", INSTEAD)
def test_what_is_said_instead_is_said_instead_of_something(who: str) -> None:
    keys = (LOCALES / "bot.pot").read_text("utf-8")
    for key, other in INSTEAD[who].items():
        assert f'msgid "{key}"' in keys, key
        assert holes(key) == holes(other.key), key


def holes(sentence: str) -> list[str]:
    return re.findall(r"\{\w+\}", sentence)


@pytest.mark.parametrize(
    ("who", "label", "said"),
    [
        ("self", "Someone forces me", "It is not your fault."),
        ("other", "Someone is forced", "It is not the fault of the other."),
        ("parent", "Someone is forced", "It is not the fault of your child."),
        ("staff", "Someone is forced", "Whoever this happens to: it is not their fault."),
    ],
)
def test_who_is_forced_is_said_of_the_right_one(who: str, label: str, said: str) -> None:
    talk = Talk(REPORT).press(who, "no")
    assert label in talk.labels
    talk.press(COERCION)
    assert said in talk.notes
    assert talk.session.answers["kind"] == COERCION


def test_every_teller_is_told_where_to_go_when_somebody_is_threatened() -> None:
    threatened = "Does someone threaten you now? Call 112."
    for words in INSTEAD.values():
        assert "112" in I18N.render(words[threatened], "nl")
    assert "112" in I18N.render(Text(threatened), "nl")
