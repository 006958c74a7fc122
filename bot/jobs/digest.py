"""The numbers of the past week, on the week's first school day; counts and draws nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from bot.cases.case import Case
from bot.cases.digest import reads
from bot.cases.people import Person
from bot.conversations import digest
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, Part, Told, each
from bot.jobs.parts import gathered, in_parts
from bot.store import digest_readers
from bot.store.tx import Tx


def run(tx: Tx, world: World, now: datetime) -> Outcome:  # noqa: ARG001 - of the table
    """The safety coordinator, and of management whoever wants it."""
    return Outcome(then=gathered(digest.counted(tx, world), _as_it_is, _to_everybody))


def _as_it_is(_tx: Tx, _world: World, _now: datetime, case: Case) -> Iterable[Case]:
    return (case,)


def _to_everybody(found: Sequence[Case]) -> Part:
    def part(tx: Tx, world: World, now: datetime) -> Outcome:
        wanted = digest_readers.subscribed(tx)
        readers = [one for one in look_around(tx).people if reads(one, world.school, wanted)]
        return in_parts(readers, partial(_tell, found), size=1)(tx, world, now)

    return part


def _tell(
    found: Sequence[Case], tx: Tx, world: World, _now: datetime, some: Sequence[Person]
) -> Outcome:
    """Numbers of many cases take a while for each reader."""

    def tell(person: Person) -> Outcome:
        sent = digest.send(tx, world, person, found)
        why = "safety coordinator or subscribed"
        return Outcome((Told(person.person_id, "digest", why),)) if sent else Outcome()

    return each(tx, some, lambda person: person.person_id, tell)
