"""How a word sounds to who writes as they hear: "verkragt" and "verkracht" are the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.understanding.folding import once

_HEARD: Final = (
    ("sch", "sg"),
    ("ch", "g"),
    ("ck", "k"),
    ("ph", "f"),
    ("dt", "t"),
    ("ij", "ei"),
    ("ou", "au"),
    ("ie", "i"),
    ("c", "k"),
    ("z", "s"),
    ("v", "f"),
    ("y", "i"),
    ("q", "k"),
)
_LAST_D: Final = re.compile("d$")
_LAST_N: Final = re.compile("en$")


@lru_cache(maxsize=2048)
def sound(word: str) -> str:
    """A plain word as it sounds; other scripts stay as they are."""
    if not word.isascii():
        return word
    for written, heard in _HEARD:
        word = word.replace(written, heard)
    return _LAST_N.sub("e", _LAST_D.sub("t", once(word)))
