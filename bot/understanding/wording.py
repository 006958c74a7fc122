"""Words as they are understood: small plain words, however they were typed; judges nothing."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from bot.understanding.folding import FOREIGN, plain
from bot.understanding.hasty import spelled_out

LONGEST: Final = 40
"""Letters of a word that are looked at; what goes on longer says no more."""
_APOSTROPHE: Final = re.compile("(?<=\\w)['’\u02bc`\u00b4](?=\\w)")
_SIGNS: Final = (("@", "a"), ("$", "s"), ("€", "e"))
_DIGITS: Final = str.maketrans("013457", "oieast")
_SPELLED: Final = re.compile(r"(?<!\S)(?:[^\W\d_] ){3,}[^\W\d_](?!\S)")
_MIXED: Final = re.compile(r"(?<!\S)(?=\d*[^\W\d_]\d*[^\W\d_])[^\W_]*\d[^\W_]*(?!\S)")
_ETHIOPIC: Final = {code: code // 8 * 8 for code in range(0x1200, 0x1358)}
"""Tigrinya bends its words by their vowels: each sign is read as its consonant."""
_ALIKE: Final = str.maketrans("ىةکیگچپэєыіґ", "يهكيكجبееииг", "ьъ")
"""Letters that people type for one another: Arabic, and Ukrainian beside Russian."""
_SAME: Final = _ETHIOPIC | _ALIKE
_PIECE: Final = 12
_STRETCHED: Final = re.compile(r"([^\W\d_])\1{2,}")


def wording(text: str) -> Sequence[str]:
    """The words of a text: "W1L d000d!" is "wil dood", "d o o d" too; "klas 2b" stays so."""
    for sign, letter in _SIGNS:
        text = text.replace(sign, letter)
    said = FOREIGN.sub(_as_one, plain(_APOSTROPHE.sub("", text)))
    said = _MIXED.sub(lambda found: found[0].translate(_DIGITS), said)
    said = _SPELLED.sub(lambda found: found[0].replace(" ", ""), said)
    return spelled_out([word[:LONGEST] for word in _STRETCHED.sub(r"\1\1", said).split()])


def _as_one(found: re.Match[str]) -> str:
    return found[0].translate(_SAME)


def taken_apart(word: str, known: Container[str]) -> tuple[str, ...]:
    """ "ikwildood" as three known words; the word itself when it is not made of known ones."""
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _PIECE), end):
            before = best[start]
            if before is None or word[start:end] not in known:
                continue
            if best[end] is None or len(before) + 1 < len(best[end] or ()):
                best[end] = (*before, word[start:end])
    return best[len(word)] or (word,)
