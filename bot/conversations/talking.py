"""Staff write to the reporter: a reply, a question; and hear when that waits for the reporter."""

from __future__ import annotations

from bot.cases import events as happened
from bot.cases.rights import Action
from bot.conversations import thread
from bot.conversations.casework import allowed, carry_out, open_case
from bot.conversations.exchange import Exchange, act
from bot.conversations.moving import NEWS
from bot.conversations.notes import Note, tell_all
from bot.flows.sendfile import FileChosen
from bot.flows.session import Session
from bot.flows.talking import QuestionAsked, ReplyWritten
from bot.store import cases, contacts, evidence
from bot.store.outbox import OutboxRow
from bot.store.tx import Tx
from bot.text import N_, Message, Text

SENT = N_("Sent. The reporter sees “School”, not your name.")
WAITS = N_("The reporter cannot be reached now. Your message waits.")
"""Says neither that they blocked us nor that they keep no address: both are theirs to tell."""
FILE_SENT = N_("We sent you a file.")


def replied(x: Exchange, session: Session, effect: ReplyWritten) -> None:
    """Words to the reporter, who sees "School" and no name."""
    _write(x, session.subject, effect.words)


def asked(x: Exchange, session: Session, effect: QuestionAsked) -> None:
    """A question to the reporter, who answers with one tap."""
    _write(x, session.subject, effect.words, effect.answers)


def _write(
    x: Exchange, case_id: str, words: Text, answers: tuple[Text, ...] = (), *, item_id: str = ""
) -> None:
    """Staff read it in the school's own language; what was typed stays as it was typed."""
    body = x.world.i18n.render(words, x.world.i18n.default)
    held = allowed(x, case_id, Action.TALK, body)
    if held is not None:
        event = happened.Replied(held.person.person_id)
        told = thread.told(words, answers, item_id=item_id)
        after = SENT if can_reach_reporter(x.tx, case_id) else WAITS
        carry_out(x, held, event, kind="talk_out", words=body, told=told, after=after)


def file_chosen(x: Exchange, session: Session, effect: FileChosen) -> None:
    """A file for the reporter: it lies with the case, and a copy of it is what is looked at."""
    held = allowed(x, session.subject, Action.TALK) if effect.send else None
    if held is None:
        evidence.detach(x.tx, effect.items)
        if not effect.send:
            open_case(x, session.subject)
        return
    for item_id in evidence.attach(x.tx, effect.items, held.case.case_id).values():
        _write(x, held.case.case_id, FILE_SENT, item_id=item_id)


def can_reach_reporter(tx: Tx, case_id: str) -> bool:
    """Whether news can arrive at the reporter now, as far as is known."""
    contact_ref = cases.reporter(tx, case_id)
    contact = contacts.find(tx, contact_ref) if contact_ref else None
    return contact is not None and not contact.blocked


def tell_owner(tx: Tx, row: OutboxRow) -> None:
    """News for a reporter could not be brought: who has the case hears no more than that."""
    case = cases.get(tx, row.case_id or "") if row.guard == NEWS else None
    if case is None or case.owner is None or not thread.has_news(tx, (case.case_id,)):
        return
    line = Text("{name}: {words}", values={"name": case.name, "words": WAITS})
    message = Message((line,), ((act(N_("Open"), "case", case.case_id),),))
    guard = Action.READ.value
    tell_all(tx, Note(case.owner, message, case_id=case.case_id, guard=guard, by_mail=False))
