"""Where words go that answer nothing: to the story told so far, so that none are lost.

Knows no question; the engine asks it again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.flows.kit import Answers, Asking, Facts, Flow, Said, Step, Stored, Taken
from bot.flows.session import Session
from bot.flows.words import NOTHING


def asking_at(flow: Flow, session: Session, facts: Facts, step: Step[Any] | None) -> Asking:
    """What a step is handed; None: no step is open."""
    draft = session.drafts.get(step.key, "") if step else ""
    answers, told = Answers(session.answers), _told(flow.overflow, session)
    return Asking(answers, facts, draft, session.page, session.changing, flow, told)


def _told(story: Step[Any] | None, session: Session) -> str:
    """What the story holds so far, whether it was asked or not."""
    if story is None:
        return ""
    return session.answers.get(story.key) or session.drafts.get(story.key, "")


def taken_by(
    step: Step[Any] | None, flow: Flow, session: Session, said: Said, facts: Facts
) -> Taken | None:
    """What the story makes of it; None where there is no story, or nothing new for it."""
    if step is None or not step.when(Answers(session.answers), facts):
        return None
    so_far = _told(step, session)
    asking = replace(asking_at(flow, session, facts, step), draft=so_far)
    taken = step.take(said, asking)
    same = isinstance(taken, Stored) and taken.value in {so_far, NOTHING}
    return None if same else taken


def put_beside(step: Step[Any], session: Session, value: str, facts: Facts) -> Session:
    """Told before the story was asked: a draft, so that it is still asked; else the answer."""
    if step.asked(Answers(session.answers), facts) and step.key not in session.answers:
        return replace(session, drafts={**session.drafts, step.key: value})
    return replace(session, answers={**session.answers, step.key: value})
