"""Call me back: for that a number and a reader are needed, so it goes with a report."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.case import Case
from bot.cases.events import CallWanted, MarkedUrgent, ReporterAnswered
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.schooltime import is_open, next_opening
from bot.conversations import handing_in, mine, moving, running, watching
from bot.conversations.exchange import Exchange
from bot.conversations.menu import begin_report
from bot.flows.calling import (
    CALL_ME,
    CANNOT_TELL,
    HEARS,
    MENTOR,
    NOT_THESE,
    PATIENCE,
    SCHOOL_HEARS,
    WANTED,
    CallAsked,
)
from bot.flows.loose import LOOSE
from bot.flows.report import PRACTICE, REPORT
from bot.flows.session import Session
from bot.flows.what import YES
from bot.store import audit, entries
from bot.text import N_, Text

AT_ONCE = N_("Give your number. Then school gets your words at once.")
NOT_BEFORE = N_("School is closed now. Nobody calls before {moment}.")
NO_PRACTICE = N_("This is no practice any more. You decide what you send.")
WANTS_CALL = N_("I want to be called by {name}.")
BY_MENTOR = N_("I want to be called by my mentor.")
BY_ANYONE = N_("I want to be called.")


def call_back(x: Exchange, case_id: str = "") -> None:
    """In the report in which it was told, sent or not; else in the last sent one, or a new one.

    What was being told there goes along first.
    """
    told_in = case_id or watching.told_in(x) or handing_in.hand_in_loose(x)
    handing_in.hand_in(x)
    in_hand = _flow(x) in {REPORT.name, LOOSE.name}
    case = watching.sent(x, told_in) if told_in or not in_hand else None
    if case is not None or not in_hand:
        running.leave(x)
    if case is not None:
        _ask(x, case)
    else:
        _report(x)


def _flow(x: Exchange) -> str:
    """The name of the conversation that is open, "" for none."""
    session = running.load(x.tx, x.contact.contact_ref).session
    return session.flow if session else ""


def _report(x: Exchange) -> None:
    """The report in hand, or one that begins with it: who calls is asked in there."""
    if _flow(x) != REPORT.name:
        begin_report(x)
    x.note(*_put(x), AT_ONCE, *_when_closed(x))
    running.go_on(x)


def _ask(x: Exchange, case: Case) -> None:
    """Who calls, of those who may read it."""
    kept_from = (one.person_id for one in x.around.people if not _may_call(x, case, one))
    if closed := _when_closed(x):
        x.note(*closed)
    answers = {NOT_THESE.key: ",".join(kept_from)}
    running.begin(x, CALL_ME, subject=case.case_id, answers=answers)


def _may_call(x: Exchange, case: Case, person: Person) -> bool:
    if case.closed:
        return False
    theirs = replace(case, asked=case.asked | {person.person_id})
    return may(person, Action.READ, theirs, x.world.school)


def _put(x: Exchange) -> tuple[Text, ...]:
    """Let the report in hand ask who calls; who practised does not any more, and is told."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is None or session.flow != REPORT.name:
        return ()
    known = {key: value for key, value in session.answers.items() if key != PRACTICE.key}
    urgent = replace(session, answers={**known, WANTED.key: YES})
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=urgent))
    return (NO_PRACTICE,) if running.practises(session) else ()


def _when_closed(x: Exchange) -> tuple[Text, ...]:
    """Whom to call until then stands above: they tapped below it."""
    school = x.world.school
    if is_open(school, x.tx.now):
        return ()
    return (NOT_BEFORE.of(moment=next_opening(school, x.tx.now)),)


def asked(x: Exchange, session: Session, effect: CallAsked) -> None:
    """School reads who should call, and on which number; who it is hears of it at once."""
    case = mine.own_case(x, session.subject)
    if case is None:
        return
    person = x.around.person(effect.whom)
    words = x.world.i18n.render(_wanted(effect.whom, person), x.world.i18n.default)
    told = "\n".join(part for part in (words, effect.number) if part)
    entries.add(x.tx, case.case_id, "talk_in", told, None)
    if person is not None and _may_call(x, case, person):
        moving.move(x.tx, x.world, x.around, case, CallWanted(person.person_id))
        x.note(HEARS.of(name=person.name), PATIENCE)
    else:
        _without_name(x, case)
        x.note(CANNOT_TELL.of(name=person.name) if person else SCHOOL_HEARS, PATIENCE)
    mine.show_report(x, case.case_id)


def _without_name(x: Exchange, case: Case) -> None:
    urgent = case.urgent or case.closed
    event = ReporterAnswered() if urgent else MarkedUrgent(on=True, by=audit.REPORTER)
    moving.move(x.tx, x.world, x.around, case, event)


def _wanted(whom: str, person: Person | None) -> Text:
    if person is not None:
        return WANTS_CALL.of(name=person.name)
    return BY_MENTOR if whom == MENTOR else BY_ANYONE
