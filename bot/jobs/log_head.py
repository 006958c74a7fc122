"""Sends the mark of the log to management and safety coordinator, so that a cut shows later.

Only when lines were added, once a week; it tells how many there are. A cut is looked for each day.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime

from bot.cases.digest import monday_of
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.schooltime import local_day
from bot.conversations.notes import BROADCAST
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, Told, each
from bot.jobs.rules import awake
from bot.store import audit, contacts, log_heads, outbox
from bot.store.audit import Head
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message

log = logging.getLogger(__name__)

KEEPERS = (Role.MANAGEMENT, Role.SAFETY_COORDINATOR)
LINE = N_("Check number of the log, {day}: {number}:{mark}")
WHY = (
    N_("With it the administrator can see later whether somebody took lines out of the log."),
    N_("You do not have to do anything now. Just leave this message here."),
)


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """A log that is not the one whose mark was sent gets no new mark: the old one must be asked.

    What is late waits for the next day rather than for nobody at night.
    """
    if not awake(world.school, now):
        return Outcome()
    today, head, sent = local_day(world.school, now), audit.head(tx), log_heads.last(tx)
    if sent is not None and not audit.holds(tx, sent.head):
        log.error("ALARM: the log is not the one whose mark was sent; see maatje check.")
        return Outcome(bad=1)
    if head.number == 0 or (
        sent is not None and (monday_of(sent.day) == monday_of(today) or sent.head == head)
    ):
        return Outcome()
    log_heads.keep(tx, today, head)
    keepers = [one for one in look_around(tx).people if _keeps(one, world)]
    return each(tx, keepers, lambda one: one.person_id, lambda one: _sent(tx, one, today, head))


def _keeps(person: Person, world: World) -> bool:
    return person.has(*KEEPERS) and may(person, Action.READ_LOG, None, world.school)


def _sent(tx: Tx, person: Person, today: date, head: Head) -> Outcome:
    return Outcome(tuple(_send(tx, person, today, head)))


def _send(tx: Tx, person: Person, today: date, head: Head) -> Iterator[Told]:
    line = LINE.of(day=today, number=head.number, mark=head.mark)
    for contact in contacts.of_person(tx, person.person_id):
        if contact.blocked:
            continue
        outgoing = Outgoing(
            contact.contact_ref,
            Op.NOTE,
            Message((line, *WHY)),
            priority=BROADCAST,
            person_id=person.person_id,
            dedupe_key=f"log-head:{today.isoformat()}:{contact.contact_ref}",
        )
        if outbox.enqueue(tx, outgoing) is not None:
            yield Told(person.person_id, f"mark of {head.number} lines", "lines were added")
