"""A test message each Tuesday to whom a case cannot do without, and who did not tap it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from bot.cases.people import Person, Role
from bot.cases.schooltime import local_day
from bot.conversations.exchange import act, labelled
from bot.conversations.notes import BROADCAST, Note, tell_all
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, Told
from bot.store import probes
from bot.store.tx import Tx
from bot.text import N_, Message

TUESDAY: Final = 2
NEEDED: Final = (Role.MANAGEMENT, Role.SAFETY_COORDINATOR, Role.CONFIDANT, Role.BOARD)
TEST: Final = N_("Test message: tap Seen.")
MISSED: Final = N_("Did not confirm the test message: {names}. Can they be reached?")


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """On a school day: first who missed the last one, then on Tuesday a new one.

    What was missed for a day waits for the next time; a second one on that day would confuse.
    """
    found = [one for one in look_around(tx).people if one.active]
    told = [*_tell(tx, found)]
    if local_day(world.school, now).isoweekday() == TUESDAY:
        for person in (one for one in found if one.has(*NEEDED)):
            probes.sent(tx, person.person_id)
            message = Message((TEST,), ((act(labelled("👍", N_("Seen")), "probe"),),))
            told += _send(tx, person, message, "weekly test message")
    return Outcome(tuple(told))


def _tell(tx: Tx, found: Iterable[Person]) -> Iterator[Told]:
    news = probes.news(tx)
    names = ", ".join(one.name for one in found if one.person_id in news)
    for person in found if names else ():
        if person.has(Role.MANAGEMENT, Role.ADMIN):
            yield from _send(tx, person, Message((MISSED.of(names=names),)), "not confirmed")


def _send(tx: Tx, person: Person, message: Message, why: str) -> list[Told]:
    one = person.person_id
    told = tell_all(tx, Note(one, message, priority=BROADCAST, by_mail=why.startswith("weekly")))
    return [Told(one, "test message", why)] if told else []
