"""Takes what shows a case out of a colleague's chats; asks nobody's rights.

Which of their messages is about which case lies nowhere: what goes is every view of any case, and
`/zaken` shows again what they may still see.
"""

from __future__ import annotations

from bot.conversations.notes import URGENT
from bot.store import contacts, outbox, pings, screens
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx


def views(tx: Tx, ref: str, message_ids: list[str]) -> None:
    """These messages of one chat."""
    for message_id in message_ids:
        screens.mark(tx, ref, message_id, case=False)
    live = screens.live(tx, ref)
    if live is not None and live.message_id in message_ids:
        screens.clear_live(tx, ref)
    outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target=",".join(message_ids), priority=URGENT))


def lost_sight(tx: Tx, case_id: str, person_id: str) -> None:
    """Somebody sees nothing of a case from now on: what lies in their chats goes at once."""
    for ref, message_id in pings.take_lying(tx, case_id, person_id):
        outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target=message_id, priority=URGENT))
    shown = screens.with_cases(tx, tx.now)
    for contact in contacts.of_person(tx, person_id):
        if found := shown.get(contact.contact_ref):
            views(tx, contact.contact_ref, found)
