"""What staff write in a case: to the reporter, a note, the end; each begins a conversation."""

from __future__ import annotations

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.events import NotNow
from bot.cases.kinds import Mark, Outcome
from bot.cases.rights import Action, may
from bot.cases.steps import endings, left_undone, needed_to_close, route_of
from bot.conversations import moving, running, thread
from bot.conversations.card import show_card
from bot.conversations.casework import Held, allowed, show_done, show_why_not
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.just_done import SIGN
from bot.flows import casework as flow
from bot.flows.casework import Ending, NoteWritten
from bot.flows.kit import Flow
from bot.flows.sendfile import SEND_FILE
from bot.flows.session import Session
from bot.flows.talking import ASK_REPORTER, WRITE_REPLY
from bot.flows.what import YES
from bot.store import audit, entries
from bot.text import N_, verbatim

ALL_THE_SAME = "closenow"
UNANSWERED = (N_("The reporter wrote something last."), N_("Nobody answered it yet."))
NOTED = N_("Your note is kept.")
STAYS_OPEN = N_("The case stays open.")
WHY_CLOSED = N_("Closed while it was urgent. Why: {why} (Steps not done: {steps})")
WRITING: dict[str, tuple[Flow, Action]] = {
    "reply": (WRITE_REPLY, Action.TALK),
    "question": (ASK_REPORTER, Action.TALK),
    "sendfile": (SEND_FILE, Action.TALK),
    "note": (flow.WRITE_NOTE, Action.NOTE),
    "close": (flow.CLOSE, Action.CLOSE),
    ALL_THE_SAME: (flow.CLOSE, Action.CLOSE),
    "untrue": (flow.CLOSE, Action.CLOSE),
}


def write(x: Exchange, action: str, case_id: str) -> None:
    """Begin one of the conversations in which staff write; the end not before all was answered."""
    wanted, right = WRITING[action]
    held = allowed(x, case_id, right)
    if held is None:
        return
    if wanted is flow.CLOSE and action != ALL_THE_SAME and _asks(x, held.case):
        _first_answer(x, held)
        return
    known = _known_of_end(x, held.case, action) if wanted is flow.CLOSE else {}
    running.begin(x, wanted, subject=case_id, answers=known)


def _asks(x: Exchange, case: Case) -> bool:
    """Whether the reporter waits for an answer; who took the report back does not."""
    return Mark.TAKEN_BACK not in case.marks and thread.unanswered(x.tx, case.case_id)


def _first_answer(x: Exchange, held: Held) -> None:
    """Who asked something hears no more once the case is closed."""
    case_id = held.case.case_id
    reply = act(labelled("💬", N_("Write to the reporter")), "reply", case_id)
    rows = (
        *(((reply,),) if may(held.person, Action.TALK, held.case, x.world.school) else ()),
        (act(labelled("🏁", N_("Close it all the same")), ALL_THE_SAME, case_id),),
        (act(labelled("⬅️", N_("Back")), "case", case_id),),
    )
    x.show(*UNANSWERED, buttons=rows, case_id=case_id)


def _known_of_end(x: Exchange, case: Case, action: str) -> dict[str, str]:
    """What can be chosen is said before words are typed: else they would only be shown back."""
    found = endings(case, route_of(case, x.world.school))
    waiting = needed_to_close(case, route_of(case, x.world.school), Outcome.OTHER)
    known = {
        flow.ENDINGS.key: " ".join(one.value for one in found),
        flow.WAITING.key: " ".join(step.step_id for step in waiting),
        **_of_urgent(x, case),
    }
    untrue = action == "untrue" and Outcome.UNTRUE in found
    return {**known, flow.OUTCOME.key: Outcome.UNTRUE.value} if untrue else known


def _of_urgent(x: Exchange, case: Case) -> dict[str, str]:
    """Who closes what is urgent reads first what nobody did."""
    if not case.urgent:
        return {}
    undone = left_undone(case, route_of(case, x.world.school))
    return {flow.URGENT.key: YES, flow.UNDONE.key: " ".join(step.step_id for step in undone)}


def noted(x: Exchange, session: Session, effect: NoteWritten) -> None:
    """A note, for all handlers or for the writer only."""
    held = allowed(x, session.subject, Action.NOTE, effect.words)
    if held is None:
        return
    kind = "private_note" if effect.private else "note"
    entries.add(x.tx, held.case.case_id, kind, effect.words, held.person.person_id)
    audit.write(x.tx, held.person.person_id, "Noted", held.case.case_id)
    show_card(x, held.case, held.person, labelled(SIGN, NOTED))


def ended(x: Exchange, session: Session, effect: Ending) -> None:
    """The end of a case: what was done, and what the reporter hears of it.

    The usual sentence is kept as no words: each reads it in a language of their own.
    """
    written = "\n".join(filter(None, (effect.why, effect.words)))
    held = allowed(x, session.subject, Action.CLOSE, written)
    if held is None:
        return
    if not effect.sure:
        show_card(x, held.case, held.person, STAYS_OPEN)
        return
    event = happened.Closed(effect.outcome, held.person.person_id, noted=bool(effect.why))
    try:
        case = moving.move(x.tx, x.world, x.around, held.case, event)
    except NotNow as not_now:
        show_why_not(x, held, not_now.reason, written)
        return
    if effect.why:
        words = _why_closed(x, held.case, effect.why)
        entries.add(x.tx, case.case_id, "note", words, held.person.person_id)
    entries.add(x.tx, case.case_id, "outcome", effect.words, held.person.person_id)
    show_done(x, held, case, event)


def _why_closed(x: Exchange, case: Case, why: str) -> str:
    """For the file: why it could end though it was urgent, and what nobody had done then."""
    undone = left_undone(case, route_of(case, x.world.school))
    say, school = x.world.i18n.render, x.world.i18n.default
    steps = ", ".join(say(step.button, school) for step in undone)
    words = WHY_CLOSED.of(why=verbatim(why), steps=steps or "–")
    return say(words, school)
