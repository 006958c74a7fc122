"""A file that may not come was kept out: says why, asks what can be seen on it, tells the school.

Nothing of it was fetched; what may show somebody naked goes from the chat at once (art. 252 Sr).
"""

from __future__ import annotations

from dataclasses import replace

from bot.cases.events import MarkedNude, ReporterAnswered
from bot.cases.kinds import Mark
from bot.conversations import mine, moving, running
from bot.conversations.exchange import Exchange
from bot.flows import uploads
from bot.flows.mine import LOOSE
from bot.flows.session import Session
from bot.flows.uploads import Refusal
from bot.flows.what import FILE, WORRY
from bot.store import entries, outbox
from bot.store.entries import EntryKind
from bot.store.outbox import Op, Outgoing
from bot.text import N_, Message

TAKEN_OUT = N_("I took it out of this chat.")
NOT_YOUR_FAULT = N_("You did nothing wrong. Leave it on your phone.")


def kept_out(x: Exchange, why: Refusal) -> None:
    """Answer a file that was refused; ten of one album are answered once."""
    session = running.load(x.tx, x.contact.contact_ref).session
    asking = session if session and uploads.asks(running.FLOWS[session.flow]) else None
    new = session is None or (asking is not None and WORRY.key not in asking.answers)
    said = _say(x, why, again=new)
    if why.naked:
        _gone(x, session, tell=said)
    if not said:
        return
    if asking is not None:
        _ask(x, asking)
    elif not running.go_on(x) and not why.naked:
        running.begin(x, LOOSE, answers={WORRY.key: FILE})


def _say(x: Exchange, why: Refusal, *, again: bool) -> bool:
    """False when it was said this minute and need not be said `again`.

    A page shows the reason at the file itself.
    """
    if not x.event.message_id:
        return True
    lines = (why.why, TAKEN_OUT, NOT_YOUR_FAULT) if why.naked else (why.why,)
    once = f"kept out:{x.contact.contact_ref}:{x.tx.now.timestamp() // 60:.0f}"
    note = Outgoing(x.contact.contact_ref, Op.NOTE, Message(lines), dedupe_key=once)
    said = outbox.enqueue(x.tx, note) is not None
    if not said and again:
        outbox.enqueue(x.tx, replace(note, dedupe_key=None))
    return said or again


def _ask(x: Exchange, session: Session) -> None:
    """The open conversation asks what can be seen on it, before anything else."""
    worried = uploads.worry(running.FLOWS[session.flow], session, FILE)
    now_open = running.load(x.tx, x.contact.contact_ref)
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=worried))
    running.go_on(x)


def _gone(x: Exchange, session: Session | None, *, tell: bool) -> None:
    """The message goes, the log keeps that it was refused, and who works the case reads it."""
    if x.event.message_id:
        gone = Outgoing(x.contact.contact_ref, Op.DELETE, target=x.event.message_id)
        outbox.enqueue(x.tx, gone)
    about = session.subject if session else ""
    case = next((one for one in mine.own_cases(x) if one.case_id == about), None)
    x.log("ImageRefused", case.case_id if case else "")
    if case is None or not tell:
        return
    entries.add(x.tx, case.case_id, EntryKind.REFUSED, "", None)
    if Mark.NUDE not in case.marks:
        case = moving.move(x.tx, x.world, x.around, case, MarkedNude())
    moving.move(x.tx, x.world, x.around, case, ReporterAnswered())
