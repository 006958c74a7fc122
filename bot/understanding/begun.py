"""Hears that a sentence begins with a plain yes or no, or is nothing else, in every language here.

Who doubts, asks back or says "not" rather than "no" has not answered. Knows no question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from bot.understanding.folding import folded


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, text.split()))


YES: Final = _words(
    "jep jup yes yep yeah yup evet evt نعم ايه ايوه ايوا na3am да ага እወ እው eewe iwe uwe"  # noqa: RUF001 - as it is written
)
NO: Final = _words("nee neen nope nah hayır hyr كلا ні нет неа ኣይፋል ኣይፋልን ኣይኮነን ayfal aykonen")  # noqa: RUF001 - as it is written
BUT: Final = _words("maar but ama fakat لكن بس ale але но ግን")
_DUTCH: Final = _words(
    "hij zij ze het dat die ik we wij mijn want en een iemand is was heeft heel echt gewoon al nog "
    "steeds soms vaak ook van"
)
_ENGLISH: Final = _words("he she they it i we my because and only")
_POLISH: Final = _words("on ona oni to ja bo i mój moja tylko")
_UKRAINIAN: Final = _words("він вона вони я це бо і мій моя тільки")  # noqa: RUF001 - as it is written
_ARABIC: Final = _words("هو هي هم انا لان عشان")
_TURKISH: Final = _words("o onlar ben çünkü")
YES_BEFORE: Final[Mapping[str, frozenset[str]]] = {
    "ja": _DUTCH,
    "klopt": _DUTCH,
    "tak": _POLISH,
    "так": _UKRAINIAN,
}
NO_BEFORE: Final[Mapping[str, frozenset[str]]] = {
    "no": _ENGLISH,
    "nie": _POLISH,
    "yok": _TURKISH,
    "لا": _ARABIC,
}
"""Words that mean something else as well ("no one", "nie chcę", "ja" for "I"): an answer before
one of these words, or where a sign cuts them off."""
UNSURE: Final = _words(
    "weet weten misschien zeker denk idee hoe wat wie waar waarom wanneer nee ja "
    "know idea maybe think sure how what who where why when yes no "
    "bilmiyorum bilmem belki galiba emin nasıl kim neden hayır evet "  # noqa: RUF001 - as it is written
    "اعرف ادري بعرف ربما يمكن متاكد كيف ماذا من شو لماذا نعم لا "
    "wiem może chyba pewien pewna jak co kto gdzie dlaczego tak nie "
    "знаю може мабуть певен певна як що хто де чому так ні "
    "ፈልጥን ፈልጥ ኣይፈልጥን ምናልባት ከመይ እንታይ መን ስለምንታይ"
)
ASKED_BACK: Final = _words(
    "huh wat watte hoe what how hö nasıl co jak що як ماذا شو كيف ኣየ እንታይ ከመይ"  # noqa: RUF001 - as it is written
)
LOOKED_AT: Final = 4
"""Words after it in which somebody takes it back."""
_CUT_OFF: Final = re.compile(r"\W*\w+\s*[,.;:!،\n-]")

_SIGNS: Final = frozenset("?!.,;…؟،- \n")
"""What tells nothing by itself; a pictogram may tell how somebody is."""


def tells_nothing(words: str) -> bool:
    """Whether this is a bare yes or no, a "huh?" or a sign: no part of any story."""
    said = folded(words)
    if not said:
        return _SIGNS.issuperset(words)
    return said in YES | NO | ASKED_BACK | YES_BEFORE.keys() | NO_BEFORE.keys()


def begins_with(words: str, *, but: bool = True) -> bool | None:
    """True for a yes, False for a no, None for what does not plainly begin a sentence with one.

    Without `but` "yes, but ..." is no answer either.
    """
    first, *rest = folded(words).split() or [""]
    after = frozenset(rest[:LOOKED_AT])
    if not rest or after & UNSURE or (after & BUT and not but):
        return None
    cut_off = bool(_CUT_OFF.match(words))
    if first in YES or _stands_alone(first, rest[0], YES_BEFORE, cut_off=cut_off):
        return True
    if first in NO or _stands_alone(first, rest[0], NO_BEFORE, cut_off=cut_off):
        return False
    return None


def _stands_alone(
    first: str, then: str, before: Mapping[str, frozenset[str]], *, cut_off: bool
) -> bool:
    return first in before and (cut_off or then in before[first] | BUT)
