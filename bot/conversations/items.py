"""The words for one item of evidence: what it is, how large, why it cannot be shown."""

from __future__ import annotations

from bot.store.copies import Copy
from bot.store.evidence import Item
from bot.text import N_, Text

KIND_WORDS = {
    "photo": N_("Photo"),
    "video": N_("Film"),
    "voice": N_("Voice message"),
    "audio": N_("Sound"),
    "file": N_("File"),
    "sticker": N_("Sticker"),
    "location": N_("Place on the map"),
    "contact": N_("Contact card"),
    "poll": N_("Poll"),
    "dice": N_("Dice"),
    "link": N_("Link"),
    "text": N_("Text"),
}
PROBLEM_WORDS = {
    "unreadable": N_("It cannot be shown: it does not open. Tell the administrator."),
    "broken": N_("It cannot be shown: the file is damaged."),
    "locked": N_("It cannot be shown: it asks for a password."),
    "active": N_("It cannot be shown: there is a program in it."),
    "too_large": N_("It cannot be shown: there is too much in it."),
    "too_slow": N_("It cannot be shown now: it took too long. Try again later."),
    "failed": N_("It cannot be shown now. Tell the administrator."),
    "unlimited": N_("It cannot be shown on this server. Tell the administrator."),
}
NOT_SHOWN = N_("It cannot be shown safely: I do not know this kind of file.")
SEALED = N_("What was sent is kept as it is.")

SEEN = ("image/", "video/")
_UNIT = 1024


def kind_of(item: Item) -> Text:
    """What it is, in a word or two."""
    return KIND_WORDS.get(item.kind, KIND_WORDS["file"])


def size_of(item: Item) -> str:
    """How large, rounded up, so that nothing is 0 kB."""
    kilobytes = -(-item.size // _UNIT)
    return f"{kilobytes} kB" if kilobytes < _UNIT else f"{-(-kilobytes // _UNIT)} MB"


def why_not(copy: Copy) -> Text:
    """Why staff cannot look at it."""
    return PROBLEM_WORDS.get(copy.problem, NOT_SHOWN)


def is_seen(media_type: str) -> bool:
    """Whether it shows a picture: these open blurred, for nobody knows before what is on it."""
    return media_type.startswith(SEEN)
