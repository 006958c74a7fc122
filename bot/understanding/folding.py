"""Words as they are compared: nobody's spelling is corrected, it is only read past."""

from __future__ import annotations

import re
import unicodedata


def folded(words: str) -> str:
    """Small letters and digits with single spaces; accents, emoji and signs make no difference.

    Repeated letters count once ("jaaa" is "ja", and "nee" is read as "ne", like "neee").
    """
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return re.sub(r"(\w)\1+", r"\1", " ".join(letters.split()))
