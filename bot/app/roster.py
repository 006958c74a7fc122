"""Takes a staff list in: says what it would change, and changes it when asked to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.app.opening import open_house
from bot.cases.people import Person, Role
from bot.conversations import confirming, leaving
from bot.conversations.world import World, look_around
from bot.roster.faults import Fault
from bot.roster.lines import Read, read_lines
from bot.roster.plan import Change, Plan, plan
from bot.roster.table import rows_of
from bot.settings import Settings
from bot.store import audit, people
from bot.store.tx import Tx

LAST = "This is the last one of the management who can come in. Let another one in first."


@dataclass(frozen=True)
class Taken:
    """What came of it: `applied` is false for a look and for a list with faults."""

    plan: Plan
    left_out: tuple[str, ...]
    applied: bool
    waiting: int = 0
    """Roles that management or the safety coordinator confirms first."""
    stayed: tuple[Person, ...] = field(default=(), repr=False)


async def take_roster(settings: Settings, file: Path, *, apply: bool, leave: bool) -> Taken:
    """Look at a staff list, or let it count; all of it or nothing. Works beside a running bot.

    Raises `NoList`, OSError and what `open_house` raises.
    """
    rows = rows_of(await asyncio.to_thread(file.read_bytes))
    async with open_house(settings, alone=False, kept=not apply) as house:
        read = read_lines(rows, house.world.school)
        return await house.writer.run(
            lambda tx: take(tx, house.world, read, apply=apply, leave=leave)
        )


def take(tx: Tx, world: World, read: Read, *, apply: bool, leave: bool) -> Taken:
    """The same in one unit of work, of a list that was read."""
    found = plan(read, people.all_people(tx), people.from_file(tx))
    found = replace(found, faults=(*found.faults, *_last_ones(tx, read, found)))
    if not apply or found.faults:
        return Taken(found, read.left_out, applied=False)
    waiting = sum(_carry_out(tx, world, one) for one in (*found.new, *found.changed))
    stayed = [one for one in found.gone if leave and not _left(tx, world, one)]
    return Taken(found, read.left_out, True, waiting, tuple(stayed))


def _last_ones(tx: Tx, read: Read, found: Plan) -> list[Fault]:
    """Nobody of the management may be left out by a list."""
    taken = [
        change.before
        for change in found.changed
        if change.before and Role.MANAGEMENT in change.before.roles - change.after.roles
    ]
    around = look_around(tx)
    ids = {one.person_id for one in taken}
    left = replace(around, people=tuple(p for p in around.people if p.person_id not in ids))
    numbers = {line.name: line.number for line in read.lines}
    return [
        Fault(numbers.get(one.name, 1), LAST)
        for one in taken
        if leaving.is_last(replace(left, people=(*left.people, one)), one)
    ]


def _carry_out(tx: Tx, world: World, change: Change) -> int:
    """One colleague as the list has them; how many of their roles wait for a "yes"."""
    before, after = change.before, change.after
    had = before.roles if before else frozenset[Role]()
    what = "RosterChanged" if before else "RosterAdded"
    people.put(tx, replace(after, roles=had, classes=before.classes if before else frozenset()))
    people.set_classes(tx, after.person_id, after.classes)
    audit.write(tx, audit.COMMAND_LINE, what, after.person_id)
    for role in sorted(had - after.roles):
        leaving.take_role(tx, world, _now(tx, after), role, by=audit.COMMAND_LINE)
    return sum(_give(tx, world, _now(tx, after), role) for role in sorted(after.roles - had))


def _give(tx: Tx, world: World, person: Person, role: Role) -> bool:
    around = look_around(tx)
    if confirming.counts_at_once(around, world, person, role, by=None):
        people.grant(tx, person.person_id, roles=(role,))
        return False
    people.propose(tx, person.person_id, role)
    confirming.ask(tx, world, around, person)
    return True


def _now(tx: Tx, person: Person) -> Person:
    return people.get(tx, person.person_id) or person


def _left(tx: Tx, world: World, person: Person) -> bool:
    if leaving.is_last(look_around(tx), person):
        return False
    leaving.leave(tx, world, person, by=audit.COMMAND_LINE)
    return True
