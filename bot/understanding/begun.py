"""Hears that a sentence begins with a plain yes or no, or is nothing else, in every language here.

Who doubts, asks back, denies or makes a condition anywhere in it has not answered. Knows no
question.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.understanding.folding import folded


def _words(text: str) -> frozenset[str]:
    return frozenset(map(folded, text.split()))


YES: Final = _words(
    "jep jup yes yep yeah yup evet evt نعم ايه ايوه ايوا na3am ага እወ እው eewe iwe uwe"  # noqa: RUF001 - as it is written
)
NO: Final = _words("nee neen nope nah hayır hyr كلا ні нет неа ኣይፋል ኣይፋልን ኣይኮነን ayfal aykonen")  # noqa: RUF001 - as it is written
BUT: Final = _words("maar but ama fakat لكن بس ale але но ግን")
_DUTCH: Final = _words(
    "hij zij ze het dat die ik we wij mijn want en een iemand is was heeft heel echt gewoon al nog "
    "steeds soms vaak ook van nu er bij elke iedere help kom natuurlijk zeker"
)
_ENGLISH: Final = _words("he she they it i we my because and")
_POLISH: Final = _words("on ona oni to ja bo i mój moja")
_UKRAINIAN: Final = _words("він вона вони я це бо і мій моя")  # noqa: RUF001 - as it is written
_RUSSIAN: Final = _words("он она они я это и мой моя меня мне")
_ARABIC: Final = _words("هو هي هم انا لان عشان")
_TURKISH: Final = _words("o onlar ben çünkü")
YES_BEFORE: Final[Mapping[str, frozenset[str]]] = {
    "ja": _DUTCH,
    "klopt": _DUTCH,
    "да": _RUSSIAN,
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
one of these words, or where a sign cuts them off; not "ja, Kasia i Ola" ("I, Kasia and Ola")."""
NEVER_CUT_OFF: Final = "ja"
"""What comes after it decides; a Polish "ja ze szkoły" is a yes, to be on the safe side."""
UNSURE: Final = _words(
    "weet weten misschien denk idee hoe wat wie waar waarom wanneer nee ja "
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
DENIED: Final = BUT | _words(
    "niet nie ni nit nt geen gen gene nooit niks niets niemand nergens wel jawel toch zonder "
    "alleen tenzij behalve mits als pas indien snap begrijp begrijpt durf schaam zeg zeggen "
    "vertellen vraag stop stoppen wil liever twijfel veilig "
    "not t dont doesnt didnt isnt wasnt cant cannot wont never nothing nobody none neither without "
    "if only unless except until understand dare ashamed say tell rather safe "
    "değil ama sadece yalnız eğer anla söyle utanıyorum güvende yoksa "  # noqa: RUF001 - as it is written
    "ما مش مو موش ليس ليست لست لم لن غير بدون الا فقط لو اذا ان افهم فهمت اقول احكي اخجل امان "
    "mish mesh la "
    "bez tylko jeśli jeżeli gdyby rozumiem odważę powiem powiedzieć wstyd bezpieczny bezpieczna "
    "без якщо якби тільки лише хіба розумію казати сказати соромно безпеці "  # noqa: RUF001 - as it is written
    "если только ладно понимаю нет "
    "እንተ ጥራይ ብዘይ ግን ድሓን"
)
"""Words that turn an answer round, or hang it on a condition, wherever they stand."""
TURNED: Final = re.compile(
    r"\b(?:nie(?!uw|bezpie)|не(?!безпе|безопа)|ні|ما|ኣይ|አይ|የለ|የብለ|እንድሕር|ay(?!se|la|sha))"
    r"|\Bm[iu]yor|\Bm[ae](?:d[iu]|[mzy])|[aeiu]rs[ae]|\B(?:degil|siz)\b"
)
"""The same, where a language says "not", "without" and "if" within a word."""
_ASKED: Final = frozenset("?؟፧")
_CUT_OFF: Final = re.compile(r"\W*\w+\s*[,.;:!،\n-]")

_THUMBS: Final = frozenset("👍👎👌✅❌✔🏻🏼🏽🏾🏿\ufe0f")
_SIGNS: Final = _THUMBS | frozenset("?!.,;…؟،- \n")
"""What tells nothing by itself; another pictogram may tell how somebody is."""


def tells_nothing(words: str) -> bool:
    """Whether this is a bare yes or no, a "huh?" or a sign: no part of any story."""
    said = folded(words)
    if not said:
        return _SIGNS.issuperset(words)
    return said in YES | NO | ASKED_BACK | YES_BEFORE.keys() | NO_BEFORE.keys()


def begins_with(words: str) -> bool | None:
    """True for a yes, False for a no, None for what does not plainly begin a sentence with one.

    The whole sentence is looked at: "yes, if ..." and "no, I do not understand" are none.
    """
    first, *rest = folded(words).split() or [""]
    if not rest or not _ASKED.isdisjoint(words) or turned(rest):
        return None
    cut_off = first != NEVER_CUT_OFF and bool(_CUT_OFF.match(words))
    if first in YES or _stands_alone(first, rest[0], YES_BEFORE, cut_off=cut_off):
        return True
    if first in NO or _stands_alone(first, rest[0], NO_BEFORE, cut_off=cut_off):
        return False
    return None


def turned(rest: Sequence[str]) -> bool:
    """Whether these words beside an answer doubt, ask back, deny or set a condition."""
    return not (UNSURE | DENIED).isdisjoint(rest) or bool(TURNED.search(" ".join(rest)))


def _stands_alone(
    first: str, then: str, before: Mapping[str, frozenset[str]], *, cut_off: bool
) -> bool:
    return first in before and (cut_off or then in before[first])
