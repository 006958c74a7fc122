"""What a reporter does after sending: talk, prove, give a name, take it back, find it again."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.flows import what
from bot.flows.evidence import NUDE_CASE, PROOF
from bot.flows.kit import Answers, Facts, Flow, Option, When
from bot.flows.steps import Choice
from bot.flows.tell import VOICE_NOTE
from bot.flows.what import (
    FILES_NUDE,
    HEARD_HELP,
    HEARD_NOTE,
    NO,
    NO_FILES,
    NO_OPTION,
    NUDE_HELP,
    NUDE_NOTE,
    NUDE_WORDS,
    SEND_AGAIN,
    UNSURE_OPTION,
    WORRY,
    YES,
    YES_OPTION,
    nude_path,
)
from bot.flows.words import Told, Words, text_of, written_aside
from bot.text import N_, Text


@dataclass(frozen=True)
class Said:
    """The reporter tells more; `naked`: it may be about somebody naked."""

    told: Told = field(repr=False)
    naked: bool = False


@dataclass(frozen=True)
class NameGiven:
    """The reporter gives their name: this cannot be undone."""

    name: str = field(repr=False)


@dataclass(frozen=True)
class TakenBack:
    """The reporter does not want the report any more (or, with `sure` false, still does)."""

    sure: bool
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class WordsTyped:
    """Five words that should lead back to a report."""

    words: str = field(repr=False)


def _words_only(a: Answers, _f: Facts) -> Text | None:
    return NO_FILES if nude_path(a) or a[NUDE_CASE] == YES else None


MESSAGE = Words(
    key="message",
    text=N_("What do you want to tell?"),
    items=True,
    refuses=_words_only,
    voice_note=VOICE_NOTE,
)


def nude_asked(key: str, when: When) -> Choice:
    """Asked before a file goes on: each of these conversations has its own moment for it."""
    options = (YES_OPTION, NO_OPTION, UNSURE_OPTION)
    return Choice(key=key, text=what.NUDE.text, options=options, when=when)


def clean(a: Answers, step: Words) -> Told:
    """What was told; without the files when these may show somebody naked."""
    told = a[step] or Told()
    return told.in_words() if nude_path(a) else told


TALK = Flow(
    "talk",
    (
        NUDE_CASE,
        WORRY,
        HEARD_NOTE,
        HEARD_HELP,
        nude_asked(what.NUDE.key, lambda a, _f: bool(a[WORRY]) and a[NUDE_CASE] != YES),
        NUDE_NOTE,
        NUDE_HELP,
        NUDE_WORDS,
        SEND_AGAIN,
        MESSAGE,
        nude_asked(FILES_NUDE, lambda a, _f: not a[WORRY] and (a[MESSAGE] or Told()).pictured),
    ),
    lambda a, _f: (Said(clean(a, MESSAGE), nude_path(a)),),
    overflow=MESSAGE,
)

NAME = Words(
    key="name",
    text=(
        N_("What is your name? School sees it then."),
        N_("You cannot take your name back later."),
    ),
)
GIVE_NAME = Flow("name", (NAME,), lambda a, _f: (NameGiven(text_of(a, NAME).strip()),))

SURE = Choice(
    key="sure",
    text=(
        N_("Do you want to take your report back?"),
        N_("School keeps it, and sees that you want to stop."),
    ),
    options=(
        Option(YES, N_("Yes, take it back"), "↩️", N_("yes|take it back"), YES_OPTION.signs),
        Option(NO, N_("No, leave it"), "➖", N_("no|leave it"), NO_OPTION.signs),
    ),
)
WHY = written_aside("why")
"""Nobody has to say why."""
TAKE_BACK = Flow(
    "takeback",
    (SURE, WHY),
    lambda a, _f: (TakenBack(a[SURE] == YES, text_of(a, WHY)),),
    aside=WHY,
)

FIVE_WORDS = Words(key="words", text=N_("Type your five words."))
RECOVER = Flow(
    "recover",
    (FIVE_WORDS,),
    lambda a, _f: (WordsTyped(text_of(a, FIVE_WORDS)),),
)

MINE = (TALK, PROOF, GIVE_NAME, TAKE_BACK, RECOVER)
