"""Keeps what runs from left to right in order within a line from right to left; knows no language.

Unicode's own rules turn a telephone number round in an Arabic line: 75 52 261-020.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_APART, _TOGETHER = "\u2068", "\u2069"
_FROM_THE_RIGHT: Final = "\u200f"
_SEVERAL: Final = re.compile(r"\S\s+\S|^\W*\d[\d\W]*$")
"""More than one word, or a number in parts: only then is there an order to lose.

A code or a link stays as it is: who copies it copies no unseen sign along.
"""


_MIRRORED: Final = {"⬅️": "➡️", "➡️": "⬅️"}
"""Back is where the reader came from."""


def kept_apart(value: str) -> str:
    """A name or number as one piece, so that the line around it does not turn its parts round."""
    if value in _MIRRORED:
        return _MIRRORED[value]
    if _first(value) == "R" or value.isdigit() or not _SEVERAL.search(value):
        return value
    return f"{_APART}{value}{_TOGETHER}"


def begun_right(line: str) -> str:
    """A line that holds words from right to left, marked as one where it begins otherwise."""
    turned = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in line)
    return f"{_FROM_THE_RIGHT}{line}" if turned and _first(line) != "R" else line


def _first(line: str) -> str:
    """The direction of the first sign that has one: "L", "R" or "" for none."""
    kinds = (unicodedata.bidirectional(char) for char in line)
    return next(("L" if kind == "L" else "R" for kind in kinds if kind in {"L", "R", "AL"}), "")
