"""Lets closed cases go when their term is over, after it was told twice; decides no term.

An empty line stays for the yearly numbers. In backups it can be read as long as their keys live.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.cases.case import Case
from bot.cases.retention import FIRST, Next, ends, next_of
from bot.cases.rights import Action, may
from bot.cases.schooltime import local_day
from bot.conversations.exchange import act, labelled
from bot.conversations.notes import BROADCAST, Note, tell_all
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, Told, each
from bot.jobs.parts import in_parts
from bot.jobs.rules import awake
from bot.store import audit, cases, erase, figures, retention
from bot.store.tx import Tx
from bot.text import N_, Message

FEW: Final = 10
"""To destroy one takes longer than to look at one."""
SOON = N_("{name}: this case is destroyed on {day} or soon after. Nobody can bring it back then.")
BACKUPS = N_("In backups it can be read for {days} more days.")
KEEP = labelled("📌", N_("Keep this case"))


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """By day, for who is told may want to keep it; each case apart from the others."""
    if not awake(world.school, now):
        return Outcome()
    retention.forget_open(tx)
    shortest = timedelta(days=28 * world.school.retention.shortest)
    found = cases.closed_before(tx, now - shortest + FIRST)
    return Outcome(then=in_parts(found, _some, size=FEW)) if found else Outcome()


def _some(tx: Tx, world: World, _now: datetime, case_ids: Sequence[str]) -> Outcome:
    found = cases.of_ids(tx, tuple(case_ids))
    return each(tx, found, lambda case: case.case_id, lambda case: _one(tx, world, case))


def _one(tx: Tx, world: World, case: Case) -> Outcome:
    end, so_far = ends(case, world.school), retention.standing(tx, case.case_id)
    if end is None or so_far.held_by is not None:
        return Outcome()
    match next_of(end, so_far.warnings, so_far.last, tx.now):
        case Next.WARN:
            return _warn(tx, world, case, max(end, tx.now + FIRST / 4))
        case Next.DESTROY:
            return _destroy(tx, world, case)
    return Outcome()


def _warn(tx: Tx, world: World, case: Case, end: datetime) -> Outcome:
    """To whom it may concern; with nobody to tell it is not told, and so it stays."""
    told = tuple(_tell(tx, world, case, end))
    if told:
        retention.warned(tx, case.case_id)
        audit.write(tx, audit.SYSTEM, "EndTold", case.case_id)
    return Outcome(told)


def _tell(tx: Tx, world: World, case: Case, end: datetime) -> Iterator[Told]:
    day, days = local_day(world.school, end), world.school.terms.backup_keys_days
    lines = (SOON.of(name=case.name, day=day), BACKUPS.of(days=days))
    message = Message(lines, ((act(KEEP, "keepcase", case.case_id),),))
    for person in look_around(tx).people:
        if not may(person, Action.EXPORT, case, world.school):
            continue
        one, guard = person.person_id, Action.EXPORT.value
        if tell_all(tx, Note(one, message, BROADCAST, case.case_id, guard=guard, by_mail=False)):
            yield Told(one, f"ends soon: {case.name}", "its term")


def _destroy(tx: Tx, world: World, case: Case) -> Outcome:
    files = erase.shred_case(tx, case.case_id, *figures.of(tx, (case,), world.school).values())
    audit.write(tx, audit.SYSTEM, "CaseDestroyed", case.case_id)
    return Outcome((Told("", "a case was destroyed", "its term is over"),), files=files)
