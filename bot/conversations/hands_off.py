"""Tells everyone who works a case what nobody may do with a picture of somebody naked, once.

Art. 252 Sr. It goes to a phone that lies on a table: what the case is about stands in the case.
"""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.events import MarkedNude
from bot.cases.kinds import Mark
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.conversations import moving
from bot.conversations.exchange import Exchange, act
from bot.conversations.notes import URGENT, Note, tell_all
from bot.conversations.world import Around, World
from bot.store.tx import Tx
from bot.text import N_, Message

ASK_FOR_NONE = N_("{name}: ask for no picture. Do not look at it, save it or pass it on.")
READ_WHY = N_("Open the case first: there you read why, and whom to ask.")


def mark(x: Exchange, case: Case) -> Case:
    """The reporter says that it may be about somebody naked; a case that knows stays as it is."""
    if Mark.NUDE in case.marks:
        return case
    marked = moving.move(x.tx, x.world, x.around, case, MarkedNude())
    lines = (ASK_FOR_NONE.of(name=case.name), READ_WHY)
    open_it = act(N_("Open"), "case", case.case_id)
    tell(x.tx, x.world, x.around, marked, Message(lines, ((open_it,),)))
    return marked


def tell(
    tx: Tx, world: World, around: Around, case: Case, message: Message, *, by: str = ""
) -> None:
    """In the chats of who works it, management and safety coordinator, as far as they may see it.

    Whoever it comes `by` has read it on the screen.
    """
    for person in around.people:
        if person.person_id == by or not _works_it(person, case):
            continue
        if may(person, Action.READ, case, world.school):
            _note(tx, person, case, message)


def _works_it(person: Person, case: Case) -> bool:
    theirs = person.person_id in {case.owner, *case.asked}
    return theirs or person.has(Role.MANAGEMENT, Role.SAFETY_COORDINATOR)


def _note(tx: Tx, person: Person, case: Case, message: Message) -> None:
    one, guard = person.person_id, Action.READ.value
    note = Note(one, message, URGENT, case.case_id, guard=guard, by_mail=False)
    tell_all(tx, note)
