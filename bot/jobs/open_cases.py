"""One message a morning, only to who has a case or a duty of the calendar that is late or due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.cases.agenda import DutyLine
from bot.cases.people import Person
from bot.cases.reminders import OpenCaseLine
from bot.cases.schooltime import local_day, present
from bot.conversations import morning
from bot.conversations.handing import find_new_owners
from bot.conversations.morning import Morning
from bot.conversations.world import World
from bot.jobs.job import Outcome, Told, each
from bot.store import contacts
from bot.store.tx import Tx


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Everyone who is in today, on all their chats; with nothing to do there is no message.

    What somebody has who is away from today on, with nobody to stand in, is somebody else's first.
    """
    find_new_owners(tx, world)
    all_of_it = morning.known(tx, world)
    today = local_day(world.school, now)
    here = [one for one in all_of_it.around.people if present(one, today, world.school)]

    def tell(person: Person) -> Outcome:
        one = morning.of_person(world, now, person, all_of_it)
        return Outcome(tuple(_send(tx, world, person, one)))

    return each(tx, here, lambda person: person.person_id, tell)


def _send(tx: Tx, world: World, person: Person, one: Morning) -> Iterator[Told]:
    """A person with nothing to do is left in peace."""
    if not one:
        return
    for contact in contacts.with_mail(tx, person.person_id):
        if not contact.blocked and morning.send(tx, world, contact, person, one):
            yield from (_told(person, line) for line in one.lines)
            yield from (_told_duty(person, line) for line in one.duties)


def _told(person: Person, line: OpenCaseLine) -> Told:
    why = f"{line.urgency.value}, due {line.due.isoformat()}, open since {line.since.isoformat()}"
    return Told(person.person_id, f"open cases: {line.case_name}", why)


def _told_duty(person: Person, line: DutyLine) -> Told:
    why = f"{'late' if line.late else 'asked'}, due {line.row.due.isoformat()}"
    return Told(person.person_id, f"calendar: {line.row.duty_id} {line.row.part}".rstrip(), why)
