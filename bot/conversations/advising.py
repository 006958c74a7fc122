"""Advice: a handler asks a colleague or the care team, who may see the case then, and answer.

Protocol, flowchart for students: the care team answers with progress, settlement and evaluation,
puts it in SOM, and says who is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.people import Person, Role
from bot.cases.reaching import Ping, PingKind
from bot.cases.rights import Action, may
from bot.cases.steps import parents_locked, route_of
from bot.conversations import casework, involving, moving, running
from bot.conversations.card import show_card
from bot.conversations.casework import Held
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import page_of
from bot.flows import advice as flow
from bot.flows.advice import AdviceAsked, AdviceGiven
from bot.flows.session import Session
from bot.flows.wording import ROLE_WORDS
from bot.store import entries
from bot.text import N_, Text, verbatim

ADVISERS = (Role.CARE_TEAM, Role.SOCIAL_WORKER, Role.CONFIDANT, Role.SAFETY_COORDINATOR)
TOLD_OF_PATTERNS = (Role.SAFETY_COORDINATOR, Role.MANAGEMENT)
NOBODY = N_("Nobody can be asked about this case now.")
WHO = N_("Who do you ask for advice? This colleague sees the case from then on.")
ASKED = N_("Asked: {names}. They see the case, and you see the answer here.")
ANSWERED = N_("Your advice is kept. Who has the case hears of it.")
PARTS = (
    ("advice", N_("{words}")),
    ("progress", N_("Progress: {words}")),
    ("settlement", N_("Settlement: {words}")),
    ("evaluation", N_("Evaluation: {words}")),
)


def offer(x: Exchange, case_id: str, page: str = "0") -> None:
    """Everyone who can be asked, with what they are."""
    held = casework.allowed(x, case_id, Action.ASK)
    if held is None:
        return
    found = tuple(_askable(x, held))
    if not found:
        show_card(x, held.case, held.person, NOBODY)
        return
    here, more = page_of(found, page)
    rows = [(act(_label(one), "askwho", case_id, one.person_id),) for one in here]
    if more:
        rows.append((act(labelled("➡️", N_("More")), "ask", case_id, more),))
    back = act(labelled("⬅️", N_("Back")), "case", case_id)
    x.show(WHO, buttons=(*rows, (back,)), case_id=case_id, right=Action.ASK)


def _askable(x: Exchange, held: Held) -> Iterator[Person]:
    """Who would see the case when asked, and hears what is sent."""
    for one in x.around.people:
        whom = one.person_id
        if whom == held.person.person_id or not one.has(*ADVISERS) or not x.around.reachable(whom):
            continue
        theirs = replace(held.case, asked=held.case.asked | {whom})
        if may(one, Action.NOTE, theirs, x.world.school):
            yield one


def _label(person: Person) -> Text:
    role = next(ROLE_WORDS[role] for role in ADVISERS if role in person.roles)
    return Text("{name} – {role}", values={"name": person.name, "role": role})


def ask(x: Exchange, case_id: str, whom: str) -> None:
    """What somebody, or the care team, is asked."""
    if casework.allowed(x, case_id, Action.ASK):
        running.begin(x, flow.ASK_ADVICE, subject=case_id, answers={flow.WHOM.key: whom})


def ask_care_team(x: Exchange, case_id: str) -> None:
    """A pattern was seen: the care team as a whole is asked, and those the protocol names hear."""
    ask(x, case_id, flow.CARE_TEAM)


def asked(x: Exchange, session: Session, effect: AdviceAsked) -> None:
    """They see the case from now on, and what is asked of them."""
    held = casework.allowed(x, session.subject, Action.ASK, effect.words)
    if held is None:
        return
    whole = effect.whom == flow.CARE_TEAM
    found = [one for one in _askable(x, held) if _is_meant(one, effect.whom)]
    if not found:
        x.note(NOBODY, verbatim(effect.words), case_id=held.case.case_id)
        show_card(x, held.case, held.person)
        return
    names = ", ".join(one.name for one in found)
    by = held.person.person_id
    entries.add(x.tx, held.case.case_id, "advice_asked", f"{names} – {effect.words}", by)
    event = happened.Asked(tuple(one.person_id for one in found), by)
    case = moving.move(x.tx, x.world, x.around, held.case, event)
    if whole:
        _tell_of_pattern(x, case, by)
        involving.give_for_som(x, Held(case, held.person), effect.words)
    show_card(x, case, held.person, ASKED.of(names=names))


def _is_meant(person: Person, whom: str) -> bool:
    return whom == person.person_id or (whom == flow.CARE_TEAM and person.has(Role.CARE_TEAM))


def _tell_of_pattern(x: Exchange, case: Case, by: str) -> None:
    """The safety coordinator and management are told that advice was asked."""
    for one in x.around.people:
        named = one.has(*TOLD_OF_PATTERNS) and one.person_id != by
        if named and may(one, Action.READ, case, x.world.school):
            moving.ping(x.tx, x.world, x.around, case, Ping(one.person_id, PingKind.WAITING))


def begin_answer(x: Exchange, case_id: str) -> None:
    """Advice in words, or the report of the care team in its parts."""
    held = casework.allowed(x, case_id, Action.NOTE)
    if held is None:
        return
    known: dict[str, str] = {}
    if held.person.has(Role.CARE_TEAM):
        known[flow.TEAM.key] = flow.CARE_TEAM
    if parents_locked(held.case, route_of(held.case, x.world.school)):
        known[flow.LOCKED.key] = "yes"
    running.begin(x, flow.GIVE_ADVICE, subject=case_id, answers=known)


def given(x: Exchange, session: Session, effect: AdviceGiven) -> None:
    """The owner hears of it, and who was ticked; the care team's report goes to SOM too."""
    words = _in_words(x, effect)
    held = casework.allowed(x, session.subject, Action.NOTE, words)
    if held is None:
        return
    if effect.progress and not held.case.closed:
        involving.give_for_som(x, held, words)
    event = happened.Advised(held.person.person_id, effect.told)
    casework.carry_out(x, held, event, kind="advice", words=words, after=ANSWERED)


def _in_words(x: Exchange, effect: AdviceGiven) -> str:
    """In the school's own language, a line for each part."""
    parts = [text.of(words=getattr(effect, name)) for name, text in PARTS if getattr(effect, name)]
    if effect.told:
        told = tuple(ROLE_WORDS[role] for role in Role if role in effect.told)
        parts.append(N_("Goes to: {who}.").of(who=told))
    i18n = x.world.i18n
    return "\n".join(i18n.render(part, i18n.default) for part in parts)
