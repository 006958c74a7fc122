"""What was just done to a case, in one line at the top of its card; knows no card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.cases import events as happened
from bot.cases.case import Case
from bot.cases.events import CaseEvent
from bot.cases.routes import RouteStep
from bot.cases.school import School
from bot.cases.steps import route_of
from bot.conversations.exchange import labelled
from bot.conversations.world import Around
from bot.text import N_, Text, verbatim

SIGN = "✅"
WORDS: Mapping[type[object], Text] = {
    happened.TookUp: N_("You have this case now."),
    happened.MarkedLight: N_("The mentor handles it now."),
    happened.MarkedHome: N_("Noted: worries about home. Nobody speaks with the parents yet."),
    happened.NotAColleague: N_("Noted: no colleague did it."),
    happened.DoerNamed: N_("Noted who did it."),
    happened.DoneBy: N_("Noted who did it."),
    happened.Closed: N_("The case is closed."),
    happened.FinishedLight: N_("The case is closed."),
    happened.Reopened: N_("The case is open again."),
}
"""What needs no more than its own name."""


def just_done(event: CaseEvent, case: Case, school: School, around: Around) -> tuple[Text, ...]:
    """The line, or none for what says itself."""
    found = _words(event, case, school, around)
    return () if found is None else (labelled(SIGN, found),)


def _words(event: CaseEvent, case: Case, school: School, around: Around) -> Text | None:
    match event:
        case happened.StepDone(step_id):
            return N_("Done: {step}").of(step=_button(step_id, case, school))
        case happened.StepNotNeeded(step_id):
            return N_("Not needed: {step}").of(step=_step(step_id, case, school))
        case happened.MarkedUrgent(on):
            return N_("It is urgent now.") if on else N_("It is not urgent any more.")
        case happened.HandedOver(to):
            return N_("{name} has this case now.").of(name=around.name(to))
        case _:
            return WORDS.get(type(event))


def _button(step_id: str, case: Case, school: School) -> Text:
    """What is done reads as its button; what is not needed, as what it asked."""
    return next((one.button for one in _found(step_id, case, school)), verbatim(step_id))


def _step(step_id: str, case: Case, school: School) -> Text:
    return next((one.text for one in _found(step_id, case, school)), verbatim(step_id))


def _found(step_id: str, case: Case, school: School) -> Iterator[RouteStep]:
    return (one for one in route_of(case, school).steps if one.step_id == step_id)
