"""Gives school what was told about a sent report where the conversation is cut short."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from bot.cases.case import Case
from bot.conversations import mine, running, unsent
from bot.conversations.every_flow import FLOWS
from bot.conversations.exchange import Exchange
from bot.flows import engine
from bot.flows.evidence import PROOF, ProofTold
from bot.flows.kit import Answers
from bot.flows.mine import TAKE_BACK, TALK, Said, TakenBack
from bot.flows.session import Session
from bot.flows.what import said_no
from bot.flows.words import PICTURES, Told, items_in, typed_in
from bot.store import evidence

TELLING: Final = frozenset({TALK.name, PROOF.name, TAKE_BACK.name})
"""In these something may be told that was not sent yet."""


def hand_in(x: Exchange) -> None:
    """End a conversation about a report: what was told there goes to it, nothing of it is lost."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is None or session.flow not in TELLING:
        return
    flow = FLOWS[session.flow]
    told = typed_in(flow, session) or items_in(flow, session)
    case = next((one for one in mine.own_cases(x) if one.case_id == session.subject), None)
    if not told or (case is None and session.subject):
        return
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=None))
    for effect in engine.cut_short(flow, session, x.facts):
        if case is not None:
            _give(x, case, session, effect)
        elif isinstance(effect, ProofTold):
            unsent.join_report(x, effect.answers, effect.told.words)


def _give(x: Exchange, case: Case, session: Session, effect: object) -> None:
    match effect:
        case ProofTold(told, details, naked=naked):
            mine.add(x, case, told, details=details, naked=naked)
        case Said(told, naked):
            mine.add(x, case, _seen(x, session, told), naked=naked)
        case TakenBack(words=words):
            mine.add(x, case, Told((words,)))
    x.note(mine.HAVE_IT)


def _seen(x: Exchange, session: Session, told: Told) -> Told:
    """Without what can show somebody naked, as long as nobody said that it does not."""
    if said_no(Answers(session.answers)):
        return told
    gone = [item for item, kind in told.items if kind in PICTURES]
    evidence.detach(x.tx, gone)
    if gone:
        x.note(running.THROWN_AWAY)
    return replace(told, items=tuple(one for one in told.items if one[0] not in gone))
