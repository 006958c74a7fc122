"""The steps of a case: looked at, ticked off with what is written down, or not needed."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.rights import Action
from bot.cases.routes import Duty, RouteStep
from bot.cases.steps import is_promised, left_out, next_steps, route_of
from bot.conversations import running, surely
from bot.conversations.card import show_card, show_more, show_steps
from bot.conversations.casework import Held, allowed, carry_out
from bot.conversations.exchange import Exchange
from bot.conversations.som import signature
from bot.flows import casework as flow
from bot.flows.casework import StepDropped, StepRecorded
from bot.flows.kit import Flow
from bot.flows.session import Session
from bot.flows.what import YES
from bot.text import N_, Text

STEP_STAYS = N_("The step stays open.")


def all_steps(x: Exchange, case_id: str) -> None:
    """The whole route."""
    held = allowed(x, case_id, Action.READ)
    if held is not None:
        x.log("SawSteps", case_id)
        show_steps(x, held.case, held.person)


def more(x: Exchange, case_id: str) -> None:
    """Everything that can be done with the case and is not needed most."""
    held = allowed(x, case_id, Action.READ)
    if held is not None:
        show_more(x, held.case, held.person)


def step_done(x: Exchange, case_id: str, step_id: str = "", sure: str = "") -> None:
    """Tick a step off, or first ask what must be known of it; `sure`: that was answered."""
    held = allowed(x, case_id, Action.WORK)
    if held is None:
        return
    step = _next_step(x, held.case, step_id)
    if step is not None and not sure and surely.asks(x, held, step):
        return
    unwanted = step is not None and surely.is_unwanted(x.tx, held.case, step)
    if step is not None and (unwanted or flow.asks_more(step)):
        told = {flow.UNWANTED.key: YES} if unwanted else {}
        _begin(x, flow.STEP_DONE, held, step_id, told)
        return
    said = None if step is None else _said_with(held, step, sure)
    words = f"{step_id} – {x.world.i18n.render(said, x.world.i18n.default)}" if said else ""
    event = happened.StepDone(step_id, held.person.person_id)
    carry_out(x, held, event, kind="step_note" if words else "", words=words)


def _said_with(held: Held, step: RouteStep, sure: str) -> Text | None:
    """What is kept with the tick: who signs for SOM, or that Maatje did not ask it."""
    if step.duty is Duty.SOM:
        return signature(held.person)
    return surely.ELSEWHERE if step.duty is Duty.ASK and sure == surely.OUTSIDE else None


def _next_step(x: Exchange, case: Case, step_id: str) -> RouteStep | None:
    """The step, when its turn has come; a question that was left out can be asked after all."""
    route = route_of(case, x.world.school)
    ready = (*next_steps(case, route), *left_out(case, route))
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
    route = route_of(held.case, x.world.school)
    asked = any(is_promised(held.case, one, route) for one in route.steps if one.step_id == step_id)
    told = {flow.PROMISED.key: YES} if asked else {}
    _begin(x, flow.STEP_NOT_NEEDED, held, step_id, told)


def _begin(x: Exchange, about: Flow, held: Held, step_id: str, told: Mapping[str, str]) -> None:
    known = {flow.ROUTE.key: held.case.route.value, flow.STEP.key: step_id, **told}
    running.begin(x, about, subject=held.case.case_id, answers=known)


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
    """A step that is not needed, with the reason; who is not sure after all leaves it open."""
    held = allowed(x, session.subject, Action.WORK, effect.words)
    if held is not None and not effect.sure:
        show_card(x, held.case, held.person, STEP_STAYS)
    elif held is not None:
        event = happened.StepNotNeeded(effect.step_id, held.person.person_id)
        words = f"{effect.step_id} – {effect.words}"
        carry_out(x, held, event, kind="step_note", words=words)
