"""A report brought as far as a test needs it; knows the buttons, not the doors."""

from __future__ import annotations

from bot.flows.report import REPORT, Report
from tests.talk import Talk


def told(who: str = "self", kind: str = "threat", doer: str = "student") -> Talk:
    """A report up to the question after who does it."""
    return Talk(REPORT).press(who, "no", kind, doer)


def sent(talk: Talk) -> Report:
    """What is sent from the send screen."""
    effect = talk.press("send").effect
    assert isinstance(effect, Report)
    return effect
