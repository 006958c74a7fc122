"""Runs a flow for a contact: loads the session, asks the engine, keeps what comes of it.

A report that is not sent yet is parked when another conversation begins, and goes on after it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.conversations.exchange import Exchange
from bot.flows import engine
from bot.flows.casework import CASEWORK
from bot.flows.kit import TOKEN_LENGTH, Flow, Said
from bot.flows.mine import MINE
from bot.flows.report import REPORT
from bot.flows.session import Session, Turn
from bot.store import sessions
from bot.store.tx import Tx
from bot.text import Text

FLOWS: Mapping[str, Flow] = {flow.name: flow for flow in (REPORT, *CASEWORK, *MINE)}

CASE_FLOWS = frozenset(flow.name for flow in CASEWORK)


@dataclass(frozen=True)
class Open:
    """What a contact has open: a conversation, a report parked under it, a case found by words.

    `guest` is the case somebody came back to with five words and that keeps no address.
    """

    session: Session | None = None
    parked: Session | None = None
    guest: str = ""

    @property
    def draft(self) -> Session | None:
        """The report that is not sent yet, if there is one."""
        both = (self.session, self.parked)
        return next((one for one in both if one and one.flow == REPORT.name and one.answers), None)


def load(tx: Tx, contact_ref: str) -> Open:
    """What this contact has open; a flow that no release knows any more is forgotten."""
    stored = sessions.load(tx, contact_ref)
    if stored is None:
        return Open()
    data = json.loads(stored)
    return Open(_read(data.get("session")), _read(data.get("parked")), data.get("guest", ""))


def keep(tx: Tx, contact_ref: str, now_open: Open) -> None:
    """Store what is open; nothing open leaves no row."""
    if now_open == Open():
        sessions.drop(tx, contact_ref)
        return
    data = {
        "session": now_open.session.to_data() if now_open.session else None,
        "parked": now_open.parked.to_data() if now_open.parked else None,
        "guest": now_open.guest,
    }
    name = now_open.session.flow if now_open.session else ""
    sessions.save(tx, contact_ref, name, json.dumps(data))


def begin(
    x: Exchange,
    flow: Flow,
    *,
    subject: str = "",
    answers: Mapping[str, str] | None = None,
) -> None:
    """Start a flow, about `subject`, with what is known already."""
    was = load(x.tx, x.contact.contact_ref)
    token = secrets.token_hex(TOKEN_LENGTH // 2)
    session = Session(flow.name, token, subject, answers or {})
    parked = None if flow is REPORT else was.draft
    keep(x.tx, x.contact.contact_ref, replace(was, session=session, parked=parked))
    go_on(x)


def go_on(x: Exchange, *notes: Text) -> bool:
    """Ask the open question again; False when there is none."""
    now_open = load(x.tx, x.contact.contact_ref)
    if now_open.session is None:
        return False
    flow = FLOWS[now_open.session.flow]
    shown = (notes,) if notes else ()
    _settle(x, now_open, engine.ask(flow, now_open.session, x.facts, notes=shown))
    return True


def carry(x: Exchange, said: Said) -> bool:
    """Take an answer to the open question; False when nothing is open."""
    now_open = load(x.tx, x.contact.contact_ref)
    if now_open.session is None:
        return False
    flow = FLOWS[now_open.session.flow]
    _settle(x, now_open, engine.answer(flow, now_open.session, said, x.facts))
    return True


def discard(x: Exchange) -> None:
    """Throw the open conversation away; what was parked under it goes on."""
    now_open = load(x.tx, x.contact.contact_ref)
    keep(x.tx, x.contact.contact_ref, replace(now_open, session=now_open.parked, parked=None))


def bring_back(x: Exchange) -> None:
    """Make the report that is not sent yet the open conversation again."""
    now_open = load(x.tx, x.contact.contact_ref)
    if now_open.draft is not None:
        keep(x.tx, x.contact.contact_ref, replace(now_open, session=now_open.draft, parked=None))


def _settle(x: Exchange, now_open: Open, turn: Turn) -> None:
    for lines in turn.notes:
        x.note(*lines)
    if turn.message is not None:
        keep(x.tx, x.contact.contact_ref, replace(now_open, session=turn.session))
        x.show(*turn.message.lines, buttons=turn.message.buttons, case_id=_case_of(turn.session))
        return
    after = replace(now_open, session=now_open.parked, parked=None)
    keep(x.tx, x.contact.contact_ref, after)
    for effect in turn.effects:
        x.apply(x, turn.session, effect)


def _case_of(session: Session) -> str | None:
    """The case that only its handlers may see on this screen; a reporter's own has no guard."""
    return session.subject if session.flow in CASE_FLOWS else None


def _read(data: Mapping[str, Any] | None) -> Session | None:
    if data is None or data.get("flow") not in FLOWS:
        return None
    return Session.from_data(data)
