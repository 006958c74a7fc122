"""Who does it: asked of everyone, as a guess where words were told, and read in a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cases.kinds import Doer
from bot.flows.guessing import Guess, Guessed, told_in
from bot.flows.kit import Again, Asking, Option, Options, Stored, Taken
from bot.flows.reading import meant
from bot.flows.steps import NOT_UNDERSTOOD
from bot.flows.what import UNSURE_OPTION
from bot.text import N_, Text
from bot.understanding.doing import HOME, doer_in, of_students_only
from bot.understanding.folding import folded
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
    if doer in {None, Doer.STUDENT} and doer_in(told) is Doer.OUTSIDER:
        doer = Doer.OUTSIDER
    if doer is None and classes_named(told, classes) and not speaks_of_staff(told):
        doer = Doer.STUDENT
    return Guess(doer, DOER_ASKED[doer]) if doer else None


@dataclass(frozen=True, kw_only=True)
class AskedOfDoer(Guessed):
    """Takes what is said of somebody instead of a label: "I do not know him"."""

    def _typed(self, words: str, options: Options, asking: Asking) -> Taken:
        """Not a word within a sentence ("my mentor knows it"): who it is decides who reads it."""
        taken, doer = super()._typed(words, options, asking), doer_in(words)
        if isinstance(taken, Again):
            return Stored(doer) if doer else taken
        if isinstance(taken, Stored) and taken.value != doer:
            return taken if _plain(words, taken.value, options, asking) else Again(NOT_UNDERSTOOD)
        return taken


def _plain(words: str, value: str, options: Options, asking: Asking) -> bool:
    """Whether it is an answer and no more than that: its name, part of its label, its number."""
    if value == Doer.STUDENT and of_students_only(words):
        return True
    say, written = asking.facts.say, folded(words)
    labels = (folded(say(one.label)) for one in options if one.value == value)
    exact = meant(words, options, say, exact=True) is not None
    return exact or written.isdecimal() or any(written in label for label in labels)


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
