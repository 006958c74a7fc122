"""Tells the board again of what the law says it must know, until it looked or was called.

Something sexual by somebody of the school to a student: every half hour, at night as well.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.cases.case import Case
from bot.cases.kinds import RouteId
from bot.cases.people import Role
from bot.cases.reaching import Ping, PingKind
from bot.cases.rights import excluded
from bot.cases.steps import board_was_told, route_of
from bot.conversations import moving
from bot.conversations.world import Around, World, look_around
from bot.jobs.job import Outcome, Told, each
from bot.store import audit, cases, pings
from bot.store.tx import Tx


def run(tx: Tx, world: World, now: datetime) -> Outcome:  # noqa: ARG001 - of the table
    """Each such case apart from the others."""
    found = [case for case in cases.open_of_route(tx, RouteId.C) if case.sexual_by_staff]
    if not found:
        return Outcome()
    around = look_around(tx)
    return each(tx, found, lambda case: case.case_id, lambda case: _tell(tx, world, around, case))


def _tell(tx: Tx, world: World, around: Around, case: Case) -> Outcome:
    board = _board(around, case)
    if _knows(tx, world, case, board):
        return Outcome()
    reachable = [one for one in board if around.reachable(one)]
    told = reachable or ([case.owner] if case.owner else [])  # then its owner must call the board
    if not told or _too_soon(tx, world, case, told):
        return Outcome()
    for person_id in told:
        moving.ping(tx, world, around, case, Ping(person_id, PingKind.URGENT))
    audit.write(tx, audit.SYSTEM, "BoardTold", case.case_id)
    return Outcome(tuple(Told(one, f"ping: {case.name}", "the board must know") for one in told))


def _board(around: Around, case: Case) -> list[str]:
    members = (one for one in around.people if one.active and Role.BOARD in one.roles)
    return [one.person_id for one in members if not excluded(case, one.person_id)]


def _knows(tx: Tx, world: World, case: Case, board: Collection[str]) -> bool:
    """Somebody of the board opened the case, or a colleague noted that they called."""
    sent = pings.of_case(tx, case.case_id)
    looked = any(one.confirmed and one.person_id in board for one in sent)
    return looked or board_was_told(case, route_of(case, world.school))


def _too_soon(tx: Tx, world: World, case: Case, people: Collection[str]) -> bool:
    again = timedelta(minutes=world.school.terms.urgent_repeat_minutes)
    sent = [one.sent for one in pings.of_case(tx, case.case_id) if one.person_id in people]
    return bool(sent) and tx.now < max(sent) + again
