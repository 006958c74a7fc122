"""The words and the markup of the page on which staff look at evidence; knows no request."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from datetime import datetime

from bot.conversations.items import kind_of, why_not
from bot.store.copies import Copy
from bot.store.evidence import Item
from bot.text import N_, Text

Say = Callable[[Text], str]

TITLE = N_("Look at proof")
UNTIL = N_("You can look until {until}. That you look is noted.")
BLURRED = N_("Pictures and films are blurred at first.")
SHOW = N_("Look at it")
MUST_NOT = N_("Take no picture of it. Do not pass it on.")
ANYWAY = N_("Show it sharp")
NAKED = N_("Do you see somebody naked, or sex?")
STOP = N_("Do not look on. Destroy it. It cannot be looked at here again.")
DESTROY = N_("Destroy")
GONE = N_("It is destroyed.")
GONE_MORE = N_("Do not look for it. Do not pass it on. Do not keep it.")
POLICE = N_("Ask the police what to do now: 0900-8844.")
OVER = N_("This link does not work any more.")
OVER_MORE = N_("A link works once, for ten minutes. Open the case and tap the proof again.")
SIGN_IN = N_("Open this link where you are signed in.")
SIGN_IN_MORE = N_(
    "This browser is not signed in as a colleague. Copy the link to the browser that is."
)
NOT_HERE = N_("This kind of file cannot be shown without keeping it on your device.")
NOT_HERE_MORE = N_("Ask management for it: they can take it out.")
ORIGINAL = N_("The original as it was sent. It can hold who made it, and where.")
KEEP = N_("Save the original")
CUT = N_("The text goes on. Only the first part is shown.")

LONGEST = 100_000
"""Characters of a text that are shown; nobody reads more on a phone."""


def door(path: str, item: Item, until: datetime, say: Say, *, original: bool) -> str:
    """Before it is opened: a preview or a glance must not use the link up."""
    warned = ORIGINAL if original else BLURRED
    return (
        _head(say(TITLE), say(kind_of(item)), say(UNTIL.of(until=until)), say(warned))
        + f'<form method="post" action="{path}"><button class="choice solid">{_e(say(SHOW))}'
        "</button></form>"
    )


def view(path: str, item: Item, until: datetime, say: Say, shown: str) -> str:
    """What was opened, and the way to destroy it."""
    lines = _head(say(kind_of(item)), say(UNTIL.of(until=until)), say(MUST_NOT))
    return f"{lines}{shown}{_destroying(path, say)}"


def picture(path: str, kind: str, say: Say) -> str:
    """A picture or a film, blurred until somebody wants to see it."""
    sharp = f'<input type="checkbox" id="sharp"><label for="sharp">{_e(say(ANYWAY))}</label>'
    source = f"{path}/bytes"
    if kind.startswith("image/"):
        return f'{sharp}<img class="veiled" src="{source}" alt="{_e(say(N_("Photo")))}">'
    return f'{sharp}<video class="veiled" src="{source}" controls preload="metadata"></video>'


def sound(path: str) -> str:
    """To be listened to."""
    return f'<audio src="{path}/bytes" controls preload="metadata"></audio>'


def words(text: str, say: Say) -> str:
    """Somebody's own words, never read as markup."""
    more = f"<p>{_e(say(CUT))}</p>" if len(text) > LONGEST else ""
    return f'<pre dir="auto" tabindex="0">{_e(text[:LONGEST])}</pre>{more}'


def saving(path: str, until: datetime, say: Say) -> str:
    """The original, to be saved: the one page with a way to do that."""
    link = f'<a class="choice solid" href="{path}/bytes" download>{_e(say(KEEP))}</a>'
    return _head(say(KEEP), say(ORIGINAL), say(UNTIL.of(until=until))) + link


def hidden(copy: Copy, say: Say) -> str:
    """What cannot be cleaned, or cannot be shown without a download."""
    lines = (why_not(copy),) if copy.problem else (NOT_HERE, NOT_HERE_MORE)
    return "".join(f"<p>{_e(say(line))}</p>" for line in lines)


def destroyed(say: Say) -> str:
    """It is gone."""
    return _head(say(GONE), say(GONE_MORE), say(POLICE))


def over(say: Say) -> str:
    """The same for every link that opens nothing, whatever the reason."""
    return _head(say(OVER), say(OVER_MORE))


def sign_in(path: str, say: Say) -> str:
    """The link is good, this browser is nobody's."""
    again = f'<a class="choice" href="{path}">{_e(say(N_("Try again")))}</a>'
    return _head(say(SIGN_IN), say(SIGN_IN_MORE)) + again


def _destroying(path: str, say: Say) -> str:
    return (
        f'<details class="naked"><summary>{_e(say(NAKED))}</summary><p>{_e(say(STOP))}</p>'
        f'<form method="post" action="{path}/destroy">'
        f'<button class="choice">{_e(say(DESTROY))}</button></form></details>'
    )


def _head(title: str, *lines: str) -> str:
    return "".join(_pieces(title, lines))


def _pieces(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    yield f"<h1>{_e(title)}</h1>"
    for line in lines:
        yield f"<p>{_e(line)}</p>"


def _e(words: str) -> str:
    return html.escape(words)
