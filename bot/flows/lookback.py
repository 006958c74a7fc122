"""What somebody answered so far and did not send: each question and what they said, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.flows.kit import Answers, Asking, Facts, Flow, Step
from bot.flows.session import Session
from bot.flows.words import Words
from bot.text import N_, Text

OWN_WORDS = N_("In your own words")


def told_so_far(flow: Flow, session: Session, facts: Facts) -> Iterator[tuple[Text, Text]]:
    """Their own words in full; nothing that the flow was handed and they never said."""
    stored = {**session.answers, **session.drafts}
    asking = Asking(Answers(stored), facts, flow=flow)
    for step in flow.questions:
        if step.key not in stored or asking.answers[step] is None:
            continue
        question = _question(step, asking)
        if question is not None:
            yield question, step.in_full(asking) if isinstance(step, Words) else step.shown(asking)


def _question(step: Step[Any], asking: Asking) -> Text | None:
    """None for what is no answer of theirs, or one to a question that does not stand any more."""
    if step.when(asking.answers, asking.facts):
        return step.label or next(iter(step.lines(asking)), None)
    return step.label or OWN_WORDS if isinstance(step, Words) else None
