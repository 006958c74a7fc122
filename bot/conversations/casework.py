"""Working a case: the list, the steps, the talk and the end; rights are asked each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.events import CaseEvent, NotNow
from bot.cases.kinds import Outcome
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.routes import Duty, RouteStep
from bot.cases.steps import endings, next_steps, route_of
from bot.conversations import moving, running
from bot.conversations.card import show_card, show_steps
from bot.conversations.card_buttons import ALL_CASES
from bot.conversations.exchange import Exchange, labelled
from bot.conversations.just_done import SIGN, just_done
from bot.conversations.listing import list_cases
from bot.conversations.som import initials
from bot.flows import casework as flow
from bot.flows.casework import Ending, NoteWritten, StepDropped, StepRecorded
from bot.flows.kit import Flow
from bot.flows.sendfile import SEND_FILE
from bot.flows.session import Session
from bot.flows.talking import ASK_REPORTER, WRITE_REPLY
from bot.store import audit, cases, entries
from bot.text import N_, Text, verbatim

NO_SUCH_CASE = N_("I do not know a case with that name.")
NO_RIGHT = N_("You cannot do that with this case.")
FINISHED = N_("Done.")
NOTED = N_("Your note is kept.")


@dataclass(frozen=True)
class Held:
    """A case and the person who may do what they ask with it."""

    case: Case
    person: Person


def allowed(x: Exchange, case_id: str, action: Action, words: str = "") -> Held | None:
    """The case, if this person may do that now; else it is as if the case did not exist.

    Who may read it is told that this cannot be (any more), with the words they wrote for it.
    """
    person = x.person
    case = cases.get(x.tx, case_id)
    if person and case and may(person, action, case, x.world.school):
        return Held(case, person)
    x.log(f"Refused {action}", case_id if case else "")
    if person and case and may(person, Action.READ, case, x.world.school):
        _show_why_not(x, Held(case, person), NO_RIGHT, words)
    else:
        x.show(NO_SUCH_CASE, buttons=((ALL_CASES,),))
    return None


def _show_why_not(x: Exchange, held: Held, why: Text, words: str) -> None:
    """Why it cannot be, on the card; words that were written for it stay in a message of theirs."""
    if words:
        x.note(why, verbatim(words), case_id=held.case.case_id)
    show_card(x, held.case, held.person, *(() if words else (why,)))


def find_case(x: Exchange, name: str) -> None:
    """`/zaak <name>`: straight to one case, or the list."""
    if not name:
        list_cases(x)
        return
    case = cases.by_name(x.tx, name)
    open_case(x, case.case_id if case else "")


def open_case(x: Exchange, case_id: str) -> None:
    """Show the card; opening it is what "read" and "confirmed" mean."""
    held = allowed(x, case_id, Action.READ)
    if held is None:
        return
    here = (x.contact.contact_ref, x.event.message_id)
    moving.seen(x.tx, case_id, held.person.person_id, here=here)
    case = moving.move(x.tx, x.world, x.around, held.case, happened.Read(held.person.person_id))
    show_card(x, case, held.person)


def all_steps(x: Exchange, case_id: str) -> None:
    """The whole route."""
    held = allowed(x, case_id, Action.READ)
    if held is not None:
        x.log("SawSteps", case_id)
        show_steps(x, held.case, held.person)


def step_done(x: Exchange, case_id: str, step_id: str = "") -> None:
    """Tick a step off, or first ask what it wants written down."""
    held = allowed(x, case_id, Action.WORK)
    if held is None:
        return
    step = _next_step(x, held.case, step_id)
    if step is not None and flow.asks_more(step):
        known = {flow.ROUTE.key: held.case.route.value, flow.STEP.key: step_id}
        running.begin(x, flow.STEP_DONE, subject=case_id, answers=known)
        return
    signed = f"{step_id} – {initials(held.person)}" if step and step.duty is Duty.SOM else ""
    event = happened.StepDone(step_id, held.person.person_id)
    carry_out(x, held, event, kind="step_note" if signed else "", words=signed)


def _next_step(x: Exchange, case: Case, step_id: str) -> RouteStep | None:
    """The step, when its turn has come."""
    ready = next_steps(case, route_of(case, x.world.school))
    return next((step for step in ready if step.step_id == step_id), None)


def step_dropped(x: Exchange, case_id: str, step_id: str = "") -> None:
    """Ask why a step is not needed; that it is no open step of this case is said at once."""
    held = allowed(x, case_id, Action.WORK)
    if held is None:
        return
    step = held.case.step(step_id)
    if step is None or step.ended:
        carry_out(x, held, happened.StepNotNeeded(step_id, held.person.person_id))
        return
    known = {flow.ROUTE.key: held.case.route.value, flow.STEP.key: step_id}
    running.begin(x, flow.STEP_NOT_NEEDED, subject=case_id, answers=known)


WRITING: dict[str, tuple[Flow, Action]] = {
    "reply": (WRITE_REPLY, Action.TALK),
    "question": (ASK_REPORTER, Action.TALK),
    "sendfile": (SEND_FILE, Action.TALK),
    "note": (flow.WRITE_NOTE, Action.NOTE),
    "close": (flow.CLOSE, Action.CLOSE),
    "untrue": (flow.CLOSE, Action.CLOSE),
}


def write(x: Exchange, action: str, case_id: str) -> None:
    """Begin one of the conversations in which staff write."""
    wanted, right = WRITING[action]
    held = allowed(x, case_id, right)
    if held is None:
        return
    known = _known_of_end(x, held.case, action) if wanted is flow.CLOSE else {}
    running.begin(x, wanted, subject=case_id, answers=known)


def _known_of_end(x: Exchange, case: Case, action: str) -> dict[str, str]:
    """What can be chosen is said before words are typed: else they would only be shown back."""
    found = endings(case, route_of(case, x.world.school))
    known = {flow.ENDINGS.key: " ".join(one.value for one in found)}
    untrue = action == "untrue" and Outcome.UNTRUE in found
    return {**known, flow.OUTCOME.key: Outcome.UNTRUE.value} if untrue else known


MOVES: dict[str, tuple[Callable[[str], CaseEvent], Action]] = {
    "take": (happened.TookUp, Action.WORK),
    "light": (happened.MarkedLight, Action.MARK_LIGHT),
    "urgent": (lambda by: happened.MarkedUrgent(on=True, by=by), Action.WORK),
    "calm": (lambda by: happened.MarkedUrgent(on=False, by=by), Action.WORK),
    "home": (happened.MarkedHome, Action.WORK),
    "onlyhome": (happened.OnlyHome, Action.WORK),
    "notstaff": (happened.NotAColleague, Action.WORK),
    "reopen": (happened.Reopened, Action.REOPEN),
}


def act_on(x: Exchange, action: str, case_id: str) -> None:
    """One tap that changes the case."""
    event, right = MOVES[action]
    held = allowed(x, case_id, right)
    if held is not None:
        carry_out(x, held, event(held.person.person_id))


def recorded(x: Exchange, session: Session, effect: StepRecorded) -> None:
    """A step with what was written about it."""
    held = allowed(x, session.subject, Action.WORK, effect.words)
    if held is not None:
        by = held.person.person_id
        noted = bool(effect.words)
        event = happened.StepDone(effect.step_id, by, noted=noted, choice=effect.choice)
        chosen = _choice_words(x, held.case, effect)
        words = " – ".join(filter(None, (effect.step_id, chosen, effect.words)))
        carry_out(x, held, event, kind="step_note", words=words)


def _choice_words(x: Exchange, case: Case, effect: StepRecorded) -> str:
    """What the button said, in the school's own language."""
    step = _next_step(x, case, effect.step_id)
    ways = step.decision if step else ()
    said = (one.text for one in ways if one.choice_id == effect.choice)
    return "".join(x.world.i18n.render(text, x.world.i18n.default) for text in said)


