"""Nightly cleaning: what has had its time goes, and its keys with it; touches no case."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.cases.schooltime import first_of_school_year, local_day
from bot.conversations.world import World
from bot.jobs.job import Outcome, Told, each
from bot.store import (
    brake,
    contacts,
    daykeys,
    erase,
    evidence,
    idle,
    inbox,
    looks,
    mailbox,
    outbox,
    people,
    post_examples,
    post_questions,
    screens,
    sessions,
    signals,
)
from bot.store.tx import Tx

DAY = timedelta(days=1)
IDS = timedelta(days=8)
"""Doors may deliver a thing again for a week; dedupe keys of a day live as long."""
CHATS = timedelta(days=2)


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Each kind apart from the others. Day keys last, when nothing needs the old ones any more."""
    parts = {
        "inbox": lambda: _done(inbox.prune(tx, now - IDS)),
        "outbox": lambda: _done(outbox.prune(tx, now - IDS)),
        "mailbox": lambda: _done(mailbox.prune(tx, now - CHATS)),
        "chats": lambda: _done(screens.prune(tx, now - CHATS)),
        "tries": lambda: _done(brake.prune(tx)),
        "invitations": lambda: _done(people.prune_invitations(tx, now - IDS)),
        "looks": lambda: _done(looks.prune(tx)),
        "items": lambda: _items(tx, now),
        "contacts": lambda: _contacts(tx, now),
        "signals": lambda: _done(signals.forget_words(tx, _last_school_year(world, now))),
        "post-questions": lambda: _done(_post_questions(tx, world, now)),
        "orphan-keys": lambda: _done(erase.sweep_orphan_keys(tx, now - DAY)),
        "day-keys": lambda: _done(daykeys.destroy_spent(tx)),
    }
    return each(tx, parts, str, lambda name: _named(name, *parts[name]()))


def _last_school_year(world: World, now: datetime) -> date:
    """Its first day: what a signal says is kept as long as the yearly report looks back."""
    this = first_of_school_year(local_day(world.school, now))
    return first_of_school_year(this - DAY)


def _post_questions(tx: Tx, world: World, now: datetime) -> int:
    kept = timedelta(days=world.school.terms.posting_days)
    before = local_day(world.school, now) - kept
    return post_questions.forget_words(tx, before) + post_examples.remove_old(tx, before)


Removed = tuple[int, tuple[str, ...]]
"""How many, and the files to go."""


def _done(number: int) -> Removed:
    return number, ()


def _named(name: str, number: int, files: tuple[str, ...]) -> Outcome:
    told = (Told("", f"{name}: {number}", "had its time"),) if number else ()
    return Outcome(told, files=files, sweep=True)


def _items(tx: Tx, now: datetime) -> Removed:
    """What was sent in a day ago, got no case and belongs to no conversation that is open."""
    old = [item.item_id for item in evidence.loose(tx, now - DAY)]
    if not old:
        return _done(0)
    talking = [one.contact_ref for one in sessions.stale(tx, now + DAY)]
    kept = {item.item_id for ref in talking for item in evidence.loose_of(tx, ref)}
    gone = tuple(item_id for item_id in old if item_id not in kept)
    evidence.detach(tx, gone)
    return len(gone), gone


def _contacts(tx: Tx, now: datetime) -> Removed:
    """Not who was promised an answer of management and has not looked at one yet."""
    waiting = post_questions.waiting(tx)
    gone = [ref for ref in idle.idle(tx, now - CHATS) if ref not in waiting]
    for ref in gone:
        post_questions.forget_of(tx, ref)
        contacts.forget(tx, ref)
    return _done(len(gone))
