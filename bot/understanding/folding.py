"""Words as they are compared: nobody's spelling is corrected, it is only read past."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DOTLESS_I = "\N{LATIN SMALL LETTER DOTLESS I}"
_UNSEEN: Final = {
    code: None for code in range(0x10000) if unicodedata.category(chr(code)) in {"Mn", "Me", "Cf"}
}
"""Accents, and what is there without being seen: a word is not cut in two by it."""
_LETTERS: Final = _UNSEEN | str.maketrans(
    {_DOTLESS_I: "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"}
)
"""Also letters that Unicode does not take apart, as people type them without the key for them."""
FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
"""Letters outside ASCII: only these are looked up one by one."""
_NO_LETTERS: Final = re.compile(r"[\W_]+")
_REPEATED: Final = re.compile(r"([^\W\d])\1+")


def plain(words: str) -> str:
    """Small letters and digits with single spaces; accents, emoji and signs make no difference."""
    apart = FOREIGN.sub(_taken_apart, words.casefold())
    return _NO_LETTERS.sub(" ", apart).strip()


def _taken_apart(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKD", found[0]).translate(_LETTERS)


def folded(words: str) -> str:
    """The same, and repeated letters count once.

    "jaaa" is "ja", and "nee" is read as "ne", like "neee"; repeated digits do not: 11 is not 1.
    """
    return once(plain(words))


def once(words: str) -> str:
    """Plain words with every repeated letter once."""
    return _REPEATED.sub(r"\1", words)
