"""Moves a session through its flow; pure: the same session and words give the same turn.

The one rule: the open question is the first step that applies and has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Draft,
    Facts,
    Flow,
    Go,
    Note,
    Option,
    Pressed,
    Rows,
    Said,
    Sent,
    Step,
    Stored,
    Typed,
    button_data,
)
from bot.flows.session import Session, Turn
from bot.flows.words import appended
from bot.text import N_, Button, Message, Text

BACK, STOP, HELP, NOW = "<", "x", "!", ">"
"""Values of the buttons every step has; `NOW` is on steps that may also come later."""

NAVIGATION = (
    Option(BACK, N_("Back"), "⬅️"),
    Option(STOP, N_("Stop"), "✖️"),
    Option(HELP, N_("Help now"), "🆘"),
)
SEND_NOW = Option(NOW, N_("Send now"), "📤")
ADDED = N_("I put that with your story.")
STILL_OPEN = N_("This is the question now:")

Why = tuple[tuple[Text, ...], ...]


def ask(flow: Flow, session: Session, facts: Facts, *, notes: Why = ()) -> Turn:
    """The open question, with every note not seen yet above it; or the end of the flow."""
    session = _pruned(flow, session, facts)
    step = open_step(flow, session, facts)
    new = tuple(_new_notes(flow, session, facts, step))
    asking = _asking(flow, session, facts, step)
    shown = (*notes, *(note.lines(asking) for note in new))
    session = replace(session, seen=session.seen | {note.key for note in new})
    if step is None:
        effects = flow.finish(Answers(session.answers), facts)
        return Turn(session, "", shown, None, effects)
    return Turn(session, step.key, shown, _message(flow, session, step, asking))


def answer(flow: Flow, session: Session, said: Said, facts: Facts) -> Turn:
    """What comes of one answer. An old, doubled or forged button shows the open question."""
    session = _pruned(flow, session, facts)
    step = open_step(flow, session, facts)
    if step is None:
        return ask(flow, session, facts)
    match said:
        case Pressed(token, key, value):
            if token != session.token or key != step.key:
                return ask(flow, session, facts, notes=((STILL_OPEN,),))
            if value == BACK:
                return back(flow, session, facts)
            if value == NOW:
                return ask(flow, _closed(session, hurry=True), facts)
    taken = step.take(said, _asking(flow, session, facts, step))
    if isinstance(taken, Again):
        return _not_understood(flow, session, said, facts, why=taken.why)
    return _carried_out(flow, session, taken, facts, key=step.key)


def back(flow: Flow, session: Session, facts: Facts) -> Turn:
    """One question back: the last answer given before the open question is asked again."""
    session = _pruned(flow, session, facts)
    if session.changing:
        return ask(flow, _closed(session), facts)
    before = _last_answered(flow, session, facts)
    if before is None:
        return ask(flow, session, facts)
    answers = {key: value for key, value in session.answers.items() if key != before.key}
    drafts = {key: value for key, value in session.drafts.items() if key != before.key}
    return ask(flow, replace(_closed(session), answers=answers, drafts=drafts), facts)


def open_step(flow: Flow, session: Session, facts: Facts) -> Step[Any] | None:
    """The step whose answer is being changed, else the first that applies and has none."""
    answers = Answers(session.answers)
    for step in flow.questions():
        if not step.when(answers, facts):
            continue
        if step.key == session.changing or _is_open(step, session, answers):
            return step
    return None


def can_go_back(flow: Flow, session: Session, facts: Facts) -> bool:
    """Whether there is anything to go back to."""
    return bool(session.changing) or _last_answered(flow, session, facts) is not None


def _is_open(step: Step[Any], session: Session, answers: Answers) -> bool:
    if session.changing and session.changing != "?":
        return False
    if answers[step] is not None:
        return False
    return not (step.later and session.hurry)


def _carried_out(
    flow: Flow, session: Session, taken: Stored | Draft | Go, facts: Facts, *, key: str
) -> Turn:
    match taken:
        case Stored(value, note):
            stored = _with_answer(session, key, value)
            return ask(flow, stored, facts, notes=((note,),) if note else ())
        case Draft(value):
            drafts = {**session.drafts, key: value}
            return ask(flow, replace(session, drafts=drafts), facts)
        case Go():
            return ask(flow, _moved(session, taken), facts)


def _not_understood(flow: Flow, session: Session, said: Said, facts: Facts, *, why: Text) -> Turn:
    """Words that answer nothing are kept with the story, never lost and never a dead end."""
    entry = _entry(said)
    kept = None if flow.overflow is None else session.answers.get(flow.overflow.key)
    if entry is None or kept is None or flow.overflow is None:
        return ask(flow, session, facts, notes=((why,),))
    answers = {**session.answers, flow.overflow.key: appended(kept, entry)}
    return ask(flow, replace(session, answers=answers), facts, notes=((ADDED,),))


def _entry(said: Said) -> list[str] | None:
    match said:
        case Typed(words) if words.strip():
            return ["t", words]
        case Sent(item, kind):
            return ["i", item, kind]
    return None


def _with_answer(session: Session, key: str, value: str) -> Session:
    drafts = {name: draft for name, draft in session.drafts.items() if name != key}
    answers = {**session.answers, key: value}
    return replace(session, answers=answers, drafts=drafts, changing="", page=0)


def _moved(session: Session, go: Go) -> Session:
    if go.put:
        session = _with_answer(session, *go.put)
    changing = session.changing if go.changing is None else go.changing
    hurry = session.hurry if go.hurry is None else go.hurry
    return replace(session, changing=changing, hurry=hurry, page=go.page)


def _closed(session: Session, *, hurry: bool | None = None) -> Session:
    kept = session.hurry if hurry is None else hurry
    return replace(session, changing="", page=0, hurry=kept)


def _pruned(flow: Flow, session: Session, facts: Facts) -> Session:
    """Only answers whose steps still apply and still parse: a closed branch is dropped."""
    kept: dict[str, str] = {}
    for step in flow.questions():
        stored = session.answers.get(step.key)
        if stored is None or not step.when(Answers(kept), facts):
            continue
        if step.parse(stored) is not None:
            kept[step.key] = stored
    changing = flow.step(session.changing, None) if session.changing not in {"", "?"} else None
    lost = changing is not None and not changing.when(Answers(kept), facts)
    return replace(session, answers=kept, changing="" if lost else session.changing)


def _last_answered(flow: Flow, session: Session, facts: Facts) -> Step[Any] | None:
    open_now = open_step(flow, session, facts)
    found = None
    for step in flow.questions():
        if step is open_now:
            break
        if step.key in session.answers and step.default is None:
            found = step
    return found


def _new_notes(
    flow: Flow, session: Session, facts: Facts, until: Step[Any] | None
) -> Iterator[Note]:
    answers = Answers(session.answers)
    for step in flow.steps:
        if step is until:
            return
        if isinstance(step, Note) and step.key not in session.seen and step.when(answers, facts):
            yield step


def _asking(flow: Flow, session: Session, facts: Facts, step: Step[Any] | None) -> Asking:
    draft = session.drafts.get(step.key, "") if step else ""
    answers = Answers(session.answers)
    return Asking(answers, facts, draft, session.page, session.changing, flow)


def _message(flow: Flow, session: Session, step: Step[Any], asking: Asking) -> Message:
    rows = step.rows(asking)
    if step.later and not session.changing:
        rows = (*rows, (SEND_NOW,))
    start = 0 if can_go_back(flow, session, asking.facts) else 1
    return Message(step.lines(asking), _buttons(session, step.key, (*rows, NAVIGATION[start:])))


def _buttons(session: Session, key: str, rows: Rows) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        tuple(Button(o.shown(), button_data(session.token, key, o.value)) for o in row)
        for row in rows
    )
