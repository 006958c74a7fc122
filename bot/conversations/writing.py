"""What staff write in a case: to the reporter, a note, the end; each begins a conversation."""

from __future__ import annotations

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.kinds import Outcome
from bot.cases.rights import Action
from bot.cases.steps import endings, route_of
from bot.conversations import running
from bot.conversations.card import show_card
from bot.conversations.casework import allowed, carry_out
from bot.conversations.exchange import Exchange, labelled
from bot.conversations.just_done import SIGN
from bot.flows import casework as flow
from bot.flows.casework import Ending, NoteWritten
from bot.flows.kit import Flow
from bot.flows.sendfile import SEND_FILE
from bot.flows.session import Session
from bot.flows.talking import ASK_REPORTER, WRITE_REPLY
from bot.store import audit, entries
from bot.text import N_

NOTED = N_("Your note is kept.")
WRITING: dict[str, tuple[Flow, Action]] = {
    "reply": (WRITE_REPLY, Action.TALK),
    "question": (ASK_REPORTER, Action.TALK),
    "sendfile": (SEND_FILE, Action.TALK),
    "note": (flow.WRITE_NOTE, Action.NOTE),
    "close": (flow.CLOSE, Action.CLOSE),
    "untrue": (flow.CLOSE, Action.CLOSE),
}


def write(x: Exchange, action: str, case_id: str) -> None:
    """Begin one of the conversations in which staff write."""
    wanted, right = WRITING[action]
    held = allowed(x, case_id, right)
    if held is None:
        return
    known = _known_of_end(x, held.case, action) if wanted is flow.CLOSE else {}
    running.begin(x, wanted, subject=case_id, answers=known)


def _known_of_end(x: Exchange, case: Case, action: str) -> dict[str, str]:
    """What can be chosen is said before words are typed: else they would only be shown back."""
    found = endings(case, route_of(case, x.world.school))
    known = {flow.ENDINGS.key: " ".join(one.value for one in found)}
    untrue = action == "untrue" and Outcome.UNTRUE in found
    return {**known, flow.OUTCOME.key: Outcome.UNTRUE.value} if untrue else known


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
    held = allowed(x, session.subject, Action.CLOSE, effect.words)
    if held is not None:
        event = happened.Closed(effect.outcome, held.person.person_id)
        carry_out(x, held, event, kind="outcome", words=effect.words)
