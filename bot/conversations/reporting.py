"""What happens when a report is sent: the case, its name, who is told, the way back to it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace

from bot.cases.advance import begin
from bot.cases.case import Case
from bot.cases.kinds import Mark
from bot.cases.naming import fresh_name, recovery_words
from bot.cases.reaching import Ping, PingKind, Reached, owner_of, reach
from bot.cases.schooltime import is_open
from bot.conversations import moving, running
from bot.conversations.attaching import attach
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.unreached import CALL, nobody_to_tell, tell_skipped
from bot.flows.alarm import ALARM
from bot.flows.calling import HEARS, PATIENCE, SCHOOL_HEARS, SCHOOL_NOW
from bot.flows.readers import who_reads
from bot.flows.report import Report
from bot.flows.session import Session
from bot.store import audit, cases, contacts, entries, evidence, recovery
from bot.store.tx import Tx
from bot.text import N_, Text, to_data

MANY = 5
"""Reports of one contact that are still open, from which we say that all of them are kept."""


def receive(x: Exchange, _session: Session, report: Report) -> None:
    """Make it a case, tell who must know, and give the receipt: all of it or nothing."""
    if report.case.practice:
        evidence.detach(x.tx, [item for item, _kind in report.items])
        x.show(
            N_("Well done. This was practice."),
            N_("Nobody got it. Nothing is kept."),
            buttons=((act(labelled("🏠", N_("Menu")), "menu"),),),
        )
        return
    case = _begun(x, report)
    cases.create(x.tx, case, reporter=x.contact.contact_ref, reporter_name=report.name or None)
    contacts.add_case(x.tx, x.contact.contact_ref, case.case_id)
    _keep_words(x, case, report)
    audit.write(x.tx, audit.REPORTER, "Reported", case.case_id)
    reached = reach(case, x.world.school, x.around.people, x.tx.now, reachable=x.around.reachable)
    for call in reached.pings:
        moving.ping(x.tx, x.world, x.around, case, call)
    _ping_caller(x, case, reached)
    moving.start_ladder(x.tx, x.world, x.around, case)
    tell_skipped(x.tx, x.world, x.around, case)
    if reached.last_resort:
        nobody_to_tell(x.tx, x.world, x.around, case, knows=True)
    if report.call:
        _told_at_once(x, case, reached)
    else:
        _receipt(x, case, reached, named=bool(report.name))


def _told_at_once(x: Exchange, case: Case, reached: Reached) -> None:
    """Who waits for a call reads one screen and may tell more; no picture goes along unasked."""
    drop_unasked(x)
    talk: Rows = ((act(labelled("💬", N_("Say something")), "talk", case.case_id),),)
    x.show(
        *_who_calls(x, case, reached),
        PATIENCE,
        *_about_talking(reached, named=True),
        buttons=_ways_back(case) if reached.last_resort else (*talk, *_ways_back(case)),
    )


def drop_unasked(x: Exchange) -> None:
    """Destroy what was sent and did not go along; what a report not sent yet holds stays."""
    if running.destroyed(x, running.load(x.tx, x.contact.contact_ref).draft):
        x.note(running.THROWN_AWAY)


def _who_calls(x: Exchange, case: Case, reached: Reached) -> Iterator[Text]:
    if reached.last_resort:
        yield CALL.of(phone=x.world.school.phone)
    elif case.asked:
        yield from (HEARS.of(name=x.around.name(one)) for one in sorted(case.asked))
    else:
        yield SCHOOL_NOW if is_open(x.world.school, x.tx.now) else SCHOOL_HEARS


def _ping_caller(x: Exchange, case: Case, reached: Reached) -> None:
    """Whom the reporter wants to be called by: they were asked for nothing else yet."""
    for person_id in case.asked:
        if all(call.person_id != person_id for call in reached.pings):
            moving.ping(x.tx, x.world, x.around, case, Ping(person_id, PingKind.URGENT))


def _begun(x: Exchange, report: Report) -> Case:
    name = fresh_name(x.world.name_words, cases.names_taken(x.tx), secrets.choice)
    named = replace(report.case, case_id=secrets.token_hex(8), name=name, created=x.tx.now)
    owner = owner_of(named, x.world.school, x.around.people, x.tx.now, reachable=x.around.reachable)
    sent = bool(report.items)
    return begin(replace(named, owner=owner), x.world.school, x.tx.now, proof=sent)


def keep_details(tx: Tx, case_id: str, details: tuple[tuple[Text, Text], ...]) -> None:
    """The answers as (question's name, answer), for the handlers to read."""
    plain = [[to_data(label), to_data(answer)] for label, answer in details]
    entries.add(tx, case_id, "detail", json.dumps(plain), None)


def _keep_words(x: Exchange, case: Case, report: Report) -> None:
    keep_details(x.tx, case.case_id, report.details)
    if report.story.text:
        entries.add(x.tx, case.case_id, "story", report.story.text, None)
    attach(x, case.case_id, [item for item, _kind in report.items])
    if Mark.NUDE in case.marks:  # what came before that was known must not lie here (art. 252 Sr)
        drop_unasked(x)


def _receipt(x: Exchange, case: Case, reached: Reached, *, named: bool) -> None:
    """Two messages: thanks with what happens next, and the way back to it."""
    x.note(
        N_("Thank you. It is good to tell this."),
        *_called(case),
        *_what_comes(x, case, reached),
    )
    x.show(
        *_about_talking(reached, named=named),
        N_("Another phone? With five words you find it again."),
        N_("Wipe this chat? Type /wis."),
        buttons=_ways_back(case),
    )


def _ways_back(case: Case) -> Rows:
    return (
        (act(labelled("🔎", N_("My report")), "mine", case.case_id),),
        (act(labelled("🔑", N_("Five words to come back")), "words", case.case_id),),
        (act(labelled("🕶️", N_("Hide my report")), "codeonly", case.case_id),),
        (act(labelled("🏠", N_("Menu")), "menu"),),
    )


def _called(case: Case) -> tuple[Text, ...]:
    """Its name, but not to who is in danger: there it reads like a joke, and waits."""
    return () if case.urgent else (N_("Your report is called {name}.").of(name=case.name),)


def _what_comes(x: Exchange, case: Case, reached: Reached) -> Iterator[Text]:
    """Who reads it and when, who calls, and whom to call meanwhile: all of it in one message."""
    if reached.last_resort:
        yield CALL.of(phone=x.world.school.phone)
    else:
        yield from who_reads(case, x.facts)
    yield from (HEARS.of(name=x.around.name(one)) for one in sorted(case.asked))
    if case.asked:
        yield PATIENCE
    elif case.urgent:
        yield ALARM
    mine = cases.of_ids(x.tx, contacts.my_cases(x.tx, x.contact.contact_ref))
    if sum(not one.closed for one in mine) > MANY:
        yield N_("You sent many reports. I keep them all. Reading them takes time.")


def _about_talking(reached: Reached, *, named: bool) -> Iterator[Text]:
    if not reached.last_resort:
        yield N_("You can talk with school here.")
    if not named:
        yield N_("Your name is not shown.")


def give_words(x: Exchange, case_id: str) -> None:
    """Five new words that lead back to this report from any phone; older ones stop working."""
    words = recovery_words(x.world.recovery_words, secrets.choice)
    recovery.put(x.tx, case_id, words)
    audit.write(x.tx, audit.REPORTER, "WordsGiven", case_id)
    x.note(
        N_("These are your five words:"),
        N_("{words}").of(words=" ".join(words)),
        N_("Write them down. On another phone: tap My report."),
    )


def explain_code_only(x: Exchange, case_id: str) -> None:
    """What it means to keep no address, before it is done."""
    x.show(
        N_("Then I keep no address of you at all."),
        N_("I cannot send you news. Your five words are the only way back."),
        N_("Do you want that?"),
        buttons=(
            (act(labelled("✔️", N_("Yes")), "codeyes", case_id),),
            (act(labelled("➖", N_("No")), "mine", case_id),),
        ),
    )


def only_words(x: Exchange, case_id: str) -> None:
    """Forget who reported it: the words are the only way back from now on."""
    give_words(x, case_id)
    cases.forget_reporter(x.tx, case_id)
    contacts.remove_case(x.tx, x.contact.contact_ref, case_id)
    running.forget_guest(x)
    audit.write(x.tx, audit.REPORTER, "AddressForgotten", case_id)
    x.show(
        N_("Done. I do not know your address any more."),
        N_("Want to come back? Tap My report, then type the words."),
        N_("Wipe this chat? Type /wis."),
        buttons=((act(labelled("🏠", N_("Menu")), "menu"),),),
    )
