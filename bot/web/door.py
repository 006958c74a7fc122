"""The way out to a page: writes what the sender hands over into the contact's mailbox.

Knows no conversation: a message is finished sentences and buttons by the time it gets here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.conversations.sending import Delivered, Delivery, Gone, Later
from bot.flows.uploads import Refusal
from bot.i18n import I18n
from bot.store import contacts, mailbox
from bot.store.contacts import Contact
from bot.store.meant import Meant
from bot.store.writer import Tx, Writer
from bot.web.bodies import Body, for_one, meant_of, of_bot, without_buttons
from bot.web.events import Hub
from bot.web.site import DOOR, MaySee, Refuses


@dataclass(frozen=True)
class WebDoor:
    """Delivers to the mailbox; an open page hears of it at once, another one when it opens."""

    writer: Writer = field(repr=False)
    hub: Hub
    i18n: I18n = field(repr=False)
    refusal: Refuses
    name: str = DOOR

    async def deliver(self, delivery: Delivery) -> Delivered | Gone | Later:
        """Do one operation; `Gone` when the contact is not there any more."""
        done = await self.writer.run(lambda tx: self._write(tx, delivery))
        self.hub.publish(delivery.contact_ref)
        return done

    def _write(self, tx: Tx, delivery: Delivery) -> Delivered | Gone:
        contact = contacts.find(tx, delivery.contact_ref)
        if contact is None:
            return Gone()
        match delivery.op:
            case "delete":
                return _remove(tx, delivery)
            case "card" if delivery.target:
                return self._change(tx, contact, delivery)
            case "show":
                _strip(tx, contact.contact_ref, delivery.live)
                return self._post(tx, contact, delivery)
            case "note" | "card":
                return self._post(tx, contact, delivery)
            case _:  # nothing else is asked of a page
                return Delivered()

    def _post(self, tx: Tx, contact: Contact, delivery: Delivery) -> Delivered:
        body = self._body(tx, contact, delivery)
        message_id = mailbox.post(tx, contact.contact_ref, body, mine=False)
        return Delivered(str(message_id))

    def _change(self, tx: Tx, contact: Contact, delivery: Delivery) -> Delivered:
        """A card that is gone from the mailbox (48 hours, or wiped) comes as a new message."""
        body = self._body(tx, contact, delivery)
        if not mailbox.change(tx, contact.contact_ref, int(delivery.target), body):
            return self._post(tx, contact, delivery)
        return Delivered(delivery.target)

    def _body(self, tx: Tx, contact: Contact, delivery: Delivery) -> Body:
        if delivery.rendered is None:
            raise ValueError("This operation needs something to show.")
        body = of_bot(
            delivery.rendered,
            language=contact.language,
            i18n=self.i18n,
            uploads=may_offer(self.refusal(tx, contact, "photo")),
        )
        return for_one(body, delivery.meant)


def may_offer(refusal: Refusal | None) -> bool:
    """On the nude path a page has no way to send a file; what only comes too early is told so."""
    return refusal is None or not refusal.naked


def withdraw(tx: Tx, contact: Contact | None, may_see: MaySee) -> None:
    """Take away what a colleague may not see any more, before anything of a chat is handed out."""
    if contact is None or contact.person_id is None:
        return
    answers: dict[Meant, bool] = {}
    for row in mailbox.since(tx, contact.contact_ref, 0):
        meant = meant_of(row)
        if meant is None:
            continue
        if meant not in answers:
            answers[meant] = may_see(tx, contact.contact_ref, meant)
        if not answers[meant]:
            mailbox.remove(tx, contact.contact_ref, row.message_id)


def find(tx: Tx, contact_ref: str, message_id: str) -> Body | None:
    """The body of one message still in the mailbox."""
    row = mailbox.get(tx, contact_ref, int(message_id)) if message_id.isdecimal() else None
    return dict(row.body) if row and row.body else None


def _strip(tx: Tx, contact_ref: str, message_id: str) -> None:
    """Take the buttons off what was the live screen: the new one is below it."""
    body = find(tx, contact_ref, message_id) if message_id else None
    if body and body["buttons"]:
        mailbox.change(tx, contact_ref, int(message_id), without_buttons(body))


def _remove(tx: Tx, delivery: Delivery) -> Delivered:
    for message_id in filter(str.isdecimal, delivery.target.split(",")):
        mailbox.remove(tx, delivery.contact_ref, int(message_id))
    return Delivered(delivery.target)
