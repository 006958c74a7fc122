"""Who said yes to a talk with somebody of school reads who that is, and they hear of it.

Knows no screen; a talk is never promised, only that somebody hears of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from bot.cases.case import Case
from bot.cases.events import TalkWanted
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.schooltime import local_day, present
from bot.conversations import moving
from bot.conversations.exchange import Exchange
from bot.flows.contact import person_line, school_lines
from bot.flows.ready import WITH_CONFIDANT, WITH_MENTOR
from bot.store import cases
from bot.text import N_, Text

WITH: Final[Mapping[str, Role]] = {
    WITH_CONFIDANT.key: Role.CONFIDANT,
    WITH_MENTOR.key: Role.MENTOR,
}
"""With whom, by the answer."""
HEARS = N_("{name} hears that you want to talk.")
WALK_IN = N_("You can walk in too, or call school.")
CANNOT_TELL = N_("I cannot tell {name} now. Walk in, or call school.")


def meet(x: Exchange, case_id: str, chosen: Text) -> tuple[Text, ...]:
    """Who it is, when they are there and on which number; () for an answer that asks for nobody."""
    case = cases.get(x.tx, case_id)
    role = WITH.get(chosen.key)
    if case is None or role is None:
        return ()
    person = next(_wanted(x, case, role), None)
    if person is None:
        return (WALK_IN, *school_lines(x.facts))
    told = _tell(x, case, person)
    said = (HEARS.of(name=person.name), WALK_IN) if told else (CANNOT_TELL.of(name=person.name),)
    return (person_line(person, role, x.facts), *said, *school_lines(x.facts))


def _wanted(x: Exchange, case: Case, role: Role) -> Iterator[Person]:
    """Those of this role who may read the case; first who can be told, of them who is in today."""
    today = local_day(x.world.school, x.tx.now)
    found = [one for one in x.around.people if role in one.roles and _may_read(x, case, one)]
    if role is Role.MENTOR:
        found = [one for one in found if case.school_class in one.classes]
    found.sort(key=lambda one: not present(one, today, x.world.school))
    yield from sorted(found, key=lambda one: not x.around.reachable(one.person_id))


def _may_read(x: Exchange, case: Case, person: Person) -> bool:
    """Nobody is sent to who is kept from it, or did it."""
    theirs = replace(case, asked=case.asked | {person.person_id})
    return may(person, Action.READ, theirs, x.world.school)


def _tell(x: Exchange, case: Case, person: Person) -> bool:
    """Whether they hear of it: not of what is closed, and not where no message arrives."""
    if case.closed or not x.around.reachable(person.person_id):
        return False
    moving.move(x.tx, x.world, x.around, case, TalkWanted(person.person_id))
    return True
