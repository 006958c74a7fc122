"""Ends a light case on one screen: SOM, who was told, the outcome, in one act and one line.

Whether it can end like that is decided in `bot.cases`; what cannot be changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.cases.case import Case
from bot.cases.events import FinishedLight, NotNow
from bot.cases.moves import NOT_LIGHT
from bot.cases.rights import Action
from bot.cases.routes import Duty, RouteStep
from bot.cases.steps import endings_of_light, open_steps, route_of
from bot.conversations import moving, running
from bot.conversations.casework import Held, allowed, show_done, show_why_not
from bot.conversations.exchange import Exchange
from bot.conversations.som import SIGNED, signature
from bot.flows.casework import ENDINGS
from bot.flows.light import FINISH_LIGHT, OPEN, LightEnding
from bot.flows.session import Session
from bot.store import entries
from bot.text import N_, Text, verbatim

LIGHT_CASE = N_("light case")


def begin(x: Exchange, case_id: str) -> None:
    """Ask what is still open, and how it ends."""
    held = allowed(x, case_id, Action.CLOSE)
    if held is None:
        return
    if not held.case.light:
        show_why_not(x, held, NOT_LIGHT)
        return
    route = route_of(held.case, x.world.school)
    known = {
        OPEN.key: " ".join(step.step_id for step in open_steps(held.case, route)),
        ENDINGS.key: " ".join(one.value for one in endings_of_light(held.case, route)),
    }
    running.begin(x, FINISH_LIGHT, subject=case_id, answers=known)


def finished(x: Exchange, session: Session, effect: LightEnding) -> None:
    """All of it at once, or nothing: then what is missing is said, with what was written."""
    written = "\n".join(filter(None, (effect.som, effect.words)))
    held = allowed(x, session.subject, Action.CLOSE, written)
    if held is None:
        return
    by, still_open = held.person.person_id, _still_open(x, held.case)
    done = tuple(step.step_id for step in still_open if _is_done(step, effect))
    event = FinishedLight(done, effect.outcome, by)
    try:
        case = moving.move(x.tx, x.world, x.around, held.case, event)
    except NotNow as why:
        show_why_not(x, held, why.reason, written)
        return
    for words in _notes(x, held, effect, still_open):
        entries.add(x.tx, case.case_id, "step_note", words, by)
    entries.add(x.tx, case.case_id, "outcome", effect.words, by)
    show_done(x, held, case, event)


def _still_open(x: Exchange, case: Case) -> tuple[RouteStep, ...]:
    return open_steps(case, route_of(case, x.world.school))


def _is_done(step: RouteStep, effect: LightEnding) -> bool:
    return effect.in_som if step.duty is Duty.SOM else step.step_id in effect.told


def _notes(
    x: Exchange, held: Held, effect: LightEnding, steps: tuple[RouteStep, ...]
) -> Iterator[str]:
    """Who has it in SOM or why not; who was not told was not for a reason too."""
    for step in steps:
        said = _in_som(held, effect) if step.duty is Duty.SOM else LIGHT_CASE
        if step.duty is Duty.SOM or not _is_done(step, effect):
            yield f"{step.step_id} – {x.world.i18n.render(said, x.world.i18n.default)}"


def _in_som(held: Held, effect: LightEnding) -> Text:
    """Who signs for it, or why it is not in SOM."""
    if not effect.in_som:
        return verbatim(effect.som)
    return SIGNED.of(initials=effect.som) if effect.som else signature(held.person)
