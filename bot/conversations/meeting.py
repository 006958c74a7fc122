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
    """Those of this role for this case, who is in today first."""
    today = local_day(x.world.school, x.tx.now)
    found = [one for one in x.around.people if one.active and role in one.roles]
    if role is Role.MENTOR:
        found = [one for one in found if case.school_class in one.classes]
    yield from sorted(found, key=lambda one: not present(one, today, x.world.school))


def _tell(x: Exchange, case: Case, person: Person) -> bool:
    """Whether they hear of it: not who may not read it, and not where no message arrives."""
    theirs = replace(case, asked=case.asked | {person.person_id})
    readable = not case.closed and may(person, Action.READ, theirs, x.world.school)
    if not readable or not x.around.reachable(person.person_id):
        return False
    moving.move(x.tx, x.world, x.around, case, TalkWanted(person.person_id))
    return True
