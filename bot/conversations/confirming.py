"""Roles that open reports count once management or the safety coordinator says so.

Decides whose "yes" is needed and asks for it; knows no screen of the team.
"""

from __future__ import annotations

from bot.cases.people import CONTENT_ROLES, Person, Role
from bot.cases.rights import Action, may
from bot.conversations.exchange import act
from bot.conversations.notes import Note, tell_all
from bot.conversations.world import Around, World
from bot.store.tx import Tx
from bot.text import N_, Message

WAITS = N_("A role waits for your “yes”.")
LOOK = N_("Look")


def counts_at_once(
    around: Around, world: World, person: Person, role: Role, *, by: Person | None
) -> bool:
    """Whether nobody has to confirm it: it opens no reports, is theirs, or there is nobody yet.

    `by` who gives it; None: the command line, which lets the first one in.
    """
    if role not in CONTENT_ROLES or role in person.roles:
        return True
    if by is not None and may(by, Action.CONFIRM_PEOPLE, None, world.school):
        return True
    return not any(_can_confirm(around, world, one, person) for one in around.people)


def ask(tx: Tx, world: World, around: Around, person: Person) -> None:
    """Tell who can confirm; without a name, for lock screens."""
    message = Message((WAITS,), ((act(LOOK, "person", person.person_id),),))
    for one in around.people:
        if _can_confirm(around, world, one, person):
            tell(tx, one.person_id, message)


def tell(tx: Tx, person_id: str, message: Message) -> None:
    """A note to every chat of a colleague, as long as it is theirs when it is sent."""
    tell_all(tx, Note(person_id, message, by_mail=False))


def _can_confirm(around: Around, world: World, one: Person, person: Person) -> bool:
    if one.person_id == person.person_id or not around.reachable(one.person_id):
        return False
    return may(one, Action.CONFIRM_PEOPLE, None, world.school)
