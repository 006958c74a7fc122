"""Lets surveys go by themselves: begins each round on its day, and sends it piece by piece.

Reminders go only to mentors of classes of which nobody was counted. Answers to people go before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from bot.cases.people import Role
from bot.cases.schooltime import local_day
from bot.cases.surveys import NAMES, ORDER, Round, days_of
from bot.conversations import confirming
from bot.conversations.moving import BROADCAST
from bot.conversations.world import Around, World, look_around
from bot.jobs.job import PART, Outcome, Told, each
from bot.jobs.rules import awake
from bot.store import audit, campaigns, contacts, outbox
from bot.store.campaigns import Campaign
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message, Text

AT_ONCE: Final = 1000
"""So many wait at most: more than a door sends until the next tick, and a pause is soon made."""

TO_MENTORS: Final = {
    Round.OPEN: N_("{survey} is open. Let your class take part. Count it with /geteld."),
    Round.REMIND: N_("{survey}: nobody of your class was counted yet. Count it with /geteld."),
    Round.LAST: N_("{survey} closes on {day}. Nobody of your class was counted yet."),
}
TO_OTHERS: Final = {
    Round.OPEN: N_("School asks what you think. The list of questions is open."),
    Round.LAST: N_("School asks what you think. It closes on {day}."),
}
EVALUATE: Final = N_("{survey} is closed. Counted: {counts}. Evaluate it together.")
WHERE: Final = N_("Fill it in here: {link}")
STOP: Final = N_("No more of these messages? Type /berichten.")


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """By day; each campaign apart from the others, some messages at a time."""
    if not awake(world.school, now):
        return Outcome()
    found = [one for one in campaigns.going(tx) if not one.paused]
    done = each(tx, found, lambda one: one.survey.value, lambda one: _one(tx, world, one))
    return replace(done, then=run) if done.told else done


def _one(tx: Tx, world: World, one: Campaign) -> Outcome:
    first = date(one.school_year, 8, 1)
    days = days_of(one.survey, first, world.school)
    wanted = days.round_on(local_day(world.school, tx.now))
    if ORDER.index(wanted) > ORDER.index(one.round):
        return _begin(tx, world, one, wanted)
    return _send(tx, one, days.closes)


def _begin(tx: Tx, world: World, one: Campaign, wanted: Round) -> Outcome:
    around = look_around(tx)
    refs = dict.fromkeys(_receivers(tx, world, around, one, wanted))
    campaigns.begin_round(tx, one, wanted, refs)
    if wanted is Round.CLOSED:
        confirming.tell(tx, one.begun_by, Message((_end_of(tx, world, one),)))
    audit.write(tx, audit.SYSTEM, "SurveyRound", "")
    return Outcome((Told("", f"{one.survey}: {wanted}, {len(refs)} messages", "its day"),))


def _end_of(tx: Tx, world: World, one: Campaign) -> Text:
    """What there is to evaluate, for who planned it."""
    counted = campaigns.counts(tx, one)
    names = (each_class.name for each_class in world.school.classes)
    counts = tuple(f"{name}: {counted.get(name, 0)}" for name in names)
    return EVALUATE.of(survey=NAMES[one.survey], counts=counts)


def _receivers(tx: Tx, world: World, around: Around, one: Campaign, wanted: Round) -> Iterator[str]:
    if wanted in {Round.PLANNED, Round.CLOSED}:
        return
    for person_id in mentors(tx, world, around, one, only_late=wanted is not Round.OPEN):
        yield from (c.contact_ref for c in contacts.of_person(tx, person_id) if not c.blocked)
    if wanted in TO_OTHERS:
        yield from campaigns.news_wanted(tx)


def mentors(
    tx: Tx, world: World, around: Around, one: Campaign, *, only_late: bool
) -> tuple[str, ...]:
    """Who asks a class: those of classes that lag, or all."""
    counted = campaigns.counts(tx, one)
    names = [c.name for c in world.school.classes if not (only_late and counted.get(c.name))]
    return tuple(
        person.person_id
        for person in around.people
        if person.active and person.has(Role.MENTOR) and person.classes & set(names)
    )


def _send(tx: Tx, one: Campaign, closes: date) -> Outcome:
    """What is marked as queued lies in the outbox, and the other way round: one commit."""
    room = max(AT_ONCE - campaigns.waiting(tx, one), 0)
    refs = campaigns.to_send(tx, one, min(room, PART))
    for ref in refs:
        contact = contacts.find(tx, ref)
        if contact is None:
            continue
        message = Message(_lines(one, closes, mentor=contact.person_id is not None))
        key = f"survey:{one.survey}:{one.school_year}:{one.round}:{ref}"
        outgoing = Outgoing(ref, Op.NOTE, message, priority=BROADCAST, dedupe_key=key)
        campaigns.queued(tx, one, ref, outbox.enqueue(tx, outgoing) or 0)
    return Outcome((Told("", f"{one.survey}: {len(refs)} queued", one.round),) if refs else ())


def _lines(one: Campaign, closes: date, *, mentor: bool) -> tuple[Text, ...]:
    table = TO_MENTORS if mentor else TO_OTHERS
    said = table.get(one.round, TO_MENTORS[Round.OPEN])
    where = (WHERE.of(link=one.link),) if one.link else ()
    stop = () if mentor else (STOP,)
    return (said.of(survey=NAMES[one.survey], day=closes), *where, *stop)
