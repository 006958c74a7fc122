"""Where words go that answer nothing: to the story told so far, so that none are lost.

Knows no question; the engine asks it again, unless the words plainly began with its answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.flows.guessing import Guessed
from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Draft,
    Facts,
    Flow,
    Said,
    Step,
    Stored,
    Taken,
    Typed,
)
from bot.flows.reading import meant, nods
from bot.flows.session import Session
from bot.flows.steps import EMPTY, Choice, nothing_more
from bot.flows.words import NOTHING
from bot.text import N_, Text
from bot.understanding.begun import begins_with, tells_nothing
from bot.understanding.danger import Danger, danger_in

ADDED = N_("I put that with your story.")
BARE = 3
"""Words in which nobody tells more than the answer that is named in them."""
TAP = N_("Tap one of the buttons to go on.")
WRITTEN = N_("I wrote that down. It goes along when you are done.")

Why = tuple[tuple[Text, ...], ...]
"""What is said above the question, a message each."""


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


def besides(
    flow: Flow, session: Session, said: Said, facts: Facts, *, step: Step[Any], why: Text
) -> tuple[Session, Why, Stored | None]:
    """The session with what this step did not understand, what is said of it, and its answer.

    That is the yes or no which the words begin with, where this step takes it so and all of them
    are kept; None: it is to be asked again.
    """
    if isinstance(said, Typed) and (tells_nothing(said.words) or nods(said.words, facts.say)):
        return session, ((why,),), None
    kept, told, why = put_aside(flow, session, said, facts, why=why)
    # As it was asked: what these words add is no guess that anybody saw.
    taken = begun_with(step, said, asking_at(flow, session, facts, step)) if told else None
    if taken is None:
        told = pointed(told, flow, session, said) or ((why,),)
    return kept, told, taken


def put_aside(
    flow: Flow, session: Session, said: Said, facts: Facts, *, why: Text
) -> tuple[Session, Why, Text]:
    """The session with these words, what is said of it, and else why they were not understood."""
    for step, told in ((flow.overflow, flow.added or ADDED), (flow.aside, WRITTEN)):
        taken = taken_by(step, flow, session, said, facts)
        if step is not None and isinstance(taken, Stored | Draft):
            notes = ((told,), (taken.note,)) if taken.note else ((told,),)
            return put_beside(step, session, taken.value, facts), notes, why
        if step is flow.overflow and isinstance(taken, Again) and taken.why != EMPTY:
            why = taken.why
    return session, (), why


def pointed(told: Why, flow: Flow, before: Session, said: Said) -> Why:
    """The same, and how it goes on, for who types at buttons and had told something `before`.

    Not of files: of an album each would say it.
    """
    if not (told and isinstance(said, Typed)) or flow.added or not _told(flow.overflow, before):
        return told
    return ((*told[0], TAP), *told[1:])


def says_more(step: Step[Any], said: Said, asking: Asking) -> bool:
    """Whether a sentence holds more than the answer that was understood in it.

    Only where the answer belongs to what is told, and is not itself a name or a class.
    """
    if not (isinstance(step, Choice) and isinstance(said, Typed) and step.read is nothing_more):
        return False
    if step.label is None or step.later:
        return False
    exact = len(said.words.split()) > BARE
    heard = step.heard(asking) if isinstance(step, Guessed) else step.all_options(asking)
    return meant(said.words, heard, asking.facts.say, exact=exact) is None


def begun_with(step: Step[Any], said: Said, asking: Asking) -> Stored | None:
    """The yes or no with which a sentence answers this choice; None: it is to be asked again.

    In danger nothing is taken for an answer, least of all a "no".
    """
    if not isinstance(step, Choice) or not step.begun or not isinstance(said, Typed):
        return None
    found = begins_with(said.words)
    if found is None or danger_in(said.words).danger is not Danger.NONE:
        return None
    word = asking.facts.say(N_("Yes") if found else N_("No"))
    taken = step.take(Typed(word), asking)
    return taken if isinstance(taken, Stored) and taken.value in step.begun else None
