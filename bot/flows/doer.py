"""Who does it: asked of everyone, as a guess where words were told, and read in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cases.kinds import Doer
from bot.flows.guessing import Guess, Guessed, told_in
from bot.flows.kit import Again, Asking, Option, Said, Stored, Taken, Typed
from bot.flows.what import UNSURE_OPTION
from bot.text import N_, Text
from bot.understanding.doing import HOME, doer_in
from bot.understanding.names import classes_named
from bot.understanding.seeming import seems, speaks_of_staff

SOMEONE_ELSE = N_("No, someone else")
DOER_ASKED: Mapping[str, Text] = {
    Doer.STUDENT: N_("Does a student do this?"),
    Doer.STAFF: N_("Does this person work at school?"),
    Doer.PLACEMENT: N_("Is it someone of your work placement?"),
    HOME: N_("Is it someone at home or family?"),
    Doer.OUTSIDER: N_("Is it someone from outside?"),
}


def _doer_guessed(asking: Asking) -> Guess | None:
    """Who names a class, and nobody who works there, is likely to speak of a student."""
    told, classes = told_in(asking), (one.name for one in asking.facts.school.classes)
    seem = seems(told)
    doer: str | None = HOME if seem.home else seem.doer
    if doer != HOME and doer_in(told) is Doer.OUTSIDER:
        doer = Doer.OUTSIDER
    if doer is None and classes_named(told, classes) and not speaks_of_staff(told):
        doer = Doer.STUDENT
    return Guess(doer, DOER_ASKED[doer]) if doer else None


@dataclass(frozen=True, kw_only=True)
class AskedOfDoer(Guessed):
    """Takes what is said of somebody instead of a label: "I do not know him"."""

    def take(self, said: Said, asking: Asking) -> Taken:
        """An answer, also to a guess that is not right."""
        taken = super().take(said, asking)
        if not (isinstance(taken, Again) and isinstance(said, Typed)):
            return taken
        doer = doer_in(said.words)
        return Stored(doer) if doer else taken


DOER = AskedOfDoer(
    key="doer",
    text=N_("Who does it?"),
    label=N_("Who does it"),
    options=(
        Option(Doer.STUDENT, N_("One or more students"), "🧑", N_("student|classmate|pupil")),
        Option(Doer.STAFF, N_("Someone who works here"), "🏫", N_("teacher|mentor|staff")),
        Option(Doer.PLACEMENT, N_("Someone of my work placement"), "🛠️", N_("placement|internship")),
        Option(HOME, N_("Someone at home or family"), "🛋️", N_("home|father|mother|brother")),
        Option(Doer.OUTSIDER, N_("Someone from outside"), "🏙️", N_("outside|stranger")),
        replace(UNSURE_OPTION, value=Doer.UNKNOWN),
    ),
    guess=_doer_guessed,
    otherwise=SOMEONE_ELSE,
)
"""`HOME`: no route of the protocol's two, and nobody there is told first."""
