"""What was typed or sent where nothing was asked: what it is for, as far as it seems to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cases.kinds import Kind
from bot.flows import what
from bot.flows.guessing import Guess, Guessed, told_in
from bot.flows.kit import Answers, Asking, Facts, Flow, Option, Options
from bot.flows.mine import clean, nude_asked
from bot.flows.steps import Given
from bot.flows.what import (
    FILE,
    FILES_NUDE,
    HEARD,
    HEARD_HELP,
    HEARD_NOTE,
    NUDE_HELP,
    NUDE_NOTE,
    NUDE_WORDS,
    WORRY,
    YES,
    nude_path,
)
from bot.flows.words import Told, Words, text_of
from bot.text import N_
from bot.understanding.about import Intent
from bot.understanding.seeming import seems


@dataclass(frozen=True)
class Loose:
    """Something typed or sent outside every conversation, and what is to become of it.

    `answers` are those about somebody naked and about danger, for the report it goes into.
    """

    where: str
    told: Told = field(repr=False)
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def naked(self) -> bool:
        """Whether it may be about somebody naked."""
        return nude_path(Answers(self.answers))


THING = Words(
    key="thing",
    text=N_("Tell it in your own words."),
    items=True,
    asked=lambda a, _f: a[WORRY] != FILE,
)
IS_SAFE = Given(key=what.DANGER.key)
"""That they are safe, when they said so: the report does not ask it once more."""
REPORTED = Given(key="reported")
"""That there is an open report of theirs: what they say is likely to be more of it."""
WHERE_ASKED: Mapping[Intent, Guess] = {
    Intent.REPORT: Guess("report", N_("Do you want to report this?")),
    Intent.MAY_I_POST: Guess("mag", N_("Do you want to know if you may post this?")),
    Intent.CONTACT: Guess("contact", N_("Do you want to know who can help you?")),
    Intent.RULES: Guess("rules", N_("Do you want to read the rules?")),
}
_FILES = (
    Option("report", N_("Report it"), "📣", N_("report|yes")),
    Option("mag", N_("May I post this?"), "🤔", N_("post|may i")),
    Option("mine", N_("Add it to my report"), "📎", N_("add|my report")),
)
_WORDS = (
    Option("contact", N_("Who can help me?"), "💁", N_("who can help|contact")),
    Option("rules", N_("The rules"), "📖", N_("rules")),
)
_NOTHING = (Option("nothing", N_("Nothing, go to the menu"), "🏠", N_("nothing|menu|no")),)


def _ways(a: Answers, _f: Facts) -> Options:
    """What words can be for; a file is only for the first ones."""
    return (*_FILES, *(_WORDS if text_of(a, THING) else ()), *_NOTHING)


def _where_guessed(asking: Asking) -> Guess | None:
    """What they seem to want; who tells bad things and asks for help may want either."""
    seem, reported = seems(told_in(asking)), asking.answers[REPORTED] == YES
    unsure = {
        Intent.REPORT: reported,
        Intent.MAY_I_POST: bool(asking.answers[WORRY]),
        Intent.CONTACT: seem.kind not in {None, Kind.OTHER},
    }
    if seem.intent is None or unsure.get(seem.intent):
        return None
    return WHERE_ASKED.get(seem.intent)


WHERE = Guessed(
    key="where",
    text=N_("What do you want to do with this?"),
    options=_ways,
    guess=_where_guessed,
    otherwise=N_("No, something else"),
)


def _pictured_unasked(a: Answers) -> bool:
    return not a[WORRY] and (a[THING] or Told()).pictured


def answered(stored: Mapping[str, str]) -> dict[str, str]:
    """The answers about somebody naked and about danger, to go along into a report."""
    about = (WORRY.key, what.NUDE.key, FILES_NUDE, IS_SAFE.key)
    return {key: stored[key] for key in about if key in stored}


def _loose(a: Answers, _f: Facts) -> tuple[object, ...]:
    return (Loose(a[WHERE] or "", clean(a, THING), answered(a.stored)),)


LOOSE = Flow(
    "loose",
    (
        WORRY,
        THING,
        HEARD_NOTE,
        HEARD_HELP,
        nude_asked(what.NUDE.key, lambda a, _f: a[WORRY] == HEARD),
        NUDE_NOTE,
        NUDE_HELP,
        NUDE_WORDS,
        IS_SAFE,
        REPORTED,
        WHERE,
        nude_asked(FILES_NUDE, lambda a, _f: a[WHERE] == "mine" and _pictured_unasked(a)),
    ),
    _loose,
    overflow=THING,
)
