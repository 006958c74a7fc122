"""Whether a file may come now: never before it is known that nobody naked is seen (art. 252 Sr).

Knows no door: one does not fetch and one does not read what is refused here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.flows import engine
from bot.flows.evidence import NUDE_CASE
from bot.flows.kit import Answers, Facts, Flow, Sent, Typed
from bot.flows.session import Session, Turn
from bot.flows.steps import FILES_NOT_HERE
from bot.flows.what import (
    FILES_NUDE,
    HEARD,
    HEARD_HELP,
    NO,
    NO_FILES,
    NUDE,
    WORRY,
    YES,
    nude_path,
    said_no,
)
from bot.flows.words import PICTURES
from bot.text import N_, Text
from bot.understanding.naked import may_be_naked

FIRST_ANSWER = N_("I do not have it yet. First answer the question.")
MAYBE_NAKED = N_("I did not open this. It may show someone naked.")


_NO = {(NUDE.key, NO), (FILES_NUDE, NO)}


@dataclass(frozen=True)
class Refusal:
    """Why a file may not come. `naked`: it may show somebody naked, so it goes from the chat.

    `placed`: it tells where it was made, as the device found that it is on.
    """

    why: Text
    naked: bool = False
    placed: bool = False


def refusal(
    flow: Flow | None, session: Session | None, kind: str, words: str = ""
) -> Refusal | None:
    """Why a file of this kind may not be sent in this conversation now; None when it may.

    `words` are those that came with it.
    """
    a = Answers(session.answers if session else {})
    if words_only(session):
        return Refusal(NO_FILES, naked=True)
    if may_be_naked(words):
        return Refusal(MAYBE_NAKED, naked=True)
    if kind not in PICTURES or said_no(a):
        return None
    if a[WORRY] == HEARD:
        return Refusal(MAYBE_NAKED, naked=True)
    if flow is not None and not asks(flow):
        return Refusal(flow.unseen or FILES_NOT_HERE)
    return Refusal(FIRST_ANSWER)


def words_only(session: Session | None) -> bool:
    """Whether this conversation is on the nude path, where no file is taken at all."""
    a = Answers(session.answers if session else {})
    return nude_path(a) or a[NUDE_CASE] == YES


def heard(said: object) -> bool:
    """Whether words about somebody naked, or about sex, may have been said."""
    match said:
        case Typed(words) | Sent(words=words):
            return may_be_naked(words)
    return False


def asks(flow: Flow) -> bool:
    """Whether this conversation can ask what may be seen on a file."""
    return flow.step(WORRY.key, None) is not None


def helps(flow: Flow, session: Session | None, facts: Facts) -> bool:
    """Whether this conversation answers words about somebody naked with whom to call.

    It does so once; None for a session that is yet to begin.
    """
    seen, answers = (session.seen, session.answers) if session else (frozenset(), {})
    worried = Answers({**answers, WORRY.key: HEARD})
    to_come = HEARD_HELP in flow.steps and HEARD_HELP.key not in seen
    return to_come and HEARD_HELP.when(worried, facts)


def worry(session: Session, why: str) -> Session:
    """The same conversation, in which it is asked (again): a "no" was not about what came now."""
    kept = {k: v for k, v in session.answers.items() if (k, v) not in _NO}
    heard_before = session.answers.get(WORRY.key) == HEARD
    return replace(session, answers={**kept, WORRY.key: HEARD if heard_before else why})


def asked_now(flow: Flow, before: Session, turn: Turn, facts: Facts) -> Turn:
    """The turn with that question, after words that may be about somebody naked.

    What was to be read above the question that would have come waits until that one comes.
    """
    if not asks(flow):
        return turn
    session = replace(turn.session, seen=before.seen)
    later = len(engine.ask(flow, session, facts).notes)
    said = turn.notes[: len(turn.notes) - later]
    return engine.ask(flow, worry(session, HEARD), facts, notes=said)
