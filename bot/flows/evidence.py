"""Proof (`/bewijs`): keep it yourself with the coach, or send it; then what makes it worth more.

Protocol A.2 and B.2: who tells it keeps it. It is asked first whether somebody naked can be seen:
then nothing is pictured and nothing is sent, and words are all there is (art. 252 Sr).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.flows.coach import APP, COACH, KEEP_KEY
from bot.flows.kit import Answers, Asking, Facts, Flow, Option
from bot.flows.steps import Choice, Given
from bot.flows.what import (
    HEARD_HELP,
    HEARD_NOTE,
    NO_FILES,
    NO_OPTION,
    NUDE,
    NUDE_HELP,
    NUDE_NOTE,
    NUDE_WORDS,
    SEND_AGAIN,
    UNSURE_OPTION,
    WORRY,
    YES,
    YES_OPTION,
    nude_path,
    said_no,
)
from bot.flows.words import Told, Words, written_aside
from bot.text import N_, Text

NUDE_CASE = Given(key="nudecase")
"""YES when the report is marked as nude: words only, from the first message on."""


@dataclass(frozen=True)
class ProofTold:
    """What was sent and said about it. `answers` are the raw ones, for a report not sent yet."""

    told: Told = field(repr=False)
    details: tuple[tuple[Text, Text], ...] = field(default=(), repr=False)
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    naked: bool = False


def in_words(a: Answers, _f: Facts) -> bool:
    """Words only: it may show somebody naked, or the report is about that."""
    return nude_path(a) or a[NUDE_CASE] == YES


KEEP = Choice(
    key=KEEP_KEY,
    text=(
        N_("Proof shows what happened. A message or a photo, say."),
        N_("Do you want to keep the proof yourself, or send it?"),
    ),
    options=(
        Option("self", N_("I keep it myself"), "💾", N_("keep it")),
        Option("send", N_("I send it now"), "📎", N_("send it")),
    ),
    when=lambda a, _f: a[NUDE_CASE] != YES,
)
ASK_NUDE = Choice(
    key=NUDE.key,
    text=NUDE.text,
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
    when=lambda a, _f: a[NUDE_CASE] != YES,
)
"""Asked before anything is pictured or sent."""

ITEMS = Words(
    key="items",
    text=N_("Send your photo, film or message now. Tap Done when you are ready."),
    label=N_("Files"),
    skip=N_("Skip this"),
    items=True,
    words=False,
    many=True,
    kept=N_("Kept: {count} file. Is there one more?", "Kept: {count} files. Is there one more?"),
    refuses=lambda a, _f: NO_FILES if nude_path(a) else None,
    when=lambda a, _f: said_no(a),
    asked=lambda a, _f: a.stored.get(KEEP_KEY) == "send",
)

ACCOUNT = Words(
    key="account",
    text=(N_("Which name or account did it?"), N_("Type it as you see it in the app.")),
    label=N_("Account"),
    skip=N_("Skip this"),
)
MOMENT = Words(
    key="moment",
    text=(N_("When was it?"), N_("A day and a time help. A guess is fine.")),
    label=N_("When"),
    skip=N_("Skip this"),
)
LINK = Words(
    key="link",
    text=(N_("Is there a link to it? Paste it here."), N_("No link? That is fine.")),
    label=N_("Link"),
    skip=N_("Skip this"),
)
SEEN = Words(
    key="seen",
    text=N_("Who saw it? Type what you know."),
    label=N_("Who saw it"),
    skip=N_("Skip this"),
    when=in_words,
)
CHECKLIST = (ACCOUNT, MOMENT, LINK, SEEN)
"""What makes proof worth more; each may be skipped, and all of them are asked in words only."""

BESIDES = written_aside("besides")

WORDS_ONLY = replace(
    NUDE_NOTE,
    key="wordsonly",
    when=lambda a, _f: a[NUDE_CASE] == YES,
)


def _finish(a: Answers, f: Facts) -> tuple[object, ...]:
    told = replace(a[ITEMS] or Told(), words=(a[BESIDES] or Told()).words)
    asking = Asking(a, f)
    shown = (APP, *CHECKLIST)
    details = tuple(
        (step.label, step.shown(asking)) for step in shown if step.label and _said(a, step.key)
    )
    return (ProofTold(told, details, dict(a.stored), nude_path(a)),)


def _said(a: Answers, key: str) -> bool:
    return a.stored.get(key) not in {None, "[]"}


PROOF = Flow(
    "proof",
    (
        NUDE_CASE,
        WORRY,
        WORDS_ONLY,
        HEARD_NOTE,
        HEARD_HELP,
        KEEP,
        ASK_NUDE,
        NUDE_NOTE,
        NUDE_HELP,
        NUDE_WORDS,
        SEND_AGAIN,
        ITEMS,
        APP,
        *COACH,
        *CHECKLIST,
        BESIDES,
    ),
    _finish,
    overflow=ITEMS,
    aside=BESIDES,
)
