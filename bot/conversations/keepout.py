"""A file that may not come was kept out: says why, asks what can be seen on it, tells the school.

Nothing of it was fetched; what may show somebody naked goes from the chat at once (art. 252 Sr).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cases.events import ReporterAnswered
from bot.conversations import hands_off, mine, moving, running, unasked
from bot.conversations.every_flow import FLOWS
from bot.conversations.exchange import Exchange
from bot.flows.loose import LOOSE
from bot.flows.may_i_post import MAY_I_POST, PICTURED, PLACED
from bot.flows.session import Session
from bot.flows.uploads import Refusal
from bot.flows.what import FILE, WORRY, YES
from bot.store import entries, outbox
from bot.store.entries import EntryKind
from bot.store.outbox import Op, Outgoing
from bot.text import N_

TAKEN_OUT = N_("I took it out of this chat.")
ONE_ALBUM = timedelta(minutes=1)
NOT_YOUR_FAULT = N_("You did nothing wrong. Leave it on your phone.")


def kept_out(x: Exchange, why: Refusal) -> None:
    """Answer a file that was refused; what is said of one album is said once, by the exchange."""
    session = running.load(x.tx, x.contact.contact_ref).session
    # Its words may just have begun a conversation that needs no picture.
    unseen = FLOWS[session.flow].unseen if session else None
    if x.event.message_id:  # a page shows the reason at the file itself
        said = why.why if unseen is None else unseen
        x.note(*((why.why, TAKEN_OUT, NOT_YOUR_FAULT) if why.naked else (said,)))
    if why.naked:
        _gone(x, session)
    _pictured(x, placed=why.placed)
    running.worry(x, FILE)  # before anything else
    if not running.go_on(x) and not why.naked:
        running.begin(x, LOOSE, answers={WORRY.key: FILE, **unasked.reported(x)})


def _pictured(x: Exchange, *, placed: bool) -> None:
    """A picture came that is not fetched, in a conversation that only has to know that it did.

    `placed`: and that it tells where it was made.
    """
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is not None and session.flow == MAY_I_POST.name:
        placed_too = {PLACED.key: YES} if placed else {}
        answers = {**session.answers, PICTURED.key: YES, **placed_too}
        after = replace(now_open, session=replace(session, answers=answers))
        running.keep(x.tx, x.contact.contact_ref, after)


def _gone(x: Exchange, session: Session | None) -> None:
    """The message goes, the log keeps that it was refused, and who works the case reads it."""
    if x.event.message_id:
        gone = Outgoing(x.contact.contact_ref, Op.DELETE, target=x.event.message_id)
        outbox.enqueue(x.tx, gone)
    about = session.subject if session else ""
    case = next((one for one in mine.own_cases(x) if one.case_id == about), None)
    if case is None or _just_told(x, case.case_id):
        x.log("ImageRefused", case.case_id if case else "")
        return
    entries.add(x.tx, case.case_id, EntryKind.REFUSED, "", None)
    case = hands_off.mark(x, case)
    moving.move(x.tx, x.world, x.around, case, ReporterAnswered(), word="ImageRefused")


def _just_told(x: Exchange, case_id: str) -> bool:
    """Ten pictures of one album are one piece of news for who works the case."""
    told = entries.of_case(x.tx, case_id, {EntryKind.REFUSED})
    return bool(told) and x.tx.now - told[-1].at < ONE_ALBUM
