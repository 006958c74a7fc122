"""The numbers of the past week, on the week's first school day; counts and draws nothing itself."""

from __future__ import annotations

from datetime import datetime

from bot.cases.digest import reads
from bot.cases.people import Person
from bot.conversations import digest
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, Told, each
from bot.store import digest_readers
from bot.store.tx import Tx


def run(tx: Tx, world: World, now: datetime) -> Outcome:  # noqa: ARG001 - of the table
    """The safety coordinator, and of management whoever wants it."""
    wanted = digest_readers.subscribed(tx)
    readers = [one for one in look_around(tx).people if reads(one, world.school, wanted)]

    def tell(person: Person) -> Outcome:
        sent = digest.send(tx, world, person)
        why = "safety coordinator or subscribed"
        return Outcome((Told(person.person_id, "digest", why),)) if sent else Outcome()

    return each(tx, readers, lambda person: person.person_id, tell)
