"""What a reporter does after sending: talk, prove, give a name, take it back, find it again."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.flows.kit import Flow, Option
from bot.flows.steps import Choice
from bot.flows.tell import NO_OPTION, VOICE_NOTE, YES, YES_OPTION
from bot.flows.words import Told, Words, text_of
from bot.text import N_


@dataclass(frozen=True)
class Said:
    """The reporter tells more."""

    told: Told = field(repr=False)


@dataclass(frozen=True)
class ProofSent:
    """The reporter sent files."""

    told: Told = field(repr=False)


@dataclass(frozen=True)
class NameGiven:
    """The reporter gives their name: this cannot be undone."""

    name: str = field(repr=False)


@dataclass(frozen=True)
class TakenBack:
    """The reporter does not want the report any more (or, with `sure` false, still does)."""

    sure: bool


@dataclass(frozen=True)
class WordsTyped:
    """Five words that should lead back to a report."""

    words: str = field(repr=False)


@dataclass(frozen=True)
class Loose:
    """Something typed or sent outside every conversation, and what is to become of it."""

    where: str
    told: Told = field(repr=False)


MESSAGE = Words(
    key="message",
    text=(N_("What do you want to tell?"), N_("Your name is not shown.")),
    items=True,
    voice_note=VOICE_NOTE,
)
TALK = Flow("talk", (MESSAGE,), lambda a, _f: (Said(a[MESSAGE] or Told()),))

KEEP = Choice(
    key="keep",
    text=N_("Do you want to keep the proof yourself, or send it?"),
    options=(
        Option("self", N_("I keep it myself"), "📱", N_("keep it")),
        Option("send", N_("I send it now"), "📎", N_("send it")),
    ),
)
NUDE = Choice(
    key="nude",
    text=N_("Is it about being naked, or about sex?"),
    options=(YES_OPTION, NO_OPTION, Option("unsure", N_("I do not know"), "🤷")),
    when=lambda a, _f: a[KEEP] == "send",
)
FILES = Words(
    key="files",
    text=N_("Send your pictures or files now. Tap Done when you are ready."),
    skip=N_("Skip this"),
    items=True,
    words=False,
    many=True,
    when=lambda a, _f: a[KEEP] == "send" and a[NUDE] == "no",
)
PROOF = Flow("proof", (KEEP, NUDE, FILES), lambda a, _f: (ProofSent(a[FILES] or Told()),))

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
    text=(N_("Do you want to take your report back?"), N_("School then stops with it.")),
    options=(YES_OPTION, NO_OPTION),
)
TAKE_BACK = Flow("takeback", (SURE,), lambda a, _f: (TakenBack(a[SURE] == YES),))

FIVE_WORDS = Words(key="words", text=N_("Type your five words."))
RECOVER = Flow(
    "recover",
    (FIVE_WORDS,),
    lambda a, _f: (WordsTyped(text_of(a, FIVE_WORDS)),),
)

THING = Words(key="thing", text=N_("Tell it in your own words."), items=True)
WHERE = Choice(
    key="where",
    text=N_("What do you want to do with this?"),
    options=(
        Option("report", N_("Report it"), "📣", N_("report|yes")),
        Option("mine", N_("Add it to my report"), "📎", N_("add|my report")),
        Option("nothing", N_("Nothing, go to the menu"), "🏠", N_("nothing|menu|no")),
    ),
)
LOOSE = Flow("loose", (THING, WHERE), lambda a, _f: (Loose(a[WHERE] or "", a[THING] or Told()),))

MINE = (TALK, PROOF, GIVE_NAME, TAKE_BACK, RECOVER, LOOSE)
