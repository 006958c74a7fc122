"""Ends what a colleague may: all of it when they leave, one role when it is taken away.

Open cases go to the next in line in the same transaction; asks nobody and shows nothing.
"""

from __future__ import annotations

from dataclasses import replace

from bot.cases.people import Person, Role
from bot.conversations import running
from bot.conversations.every_flow import STAFF_FLOWS
from bot.conversations.handing import find_new_owners
from bot.conversations.wiping import take_away
from bot.conversations.world import Around, World
from bot.store import audit, campaigns, contacts, devices, outbox, people
from bot.store.tx import Tx
from bot.text import N_

LAST_OF_MANAGEMENT = N_("This is the last one of the management who can come in.")


def is_last(around: Around, person: Person) -> bool:
    """Whether management would be without anybody, or without anybody who can be reached."""
    if Role.MANAGEMENT not in person.roles or not person.active:
        return False
    others = [
        one
        for one in around.people
        if one.active and Role.MANAGEMENT in one.roles and one.person_id != person.person_id
    ]
    reachable = around.reachable
    return not others or (
        reachable(person.person_id) and not any(reachable(one.person_id) for one in others)
    )


def leave(tx: Tx, world: World, person: Person, *, by: str) -> None:
    """Somebody does not work here any more. Ask `is_last` first."""
    end_rights(tx, person)
    audit.write(tx, by, "LeftSchool", person.person_id)
    find_new_owners(tx, world)


def end_rights(tx: Tx, person: Person) -> None:
    """Roles, invitations, what waits to be sent, open work and the chats that were theirs.

    A report of their own that is not sent yet stays, and so do their own reports.
    """
    gone = replace(person, roles=frozenset(), classes=frozenset(), active=False)
    people.put(tx, replace(gone, away=None, proposed=frozenset(), since=()))
    end_chats(tx, person.person_id)


def end_chats(tx: Tx, person_id: str) -> None:
    """Nothing leads to this colleague any more: no chat, no device, no code, no yes to messages.

    What lies in their chats goes, for it tells of cases. A device may be lost: where a report
    that its owner made can be found on it, it stays behind its lock.
    """
    people.withdraw(tx, person_id)
    outbox.drop_for_person(tx, person_id)
    for contact in contacts.with_mail(tx, person_id):
        _end_work(tx, contact.contact_ref)
        campaigns.want_news(tx, contact.contact_ref, wants=False)
        take_away(tx, contact.contact_ref, contact.door)
        contacts.bind(tx, contact.contact_ref, None)
        if _finds_own(tx, contact.contact_ref):
            devices.part(tx, contact.contact_ref)
        else:
            devices.remove(tx, contact.contact_ref)


def _finds_own(tx: Tx, ref: str) -> bool:
    """Whether a report of their own leads from here, sent or not."""
    return bool(contacts.my_cases(tx, ref)) or running.load(tx, ref).unsent is not None


def take_role(tx: Tx, world: World, person: Person, role: Role, *, by: str) -> None:
    """One role less; cases they may not work any more go to the next in line."""
    people.put(tx, replace(person, roles=person.roles - {role}))
    people.withdraw(tx, person.person_id)
    audit.write(tx, by, f"RoleTaken {role.value}", person.person_id)
    find_new_owners(tx, world)


def _end_work(tx: Tx, contact_ref: str) -> None:
    """What a colleague was doing as one is over; a report of their own stays to be sent.

    One that was found with five words is out of reach here until they are typed again.
    """
    now_open = replace(running.load(tx, contact_ref), guest="")
    if now_open.session and now_open.session.flow in STAFF_FLOWS:
        now_open = replace(now_open, session=now_open.parked, parked=None)
    running.keep(tx, contact_ref, now_open)
