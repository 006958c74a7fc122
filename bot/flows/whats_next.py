"""After "may I post this?": ask a colleague, ask management, or say that it gets out of hand.

Knows no store: what is asked of management, and what they answer, is carried by the conversation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from bot.cases.advice import Verdict
from bot.cases.kinds import ReporterRole
from bot.flows.kit import Answers, Facts, Flow, Note, Option, Options
from bot.flows.steps import Choice, Given
from bot.flows.tellers import instead
from bot.flows.what import NO, NO_OPTION, YES, YES_OPTION
from bot.flows.words import Words, shortened, text_of
from bot.text import N_, Text, verbatim


class Way(StrEnum):
    """What somebody does with the advice."""

    COLLEAGUE = "colleague"
    MANAGEMENT = "management"
    OUT_OF_HAND = "outofhand"
    REPORT = "report"
    EXAMPLES = "examples"
    MISREAD = "misread"
    DONE = "done"


@dataclass(frozen=True)
class NextChosen:
    """Which way, with the words it is about."""

    way: Way
    asker: ReporterRole
    row_id: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class ManagementAnswered:
    """What somebody of management writes back."""

    words: str = field(repr=False)


GREEN = frozenset({Verdict.ALLOWED, Verdict.WITH_DISCLAIMER})
WORDS = Given(key="words", label=N_("Your question"))
ASKED_BY, ROW = Given(key="askedby"), Given(key="row")

_COLLEAGUE = Option(Way.COLLEAGUE, N_("Ask a colleague"), "👤", N_("colleague"))
_MANAGEMENT = Option(Way.MANAGEMENT, N_("Ask management"), "👔", N_("management|mt|ask"))
_OUT_OF_HAND = Option(Way.OUT_OF_HAND, N_("It gets out of hand"), "🔥", N_("out of hand|urgent"))
_REPORT = Option(Way.REPORT, N_("Report something"), "📣", N_("report"))
_EXAMPLES = Option(Way.EXAMPLES, N_("Examples"), "⭐", N_("example"))
_MISREAD = Option(Way.MISREAD, N_("You understood me wrongly"), "🔁", N_("wrong|not right"))
_DONE = Option(Way.DONE, N_("Done"), "✅", N_("ready|ok|thanks"))


def _may(a: Answers, f: Facts) -> bool:
    """Whether the advice was that they may: then nothing is in doubt or out of hand."""
    return bool(a[ROW]) and f.school.advice.row(a[ROW] or "").verdict in GREEN


def _ways(a: Answers, f: Facts) -> Options:
    if a[ASKED_BY] == ReporterRole.STAFF:
        urgent = () if _may(a, f) else (_OUT_OF_HAND,)
        examples = (_EXAMPLES,) if f.person else ()
        return (_COLLEAGUE, _MANAGEMENT, *urgent, *examples, _MISREAD, _DONE)
    return (_MANAGEMENT, _REPORT, _MISREAD, _DONE)


def _asks(a: Answers, _f: Facts) -> bool:
    return a[WAY] == Way.MANAGEMENT


WAY = Choice(
    key="way",
    text=lambda a, f: (
        *(() if _may(a, f) else (N_("Do you doubt? Then do not post it."),)),
        N_("What do you want to do now?"),
    ),
    options=_ways,
)
QUESTION = Words(
    key="question",
    text=N_("What do you want to ask management?"),
    when=lambda a, f: _asks(a, f) and not a[WORDS],
)


def _all_words(a: Answers) -> str:
    return a[WORDS] or text_of(a, QUESTION)


def _sure(a: Answers, f: Facts) -> tuple[Text, ...]:
    reads = N_("Management reads this with your name:")
    nameless = N_("Management reads this, without your name:")
    return (reads if f.person else nameless, verbatim(shortened(_all_words(a))), N_("Send it?"))


SURE = Choice(key="sure", text=_sure, options=(YES_OPTION, NO_OPTION), when=_asks)
NOT_SENT = Note(key="notsent", text=N_("I sent nothing."), when=lambda a, _f: a[SURE] == NO)


def _chosen(a: Answers, _f: Facts) -> tuple[NextChosen, ...]:
    way = Way(a[WAY] or Way.DONE)
    if way is Way.MANAGEMENT and a[SURE] != YES:
        way = Way.DONE
    asker = ReporterRole(a[ASKED_BY] or ReporterRole.STUDENT)
    return (NextChosen(way, asker, a[ROW] or "", _all_words(a)),)


WHATS_NEXT = Flow(
    "magnu",
    (WORDS, ASKED_BY, ROW, WAY, QUESTION, SURE, NOT_SENT),
    _chosen,
    instead=lambda a, _f: instead(a[ASKED_BY]),
)

ANSWER = Words(key="answer", text=N_("What do you answer? The asker reads your words."))
MANAGEMENT_ANSWERS = Flow(
    "mtanswer", (ANSWER,), lambda a, _f: (ManagementAnswered(text_of(a, ANSWER)),)
)

ASKING = (WHATS_NEXT, MANAGEMENT_ANSWERS)
