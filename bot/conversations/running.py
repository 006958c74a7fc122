"""Runs a flow for a contact: loads the session, asks the engine, keeps what comes of it.

A report that is not sent yet is parked when another conversation begins, and goes on after it.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.cases.coach import Picture
from bot.conversations import addressing
from bot.conversations.case_of import case_of, with_way_back
from bot.conversations.every_flow import FLOWS, STAFF_FLOWS
from bot.conversations.exchange import Exchange, act, labelled
from bot.flows import engine, loose, uploads
from bot.flows.kit import TOKEN_LENGTH, Flow, Said, Sent, Typed
from bot.flows.report import PRACTICE, REPORT
from bot.flows.session import Session, Turn
from bot.flows.words import items_in, typed_in, without_items
from bot.quickjson import pack, unpack
from bot.store import contacts, evidence, sessions
from bot.store.tx import Tx
from bot.text import N_, Text

ON = act(labelled("▶️", N_("Go on with my report")), "resume")
UNSENT = N_("You also have a report that is not sent yet.")
THROWN_AWAY = N_("I threw your file away. School does not see it.")
FULL = N_("That is very much. Send it first. Then tell me more.")
NOT_SENT = N_("What you typed there was not sent.")
MOST = 200_000
"""Characters of one conversation; a long story is some thousands."""


@dataclass(frozen=True)
class Open:
    """What a contact has open: a conversation, a report parked under it, a case found by words.

    `guest` is the case somebody came back to with five words and that keeps no address. `naked_at`:
    until when (seconds) a conversation of theirs, which may be over, was about somebody naked.
    `warned`: when it was last said, for each kind of danger, whom to call.
    """

    session: Session | None = None
    parked: Session | None = None
    guest: str = ""
    naked_at: float = 0.0
    warned: Mapping[str, float] = field(default_factory=dict, repr=False)

    @property
    def unsent(self) -> Session | None:
        """The same, or words in which danger was heard and that become one."""
        return self.draft or (self.session if loose.alarming(self.session) else None)

    @property
    def draft(self) -> Session | None:
        """The report that is not sent yet, if there is one; practice is none."""
        return next((one for one in (self.session, self.parked) if one and _is_draft(one)), None)


def _is_draft(session: Session) -> bool:
    begun = bool(session.answers or session.drafts)
    return session.flow == REPORT.name and begun and not practises(session)


def practises(session: Session) -> bool:
    """Whether this is a practice report."""
    return PRACTICE.key in session.answers


def load(tx: Tx, contact_ref: str) -> Open:
    """What this contact has open; a flow that no release knows any more is forgotten."""
    stored = sessions.load(tx, contact_ref)
    if stored is None:
        return Open()
    data = unpack(stored)
    return Open(
        _read(data.get("session")),
        _read(data.get("parked")),
        data.get("guest", ""),
        data.get("naked_at", 0.0),
        data.get("warned", {}),
    )


def keep(tx: Tx, contact_ref: str, now_open: Open) -> None:
    """Store what is open; nothing open leaves no row."""
    if now_open == Open():
        sessions.drop(tx, contact_ref)
        return
    data = {
        "session": now_open.session.to_data() if now_open.session else None,
        "parked": now_open.parked.to_data() if now_open.parked else None,
        "guest": now_open.guest,
        "naked_at": now_open.naked_at,
        "warned": dict(now_open.warned),
    }
    name = now_open.session.flow if now_open.session else ""
    sessions.save(tx, contact_ref, name, pack(data).decode())


def begin(
    x: Exchange,
    flow: Flow,
    *,
    subject: str = "",
    answers: Mapping[str, str] | None = None,
    drafts: Mapping[str, str] | None = None,
) -> None:
    """Start a flow, about `subject`, with what is known already."""
    was = load(x.tx, x.contact.contact_ref)
    token = secrets.token_hex(TOKEN_LENGTH // 2)
    session = Session(flow.name, token, subject, answers or {}, drafts or {})
    keep(x.tx, x.contact.contact_ref, replace(was, session=session, parked=was.draft))
    go_on(x)


def go_on(x: Exchange, *notes: Text) -> bool:
    """Ask the open question again; False when there is none."""
    now_open = _load_theirs(x)
    if now_open.session is None:
        return False
    flow = FLOWS[now_open.session.flow]
    shown = (notes,) if notes else ()
    _settle(x, now_open, engine.ask(flow, now_open.session, x.facts, notes=shown))
    return True


def carry(x: Exchange, said: Said) -> bool:
    """Take an answer to the open question; False when nothing is open."""
    now_open = _load_theirs(x)
    if now_open.session is None:
        return False
    flow = FLOWS[now_open.session.flow]
    turn = engine.answer(flow, now_open.session, said, x.facts)
    if uploads.heard(said):
        turn = uploads.asked_now(flow, now_open.session, turn, x.facts)
    grown = turn.session.length > now_open.session.length
    if isinstance(said, Typed) and grown and turn.session.length > MOST:
        return go_on(x, FULL)
    _settle(x, now_open, turn)
    if isinstance(said, Sent) and flow.unseen:  # only its words were wanted
        evidence.detach(x.tx, [said.item])
    return True


def _load_theirs(x: Exchange) -> Open:
    """What is open, without the work on a case for who does not work here any more."""
    now_open = load(x.tx, x.contact.contact_ref)
    if now_open.session and now_open.session.flow in STAFF_FLOWS and x.person is None:
        leave(x)
        return replace(now_open, session=None)
    return now_open


def leave(x: Exchange) -> None:
    """Another screen comes: what is typed there is no answer to the question left behind.

    A report that is not sent yet is parked, anything else is over, and who told something hears so.
    """
    keep_words(x)
    now_open = load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session and session is not now_open.draft:
        flow = FLOWS[session.flow]
        if typed_in(flow, session):
            x.note(NOT_SENT)
        if destroyed(x, now_open.draft, of=items_in(flow, session)):
            x.note(THROWN_AWAY)
    keep(x.tx, x.contact.contact_ref, replace(now_open, session=None, parked=now_open.draft))


def keep_words(x: Exchange) -> bool:
    """Make words in which danger was heard a report that is not sent yet: none are lost."""
    now_open = load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is None or not loose.alarming(session):
        return False
    take_up(x, session)
    return True


def take_up(x: Exchange, session: Session) -> None:
    """Go on with the report not sent yet, or a new one, in which these loose words are told."""
    now_open = load(x.tx, x.contact.contact_ref)
    report = loose.into_report(session, now_open.draft)
    keep(x.tx, x.contact.contact_ref, replace(now_open, session=report, parked=None))


def throw_away(x: Exchange) -> None:
    """Forget the open conversation, the report that is not sent yet and the files sent for it.

    What was told after the report was stopped is no part of it: it stays.
    """
    now_open = load(x.tx, x.contact.contact_ref)
    stays = now_open.session if now_open.parked and loose.tells(now_open.session) else None
    keep(x.tx, x.contact.contact_ref, replace(now_open, session=stays, parked=None))
    destroyed(x, stays)


def worry(x: Exchange, why: str) -> None:
    """Let the open conversation ask what can be seen on a file, if it can; `go_on` shows it."""
    now_open = load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is not None and uploads.asks(FLOWS[session.flow]):
        worried = replace(now_open, session=uploads.worry(session, why))
        keep(x.tx, x.contact.contact_ref, worried)


def forget_guest(x: Exchange) -> None:
    """The report found with five words is out of reach until they are typed again."""
    now_open = load(x.tx, x.contact.contact_ref)
    keep(x.tx, x.contact.contact_ref, replace(now_open, guest=""))


def own_ids(x: Exchange) -> tuple[str, ...]:
    """The cases this contact reported, or came back to with five words; the oldest first."""
    guest = load(x.tx, x.contact.contact_ref).guest
    return (*contacts.my_cases(x.tx, x.contact.contact_ref), guest)


def is_open(x: Exchange) -> bool:
    """Whether a question waits for an answer."""
    return load(x.tx, x.contact.contact_ref).session is not None


def is_practising(x: Exchange) -> bool:
    """Whether a practice report is open."""
    session = load(x.tx, x.contact.contact_ref).session
    return session is not None and practises(session)


def bring_back(x: Exchange) -> None:
    """Make the report that is not sent yet the open conversation again, and leave any other."""
    if load(x.tx, x.contact.contact_ref).draft is not None:
        leave(x)
        now_open = load(x.tx, x.contact.contact_ref)
        keep(x.tx, x.contact.contact_ref, replace(now_open, session=now_open.draft, parked=None))


def _settle(x: Exchange, now_open: Open, turn: Turn) -> None:
    turn = _without_naked(x, now_open, turn)
    addressing.heed(x, turn.session)
    if uploads.words_only(turn.session):
        now_open = replace(now_open, naked_at=x.tx.now.timestamp())
    for lines in turn.notes:
        x.note(*lines)
    if turn.picture:
        x.draw(Picture(turn.picture))
    if turn.message is not None:
        keep(x.tx, x.contact.contact_ref, replace(now_open, session=turn.session))
        buttons = with_way_back(turn.message.buttons, turn.session)
        x.show(*turn.message.lines, buttons=buttons, case_id=case_of(turn.session))
        return
    keep(x.tx, x.contact.contact_ref, replace(now_open, session=None))
    for effect in turn.effects:
        x.apply(x, turn.session, effect)
    _offer_draft(x, now_open.parked)


def _without_naked(x: Exchange, now_open: Open, turn: Turn) -> Turn:
    """Once it may be naked, what was sent before that is destroyed with the answer itself.

    What another report holds, that is not sent yet, stays: it has a question of its own.
    """
    if not uploads.words_only(turn.session) or not destroyed(x, now_open.parked):
        return turn
    flow = FLOWS[turn.session.flow]
    notes = (*turn.notes, (THROWN_AWAY,))
    session = without_items(flow, turn.session)
    if turn.finished:
        return replace(turn, session=session, notes=notes)
    return engine.ask(flow, session, x.facts, notes=notes)


def destroyed(x: Exchange, apart: Session | None, *, of: Collection[str] | None = None) -> bool:
    """Destroy the loose items, or those `of` them, but not of a report `apart`; were there any?"""
    kept: Collection[str] = ()
    if apart is not None and not uploads.words_only(apart):
        kept = items_in(FLOWS[apart.flow], apart)
    loose = [item.item_id for item in evidence.loose_of(x.tx, x.contact.contact_ref)]
    gone = [one for one in loose if one not in kept and (of is None or one in of)]
    evidence.detach(x.tx, gone)
    return bool(gone)


def _offer_draft(x: Exchange, parked: Session | None) -> None:
    """What was parked under the conversation that just ended must not be forgotten.

    Words that became a report, or were put with it, have the way on below them.
    """
    after = load(x.tx, x.contact.contact_ref)
    if after.session is None and after.draft is not None and after.draft == parked:
        x.note(UNSENT, buttons=((ON,),))


def _read(data: Mapping[str, Any] | None) -> Session | None:
    return Session.from_data(data) if data and data.get("flow") in FLOWS else None
