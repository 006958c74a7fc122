"""What is noted of a message once it lies in a chat, and whether it stays there; sends nothing."""

from __future__ import annotations

from typing import Final

from bot.conversations.delivery import Delivered
from bot.conversations.enclosing import OWN_DATA
from bot.conversations.exchange import GOODBYE
from bot.store import campaign_cards, contacts, evidence, looks, outbox, pings, screens
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.tx import Tx

MESSAGES: Final = frozenset({Op.SHOW, Op.NOTE, Op.CARD})


def remember(tx: Tx, row: OutboxRow, delivered: Delivered, *, wanted: bool = True) -> None:
    """What lies in the chat since it arrived there, and whether it stays.

    Not `wanted`: it was under way when the chat was wiped, so it counts as from before that.
    """
    if not contacts.unblocked(tx, row.contact_ref):  # forgotten while the message was under way
        return
    if row.op is Op.DELETE:
        for message_id in delivered.message_id.split(","):
            screens.removed(tx, row.contact_ref, message_id)
        part(tx, row)
        return
    if row.op not in MESSAGES or not delivered.message_id:
        return
    at = tx.now if wanted else row.created_at
    for message_id in (*delivered.earlier, delivered.message_id):
        screens.show(tx, row.contact_ref, message_id, at, case=_shows_case(row))
    if row.op is Op.SHOW:
        screens.set_live(tx, row.contact_ref, delivered.message_id, row.row_id)
    _note_ping(tx, row, delivered.message_id)
    _note_card(tx, row, delivered.message_id)
    if row.item_id:
        outbox.enqueue(tx, _removal(tx, row, delivered.message_id))


def part(tx: Tx, row: OutboxRow) -> None:
    """Whoever wanted to be forgotten is, once the last words to them are gone or can never go."""
    if row.guard == GOODBYE:
        contacts.forget(tx, row.contact_ref)


def _note_ping(tx: Tx, row: OutboxRow, message_id: str) -> None:
    """It is taken away again once its case was seen in another chat."""
    if row.ping and row.case_id and row.person_id:
        pings.lies(tx, row.case_id, row.person_id, (row.contact_ref, message_id))


def _note_card(tx: Tx, row: OutboxRow, message_id: str) -> None:
    """It is changed as the sending of a survey goes on."""
    if row.op is Op.CARD:
        campaign_cards.arrived(tx, row.row_id, message_id)


def _shows_case(row: OutboxRow) -> bool:
    """Whether a colleague asked for it and a case is on it; a ping only names one."""
    return row.person_id is not None and not row.priority and bool(row.case_id or row.guard)


def _removal(tx: Tx, row: OutboxRow, message_id: str) -> Outgoing:
    """Evidence does not stay in a chat, whatever becomes of the rights of who looked at it.

    It may have been destroyed while it was under way.
    """
    item = evidence.get(tx, row.item_id)
    stays = row.item_id == OWN_DATA or not (item is None or item.destroyed)
    at = tx.now + looks.LASTS if stays else None
    return Outgoing(
        row.contact_ref, Op.DELETE, target=message_id, not_before=at, item_id=row.item_id
    )
