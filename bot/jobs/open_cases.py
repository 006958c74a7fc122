"""One message a morning, only to who has a case or a duty of the calendar that is late or due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from bot.cases.agenda import DutyLine
from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.reminders import OpenCaseLine, Owed, owed
from bot.cases.school import School
from bot.cases.schooltime import local_day, present, written
from bot.conversations import morning
from bot.conversations.handing import HANDED, lost_cases
from bot.conversations.morning import Morning
from bot.conversations.world import World, look_around
from bot.jobs.handing import hand_on
from bot.jobs.job import Outcome, Part, Told, each
from bot.jobs.parts import gathered, in_parts
from bot.store import cases, contacts, entries
from bot.store.tx import Tx

FEW: Final = 5
"""People told in one part: each has a list of their own."""


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Everyone who is in today, on all their chats; with nothing to do there is no message.

    What somebody has who is away from today on, with nobody to stand in, is somebody else's first.
    """
    return in_parts(lost_cases(tx, world), hand_on, size=HANDED, then=_look)(tx, world, now)


def _look(tx: Tx, _world: World, _now: datetime) -> Outcome:
    people, unanswered = look_around(tx).people, entries.unanswered(tx)

    def look(_tx: Tx, world: World, now: datetime, case: Case) -> Iterable[Owed]:
        return owed((case,), world.school, now, people=people, unanswered=unanswered)

    return Outcome(then=gathered(cases.open_ids(tx), look, _tell))


def _tell(found: Sequence[Owed]) -> Part:
    def part(tx: Tx, world: World, now: datetime) -> Outcome:
        today = local_day(world.school, now)
        here = [one for one in look_around(tx).people if present(one, today, world.school)]
        return in_parts(here, partial(_tell_some, found), size=FEW)(tx, world, now)

    return part


def _tell_some(
    found: Sequence[Owed], tx: Tx, world: World, now: datetime, some: Sequence[Person]
) -> Outcome:
    all_of_it = morning.known_of(tx, world, found)

    def tell(person: Person) -> Outcome:
        one = morning.of_person(world, now, person, all_of_it)
        return Outcome(tuple(_send(tx, world, person, one)))

    return each(tx, some, lambda person: person.person_id, tell)


def _send(tx: Tx, world: World, person: Person, one: Morning) -> Iterator[Told]:
    """A person with nothing to do is left in peace."""
    if not one:
        return
    for contact in contacts.with_mail(tx, person.person_id):
        if not contact.blocked and morning.send(tx, world, contact, person, one):
            yield from (_told(world.school, person, line) for line in one.lines)
            yield from (_told_duty(person, line) for line in one.duties)


def _told(school: School, person: Person, line: OpenCaseLine) -> Told:
    due, since = written(school, line.due), written(school, line.since)
    why = f"{line.urgency.value}, due {due}, open since {since}"
    return Told(person.person_id, f"open cases: {line.case_name}", why)


def _told_duty(person: Person, line: DutyLine) -> Told:
    why = f"{'late' if line.late else 'asked'}, due {line.row.due.isoformat()}"
    return Told(person.person_id, f"calendar: {line.row.duty_id} {line.row.part}".rstrip(), why)
