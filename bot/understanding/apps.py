"""Which app somebody names in what they tell, for the yearly count; knows no report."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from bot.understanding.folding import folded

SEVERAL: Final = "several"

_BEGIN: Final[dict[str, tuple[str, ...]]] = {
    "whatsapp": ("whatsap", "watsap", "whatapp", "wapp", "appgroep", "klassenapp", "groepsapp"),
    "snapchat": ("snap",),
    "instagram": ("insta",),
    "tiktok": ("tiktok", "tictoc", "ticktock"),
    "telegram": ("telegram",),
    "youtube": ("youtube",),
    "discord": ("discord",),
    "game": ("roblox", "fortnite", "minecraft", "playstation", "xbox"),
    "mail": ("email", "gmail", "outlook", "hotmail"),
}
_FOLDED: Final = {app: tuple(map(folded, begins)) for app, begins in _BEGIN.items()}


def app_named(words: str) -> str:
    """Its id as the coach knows it, "several" for more than one, "" for none."""
    said = folded(words).split()
    pairs = (first + second for first, second in pairwise(said))
    known = {*said, *pairs}
    found = [
        app for app, begins in _FOLDED.items() if any(word.startswith(begins) for word in known)
    ]
    if not found:
        return ""
    return found[0] if len(found) == 1 else SEVERAL
