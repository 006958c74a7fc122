"""Whether words may be in another language than Dutch; names no language and translates nothing."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_ENOUGH: Final = 4
"""Fewer words say nothing: "ok top" is everybody's."""
_FOREIGN_SCRIPT: Final = 0x250
"""Letters from here on are none of Dutch."""


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_DUTCH: Final = _words(
    "de het een en van ik je jij hij zij ze wij we dat die dit niet geen is was zijn ben bent heb "
    "heeft had in op te met voor aan om als maar ook nog wel naar bij uit mijn me mij hem haar hun "
    "er wat wie waar hoe dan toen omdat want of door over zo nu al kan wil moet ging zei zegt doet "
    "iemand alles niks steeds altijd school"
)
_OTHER: Final = _words(
    "the a and of i you he she they we that this not is was are am have has had in on to with for "
    "at but also my me him his her their there what who where how then because or by so now can "
    "want must said says does someone everything nothing always "
    "ve bir bu ben sen biz onlar için ile çok ama değil var yok ne kim beni bana benim "
    "nie się w na z do jest on ona oni mnie mi jak ale że co kto gdzie tak mój moja "
    "il la le les et tu ils elle pas est dans que qui mais pour avec mon ma "
    "el los y no es con por para pero mi su una"
)


def may_be_foreign(words: str) -> bool:
    """Rather not: a hint too many makes people blind to it."""
    found = [word.casefold() for word in _WORD.findall(words)]
    if len(found) < _ENOUGH:
        return False
    if sum(ord(word[0]) >= _FOREIGN_SCRIPT for word in found) * 2 > len(found):
        return True
    dutch = sum(word in _DUTCH for word in found)
    other = sum(word in _OTHER for word in found)
    return other > dutch
