"""Asks reporters how it goes after the end, and drops their address when that is over."""

from __future__ import annotations

from datetime import datetime

from bot.cases.aftercare import PATIENCE, by_day
from bot.cases.case import Case
from bot.cases.reaching import Ping, PingKind
from bot.cases.schooltime import written
from bot.conversations import moving
from bot.conversations.thread import HOW
from bot.conversations.world import World, look_around
from bot.jobs.job import Outcome, Told, each
from bot.store import aftercare, audit, cases, contacts, entries
from bot.store.aftercare import Round, State
from bot.store.tx import Tx
from bot.text import N_, Text

NO_ANSWER = Text("{question} {answer}", values={"question": HOW, "answer": N_("No answer.")})


def run(tx: Tx, world: World, now: datetime) -> Outcome:
    """Only by day, also on a day without school."""
    if not by_day(world.school, now):
        return Outcome()
    return each(tx, aftercare.due(tx, now), _case_of, lambda one: _settle(tx, world, one))


def _case_of(one: Round) -> str:
    return one.case_id


def _settle(tx: Tx, world: World, one: Round) -> Outcome:
    """A case that was opened again has none; one that nobody leads to is asked nothing."""
    case = cases.get(tx, one.case_id)
    if case is None or not case.closed or cases.reporter(tx, one.case_id) is None:
        aftercare.settle(tx, one)
        return Outcome()
    match one.state:
        case State.WAITING:
            _ask(tx, one)
        case State.ASKED:
            _no_answer(tx, world, case, one)
        case State.ENDING:
            _end(tx, one)
    return Outcome((Told("", f"aftercare {one.state}", f"due {written(world.school, one.due)}"),))


def _ask(tx: Tx, one: Round) -> None:
    """A phone lies on a table: it says that there is news, and the question stands behind it."""
    aftercare.ask(tx, one, tx.now + PATIENCE)
    audit.write(tx, audit.SYSTEM, "AftercareAsked", one.case_id)
    contact = contacts.find(tx, cases.reporter(tx, one.case_id) or "")
    if contact is not None and not contact.blocked:
        moving.tell_reporter(tx, one.case_id, by=audit.SYSTEM)


def _no_answer(tx: Tx, world: World, case: Case, one: Round) -> None:
    aftercare.settle(tx, one)
    words = world.i18n.render(NO_ANSWER, world.i18n.default)
    entries.add(tx, one.case_id, "note", words, None)
    audit.write(tx, audit.SYSTEM, "AftercareNoAnswer", one.case_id)
    if case.owner is not None:
        moving.ping(tx, world, look_around(tx), case, Ping(case.owner, PingKind.WAITING))


def _end(tx: Tx, one: Round) -> None:
    """From now on nothing leads from the case to who reported it, but their five words."""
    aftercare.settle(tx, one)
    contact_ref = cases.reporter(tx, one.case_id) or ""
    cases.forget_reporter(tx, one.case_id)
    if contacts.find(tx, contact_ref) is not None:
        contacts.remove_case(tx, contact_ref, one.case_id)
    audit.write(tx, audit.SYSTEM, "AddressForgotten", one.case_id)
