"""Ends a light case in one go: who has it in SOM, who was told, the outcome, one look back.

Knows no case: which steps are open and how it may end is given when it begins.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.cases.kinds import Outcome
from bot.cases.routes import Duty, RouteStep
from bot.flows.casework import ENDINGS, LAST_WORDS, OUTCOME
from bot.flows.kit import Answers, Facts, Flow, Option, Options
from bot.flows.review import Review
from bot.flows.steps import Choice, Given, Several
from bot.flows.words import Words, text_of
from bot.text import N_, Text

ME, OTHER, NOT_NEEDED = "me", "other", "no"


@dataclass(frozen=True)
class LightEnding:
    """How a light case ends. `som`: initials, or why it is not in SOM; "" means the writer's own.

    `words` are for the reporter ("" means the usual sentence).
    """

    outcome: Outcome
    told: tuple[str, ...] = ()
    in_som: bool = False
    som: str = field(default="", repr=False)
    words: str = field(default="", repr=False)


OPEN = Given(key="open")
"""The ids of the steps that are open, parted by spaces."""


def _open(a: Answers, f: Facts, *duties: Duty) -> tuple[RouteStep, ...]:
    known = {step.step_id: step for route in f.school.routes for step in route.steps}
    found = (known[one] for one in (a[OPEN] or "").split() if one in known)
    return tuple(step for step in found if step.duty in duties)


def _who(a: Answers, f: Facts) -> Options:
    told = _open(a, f, Duty.INFORM, Duty.PARENTS)
    return tuple(Option(step.step_id, step.button) for step in told)


def _more_som(a: Answers, _f: Facts) -> tuple[Text, ...]:
    if a[SOM] == NOT_NEEDED:
        return N_("Why is it not needed in SOM?"), N_("One sentence is enough.")
    return (N_("Who put it in SOM? Type the initials."),)


SOM = Choice(
    key="som",
    text=N_("Is it in SOM?"),
    label=N_("In SOM"),
    options=(
        Option(ME, N_("Yes, by me"), "✔️"),
        Option(OTHER, N_("Yes, by a colleague"), "👤"),
        Option(NOT_NEEDED, N_("It is not needed"), "⭕"),
    ),
    when=lambda a, f: bool(_open(a, f, Duty.SOM)),
)
SOM_WORDS = Words(
    key="somwords",
    text=_more_som,
    label=N_("About SOM"),
    when=lambda a, f: SOM.when(a, f) and a[SOM] in {OTHER, NOT_NEEDED},
)
TOLD = Several(
    key="told",
    text=N_("Who was told? Tap each one, then Done."),
    label=N_("Who was told"),
    options=_who,
    none=N_("Nobody"),
    when=lambda a, f: bool(_who(a, f)),
)
HOW = replace(OUTCOME, text=N_("How does this case end?"), label=N_("Outcome"))
TO_REPORTER = replace(LAST_WORDS, label=N_("To the reporter"), none=N_("The usual sentence"))
LOOK_BACK = Review(
    key="send",
    text=N_("Is this right? Who was not told is noted as not needed."),
    send=N_("Finish the case"),
    inline=HOW,
)


def _finish(a: Answers, f: Facts) -> tuple[LightEnding, ...]:
    offered = {one.value for one in _who(a, f)}
    return (
        LightEnding(
            Outcome(a[HOW] or Outcome.OTHER),
            tuple(one for one in a[TOLD] or () if one in offered),
            in_som=a[SOM] in {ME, OTHER},
            som=text_of(a, SOM_WORDS) if a[SOM] in {OTHER, NOT_NEEDED} else "",
            words=text_of(a, TO_REPORTER),
        ),
    )


FINISH_LIGHT = Flow(
    "light", (OPEN, ENDINGS, SOM, SOM_WORDS, TOLD, HOW, TO_REPORTER, LOOK_BACK), _finish
)
