"""Tells the next ones while nobody confirmed a case; who they are says `cases.reaching`."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import groupby

from bot.cases.case import Case
from bot.cases.reaching import Ping, PingKind, Rung, goes_on, owner_of
from bot.cases.rights import excluded, own_case
from bot.cases.schooltime import written
from bot.conversations import moving
from bot.conversations.unreached import nobody_to_tell, tell_skipped
from bot.conversations.world import Around, World, look_around
from bot.jobs.job import Outcome, Told, each
from bot.store import audit, cases, pings
from bot.store.pings import RungRow
from bot.store.tx import Tx

log = logging.getLogger(__name__)

SOME = 25
"""Cases in one unit of work: of each, several people may be told."""

AGAIN = timedelta(minutes=5)
"""A rung that went wrong is tried again: somebody may be waiting for help."""


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Take some of what is due, until nothing is.

    Rungs of one case that are due together come as one ping a person.
    """
    rungs = sorted(
        pings.claim_due(tx, now, SOME), key=lambda rung: (rung.case_id, rung.due, rung.level)
    )
    groups = [tuple(group) for _, group in groupby(rungs, key=lambda rung: rung.case_id)]
    if not groups:
        return Outcome()
    around = look_around(tx)
    outcomes = (_climb_apart(tx, world, around, due) for due in groups)
    return replace(sum(outcomes, Outcome()), then=run)


def _climb_apart(tx: Tx, world: World, around: Around, due: Sequence[RungRow]) -> Outcome:
    outcome = each(tx, (due,), _case_of, lambda rungs: _climb(tx, world, around, rungs))
    if outcome.bad:
        _put_back(tx, due)
    return outcome


def _case_of(due: Sequence[RungRow]) -> str:
    return due[0].case_id


def _climb(tx: Tx, world: World, around: Around, due: Sequence[RungRow]) -> Outcome:
    """Compare with the case as it is now, then tell everyone on these rungs once."""
    case = cases.get(tx, _case_of(due))
    if case is None or case.closed or case.practice:
        pings.stop(tx, _case_of(due))
        return Outcome()
    wanted = _wanted(tx, world, around, case, due)
    for person_id, kind in wanted.items():
        moving.ping(tx, world, around, case, Ping(person_id, kind))
    tell_skipped(tx, world, around, case)
    _go_on(tx, world, around, case)
    if not wanted:
        log.error("ALARM: nobody can be told of case %s.", case.case_id)
        nobody_to_tell(tx, world, around, case, knows=False)
    else:
        owned = _in_hand(case, wanted)
        audit.write(tx, audit.SYSTEM, "Reminded" if owned else "Escalated", case.case_id)
    at = written(world.school, due[-1].due)
    why = f"nobody confirmed, rung {due[-1].level} was due {at}"
    told = (Told(one, f"ping: {case.name}: {kind.value}", why) for one, kind in wanted.items())
    return Outcome(tuple(told))


def _in_hand(case: Case, wanted: Collection[str]) -> bool:
    """Whether only who has an urgent case is reminded of it; else it is that nobody has it."""
    return case.urgent and set(wanted) == {case.owner}


def _go_on(tx: Tx, world: World, around: Around, case: Case) -> None:
    """An urgent case never falls silent: without a rung soon enough, it gets one more."""
    more = goes_on(case, world.school, around.people, tx.now, reachable=around.reachable)
    rest = [_as_rung(rung, rung.due) for rung in pings.open_rungs(tx, case.case_id)]
    if more and not any(rung.due <= more[0].due for rung in rest):
        pings.set_rungs(tx, case.case_id, (*more, *rest))


def _wanted(
    tx: Tx, world: World, around: Around, case: Case, due: Sequence[RungRow]
) -> dict[str, PingKind]:
    """Who may and can still be told, the most urgent word first; else the next in line."""
    ordered = sorted(due, key=lambda rung: rung.kind is not PingKind.URGENT)
    found: dict[str, PingKind] = {}
    for rung in ordered:
        for person_id in _tellable(around, case, rung.people):
            found.setdefault(person_id, rung.kind)
    if found:
        return found
    next_one = owner_of(case, world.school, around.people, tx.now, reachable=around.reachable)
    return {} if next_one is None else {next_one: ordered[0].kind}


def _tellable(around: Around, case: Case, people: Iterable[str]) -> Iterable[str]:
    for person_id in people:
        person = around.person(person_id)
        if person is None or not person.active or not around.reachable(person_id):
            continue
        if not (excluded(case, person_id) or own_case(case, person_id)):
            yield person_id


def _put_back(tx: Tx, due: Sequence[RungRow]) -> None:
    case_id = _case_of(due)
    rest = [_as_rung(rung, rung.due) for rung in pings.open_rungs(tx, case_id)]
    late = [_as_rung(rung, tx.now + AGAIN) for rung in due]
    pings.set_rungs(tx, case_id, (*late, *rest))


def _as_rung(rung: RungRow, due: datetime) -> Rung:
    return Rung(rung.level, due, rung.people, rung.kind)
