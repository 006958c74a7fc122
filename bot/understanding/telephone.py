"""Whether a number that can be called stands in words; knows no country and no person."""

from __future__ import annotations

import re
from typing import Final

FEWEST_DIGITS: Final = 6
"""Of a number that can be called."""
WHOLE: Final = 9
"""Of one with everything in front: fewer may be an amount, where no number was asked for."""
_RUN: Final = re.compile(r"\d[\d\s.()/\u2010-\u2015-]*")
"""Digits as those of a number are written, or pasted: with spaces and dashes of other kinds."""
_MOMENT: Final = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:20)?[0-3]\d"
    r"(?![./-]?\d| \d\d )"
    r"|(?<![\d-])20\d\d-[01]\d-[0-3]\d(?![\d-])"
    r"|(?<![\d./-])[0-2]?\d[.:][0-5]\d(?![./-]?\d)"
)
"""A day or a time, of which a few beside each other have as many digits."""


def number_in(words: str, fewest: int = FEWEST_DIGITS) -> bool:
    """Whether so many digits stand together, beside days and times."""
    runs = _RUN.findall(_MOMENT.sub(";", words))
    return any(sum(map(str.isdecimal, run)) >= fewest for run in runs)


def is_number(words: str) -> bool:
    """Whether they are a whole number that can be called, and nothing else."""
    return number_in(words, WHOLE) and not any(map(str.isalpha, words))
