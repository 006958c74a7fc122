"""Call me back: for that a number and a reader are needed, so it goes with a report."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.case import Case
from bot.cases.events import CallWanted, MarkedUrgent, ReporterAnswered
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.schooltime import is_open, next_opening
from bot.conversations import handing_in, mine, moving, reporting, running, watching
from bot.conversations.every_flow import FLOWS
from bot.conversations.exchange import Exchange
from bot.conversations.menu import stop
from bot.flows import loose
from bot.flows.beside import WRITTEN
from bot.flows.call_loose import THING, CallAbout
from bot.flows.calling import (
    CALL_ME,
    CALLER,
    CANNOT_TELL,
    HEARS,
    MENTOR,
    NOT_THESE,
    NUMBER,
    PATIENCE,
    SCHOOL_HEARS,
    WANTED,
    CallAsked,
    number_told,
)
from bot.flows.engine import open_step
from bot.flows.kit import Sent, Typed
from bot.flows.loose import LOOSE
from bot.flows.named import named
from bot.flows.report import REPORT
from bot.flows.session import Session
from bot.flows.what import YES
from bot.flows.words import NOTHING, Words, appended
from bot.store import audit, entries
from bot.text import N_, Text
from bot.understanding.telephone import is_number

SEND_IT = N_("Send it when you are done. It goes to school as urgent.")
AT_ONCE = N_("Give your number. Then school gets your words at once.")
NOT_BEFORE = N_("School is closed now. Nobody calls before {moment}.")
NO_PRACTICE = N_("This is no practice any more. School only gets your number.")
CALL_ONLY = N_("Give your number. Then school hears it at once.")
WANTS_CALL = N_("I want to be called by {name}.")
BY_MENTOR = N_("I want to be called by my mentor.")
BY_ANYONE = N_("I want to be called.")


def call_back(x: Exchange, case_id: str = "", *, number: str = "") -> None:
    """In the report in which it was told, sent or not; else about the last sent one, or by itself.

    What was being told in a sent one goes along first. A call by itself takes only the words in
    which danger was just heard: a report that is not sent yet waits as it is.
    `number`: they typed it.
    """
    told_in = case_id or watching.told_in(x)
    handing_in.hand_in(x)
    session = running.load(x.tx, x.contact.contact_ref).session
    if not told_in and session is not None and _is_in(session):
        x.note(AT_ONCE if session.flow == LOOSE.name else SEND_IT, *_when_closed(x))
        _put(x, session)
        running.go_on(x)
        return
    case = watching.sent(x, told_in)
    running.leave(x)
    if session is not None and running.practises(session):
        x.note(NO_PRACTICE)
    number = appended("", ["t", number]) if number else ""
    if case is not None:
        _ask(x, case, number)
    else:
        x.note(mine.HAVE_IT if number else CALL_ONLY, *_when_closed(x))
        running.begin(x, LOOSE, answers={THING.key: NOTHING, WANTED.key: YES, **_known(number)})


def _is_in(session: Session) -> bool:
    """Whether the call is asked for in this conversation: a report, or words of danger."""
    return loose.alarming(session) or (
        session.flow == REPORT.name and not running.practises(session)
    )


def _put(x: Exchange, session: Session) -> None:
    """Let the conversation ask who calls; nobody who is named in loose words."""
    words = loose.told(session).text if session.flow == LOOSE.name else ""
    off = ",".join(named(words, x.facts))
    known = {**session.answers, WANTED.key: YES, NOT_THESE.key: off}
    now_open = running.load(x.tx, x.contact.contact_ref)
    asking = replace(session, answers=known)
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=asking))


def about(x: Exchange, session: Session, effect: CallAbout) -> None:
    """They said that these words go with the report that was sent: the call is about that one."""
    case = watching.sent(x, "")
    if case is None:  # it was closed meanwhile: the words wait
        running.take_up(x, session)
        stop(x)
        return
    mine.add(x, case, effect.told, naked=effect.naked)
    reporting.drop_unasked(x)
    x.note(mine.HAVE_IT)
    _ask(x, case, effect.number)


def number_typed(x: Exchange, said: Typed | Sent) -> bool:
    """A number that was typed at another question of a call; False if it answers that one too."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is None or not isinstance(said, Typed):
        return False
    flow = FLOWS[session.flow]
    asked = open_step(flow, session, x.facts)
    told = None if isinstance(asked, Words) else number_told(session, said.words, x.facts)
    if told is None:
        return False
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=told))
    if open_step(flow, told, x.facts) is not asked:
        return running.go_on(x)
    if asked is not None and asked.key == CALLER.key:
        return running.go_on(x, mine.HAVE_IT)
    return is_number(said.words) and running.go_on(x, WRITTEN)  # it stands in no story besides


def _ask(x: Exchange, case: Case, number: str) -> None:
    """Who calls, of those who may read it, and on which number where that is not stored yet."""
    kept_from = (one.person_id for one in x.around.people if not _may_call(x, case, one))
    if closed := _when_closed(x):
        x.note(*closed)
    answers = {NOT_THESE.key: ",".join(kept_from), **_known(number)}
    running.begin(x, CALL_ME, subject=case.case_id, answers=answers)


def _known(number: str) -> dict[str, str]:
    return {NUMBER.key: number} if number else {}


def _may_call(x: Exchange, case: Case, person: Person) -> bool:
    if case.closed:
        return False
    theirs = replace(case, asked=case.asked | {person.person_id})
    return may(person, Action.READ, theirs, x.world.school)


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
