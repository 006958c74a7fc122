"""Moves a case in the store and does what follows: pings, the ladder, news for the reporter.

Used by conversations and by jobs alike; every move leaves its row in the log.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.cases.advance import advance
from bot.cases.aftercare import asked_at, ends, rounds
from bot.cases.case import Case
from bot.cases.events import (
    CaseEvent,
    Closed,
    Effect,
    FinishedLight,
    MarkedNude,
    OwnerLost,
    PingPeople,
    Reopened,
    Replied,
    ReporterAnswered,
    StartNagging,
    StepDone,
    StepNotNeeded,
    StopNagging,
)
from bot.cases.reaching import Ping, PingKind, asked_again, ladder, readers
from bot.cases.rights import Action, may
from bot.cases.schooltime import local_day
from bot.conversations.exchange import act
from bot.conversations.notes import ANSWER, REMINDER, URGENT, Note, tell_all
from bot.conversations.world import Around, World
from bot.store import aftercare, audit, cases, contacts, exports, outbox, pings
from bot.store.outbox import Op, Outgoing
from bot.store.tx import Tx
from bot.text import N_, Message, Text

PRIORITIES = {PingKind.URGENT: URGENT, PingKind.CLOSED: ANSWER}
"""Of a ping. What tells of the end is not over by it, as all others are that still wait."""

NEWS = "news"
"""The guard of what tells a reporter that there is news: it names the case to nobody."""

PING_WORDS = {
    PingKind.NEW: N_("new"),
    PingKind.URGENT: N_("urgent"),
    PingKind.ANSWER: N_("answer"),
    PingKind.WAITING: N_("waiting for you"),
    PingKind.CALM: N_("not urgent any more"),
    PingKind.DROPPED: N_("a step is not needed any more"),
    PingKind.CLOSED: N_("closed, it was urgent"),
}


def move(
    tx: Tx, world: World, around: Around, case: Case, event: CaseEvent, *, word: str = ""
) -> Case:
    """Carry one event out on a case. Raises `NotNow`, and nothing has changed then.

    `word` is how the log calls it where the event alone says too little: an act is one line.
    """
    after, effects = advance(
        case, event, tx.now, world.school, people=around.people, reachable=around.reachable
    )
    by = getattr(event, "by", None) or audit.REPORTER
    cases.save(tx, after)
    if not isinstance(event, OwnerLost):  # beside an enrolment it would tell who reported the case
        audit.write(tx, by, word or _word(event), case.case_id)
    follow_up(tx, world, around, after, effects, by=by)
    match event:
        case Replied():
            tell_reporter(tx, case.case_id, by=by)
        case Closed() | FinishedLight():
            _plan_aftercare(tx, world, after)
        case Reopened():
            aftercare.cancel(tx, case.case_id)
        case MarkedNude():  # its pictures are in it, and passing them on is a crime (art. 252 Sr)
            exports.recall(tx, case.case_id)
    return after


def _word(event: CaseEvent) -> str:
    """How the log calls it; of a step it says which one."""
    match event:
        case StepDone(step_id) | StepNotNeeded(step_id):
            return f"{type(event).__name__} {step_id}"
        case ReporterAnswered(proof=True):
            return "ProofKept"
        case _:
            return type(event).__name__


def _plan_aftercare(tx: Tx, world: World, case: Case) -> None:
    """Only for who can be asked: where only the words lead back, there is nobody."""
    if cases.reporter(tx, case.case_id) is not None:
        questions = [asked_at(world.school, tx.now, later) for later in rounds(case)]
        aftercare.plan(tx, case.case_id, questions, tx.now + ends(case))


def follow_up(
    tx: Tx, world: World, around: Around, case: Case, effects: Iterable[Effect], *, by: str
) -> None:
    """Do what a move asks for."""
    for effect in effects:
        match effect:
            case PingPeople(kind, people):
                for person_id in people:
                    ping(tx, world, around, case, Ping(person_id, kind))
            case StartNagging():
                start_ladder(tx, world, around, case)
            case StopNagging():
                pings.stop(tx, case.case_id)
                pings.set_rungs(tx, case.case_id, asked_again(case, world.school, tx.now))
            case _:  # another status for the reporter
                tell_reporter(tx, case.case_id, by=by)


def start_ladder(tx: Tx, world: World, around: Around, case: Case) -> None:
    """Set anew who is told, and when, while nobody confirms."""
    rungs = ladder(case, world.school, around.people, tx.now, reachable=around.reachable)
    pings.set_rungs(tx, case.case_id, rungs)


def ping(tx: Tx, world: World, around: Around, case: Case, call: Ping) -> None:
    """Tell one person in one word, on every chat they have; no content, for lock screens.

    Who may not read the case only hears that something waits, and whom to ask to open it; of an
    urgent one once a day, for they can do no more. Who stands in for them is told too.
    """
    person, kind = around.person(call.person_id), call.kind
    if person is None:
        return
    for other in around.people:
        if person.person_id in other.stands_in and may(other, Action.READ, case, world.school):
            ping(tx, world, around, case, Ping(other.person_id, kind))
    allowed = may(person, Action.READ, case, world.school)
    message = _ping_message(case, kind) if allowed else _waits(world, around, case)
    priority = PRIORITIES.get(kind, REMINDER)
    guard = Action.READ.value if allowed else ""
    once = "" if allowed or kind is not PingKind.URGENT else _once_a_day(tx, world, case, call)
    note = Note(call.person_id, message, priority, case.case_id, guard=guard, ping=True, once=once)
    tell_all(tx, note)
    pings.add(tx, case.case_id, call.person_id, kind)


def _once_a_day(tx: Tx, world: World, case: Case, call: Ping) -> str:
    return f"waits:{case.case_id}:{call.person_id}:{local_day(world.school, tx.now)}"


def seen(tx: Tx, case_id: str, person_id: str, *, here: tuple[str, str]) -> None:
    """Somebody looked: their pings end, and go from their other chats; mail stays where it is.

    `here` is the message that was tapped: it becomes what they look at.
    """
    pings.confirm(tx, case_id, person_id)
    for ref, message_id in pings.take_lying(tx, case_id, person_id):
        if (ref, message_id) != here:
            outbox.enqueue(tx, Outgoing(ref, Op.DELETE, target=message_id, priority=REMINDER))


def tell_reporter(tx: Tx, case_id: str, *, by: str) -> None:
    """Say that there is news, once a turn, and nothing else: a phone lies on a table.

    Who typed it in for a student and works it needs no news of what they did themselves.
    """
    contact_ref = cases.reporter(tx, case_id)
    contact = contacts.find(tx, contact_ref) if contact_ref else None
    if contact is None or contact.person_id == by:
        return
    look = act(N_("Look"), "mine", case_id)
    message = Message((N_("There is news for you."),), ((look,),))
    once = f"news:{case_id}:{tx.now.timestamp()}"
    outbox.enqueue(
        tx,
        Outgoing(
            contact.contact_ref,
            Op.NOTE,
            message,
            priority=REMINDER,
            case_id=case_id,
            guard=NEWS,
            dedupe_key=once,
        ),
    )


def _waits(world: World, around: Around, case: Case) -> Message:
    """For who may not read it: there is nothing to open, so it says what they can do."""
    waits = N_("A report is waiting.")
    found = readers(case, world.school, around.people)
    if not found:
        return Message((waits, N_("You cannot read it yourself. Ask management who reads it.")))
    names = tuple(one.name for one in found)
    return Message(
        (waits, N_("You cannot read it yourself. Ask if it is seen: {names}.").of(names=names))
    )


def _ping_message(case: Case, kind: PingKind) -> Message:
    line = Text("{name}: {word}", values={"name": case.name, "word": PING_WORDS[kind]})
    return Message((line,), ((act(N_("Open"), "case", case.case_id),),))
