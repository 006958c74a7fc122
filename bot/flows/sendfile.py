"""A colleague sends the reporter a file: never of somebody naked, and looked over once more.

Knows no case and no bytes; what is sent on is a cleaned copy, made elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.flows import what
from bot.flows.kit import Answers, Facts, Flow, Note, Option
from bot.flows.steps import Choice
from bot.flows.what import (
    NO_FILES,
    NO_OPTION,
    SEND_AGAIN,
    UNSURE_OPTION,
    WORRY,
    YES,
    YES_OPTION,
    nude_path,
    said_no,
)
from bot.flows.words import Told, Words
from bot.text import N_


@dataclass(frozen=True)
class FileChosen:
    """What goes to the reporter; `send` is false when it does not after all."""

    items: tuple[str, ...]
    send: bool


ASK_NUDE = Choice(
    key=what.NUDE.key,
    text=what.NUDE.text,
    options=(YES_OPTION, NO_OPTION, UNSURE_OPTION),
)
NEVER = Note(
    key="never",
    text=(N_("Then it cannot be sent. Pass it on to nobody."),),
    when=lambda a, _f: nude_path(a),
)
FILE = Words(
    key="file",
    text=(
        N_("Send the photo or file now."),
        N_("The reporter gets a copy without a name and without who made it."),
    ),
    skip=N_("Send no file"),
    items=True,
    words=False,
    refuses=lambda a, _f: NO_FILES if nude_path(a) else None,
    when=lambda a, _f: said_no(a),
)


def _has_file(a: Answers, _f: Facts) -> bool:
    return bool((a[FILE] or Told()).items)


SURE = Choice(
    key="sure",
    text=(
        N_("Is there no name or face of somebody else on it?"),
        N_("Send it to the reporter?"),
    ),
    options=(
        Option(YES, N_("Yes, send it"), "📤", N_("yes|send")),
        Option("no", N_("No, throw it away"), "🗑️", N_("no|throw away")),
    ),
    when=_has_file,
)

SEND_FILE = Flow(
    "sendfile",
    (WORRY, ASK_NUDE, NEVER, SEND_AGAIN, FILE, SURE),
    lambda a, _f: (
        FileChosen(tuple(item for item, _kind in (a[FILE] or Told()).items), a[SURE] == YES),
    ),
)
