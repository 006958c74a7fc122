"""Words as they are compared: nobody's spelling is corrected, it is only read past."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DOTLESS_I = "\N{LATIN SMALL LETTER DOTLESS I}"
_LETTERS = str.maketrans({_DOTLESS_I: "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart, as people type them without the key for them."""
_REPEATED: Final = re.compile(r"([^\W\d])\1+")


def plain(words: str) -> str:
    """Small letters and digits with single spaces; accents, emoji and signs make no difference."""
    apart = unicodedata.normalize("NFKD", words.casefold()).translate(_LETTERS)
    letters = "".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c))
    return " ".join(letters.split())


def folded(words: str) -> str:
    """The same, and repeated letters count once.

    "jaaa" is "ja", and "nee" is read as "ne", like "neee"; repeated digits do not: 11 is not 1.
    """
    return once(plain(words))


def once(words: str) -> str:
    """Plain words with every repeated letter once."""
    return _REPEATED.sub(r"\1", words)
