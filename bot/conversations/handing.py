"""Hands a case over: to a colleague somebody chose, or to the next one when the owner has left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.people import CONTENT_ROLES, Person
from bot.cases.rights import Action, could_have
from bot.cases.schooltime import unattended
from bot.conversations import casework, moving
from bot.conversations.card import show_card
from bot.conversations.casework import Held
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import page_of
from bot.conversations.world import Around, World, look_around
from bot.store import cases, jobs
from bot.store.tx import Tx
from bot.text import N_, verbatim

JOB: Final = "handing"
"""Does the rest, when there are more than change hands at once."""
HANDED: Final = 15
"""Cases that change hands in one unit of work: of each, others are told at once."""

NOBODY_ELSE = N_("Nobody else can work on this case now.")


def offer(x: Exchange, case_id: str, page: str = "0") -> None:
    """Everyone who could have the case and has a chat to hear of it."""
    held = casework.allowed(x, case_id, Action.HAND_OVER)
    if held is None:
        return
    found = [one for one in x.around.people if _could_have(x, held, one)]
    if not found:
        show_card(x, held.case, held.person, NOBODY_ELSE)
        return
    here, more = page_of(found, page)
    rows = [(act(verbatim(one.name), "handto", case_id, one.person_id),) for one in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "handover", case_id, more),))
    back = act(labelled("⬅️", N_("Back")), "case", case_id)
    x.show(N_("Who gets this case?"), buttons=(*rows, (back,)), case_id=case_id)


def hand_to(x: Exchange, case_id: str, person_id: str) -> None:
    """It is theirs from now on, and they are told."""
    held = casework.allowed(x, case_id, Action.HAND_OVER)
    if held is not None:
        casework.carry_out(x, held, happened.HandedOver(person_id, held.person.person_id))


def find_new_owners(tx: Tx, world: World) -> None:
    """To the next in line at once, who is told, goes what somebody has who cannot see to it.

    They do not work here any more, are away and nobody stands in, or no message reaches them.
    Of many cases some go now and the others within half a minute: nobody's answer waits for them.
    """
    lost = lost_cases(tx, world)
    hand_on(tx, world, lost[:HANDED])
    if len(lost) > HANDED:
        jobs.hasten(tx, JOB)


def hand_on(tx: Tx, world: World, case_ids: Sequence[str]) -> None:
    """The same for these cases, where that is more than one unit of work should hold."""
    around = look_around(tx)
    for case in cases.of_ids(tx, tuple(case_ids)):
        find_new_owner(tx, world, around, case)


def lost_cases(tx: Tx, world: World) -> tuple[str, ...]:
    """The ids of the open cases whose owner cannot see to them."""
    around = look_around(tx)
    lost = [one for one in cases.owners(tx) if _is_lost(tx, world, around, one)]
    return tuple(case_id for one in lost for case_id in cases.open_ids_of(tx, one))


def find_new_owner(tx: Tx, world: World, around: Around, case: Case) -> None:
    """The same for one case, unless somebody has it by now who can."""
    if case.owner and not case.closed and _is_lost(tx, world, around, case.owner):
        moving.move(tx, world, around, case, happened.OwnerLost())


def _is_lost(tx: Tx, world: World, around: Around, person_id: str) -> bool:
    owner = around.person(person_id)
    if owner is None or not owner.active or not around.reachable(person_id):
        return True
    if not owner.has(*CONTENT_ROLES):
        return True
    return unattended(owner, world.school, tx.now)


def _could_have(x: Exchange, held: Held, person: Person) -> bool:
    one = person.person_id
    if one == held.case.owner or not x.around.reachable(one):
        return False
    return could_have(person, held.case, x.world.school)
