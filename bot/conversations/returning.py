"""The way back to a report that was sent: five words, and keeping nothing but those."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.naming import read_recovery
from bot.conversations import reporting, running
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.lanes import CALM_SORRY
from bot.conversations.menu import MENU
from bot.conversations.mine import my_reports, own_case, own_cases, show_report
from bot.flows.mine import RECOVER, WordsTyped
from bot.flows.session import Session
from bot.store import audit, cases, contacts, recovery
from bot.store.recovery import Busy, TooManyTries
from bot.text import N_

BEFORE = act(labelled("🔑", N_("I reported before")), "before")
"""On the first screen: who comes back with a new phone has no other way in."""

AGAIN = act(labelled("🔑", N_("Try again")), "recover")


def reported_before(x: Exchange) -> None:
    """Their report, when this chat knows one; else the five words are asked."""
    if own_cases(x):
        my_reports(x)
    else:
        begin_recovery(x)


def begin_recovery(x: Exchange) -> None:
    """Ask for the five words."""
    running.begin(x, RECOVER)


def recover(x: Exchange, _session: Session, effect: WordsTyped) -> None:
    """Five words lead back to a report. Wrong words say nothing about what there is."""
    words = read_recovery(effect.words, x.world.recovery_words)
    try:
        case_id = recovery.find(x.tx, words, x.contact.contact_ref) if words else None
    except TooManyTries:
        x.show(N_("That was too often. Try again in an hour."), buttons=((MENU,),))
        return
    except Busy:
        x.show(CALM_SORRY, buttons=((AGAIN,), (MENU,)))
        return
    if case_id is None:
        x.show(
            N_("These words do not fit a report. Look at the spelling."),
            buttons=((AGAIN,), (MENU,)),
        )
        return
    _let_back(x, case_id)
    show_report(x, case_id)


def _let_back(x: Exchange, case_id: str) -> None:
    """Where an address is kept, it is this chat's from now on; else nothing is kept of it.

    One address at a time: a phone that was lost or taken shows the report no longer.
    """
    before = cases.reporter(x.tx, case_id)
    if before is None:
        was = running.load(x.tx, x.contact.contact_ref)
        running.keep(x.tx, x.contact.contact_ref, replace(was, guest=case_id))
    else:
        if contacts.find(x.tx, before):
            contacts.remove_case(x.tx, before, case_id)
        contacts.add_case(x.tx, x.contact.contact_ref, case_id)
        cases.set_reporter(x.tx, case_id, x.contact.contact_ref)
    audit.write(x.tx, audit.REPORTER, "CameBack", case_id)


def words(x: Exchange, case_id: str = "") -> None:
    """Five words for the way back; not again and again, for making them is slow on purpose."""
    if own_case(x, case_id):
        if recovery.new_words_from(x.tx, case_id) is None:
            reporting.give_words(x, case_id)
        else:
            x.note(N_("You just got five words. Wait a minute for new ones."))
        show_report(x, case_id)


def code_only(x: Exchange, case_id: str = "") -> None:
    """Explain what "only words" means."""
    if own_case(x, case_id):
        reporting.explain_code_only(x, case_id)


def code_yes(x: Exchange, case_id: str = "") -> None:
    """Keep no address any more."""
    if own_case(x, case_id):
        reporting.only_words(x, case_id)
