"""Whether what waits in the outbox, or lies in a mailbox, may still be seen; sends nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.cases.case import Case
from bot.cases.people import Person, Role
from bot.cases.rights import Action, excluded, may, own_case
from bot.cases.schooltime import local_day
from bot.cases.signals import may_with
from bot.conversations import morning
from bot.conversations.exchange import (
    GOODBYE,
    LISTED,
    MANAGEMENT,
    NUMBERS,
    SIGNALS,
    WANTED,
    act,
    labelled,
)
from bot.conversations.forgetting import may_be_forgotten
from bot.conversations.moving import NEWS
from bot.conversations.notes import ANSWER
from bot.conversations.world import World
from bot.store import audit, campaigns, cases, contacts, outbox, people, pings, signals
from bot.store.meant import Meant
from bot.store.outbox import Op, OutboxRow, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message

LIST_CHANGED = N_("This list has changed.")


def still_allowed(world: World) -> Callable[[Tx, OutboxRow], bool]:
    """The sender's guard. What goes to no member of staff passes.

    A colleague must still be one, the chat still theirs, and every case that is named still one
    they may read. A list that names one too many is dropped, and in the same unit of work put in
    the outbox anew without it. Messages of school go to who still wants them. What only says that
    a case waits is dropped once it was closed.
    """
    return lambda tx, row: _allowed(tx, world, row)


def still_seen(world: World) -> Callable[[Tx, str, Meant], bool]:
    """The same, of what was sent to a chat before and is looked at again."""
    return lambda tx, contact_ref, meant: _may_see(tx, world, contact_ref, meant)


def _allowed(tx: Tx, world: World, row: OutboxRow) -> bool:
    meant = row.meant
    if row.guard == GOODBYE:
        return may_be_forgotten(tx, row.contact_ref)
    if row.guard == WANTED and not campaigns.wants_news(tx, row.contact_ref):
        return False
    if meant is None:
        return row.case_id is None or row.guard == NEWS or _works_here(tx, row.contact_ref)
    if row.guard.startswith(morning.LIST):
        person = _receiver(tx, row.contact_ref, meant)
        return person is not None and _list_holds(tx, world, row, person)
    if _may_see(tx, world, row.contact_ref, meant):
        return not (_is_over(tx, row) or _was_seen(tx, row))
    if row.guard.startswith(LISTED) and _receiver(tx, row.contact_ref, meant):
        _show_list_anew(tx, row)
    return False


def _may_see(tx: Tx, world: World, contact_ref: str, meant: Meant) -> bool:
    person = _receiver(tx, contact_ref, meant)
    if person is None:
        return False
    if meant.guard == MANAGEMENT:
        return person.has(Role.MANAGEMENT)
    if meant.guard.startswith(NUMBERS) and not may(person, Action.SEE_NUMBERS, None, world.school):
        return False
    for sign in (morning.LIST, LISTED, NUMBERS):
        if meant.guard.startswith(sign):
            named = [one for one in meant.guard.removeprefix(sign).split(",") if one]
            return len(_readable(tx, world, named, person)) == len(named)
    if meant.guard.startswith(SIGNALS):
        named = meant.guard.removeprefix(SIGNALS).split(",")
        return all(_may_read_signal(tx, one, person) for one in named)
    return meant.case_id is None or _may_see_case(tx, world, meant.case_id, meant.guard, person)


def _may_see_case(tx: Tx, world: World, case_id: str, guard: str, person: Person) -> bool:
    case = cases.get(tx, case_id)
    if case is None:
        return False
    if not guard:  # it says that something waits, and not what
        return not (excluded(case, person.person_id) or own_case(case, person.person_id))
    return may(person, Action(guard), case, world.school)


def _may_read_signal(tx: Tx, signal_id: str, person: Person) -> bool:
    one = signals.get(tx, signal_id)
    return one is not None and may_with(person, Action.READ_SIGNAL, one)


def _works_here(tx: Tx, contact_ref: str) -> bool:
    """A chat of nobody known, or of somebody who has not left."""
    contact = contacts.find(tx, contact_ref)
    if contact is None or contact.person_id is None:
        return contact is not None
    person = people.get(tx, contact.person_id)
    return person is not None and person.active


def _receiver(tx: Tx, contact_ref: str, meant: Meant) -> Person | None:
    """Who it is for, as long as they work here and the chat is theirs."""
    contact = contacts.find(tx, contact_ref)
    if contact is None or contact.person_id != meant.person_id:
        return None
    person = people.get(tx, meant.person_id)
    return person if person and person.active else None


def _is_over(tx: Tx, row: OutboxRow) -> bool:
    """A ping about a case that was closed after it was written. A screen one asked for may go."""
    if row.priority == ANSWER or row.case_id is None:
        return False
    case = cases.get(tx, row.case_id)
    if case is None or not case.closed or case.closed_at is None:
        return False
    return max(case.closed_at, _closing(tx, case)) >= row.created_at


def _closing(tx: Tx, case: Case) -> datetime:
    """When it was closed, from the log: the case itself keeps the minute only."""
    lines = audit.lines(tx, obj=case.case_id)
    return next(
        (line.at for line in lines if line.what in {"Closed", "FinishedLight"}), case.created
    )


def _was_seen(tx: Tx, row: OutboxRow) -> bool:
    """A ping that waits for one chat while its case was opened in another."""
    if not row.ping or row.case_id is None or row.person_id is None:
        return False
    return not pings.waits(tx, row.case_id, row.person_id)


def _show_list_anew(tx: Tx, row: OutboxRow) -> None:
    """Not with what is left of it: how many there were would tell as much."""
    button = act(labelled("🗂️", N_("All cases")), "cases")
    outgoing = Outgoing(
        row.contact_ref,
        Op.SHOW,
        Message((LIST_CHANGED,), ((button,),)),
        target=row.target,
        person_id=row.person_id,
    )
    outbox.enqueue(tx, outgoing)


def _list_holds(tx: Tx, world: World, row: OutboxRow, person: Person) -> bool:
    if local_day(world.school, row.created_at) != local_day(world.school, tx.now):
        return False
    named = morning.named_in(row)
    readable = _readable(tx, world, named, person)
    if len([case for case in readable if not case.closed]) == len(named):
        return True
    morning.send_anew(tx, world, person, row)
    return False


def _readable(tx: Tx, world: World, named: Sequence[str], person: Person) -> list[Case]:
    found = cases.of_ids(tx, tuple(named))
    return [case for case in found if may(person, Action.READ, case, world.school)]
