"""Reports that were not sent: asked about once, gone after the school's term; reads no answer.

The terms are days of the calendar here: that is what the reporter was told.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.cases.school import School
from bot.cases.schooltime import written
from bot.conversations import running
from bot.conversations.exchange import act, labelled
from bot.conversations.notes import REMINDER
from bot.conversations.world import World
from bot.flows.report import PRACTICE
from bot.jobs.job import Outcome, Told, each
from bot.jobs.rules import awake
from bot.store import contacts, evidence, outbox, sessions
from bot.store.outbox import Op, Outgoing
from bot.store.sessions import StaleSession
from bot.store.tx import Tx
from bot.text import N_, Message

NUDGE = Message(
    (N_("Not sent yet. Nobody reads this."),),
    (
        (act(labelled("▶️", N_("Go on")), "resume"),),
        (act(labelled("🗑️", N_("Throw it away")), "discard"),),
    ),
)


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """First what is too old goes, then who stopped is asked once, by day."""
    terms = world.school.terms
    old = sessions.stale(tx, now - timedelta(days=terms.draft_days))
    removed = each(tx, old, _contact_of, lambda one: _remove(tx, world.school, one))
    if not awake(world.school, now):
        return removed
    quiet = sessions.stale(tx, now - timedelta(days=terms.draft_nudge_days))
    return removed + each(tx, quiet, _contact_of, lambda one: _nudge(tx, world.school, one))


def _contact_of(one: StaleSession) -> str:
    return one.contact_ref


def _remove(tx: Tx, school: School, one: StaleSession) -> Outcome:
    """The conversation and what was sent in for it; the files go after the commit."""
    items = tuple(item.item_id for item in evidence.loose_of(tx, one.contact_ref))
    evidence.detach(tx, items)
    sessions.drop(tx, one.contact_ref)
    return Outcome((_told(school, one, "draft removed"),), files=items)


def _nudge(tx: Tx, school: School, one: StaleSession) -> Outcome:
    if one.nudged or not _is_real(tx, one.contact_ref):
        return Outcome()
    sessions.mark_nudged(tx, one.contact_ref)
    outgoing = Outgoing(
        one.contact_ref,
        Op.NOTE,
        NUDGE,
        priority=REMINDER,
        dedupe_key=f"draft:{one.contact_ref}:{one.updated_at.timestamp()}",
    )
    outbox.enqueue(tx, outgoing)
    return Outcome((_told(school, one, "draft nudge"),))


def _told(school: School, one: StaleSession, what: str) -> Told:
    return Told(one.contact_ref, what, f"not touched since {written(school, one.updated_at)}")


def _is_real(tx: Tx, contact_ref: str) -> bool:
    """A report somebody began, no practice, in a chat that can be reached."""
    contact = contacts.find(tx, contact_ref)
    draft = running.load(tx, contact_ref).unsent
    if contact is None or contact.blocked or draft is None:
        return False
    return PRACTICE.key not in draft.answers
