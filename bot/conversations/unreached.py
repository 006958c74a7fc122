"""Somebody was passed over for a case, or nobody can be told of it: who keeps the people in order
hears so and why; when there is nobody, the reporter too.

Without a word about the case: the administrator sees none.
"""

from __future__ import annotations

from bot.cases.case import Case
from bot.cases.people import Role
from bot.cases.reaching import Skip, skipped
from bot.cases.rights import excluded, own_case
from bot.cases.schooltime import local_day
from bot.conversations import moving
from bot.conversations.notes import URGENT, Note, tell_all
from bot.conversations.world import Around, World
from bot.store import audit, cases, contacts, entries
from bot.store.tx import Tx
from bot.text import N_, Message, Text

NOBODY = N_("A report waits and nobody can be told of it. Look in /team who cannot be reached.")
SKIPPED = N_("Passed over for a report: {name}. Why: {why}.")
WHY = {Skip.NO_CONTACT: N_("no chat that works"), Skip.AWAY: N_("is away")}
CALL = N_("Nobody of school can read it now. Please call {phone}.")


def nobody_to_tell(tx: Tx, world: World, around: Around, case: Case, *, knows: bool) -> None:
    """`knows`: the reporter was told whom to call already."""
    told_before = any(row.what == "NobodyToTell" for row in audit.lines(tx, obj=case.case_id))
    audit.write(tx, audit.SYSTEM, "NobodyToTell", case.case_id)
    if told_before:
        return
    _tell_admins(tx, around, case, NOBODY)
    if not knows:
        _tell_reporter(tx, world, case)


def tell_skipped(tx: Tx, world: World, around: Around, case: Case) -> None:
    """Who keeps the people in order hears once a day who was passed over, and why."""
    day = local_day(world.school, tx.now)
    found = skipped(case, world.school, around.people, tx.now, reachable=around.reachable)
    for person_id, why in found:
        line = SKIPPED.of(name=around.name(person_id), why=WHY[why])
        _tell_admins(tx, around, case, line, once=f"skipped:{person_id}:{why}:{day}")


def _tell_admins(tx: Tx, around: Around, case: Case, line: Text, *, once: str = "") -> None:
    """Not who did it, was taken off or reported it: to them there is no such case."""
    for person in around.people:
        one = person.person_id
        if not (person.active and Role.ADMIN in person.roles):
            continue
        if excluded(case, one) or own_case(case, one):
            continue
        tell_all(tx, Note(one, Message((line,)), priority=URGENT, once=once, by_mail=False))


def _tell_reporter(tx: Tx, world: World, case: Case) -> None:
    """In the talk, where it is found under "there is news"."""
    contact_ref = cases.reporter(tx, case.case_id)
    contact = contacts.find(tx, contact_ref) if contact_ref else None
    language = contact.language if contact else world.i18n.default
    words = world.i18n.render(CALL.of(phone=world.school.phone), language)
    entries.add(tx, case.case_id, "talk_out", words, None)
    moving.tell_reporter(tx, case.case_id, by=audit.SYSTEM)
