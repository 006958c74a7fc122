"""Hears danger in what somebody says, in every conversation: whom to call now, and a soft question.

It ends and answers nothing: what was said goes its way, and the open question stands below. That
the bot notices is never promised, and nothing of it is logged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.cases.case import Case
from bot.cases.events import MarkedHome, MarkedUrgent
from bot.cases.kinds import Mark, ReporterRole
from bot.cases.naming import read_recovery
from bot.conversations import moving, running
from bot.conversations.exchange import Exchange, Rows, act, labelled
from bot.conversations.helping import show_contact
from bot.conversations.menu import show_menu
from bot.flows.alarm import TOPICS, lines_of
from bot.flows.danger import SAFE
from bot.flows.kit import Answers
from bot.flows.loose import LOOSE
from bot.flows.report import REPORT
from bot.flows.tellers import instead, reworded
from bot.flows.what import DANGER, TALK_WANTED, WHO, YES, role_of
from bot.store import audit, cases
from bot.text import N_, Text
from bot.understanding.danger import Alarm, Danger, danger_in
from bot.understanding.naked import may_be_naked

AGAIN, AGAIN_PLAIN = timedelta(hours=1), timedelta(seconds=30)
"""The same kind is not answered sooner: who tells more need not read it at every sentence."""

PRACTICE = N_("This is practice. Nobody at school reads it.")
FOR_STAFF = N_("This sounds like danger. Is it about now?")
NOW = N_("How is it now? Tap here:")
"""No question that takes a typed yes or no: that answers the one below it."""
GOOD = N_("Good. Does that change? Call 112, or type help.")
PAY_NOTHING = N_("It is not your fault. Pay nothing, send nothing.")


def watch(x: Exchange, words: str, *, helped: bool = False) -> Alarm:
    """Say whom to call when these words tell of danger, unless it was just said; what was heard.

    A colleague, who writes about others, is told only what was said in so many words. `helped`:
    the conversation itself says whom to call about sextortion.
    """
    heard = Alarm(Danger.NONE) if _leads_back(x, words) else danger_in(words)
    danger, colleague = _kind_of(heard, words), x.person is not None
    lines_come = helped and danger is Danger.SEXTORTION
    unsure = (colleague or lines_come) and not heard.plain
    if danger is Danger.NONE or unsure:
        return Alarm(Danger.NONE)
    if not _just_said(x, danger, AGAIN_PLAIN if heard.plain else AGAIN):
        who = ReporterRole.STAFF if colleague else role(x)
        lines = () if lines_come else lines_of(danger, who, x.facts)
        if colleague:
            x.note(FOR_STAFF, *lines)
        else:
            _ask_softly(x, danger, lines)
    return replace(heard, danger=danger)


def _ask_softly(x: Exchange, danger: Danger, lines: tuple[Text, ...]) -> None:
    """Whom to call and what they can tap, in one message; the lines may stand above already."""
    told = reworded(TOLD[danger] if lines else (PAY_NOTHING,), instead(teller(x)))
    practice = (PRACTICE,) if running.is_practising(x) else ()
    x.note(*told, *lines, *practice, NOW, buttons=_ways(x))


def _leads_back(x: Exchange, words: str) -> bool:
    """Whether these are the five words of a report: they are drawn, and may sound like anything."""
    return read_recovery(words, x.world.recovery_words) is not None


def _kind_of(alarm: Alarm, words: str) -> Danger:
    """What words about somebody naked are about is not left to weights that only lean to it."""
    leans = not alarm.plain and alarm.danger in {Danger.VIOLENCE, Danger.AMBIGUOUS}
    return Danger.SEXTORTION if leans and may_be_naked(words) else alarm.danger


TOLD: Final[Mapping[Danger, tuple[Text, ...]]] = {
    Danger.SUICIDE: (
        N_("That is very hard."),
        N_("Good that you say it. You can talk about it now:"),
    ),
    Danger.VIOLENCE: (N_("Go to an adult you trust now. Tell what happens."),),
    Danger.SEXTORTION: (PAY_NOTHING, N_("You can call:")),
    Danger.ABUSE: (N_("It is not your fault. You can call:"),),
    Danger.HOME: (N_("Home must be safe for you. You can call:"),),
    Danger.AMBIGUOUS: (N_("I read something that worries me. You can call:"),),
}


def _ways(x: Exchange) -> Rows:
    """What they can tap; who tells it of somebody else says that of them."""
    about = (told_in(x),) if told_in(x) else ()
    (safe,) = reworded((N_("I am safe"),), instead(teller(x)))
    return (
        (act(labelled("✔️", safe), "safe"),),
        (act(labelled("💬", N_("I want to talk")), "talknow", *about),),
        (act(labelled("📞", N_("Call me back")), "callback", *about),),
    )


def _just_said(x: Exchange, danger: Danger, again: timedelta) -> bool:
    """Whether this kind was answered a short while ago; from now on it was."""
    now_open, now = running.load(x.tx, x.contact.contact_ref), x.tx.now
    before = now_open.warned.get(danger)
    if before is not None and now.timestamp() - before < again.total_seconds():
        return True
    warned = {**now_open.warned, danger.value: now.timestamp()}
    running.keep(x.tx, x.contact.contact_ref, replace(now_open, warned=warned))
    return False


def role(x: Exchange) -> ReporterRole:
    """In which role they tell it, as far as the report in hand says so."""
    return role_of(Answers({WHO.key: teller(x)} if teller(x) else {}))


def teller(x: Exchange) -> str:
    """Who they said they are in the report in hand, "" as long as they did not."""
    draft = running.load(x.tx, x.contact.contact_ref).draft
    return draft.answers.get(WHO.key, "") if draft else ""


def told_in(x: Exchange) -> str:
    """The id of their report that was sent and that they are talking in; "" for none."""
    session = running.load(x.tx, x.contact.contact_ref).session
    return session.subject if session else ""


def sent(x: Exchange, case_id: str) -> Case | None:
    """The open report of theirs with this id; of no id the last that is open."""
    own = cases.of_ids(x.tx, running.own_ids(x))
    found = [one for one in own if not one.closed and case_id in {"", one.case_id}]
    return found[-1] if found else None


def safe(x: Exchange) -> None:
    """They are safe: the conversation goes on where it was, and does not ask it once more."""
    x.note(GOOD)
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if session is not None and session.flow in {REPORT.name, LOOSE.name}:
        told = replace(session, answers={DANGER.key: SAFE, **session.answers})
        running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=told))
    _go_on(x)


def talk_now(x: Exchange, case_id: str = "") -> None:
    """Whom they can call now and who of school is there; what they told it in becomes urgent.

    That is `case_id`, where one is named. First stands who helps with the danger heard last.
    """
    _agreed(x, case_id)
    warned = running.load(x.tx, x.contact.contact_ref).warned
    last = max(warned, key=warned.__getitem__, default="")
    show_contact(x, talking=next((about for one, about in TOPICS.items() if one == last), ()))


def _go_on(x: Exchange) -> None:
    if not running.go_on(x):
        show_menu(x)


def _agreed(x: Exchange, case_id: str) -> None:
    """Make what is told urgent: the report in hand, else the one that was sent."""
    now_open = running.load(x.tx, x.contact.contact_ref)
    session = now_open.session
    if not case_id and session is not None and session.flow in {REPORT.name, LOOSE.name}:
        urgent = replace(session, answers={**session.answers, TALK_WANTED.key: YES})
        running.keep(x.tx, x.contact.contact_ref, replace(now_open, session=urgent))
        if session.flow == REPORT.name:
            return
    case = sent(x, case_id or told_in(x))
    if case is not None:
        _hurry(x, case)


def told_later(x: Exchange, case: Case, words: str) -> None:
    """Danger in what is added to a report that was sent: urgent when it is said plainly."""
    alarm = danger_in(words)
    if not alarm.plain:
        return
    case = _hurry(x, case)
    if alarm.danger is Danger.HOME and not case.closed and Mark.HOME not in case.marks:
        moving.move(x.tx, x.world, x.around, case, MarkedHome(audit.REPORTER))


def _hurry(x: Exchange, case: Case) -> Case:
    if case.urgent or case.closed:
        return case
    return moving.move(x.tx, x.world, x.around, case, MarkedUrgent(on=True, by=audit.REPORTER))
