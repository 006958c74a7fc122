"""A note to one person, in every chat of theirs; knows nothing of what it says."""

from __future__ import annotations

from dataclasses import dataclass

from bot.store import contacts, outbox
from bot.store.outbox import LOWEST, Op, Outgoing
from bot.store.tx import Tx
from bot.text import Message

ANSWER, URGENT, REMINDER, BROADCAST = range(LOWEST + 1)
"""The outbox's priorities, the first one first."""


@dataclass(frozen=True)
class Note:
    """What one person is told.

    With a name in `once`, no chat is told again by that name. A `guard` says who may still have it
    when it is sent.
    """

    person_id: str
    message: Message
    priority: int = REMINDER
    case_id: str | None = None
    guard: str = ""
    ping: bool = False
    once: str = ""
    by_mail: bool = True


def tell_all(tx: Tx, note: Note) -> int:
    """Put it in the outbox for each chat that has not shut the bot out; for how many."""
    reached = contacts.with_mail if note.by_mail else contacts.of_person
    refs = [one.contact_ref for one in reached(tx, note.person_id) if not one.blocked]
    return sum(outbox.enqueue(tx, _to(ref, note)) is not None for ref in refs)


def _to(contact_ref: str, note: Note) -> Outgoing:
    return Outgoing(
        contact_ref,
        Op.NOTE,
        note.message,
        priority=note.priority,
        case_id=note.case_id,
        person_id=note.person_id,
        guard=note.guard,
        ping=note.ping,
        dedupe_key=f"{note.once}:{contact_ref}" if note.once else None,
    )
