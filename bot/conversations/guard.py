"""Whether what waits in the outbox may still go, asked at the moment of sending; sends nothing."""

from __future__ import annotations

from collections.abc import Callable

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.rights import Action, excluded, may, own_case
from bot.cases.schooltime import local_day
from bot.conversations import morning
from bot.conversations.moving import ANSWER
from bot.conversations.world import World
from bot.store import cases, contacts, people
from bot.store.outbox import OutboxRow
from bot.store.tx import Tx


def still_allowed(world: World) -> Callable[[Tx, OutboxRow], bool]:
    """The sender's guard. What goes to no member of staff passes.

    A colleague must still be one, the chat still theirs, and every case that is named still one
    they may read. A list that names one too many is dropped, and in the same unit of work put in
    the outbox anew without it. What only says that a case waits is dropped once it was closed.
    """
    return lambda tx, row: _allowed(tx, world, row)


def _allowed(tx: Tx, world: World, row: OutboxRow) -> bool:
    if row.person_id is None:
        return True
    person = _receiver(tx, row)
    if person is None:
        return False
    if row.guard.startswith(morning.LIST):
        return _list_holds(tx, world, row, person)
    if row.case_id is None:
        return True
    case = cases.get(tx, row.case_id)
    if case is None or _is_over(case, row):
        return False
    if not row.guard:  # it says that something waits, and not what
        return not (excluded(case, person.person_id) or own_case(case, person.person_id))
    return may(person, Action(row.guard), case, world.school)


def _receiver(tx: Tx, row: OutboxRow) -> Person | None:
    """Who it is for, as long as they work here and the chat is theirs."""
    contact = contacts.find(tx, row.contact_ref)
    if row.person_id is None or contact is None or contact.person_id != row.person_id:
        return None
    person = people.get(tx, row.person_id)
    return person if person and person.active else None


def _is_over(case: Case, row: OutboxRow) -> bool:
    """A ping about a case that was closed after it was written. A screen one asked for may go."""
    if row.priority == ANSWER or case.closed_at is None:
        return False
    return case.closed and case.closed_at >= row.created_at


def _list_holds(tx: Tx, world: World, row: OutboxRow, person: Person) -> bool:
    if local_day(world.school, row.created_at) != local_day(world.school, tx.now):
        return False
    named = morning.named_in(row)
    held = [
        case
        for case in cases.of_ids(tx, named)
        if not case.closed and may(person, Action.READ, case, world.school)
    ]
    if len(held) == len(named):
        return True
    morning.send_anew(tx, world, person, row)
    return False
