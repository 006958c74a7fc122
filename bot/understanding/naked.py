"""Hears words that may be about somebody naked, or about sex; judges nothing and nobody.

A word missed can bring a forbidden picture into the school, a word too many costs one question:
it rather hears too much. Words are read as teenagers type them: "n4akt", "s e k s", "nuuudes".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.understanding.folding import folded


def _words(words: str) -> tuple[str, ...]:
    return tuple(folded(words).split())


def _phrases(phrases: str) -> tuple[str, ...]:
    return tuple(f" {folded(phrase)} " for phrase in phrases.split("|"))


_BEGINS: Final = _words(
    "bloot blote nude nudi naked nakie nekid seks sekx zeks sex segs porn onlyfans "
    "piemel pimel penis vagina tiet titties geil horny neuk masturb intiem pijpen beffen blowjob "
    "orgasm sperma topless undress dildo verkracht bangalijst exposed exposen lingerie erotisch "
    "erotic ciplak nagie голый голая голые голі голий عار"
)
_INSIDE: Final = _words(
    "naakt naakd naagt ontbloot neuk seks sextape sexting dickpic dikpic dikpik dickpik cockpic"
)
_WHOLE: Final = frozenset(
    _words("naak noods nudz tits cum nsfw banga rape raped gevingerd vingeren tanga striptease")
)
_AS_TYPED: Final = ("boob", "🔞", "🍆", "🍑")
"""Looked for before folding: "Bobs" is somebody's name."""
_PHRASES: Final = _phrases(
    "zonder kleren|zonder kleding|zonder broek|zonder shirt|zonder bh|zonder onderbroek|"
    "geen kleren|kleren uit|kleding uit|broek uit|broek omlaag|shirt uit|shirt omhoog|"
    "trui omhoog|rok omhoog|bh uit|uitkleden|uitgekleed|uit te kleden|kleed je uit|"
    "zijn pik|mijn pik|je pik|z n pik|zn pik|zijn lul|mijn lul|mijn borsten|haar borsten|"
    "dick pic|dick pics|dik pic|hot pic|hot pics|his dick|my dick|private parts|no clothes|"
    "without clothes|without my clothes|clothes off|shirt off|pants down"
)
_BODY: Final = frozenset(
    _words(
        "lul pik kut kont kontje billen bips borst borsten reet string slip slipje bh dick cock "
        "pussy onderbroek ondergoed underwear panties bra bikini douche douchen kleedkamer "
        "omkleden wc toilet shower gelekt gelekte leaked aftrekken afgetrokken stripper"
    )
)
"""Everyday words and curses: they count only where a picture is spoken of too."""
_PICTURE: Final = frozenset(
    _words(
        "foto fotos pic pics picture pictures photo photos film filmpje filmpjes filmde filmt "
        "gefilmd filmed filming video videos vid vids beeld beelden snap snaps cam webcam"
    )
)
_HARMLESS: Final = frozenset(
    _words(
        "sekse seksen sexe sexes sextant sextet seksist seksistisch seksisme sexist sexism "
        "blootstellen blootgesteld blootstelling blootsvoets"
    )
)
_HARMLESS_PARTS: Final = ("snakt", "knakt", *_words("homoseks heteroseks biseks aseks transseks"))
_BARE: Final = frozenset(_words("bloot blote"))
_SHOWN_ANYWAY: Final = frozenset(
    _words("voet voeten hand handen knie knieën arm armen oog hoofd tenen hemel lucht vuist")
)
"""Bare feet and the like."""

_DENIED: Final = re.compile(
    r"\b(?:niet|niks|not) (?:om|over|met|about)$|\b(?:is|was) (?:niet|not)$"
)
"""Right before the word: "het gaat niet over seks". "Geen nudes" is about nudes all the same."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_SIGNS: Final = str.maketrans("4301@$!", "aeoiasi")
_WITH_SIGNS: Final = re.compile(r"(?<!\S)[^\s4301@$!]*[4301@$!]\S*")
_SPELLED: Final = re.compile(r"\b(?:[^\W\d_] ){2,}[^\W\d_]\b")


def may_be_naked(words: str) -> bool:
    """Whether these words may be about somebody naked, or about sex."""
    if any(sign in words.casefold() for sign in _AS_TYPED):
        return True
    said = _plain(words)
    if any(phrase in f" {said} " for phrase in _PHRASES):
        return True
    tokens = said.split()
    if any(_is_naked(word) and _told(tokens, place) for place, word in enumerate(tokens)):
        return True
    return not (_BODY.isdisjoint(tokens) or _PICTURE.isdisjoint(tokens))


def _plain(words: str) -> str:
    """Folded, with digits and signs read as the letters they stand for."""
    words = _WITH_SIGNS.sub(_as_letters, words)
    return _SPELLED.sub(lambda found: folded(found[0].replace(" ", "")), folded(words))


def _as_letters(found: re.Match[str]) -> str:
    word = found[0]
    return word.translate(_SIGNS) if _LETTER.search(word) else word


def _told(tokens: list[str], place: int) -> bool:
    """Whether the word at this place stands in no harmless company."""
    if _DENIED.search(" ".join(tokens[max(place - 2, 0) : place])):
        return False
    bare = tokens[place] in _BARE
    return not (bare and _SHOWN_ANYWAY.intersection(tokens[place + 1 : place + 2]))


@lru_cache(maxsize=4096)
def _is_naked(word: str) -> bool:
    if word in _HARMLESS or any(part in word for part in _HARMLESS_PARTS):
        return False
    return word in _WHOLE or word.startswith(_BEGINS) or any(part in word for part in _INSIDE)
