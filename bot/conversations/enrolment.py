"""Ties a chat to a person of the school by a one-time invitation."""

from __future__ import annotations

from bot.cases.events import OwnerLost
from bot.conversations import confirming, menu, moving
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.notes import REMINDER
from bot.conversations.world import World, look_around
from bot.flows.wording import ROLE_WORDS
from bot.store import audit, cases, contacts, outbox, people
from bot.store.contacts import MAIL, Contact
from bot.store.outbox import Op, Outgoing
from bot.store.people import InvitationProblem
from bot.store.tx import Tx
from bot.text import N_, Message

NEW_WAY_IN = N_("Somebody came in with your name, on a new device or in a new chat.")
NOT_YOU = N_("Was it not you? Sign it out here and tell management now.")
NOT_VALID = N_("This invitation does not work (any more). Ask for a new one.")


def enrol(x: Exchange, code: str) -> None:
    """Redeem an invitation; every failure sounds the same, so that nothing can be learnt."""
    try:
        person = people.redeem(x.tx, code, x.contact.contact_ref)
        contacts.bind(x.tx, x.contact.contact_ref, person.person_id)
    except InvitationProblem as problem:
        if problem.is_news:
            audit.write(x.tx, audit.STRANGER, "InvitationRefused", "")
        x.note(NOT_VALID)
        menu.show_menu(x)
        return
    audit.write(x.tx, person.person_id, "Enrolled", person.person_id)
    enrolled(x.tx, x.world, x.contact.contact_ref)
    x.contact = contacts.find(x.tx, x.contact.contact_ref) or x.contact
    welcome(x)


def enrolled(tx: Tx, world: World, contact_ref: str) -> None:
    """A chat became a colleague's: what was reported from it is their own, not theirs to handle.

    A role that somebody has to confirm is asked for, and what they came in with before hears of it.
    """
    contact, around = contacts.find(tx, contact_ref), look_around(tx)
    person = around.person(contact.person_id) if contact else None
    if contact is None or person is None:
        return
    own = contacts.my_cases(tx, contact_ref)
    for case in cases.know_reporter(tx, own, person.person_id):
        moving.move(tx, world, around, case, OwnerLost())
    if person.proposed:
        confirming.ask(tx, world, around, person)
    _tell_the_others(tx, contact)


def _tell_the_others(tx: Tx, new: Contact) -> None:
    """Who makes or finds an invitation for somebody who is in already does not come in unseen."""
    message = Message((NEW_WAY_IN, NOT_YOU), ((act(labelled("📱", N_("My devices")), "devices"),),))
    for one in contacts.with_mail(tx, new.person_id or ""):
        if one.contact_ref != new.contact_ref and not one.blocked:
            outbox.enqueue(
                tx,
                Outgoing(
                    one.contact_ref,
                    Op.NOTE,
                    message,
                    priority=REMINDER,
                    person_id=new.person_id,
                ),
            )


def welcome(x: Exchange) -> None:
    """Greet a colleague by name and role."""
    if x.person is not None:
        roles = tuple(
            x.world.i18n.render(ROLE_WORDS[role], x.contact.language)
            for role in sorted(x.person.roles)
        )
        if roles:
            x.note(N_("Welcome, {name} ({roles}).").of(name=x.person.name, roles=roles))
        else:
            x.note(N_("Welcome, {name}.").of(name=x.person.name))
        if x.person.proposed:
            x.note(N_("School confirms your role first. You hear of it here."))
        _offer_mail(x)
    menu.show_menu(x)


def _offer_mail(x: Exchange) -> None:
    """Whose address stands in the list of staff needs one tap and a code for pings by e-mail."""
    person = x.person
    if person is None or not person.email or not x.world.mails:
        return
    if any(one.door == MAIL for one in contacts.with_mail(x.tx, person.person_id)):
        return
    offer = act(labelled("✉️", N_("Pings by e-mail")), "addmail")
    x.note(N_("You can get your pings by e-mail too."), buttons=((offer,),))