def dropped(x: Exchange, session: Session, effect: StepDropped) -> None:
    """A step that is not needed, with the reason."""
    held = allowed(x, session.subject, Action.WORK, effect.words)
    if held is not None:
        event = happened.StepNotNeeded(effect.step_id, held.person.person_id)
        words = f"{effect.step_id} – {effect.words}"
        carry_out(x, held, event, kind="step_note", words=words)


def noted(x: Exchange, session: Session, effect: NoteWritten) -> None:
    """A note, for all handlers or for the writer only."""
    held = allowed(x, session.subject, Action.NOTE, effect.words)
    if held is None:
        return
    kind = "private_note" if effect.private else "note"
    entries.add(x.tx, held.case.case_id, kind, effect.words, held.person.person_id)
    audit.write(x.tx, held.person.person_id, "Noted", held.case.case_id)
    show_card(x, held.case, held.person, labelled(SIGN, NOTED))


def ended(x: Exchange, session: Session, effect: Ending) -> None:
    """The end of a case: what was done, and what the reporter hears of it.

    The usual sentence is kept as no words: each reads it in a language of their own.
    """
    held = allowed(x, session.subject, Action.CLOSE, effect.words)
    if held is not None:
        event = happened.Closed(effect.outcome, held.person.person_id)
        carry_out(x, held, event, kind="outcome", words=effect.words)


def carry_out(
    x: Exchange,
    held: Held,
    event: CaseEvent,
    *,
    kind: str = "",
    words: str = "",
    told: str = "",
    after: Text | None = None,
) -> None:
    """Carry it out, keep what was written with it, show the card with what was done at its top.

    `after` is said there instead of what the event says itself. `told` is what the reporter reads
    of it, when that differs. What cannot be now is said, and nothing changes; what was written is
    then shown back, so that it is not lost.
    """
    try:
        case = moving.move(x.tx, x.world, x.around, held.case, event)
    except NotNow as why:
        _show_why_not(x, held, why.reason, words)
        return
    if kind:
        entries.add(x.tx, case.case_id, kind, words, held.person.person_id, told=told)
    said = just_done(event, case, x.world.school, x.around) if after is None else (after,)
    if may(held.person, Action.READ, case, x.world.school):
        show_card(x, case, held.person, *said)
    else:
        x.show(FINISHED, buttons=((ALL_CASES,),))
