"""Lets surveys go by themselves: begins each round on its day, and sends it piece by piece.

Reminders go only to mentors of classes of which nobody was counted. Answers to people go before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bot.cases.people import Role
from bot.cases.schooltime import is_school_day, local_day
from bot.cases.surveys import NAMES, ORDER, Round, Survey, days_of
from bot.conversations import confirming
from bot.conversations import survey_progress as sending
from bot.conversations.exchange import WANTED
from bot.conversations.notes import BROADCAST
from bot.conversations.survey_words import TO_OTHERS, TO_STAFF, asked
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

EVALUATE: Final = N_("{survey} is closed. Counted: {counts}. Evaluate it together.")


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """By day; each campaign apart from the others, some messages at a time."""
    if not awake(world.school, now):
        return Outcome()
    going = campaigns.going(tx)
    done = each(tx, going, lambda one: one.survey.value, lambda one: _one(tx, world, one))
    return replace(done, then=run) if done.told else done


def _one(tx: Tx, world: World, one: Campaign) -> Outcome:
    first = date(one.school_year, 8, 1)
    days = days_of(one.survey, first, world.school)
    today = local_day(world.school, tx.now)
    wanted = days.round_on(today)
    done = Outcome()
    if one.paused:
        pass
    elif ORDER.index(wanted) > ORDER.index(one.round) and is_school_day(world.school, today):
        done = _begin(tx, world, one, wanted)
    else:
        done = _send(tx, world, one, days.ends)
    if not done.told:
        sending.show(tx, world, one)
    return done


def _begin(tx: Tx, world: World, one: Campaign, wanted: Round) -> Outcome:
    around = look_around(tx)
    refs = dict.fromkeys(_receivers(tx, world, around, one, wanted))
    campaigns.begin_round(tx, one, wanted, refs)
    if wanted is Round.CLOSED:
        for person_id in _evaluate(world, around, one):
            confirming.tell(tx, person_id, Message((_end_of(tx, world, one),)))
    audit.write(tx, audit.SYSTEM, "SurveyRound", "")
    return Outcome((Told("", f"{one.survey}: {wanted}, {len(refs)} messages", "its day"),))


def _evaluate(world: World, around: Around, one: Campaign) -> tuple[str, ...]:
    """Who planned it and the safety coordinator; without both, whoever leads surveys now."""
    leads = [p for p in around.people if sending.leads(world, p)]
    meant = [p for p in leads if p.person_id == one.begun_by or p.has(Role.SAFETY_COORDINATOR)]
    return tuple(p.person_id for p in meant or leads)


def _end_of(tx: Tx, world: World, one: Campaign) -> Text:
    """What there is to evaluate."""
    counted = campaigns.counts(tx, one)
    names = (each_class.name for each_class in world.school.classes)
    counts = tuple(f"{name}: {counted.get(name, 0)}" for name in names)
    return EVALUATE.of(survey=NAMES[one.survey], counts=counts)


def _receivers(tx: Tx, world: World, around: Around, one: Campaign, wanted: Round) -> Iterator[str]:
    """Integraal goes to everybody who works here; else who said yes to messages of school."""
    if wanted in {Round.PLANNED, Round.CLOSED}:
        return
    asked = [*mentors(tx, world, around, one, only_late=wanted is not Round.OPEN)]
    if wanted in TO_STAFF and one.survey is Survey.INTEGRAAL:
        asked += [person.person_id for person in around.people if person.active]
    for person_id in asked:
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


def _send(tx: Tx, world: World, one: Campaign, ends: date) -> Outcome:
    """What is marked as queued lies in the outbox, and the other way round: one commit.

    With room for less than a part it ends until the next tick: other jobs wait for this one.
    """
    if campaigns.waiting(tx, one) > AT_ONCE - PART:
        return Outcome()
    refs = campaigns.to_send(tx, one, PART)
    around = look_around(tx)
    late = frozenset(mentors(tx, world, around, one, only_late=one.round is not Round.OPEN))
    asking = _Asking(one, ends, around, late)
    for ref in refs:
        outgoing = _outgoing(tx, asking, ref)
        campaigns.queued(tx, one, ref, (outgoing and outbox.enqueue(tx, outgoing)) or 0)
    return Outcome((Told("", f"{one.survey}: {len(refs)} queued", one.round),) if refs else ())


@dataclass(frozen=True)
class _Asking:
    """What is the same for everybody; `late`: the mentors of classes that are meant."""

    one: Campaign
    ends: date
    around: Around
    late: frozenset[str]


def _outgoing(tx: Tx, asking: _Asking, ref: str) -> Outgoing | None:
    """None where nothing is to be said any more.

    Since the round began a class may be counted, a colleague gone, or a yes taken back.
    """
    one = asking.one
    contact = contacts.find(tx, ref)
    person = asking.around.colleague(contact) if contact else None
    asks_class = person is not None and person.person_id in asking.late
    by_choice = not asks_class and not (person and one.survey is Survey.INTEGRAAL)
    if by_choice and not campaigns.wants_news(tx, ref):
        return None
    lines = asked(one, asking.ends, person, asks_class=asks_class, by_choice=by_choice)
    if not lines:
        return None
    return Outgoing(
        ref,
        Op.NOTE,
        Message(lines),
        priority=BROADCAST,
        person_id=person.person_id if person else None,
        guard=WANTED if by_choice else "",
        dedupe_key=f"survey:{one.survey}:{one.school_year}:{one.round}:{ref}",
    )
