"""What loose words of danger ask before somebody calls about them; knows no report that is open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.flows import calling
from bot.flows.alarm import sounds_like
from bot.flows.kit import Answers, Facts
from bot.flows.named import OF_CLASS, named, roster
from bot.flows.readers import NOT_THEM, left_out
from bot.flows.report import Report, finish
from bot.flows.steps import Choice, Given
from bot.flows.tell import STORY
from bot.flows.what import FILE, NO_OPTION, WORRY, YES, YES_OPTION
from bot.flows.words import Told, Words, text_of
from bot.text import N_, Text


@dataclass(frozen=True)
class CallAbout:
    """They want to be called about the report that was sent, and these words go with it."""

    told: Told = field(repr=False)
    naked: bool
    number: str = field(default="", repr=False)
    """As it is stored, where it was typed already."""


THING = Words(
    key="thing",
    text=N_("Tell it in your own words."),
    items=True,
    asked=lambda a, _f: a[WORRY] != FILE,
)
REPORTED = Given(key="reported")
"""`YES` if there is an open report of theirs: what they say is likely to be more of it.

`SEVERAL`: nobody guesses then which one is meant.
"""
SEVERAL = "several"
NOBODY_DONE = N_("Nobody? Tap Done.")


def _of_a_colleague(a: Answers, f: Facts) -> bool:
    return calling.of_a_colleague(text_of(a, THING), f)


def _named(a: Answers, f: Facts) -> tuple[str, ...]:
    return named(text_of(a, THING), f)


WITH = Choice(
    key="callwith",
    text=(
        N_("Shall I put this with your report?"),
        N_("Who reads your report, reads this too."),
    ),
    options=(YES_OPTION, NO_OPTION),
    when=lambda a, f: (
        calling.wanted(a, f)
        and a[REPORTED] == YES
        and a[THING] != Told()
        and not _of_a_colleague(a, f)
    ),
)
"""Never asked of words about who works there: they may be about who reads that report."""


def apart(a: Answers, f: Facts) -> bool:
    """They want to be called, and it is no part of a report that was sent."""
    return calling.wanted(a, f) and a[WITH] != YES


def _kept_from(a: Answers, f: Facts) -> tuple[Text, ...]:
    said = left_out(frozenset(_named(a, f)), f)
    return (N_("Who must NOT read it? Tap the names, or type them."), *said, NOBODY_DONE)


MAY_NOT = replace(
    NOT_THEM,
    text=_kept_from,
    default=None,
    options=lambda a, f: (
        *OF_CLASS.values(),
        *(one for one in roster(f) if one.value not in _named(a, f)),
    ),
    when=lambda a, f: apart(a, f) and _of_a_colleague(a, f),
)
"""Who is named does not read it, whatever they do; who is only spoken of cannot be told from it."""
NUMBER = replace(calling.NUMBER, asked=apart)
"""Typed beside another question it is kept, also for a call about a report that was sent."""
NO_NUMBER = replace(calling.NO_NUMBER, text=calling.NOBODY_CAN)


def ended(a: Answers, f: Facts) -> bool:
    """Who asked for a call need not say what the words are for, unless they wait for that."""
    nothing = a[THING] == Told()
    return calling.wanted(a, f) and (a[WITH] == YES or calling.to_be_called(a, f) or nothing)


def call_wanted(a: Answers, f: Facts) -> Report:
    """What school is told at once: these words of danger, who calls and on which number.

    Nothing else was asked: who is named in them reads it only when it is who must call.
    """
    (report,) = finish(a, f)
    words = text_of(a, STORY)
    off = {one for one in named(words, f) if one != a[calling.CALLER]}
    case = replace(report.case, excluded=report.case.excluded | off)
    details = (*report.details, *sounds_like(words))
    return replace(report, case=case, details=details, call=True)
