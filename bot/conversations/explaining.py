"""Answers what somebody asks about Maatje itself; such words are no story and go nowhere.

They are all that was said, so they tell of no danger either, unless a rule plainly hears it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from bot.cases.case import Case
from bot.cases.kinds import Doer, Mark, ReporterRole, RouteId
from bot.conversations import mine, running
from bot.conversations.every_flow import FLOWS
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.helping import show_contact, show_help
from bot.conversations.menu import show_menu
from bot.conversations.privacy import WHO_SEES
from bot.conversations.watching import role, teller
from bot.flows import engine
from bot.flows.contact import school_lines
from bot.flows.doer import DOER
from bot.flows.evidence import PROOF
from bot.flows.kit import Answers, Sent, Typed
from bot.flows.loose import LOOSE
from bot.flows.readers import who_reads
from bot.flows.report import ASKED_FIRST, HOME_FIRST, REPORT, worries_home
from bot.flows.tell import STORY
from bot.flows.tellers import instead, reworded
from bot.flows.what import PAY_NOT
from bot.flows.words import Words
from bot.text import N_
from bot.understanding.danger import Alarm, Danger, danger_in
from bot.understanding.questions import AboutBot, asked_of_bot

NOT_BEFORE = N_("Nothing goes to school before you send it.")
MACHINE = (
    N_("I am Maatje. I am a computer program, no person."),
    N_("People of school read what you send."),
)
ALLOWED = N_("Telling is always allowed. School wants to help.")
OF_A_DOER = (
    N_("No student reads your report."),
    N_("School may talk with who does it."),
    N_("They may guess who told it."),
)
NO_NAME_NEEDED = N_("You do not have to say your name.")
FITS_BEST = N_("That is fine. Tap the button that fits best.")
SENT = N_("Your report was sent. You need not send it again.")
WHEN = N_("School can answer here. It can take a few days.")
NEW = N_("Does something new happen? Type it here.")


def explained(x: Exchange, said: Typed | Sent) -> bool:
    """Whether these words ask about Maatje, where nobody else is asked: then they are answered.

    Who asks whether to pay is answered too, but tells that somebody wants money: those words go on.
    """
    asked = asked_of_bot(said.words) if isinstance(said, Typed) else None
    if asked is None or not _is_asked_here(x, asked):
        return False
    heard = danger_in(said.words)
    if asked is AboutBot.PAY:
        _pay(x, heard)
        return False
    if not heard.plain:
        ANSWERS[asked](x)
    return not heard.plain


def _is_asked_here(x: Exchange, asked: AboutBot) -> bool:
    """Not where words are an answer, as a name is, or go to school as they are.

    In a story it may be what happened that they do not understand.
    """
    session = running.load(x.tx, x.contact.contact_ref).session
    if session is None:
        return True
    if session.flow not in {REPORT.name, LOOSE.name, PROOF.name}:
        return False
    step = engine.open_step(FLOWS[session.flow], session, x.facts)
    takes_words = isinstance(step, Words) and step.words
    return not takes_words or (step is STORY and asked is not AboutBot.LOST)


def _readers(x: Exchange) -> None:
    """Of a report that was sent, by name; else who may see it, and that nothing was sent."""
    more = act(labelled("🔒", N_("Who sees what")), "privacy")
    case = _sent(x)
    told = who_reads(case, x.facts) if case else (*WHO_SEES, NOT_BEFORE)
    x.note(*told, buttons=((more,),))
    _go_on(x)


def _name(x: Exchange) -> None:
    """Nobody needs one to tell it; a colleague is known, and hears who reads it."""
    if x.person is None:
        x.note(NO_NAME_NEEDED)
    _readers(x)


def _parents(x: Exchange) -> None:
    """A student is asked before; of others it is asked who reads it."""
    if x.person or role(x) is not ReporterRole.STUDENT:
        _readers(x)
        return
    x.note(HOME_FIRST if _worries_home(x) else ASKED_FIRST, *(() if _sent(x) else (NOT_BEFORE,)))
    _go_on(x)


def _doer(x: Exchange) -> None:
    """Nobody talks with who is at home before it is safe; of a colleague it is told who reads."""
    if _worries_home(x):
        _parents(x)
    elif _by_colleague(x):
        _readers(x)
    else:
        x.note(*OF_A_DOER, *(() if _sent(x) else (NOT_BEFORE,)))
        _go_on(x)


def _worries_home(x: Exchange) -> bool:
    case, warned = _sent(x), running.load(x.tx, x.contact.contact_ref).warned
    of_case = case is not None and Mark.HOME in case.marks
    return of_case or Danger.HOME in warned or worries_home(_told(x))


def _by_colleague(x: Exchange) -> bool:
    case = _sent(x)
    return _told(x)[DOER] == Doer.STAFF or (case is not None and case.route is RouteId.C)


def _told(x: Exchange) -> Answers:
    """What the report that is not sent yet says already."""
    draft = running.load(x.tx, x.contact.contact_ref).draft
    return Answers(draft.answers if draft else {})


def _pay(x: Exchange, heard: Alarm) -> None:
    """Whom to call stands on the button that is always there; of danger all this is told anyhow."""
    if heard.danger is Danger.NONE:
        x.note(*reworded(PAY_NOT, instead(teller(x))))


def _machine(x: Exchange) -> None:
    x.note(*MACHINE, buttons=((act(labelled("💁", N_("Who can help me?")), "contact"),),))
    _go_on(x)


def _trouble(x: Exchange) -> None:
    """Nobody is promised that nothing follows: who asks may have done something too."""
    talk = act(labelled("💁", N_("Who can help me?")), "contact")
    x.note(ALLOWED, *(() if _sent(x) else (NOT_BEFORE,)), buttons=((talk,),))
    _go_on(x)


def _sending(x: Exchange) -> None:
    """Of a report that was sent, how far it is."""
    if _sent(x):
        _next(x)
        return
    x.note(MACHINE[1], NOT_BEFORE, WHEN)
    _go_on(x)


def _lost(x: Exchange) -> None:
    """What can be done with any question, and who explains it."""
    x.note(FITS_BEST, *school_lines(x.facts))
    _go_on(x)


def _next(x: Exchange) -> None:
    """Of a report that was sent, how far it is; else who can help, and the open question again."""
    case = _sent(x)
    if case is None:
        show_contact(x)
        return
    x.note(SENT, *who_reads(case, x.facts), WHEN, NEW)
    mine.show_report(x, case.case_id)


def _sent(x: Exchange) -> Case | None:
    """Their last open report, where no other conversation is going on."""
    found = [case for case in mine.own_cases(x) if not case.closed]
    return found[-1] if found and not running.is_open(x) else None


def _go_on(x: Exchange) -> None:
    if not running.go_on(x):
        show_menu(x)


ANSWERS: Final[Mapping[AboutBot, Callable[[Exchange], None]]] = {
    AboutBot.PARENTS: _parents,
    AboutBot.DOER: _doer,
    AboutBot.NUMBER: show_help,
    AboutBot.TROUBLE: _trouble,
    AboutBot.SENDING: _sending,
    AboutBot.NAME: _name,
    AboutBot.READERS: _readers,
    AboutBot.MACHINE: _machine,
    AboutBot.LOST: _lost,
    AboutBot.NEXT: _next,
}
