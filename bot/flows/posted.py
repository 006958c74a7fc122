"""Somebody posted something, or passed it on, and wants to put it right, step by step.

Protocol, students' and staff rules (M10, S1): take it away, say sorry, tell who changed it. Nothing
is sent by itself: a report for the mentor is only begun, and sent where every report is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.cases.kinds import HelpTopic, Kind, ReporterRole
from bot.flows.help import lines_for
from bot.flows.kit import Answers, Facts, Flow, Note, Option
from bot.flows.steps import Choice
from bot.flows.what import NO, NO_OPTION, YES, YES_OPTION
from bot.flows.words import text_of, written_aside
from bot.text import N_, Text

PHOTO, WORDS, PASSED, NAKED = "photo", "words", "passed", "naked"

KINDS: Mapping[str, Kind] = {
    PHOTO: Kind.IMAGE,
    WORDS: Kind.INSULT,
    PASSED: Kind.FORWARDING,
    NAKED: Kind.IMAGE,
}
STORIES: Mapping[str, Text] = {
    PHOTO: N_("I posted a photo or film myself."),
    WORDS: N_("I wrote it myself."),
    PASSED: N_("I passed it on myself."),
    NAKED: N_("I posted or passed on something about being naked myself."),
}
"""With these a report begins, in the words of who tells it: the one who did it is the reporter."""


@dataclass(frozen=True)
class Posted:
    """It was gone through. `tell`: a report for the mentor begins, which nobody sent yet."""

    what: str
    tell: bool
    words: str = field(default="", repr=False)


def _is_naked(a: Answers, _f: Facts) -> bool:
    return a[WHAT] == NAKED


def _is_student(_a: Answers, f: Facts) -> bool:
    """Nobody who works here: parents go this way too."""
    return f.person is None


WHAT = Choice(
    key="what",
    text=(
        N_("Good that you tell this. You can still do something."),
        N_("What did you post or pass on?"),
    ),
    options=(
        Option(PHOTO, N_("A photo or film"), "📷", N_("photo|film|picture|video")),
        Option(WORDS, N_("Words"), "🔤", N_("words|message|text")),
        Option(PASSED, N_("I passed it on"), "↪️", N_("passed on|forwarded|shared")),
        Option(NAKED, N_("It is about being naked"), "🔞", N_("naked|nude|sex")),
    ),
)
NUDE_RULES = Note(
    key="rules",
    text=(
        N_("Do not send it to me. Pass it on to nobody."),
        N_("Take it off where you posted it. Show it to nobody."),
        N_("Ask who has it to delete it. Do not ask to see it."),
    ),
    when=_is_naked,
)
NUDE_HELP = Note(
    key="help",
    text=lambda _a, f: (
        N_("These people can help you:"),
        *lines_for(ReporterRole.STUDENT, f, HelpTopic.SEXTORTION, HelpTopic.TALK),
    ),
    when=_is_naked,
)
REMOVED = Choice(
    key="removed",
    text=N_("First: take it away. Did you do that?"),
    options=(
        Option(YES, N_("Yes, it is gone"), "✔️", N_("yes|gone")),
        Option(NO, N_("Not yet"), "⏳", N_("no|not yet")),
        Option("cannot", N_("I cannot take it away"), "🚫", N_("cannot|impossible")),
    ),
)
NOW = Note(
    key="now",
    text=N_("Do it now. This chat waits for you."),
    when=lambda a, _f: a[REMOVED] == NO,
)
CANNOT = Note(
    key="cannot",
    text=(
        N_("Ask the app to take it away. Look for “report”."),
        N_("Did others pass it on? Ask them to remove it too."),
    ),
    when=lambda a, _f: a[REMOVED] == "cannot",
)
SORRY = Choice(
    key="sorry",
    text=(N_("Next: say sorry."), N_("Do you want a text for that?")),
    options=(YES_OPTION, NO_OPTION),
    when=lambda a, f: not _is_naked(a, f),
)
READY_SORRY = Note(
    key="readysorry",
    text=lambda a, _f: (
        N_("You can say it like this:"),
        N_("“I took it away. It was not good of me. I am sorry.”")
        if a[REMOVED] == YES
        else N_("“It was not good of me. I am going to take it away. I am sorry.”"),
    ),
    when=lambda a, _f: a[SORRY] == YES,
)
CHANGED = Choice(
    key="changed",
    text=(
        N_("Next: tell who saw it that you changed it."),
        N_("You can write: “I changed this myself.”"),
    ),
    options=(
        Option("done", N_("I do that"), "✔️", N_("yes|done")),
        Option("not", N_("That is not possible"), "🚫", N_("no|not possible")),
    ),
    when=lambda a, f: not _is_naked(a, f),
)
STAFF_TOO = Note(
    key="staff",
    text=N_("Tell management too. They would rather hear it from you."),
    when=lambda a, f: not _is_student(a, f),
)
TELL = Choice(
    key="tell",
    text=(
        N_("Do you want help of your mentor?"),
        N_("I send nothing by myself. You see it first."),
    ),
    options=(
        Option(YES, N_("Yes, I tell my mentor here"), "📣", N_("yes|tell")),
        Option("self", N_("I go to my mentor myself"), "🚶", N_("myself|i go")),
        Option(NO, N_("No, I am done"), "➖", N_("no|done")),
    ),
    when=_is_student,
)

BESIDES = written_aside("besides")

POSTED = Flow(
    "posted",
    (
        WHAT,
        NUDE_RULES,
        NUDE_HELP,
        REMOVED,
        NOW,
        CANNOT,
        SORRY,
        READY_SORRY,
        CHANGED,
        STAFF_TOO,
        TELL,
        BESIDES,
    ),
    lambda a, _f: (Posted(a[WHAT] or WORDS, a[TELL] == YES, text_of(a, BESIDES)),),
    aside=BESIDES,
)
