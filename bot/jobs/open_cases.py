"""The morning's open cases: one message a morning, only to who has something late or due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.cases.people import Person
from bot.cases.reminders import OpenCaseLine, open_case_lines
from bot.cases.schooltime import local_day, present
from bot.conversations import morning
from bot.conversations.handing import find_new_owners
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, Told, each
from bot.store import cases, contacts
from bot.store.tx import Tx


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Everyone who is in today, on all their chats; with nothing to do there is no message.

    What somebody has who is away from today on, with nobody to stand in, is somebody else's first.
    """
    find_new_owners(tx, world)
    around = look_around(tx)
    open_now = cases.open_cases(tx)
    today = local_day(world.school, now)
    here = [one for one in around.people if present(one, today, world.school)]

    def tell(person: Person) -> Outcome:
        lines = open_case_lines(open_now, person, world.school, now, people=around.people)
        return Outcome(tuple(_send(tx, world, person, lines)))

    return each(tx, here, lambda person: person.person_id, tell)


def _send(tx: Tx, world: World, person: Person, lines: Sequence[OpenCaseLine]) -> Iterator[Told]:
    """A person with nothing to do is left in peace."""
    if not lines:
        return
    for contact in contacts.of_person(tx, person.person_id):
        if not contact.blocked and morning.send(tx, world, contact, person, lines):
            yield from (_told(person, line) for line in lines)


def _told(person: Person, line: OpenCaseLine) -> Told:
    why = f"{line.urgency.value}, due {line.due.isoformat()}, open since {line.since.isoformat()}"
    return Told(person.person_id, f"open cases: {line.case_name}", why)
