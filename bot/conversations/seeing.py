"""What a link to evidence still opens, asked at every request of a page; knows no request.

Between the tap and the last byte a right may end, a case may go, an item may be destroyed.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.conversations import destroying, thread
from bot.conversations.world import World, look_around
from bot.store import audit, cases, contacts, copies, evidence, outbox, people, releases
from bot.store.evidence import Item
from bot.store.keyring import KeyGone
from bot.store.looks import Look
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message

ELSEWHERE = N_("Your link to proof was opened now. Was that not you? Tell management at once.")


@dataclass(frozen=True)
class Sight:
    """What may be seen through a link now; no person: it is who reported it."""

    person: Person | None
    case: Case
    item: Item


@dataclass(frozen=True)
class Seeing:
    """Everything the page asks of the house."""

    world: World

    def sight(self, tx: Tx, look: Look) -> Sight | None:
        """What the link opens; None as soon as its person may not look any more."""
        if look.person_id == audit.REPORTER:
            return _for_reporter(tx, look)
        person, item = people.get(tx, look.person_id), evidence.get(tx, look.item_id)
        if person is None or item is None or item.destroyed or item.case_id is None:
            return None
        case = cases.get(tx, item.case_id)
        if case is None or not may(person, Action.EVIDENCE, case, self.world.school):
            return None
        if look.original and not releases.original_may_leave(tx, item.item_id, person.person_id):
            return None
        return Sight(person, case, item)

    def key(self, tx: Tx, look: Look) -> bytes | None:
        """What opens the bytes, for who may see them now."""
        try:
            return copies.key_of(tx, look.item_id) if self.sight(tx, look) else None
        except KeyGone:
            return None

    def looked(self, tx: Tx, look: Look, *, elsewhere: bool) -> None:
        """It is opened: in the log, and told in the chat when nobody knows by whom."""
        audit.write(
            tx, look.person_id, "TookOriginal" if look.original else "LookedAt", look.item_id
        )
        if elsewhere:
            for contact in contacts.of_person(tx, look.person_id):
                told = Message((ELSEWHERE,))
                outgoing = Outgoing(contact.contact_ref, Op.NOTE, told, person_id=look.person_id)
                outbox.enqueue(tx, outgoing)

    def refused(self, tx: Tx, person_id: str, look: Look) -> None:
        """Somebody of the school tried a link that is not theirs, or not any more."""
        audit.write(tx, person_id, "Refused look", look.item_id)

    def destroy(self, tx: Tx, look: Look) -> bool:
        """Destroy what somebody met who looks at it; False when they may not (any more)."""
        seen = self.sight(tx, look)
        if seen is None or look.original or seen.person is None:
            return False
        item_id, by = look.item_id, look.person_id
        destroying.carry_out(tx, self.world, look_around(tx), seen.case, item_id, by=by)
        return True


def _for_reporter(tx: Tx, look: Look) -> Sight | None:
    """Only what school sent them, and never an original."""
    item = evidence.get(tx, look.item_id)
    case = cases.get(tx, item.case_id or "") if item and not item.destroyed else None
    if item is None or case is None or look.original:
        return None
    sent = look.item_id in thread.sent_by_school(tx, case.case_id)
    return Sight(None, case, item) if sent else None
