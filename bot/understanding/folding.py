"""Words as they are compared: nobody's spelling is corrected, it is only read past."""

from __future__ import annotations

import re
import unicodedata

_DOTLESS_I = "\N{LATIN SMALL LETTER DOTLESS I}"
_LETTERS = str.maketrans({_DOTLESS_I: "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart, as people type them without the key for them."""


def folded(words: str) -> str:
    """Small letters and digits with single spaces; accents, emoji and signs make no difference.

    Repeated letters count once ("jaaa" is "ja", and "nee" is read as "ne", like "neee"); repeated
    digits do not: 11 is not 1.
    """
    plain = unicodedata.normalize("NFKD", words.casefold()).translate(_LETTERS)
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return re.sub(r"([^\W\d])\1+", r"\1", " ".join(letters.split()))
