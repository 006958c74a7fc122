"""Moves a session through its flow; pure: the same session and words give the same turn.

The one rule: the open question is the first step that applies and has no answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Any

from bot.flows.beside import Why, asking_at, besides, put_aside, put_beside, says_more, taken_by
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
    Said,
    Step,
    Stored,
    Typed,
    button_data,
)
from bot.flows.reading import meant
from bot.flows.session import Session, Turn
from bot.flows.tellers import reworded
from bot.flows.words import NOTHING, Words
from bot.text import N_, Button, Message, Text

BACK, STOP, HELP, NOW = "<", "x", "!", ">"
"""Values of the buttons every step has; `NOW` is on steps that may also come later."""

NOT_NOW = N_(
    "do not send it|do not send|don't send it|don't send|i do not want to tell it"
    "|i don't want to tell it|never mind|nvm|no longer needed"
)
NAVIGATION = (
    Option(BACK, N_("Back"), "⬅️"),
    Option(STOP, N_("Stop"), "✖️", NOT_NOW),
    Option(HELP, N_("Help now"), "🆘"),
)
SEND_NOW = Option(NOW, N_("Send now"), "📤")
STILL_OPEN = N_("This is the question now:")


def ask(flow: Flow, session: Session, facts: Facts, *, notes: Why = ()) -> Turn:
    """The open question, with every note not seen yet above it; or the end of the flow."""
    session = _pruned(flow, session, facts)
    step = open_step(flow, session, facts)
    new = tuple(_new_notes(flow, session, facts, step))
    asking = asking_at(flow, session, facts, step)
    instead = flow.instead(asking.answers, facts)
    said = (*notes, *(lines for note in new if (lines := note.lines(asking))))
    shown = tuple(reworded(lines, instead) for lines in said)
    if new:
        session = replace(session, seen=session.seen | {note.key for note in new})
    if step is None:
        effects = flow.finish(Answers(session.answers), facts)
        return Turn(session, "", shown, None, effects)
    session, picture = _drawn(session, step, asking)
    lines = reworded(step.lines(asking), instead)
    message = Message(lines, _buttons(flow, session, step, asking))
    return Turn(session, step.key, shown, message, picture=picture)


def answer(flow: Flow, session: Session, said: Said, facts: Facts) -> Turn:
    """What comes of one answer. An old, doubled or forged button shows the open question."""
    session = _pruned(flow, session, facts)
    step = open_step(flow, session, facts)
    if step is None:
        return ask(flow, session, facts)
    if isinstance(said, Pressed) and (said.token, said.step) != (session.token, step.key):
        return ask(flow, session, facts, notes=((STILL_OPEN,),))
    moved = said.value if isinstance(said, Pressed) else navigation(said, facts)
    if moved == BACK:
        return back(flow, session, facts)
    if moved == NOW and step.later:
        return ask(flow, _closed(_draft_kept(session, step), hurry=True), facts)
    asking = asking_at(flow, session, facts, step)
    taken = step.take(said, asking)
    if isinstance(taken, Again):
        return _not_understood(flow, session, said, facts, step=step, why=taken.why)
    told: Why = ()
    if isinstance(taken, Stored) and says_more(step, said, asking):
        session, told, _why = put_aside(flow, session, said, facts, why=STILL_OPEN)
    return _carried_out(flow, session, taken, facts, key=step.key, told=told)


def told_besides(flow: Flow, session: Session, said: Said, facts: Facts) -> Session | None:
    """The session with this put to the words told already; None when there are none of those.

    It answers nothing: the open question stays open.
    """
    session, story = _pruned(flow, session, facts), flow.overflow
    if story is None or not (session.answers.get(story.key) or session.drafts.get(story.key)):
        return None
    taken = taken_by(story, flow, session, said, facts)
    if not isinstance(taken, Stored | Draft):
        return None
    return put_beside(story, session, taken.value, facts)


def cut_short(flow: Flow, session: Session, facts: Facts) -> tuple[object, ...]:
    """What comes of what was said so far, whatever was not asked yet."""
    session = _pruned(flow, session, facts)
    return flow.finish(Answers({**session.answers, **session.drafts}), facts)


def navigation(said: Said, facts: Facts) -> str:
    """Which of the buttons that every step has these words mean: `BACK`, `STOP`, `HELP`, `NOW`.

    "" for anything else. `STOP` and `HELP` lead out of the flow: the conversation sees to them.
    """
    if not isinstance(said, Typed):
        return ""
    found = meant(said.words, (*NAVIGATION, SEND_NOW), facts.say, exact=True)
    return found.value if found else ""


def back(flow: Flow, session: Session, facts: Facts) -> Turn:
    """One question back: the last answer given before the open question is asked again.

    Own words stay with their question; from what may also come later it goes to the end first.
    """
    session = _pruned(flow, session, facts)
    open_now = open_step(flow, session, facts)
    before = _last_answered(flow, session, open_now)
    if session.changing or before is None:
        return ask(flow, _closed(session), facts)
    if open_now is not None and open_now.later and not before.later:
        return ask(flow, _closed(session, hurry=True), facts)
    answers = dict(session.answers)
    drafts = {key: value for key, value in session.drafts.items() if key != before.key}
    stored = answers.pop(before.key)
    if isinstance(before, Words) and stored != NOTHING:
        drafts[before.key] = stored
    hurry = session.hurry and not before.later
    session = replace(_closed(session, hurry=hurry), answers=answers, drafts=drafts)
    return ask(flow, session, facts)


def open_step(flow: Flow, session: Session, facts: Facts) -> Step[Any] | None:
    """The step whose answer is being changed, else the first that applies and has none."""
    answers = Answers(session.answers)
    for step in flow.questions:
        changed = step.key == session.changing
        if not (changed or _is_open(step, session, answers)) or not step.when(answers, facts):
            continue
        if changed or step.asked(answers, facts):
            return step
    return None


def can_go_back(flow: Flow, session: Session, facts: Facts) -> bool:
    """Whether there is anything to go back to."""
    return _leads_back(flow, session, open_step(flow, session, facts))


def _leads_back(flow: Flow, session: Session, open_now: Step[Any] | None) -> bool:
    return bool(session.changing) or _last_answered(flow, session, open_now) is not None


def _is_open(step: Step[Any], session: Session, answers: Answers) -> bool:
    if session.changing and session.changing != "?":
        return False
    if answers[step] is not None:
        return False
    return not (step.later and session.hurry)


def _carried_out(
    flow: Flow,
    session: Session,
    taken: Stored | Draft | Go,
    facts: Facts,
    *,
    key: str,
    told: Why = (),
) -> Turn:
    match taken:
        case Stored(value, note):
            session = _with_answer(session, key, value)
        case Draft(value, note):
            session = replace(session, drafts={**session.drafts, key: value})
        case _:
            session, note = _moved(session, taken), None
            told = (*told, taken.told) if taken.told else told
    return ask(flow, session, facts, notes=(*told, *(((note,),) if note else ())))


def _not_understood(
    flow: Flow, session: Session, said: Said, facts: Facts, *, step: Step[Any], why: Text
) -> Turn:
    """Words that answer nothing are kept with the story, never lost and never a dead end.

    A sentence that begins with a yes or a no answers all the same.
    """
    if isinstance(said, Pressed):
        return ask(flow, session, facts, notes=((STILL_OPEN,),))
    session, told, taken = besides(flow, session, said, facts, step=step, why=why)
    if taken is None:
        return ask(flow, session, facts, notes=told)
    return _carried_out(flow, session, taken, facts, key=step.key, told=told)


def _with_answer(session: Session, key: str, value: str) -> Session:
    drafts = {name: draft for name, draft in session.drafts.items() if name != key}
    answers = {**session.answers, key: value}
    return replace(session, answers=answers, drafts=drafts, changing="", page=0)


def _draft_kept(session: Session, step: Step[Any]) -> Session:
    """Files sent before "Send now" are sent too, whether or not "Done" was tapped."""
    draft = session.drafts.get(step.key)
    return _with_answer(session, step.key, draft) if draft else session


def _moved(session: Session, go: Go) -> Session:
    for key, value in go.put:
        session = _with_answer(session, key, value)
    changing = session.changing if go.changing is None else go.changing
    hurry = session.hurry if go.hurry is None else go.hurry
    return replace(session, changing=changing, hurry=hurry, page=go.page)


def _closed(session: Session, *, hurry: bool | None = None) -> Session:
    kept = session.hurry if hurry is None else hurry
    return replace(session, changing="", page=0, hurry=kept)


def _pruned(flow: Flow, session: Session, facts: Facts) -> Session:
    """Only answers whose steps still apply and still parse: a closed branch is dropped."""
    kept: dict[str, str] = {}
    drafts: dict[str, str] = {}
    answers = Answers(kept)  # what is kept so far, at every step
    held = session.answers.keys() | session.drafts.keys()
    for step in flow.questions:
        if step.key not in held or not step.when(answers, facts):
            continue
        stored, draft = session.answers.get(step.key), session.drafts.get(step.key)
        if stored is not None and step.holds(stored, answers, facts):
            kept[step.key] = stored
        if draft and step.parse(draft) is not None:
            drafts[step.key] = draft
    if (kept, drafts) != (session.answers, session.drafts):
        session = replace(session, answers=kept, drafts=drafts)
    return session if _may_change(flow, session, facts) else _closed(session)


def _may_change(flow: Flow, session: Session, facts: Facts) -> bool:
    """Whether the answer being changed is still asked in this flow, by this release."""
    if session.changing in {"", "?"}:
        return True
    step = flow.step(session.changing, None)
    return step is not None and step.when(Answers(session.answers), facts)


def _last_answered(flow: Flow, session: Session, open_now: Step[Any] | None) -> Step[Any] | None:
    before = takewhile(lambda step: step is not open_now, flow.questions)
    given = [step for step in before if step.key in session.answers and step.default is None]
    return given[-1] if given else None


def _new_notes(
    flow: Flow, session: Session, facts: Facts, until: Step[Any] | None
) -> Iterator[Note]:
    answers = Answers(session.answers)
    for step in flow.steps:
        if step is until:
            return
        if isinstance(step, Note) and step.key not in session.seen and step.when(answers, facts):
            yield step


def _drawn(session: Session, step: Step[Any], asking: Asking) -> tuple[Session, str]:
    """A drawing is shown once: it stands above, also when the question comes again."""
    sign = f"+{step.key}"
    picture = "" if sign in session.seen else step.picture(asking)
    return (replace(session, seen=session.seen | {sign}), picture) if picture else (session, "")


def _buttons(
    flow: Flow, session: Session, step: Step[Any], asking: Asking
) -> tuple[tuple[Button, ...], ...]:
    rows = step.rows(asking)
    if step.later and not session.changing:
        rows = (*rows, (SEND_NOW,))
    start = 0 if _leads_back(flow, session, step) else 1
    return tuple(
        tuple(Button(o.shown, button_data(session.token, step.key, o.value)) for o in row)
        for row in (*rows, NAVIGATION[start:])
    )
