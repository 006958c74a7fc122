"""Dutch words as they are typed in a hurry, read as the words they are; judges nothing.

"nie" is Polish for "not" and "wa" is Arabic for "and": some are Dutch only beside a word that is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_WITH_I: Final = (
    "ben ga hou had heb hoef hoop kan kom moet snap trek vin vind voel wil wist wou zag zie zit"
)
_WITH_NOT: Final = {
    "wilnie": "wil", "kannie": "kan", "magnie": "mag", "moetnie": "moet", "hoefnie": "hoef",
    "durfnie": "durf", "ganie": "ga", "isnie": "is", "weetnie": "weet", "weenie": "weet",
}  # fmt: skip
_ALWAYS: Final = {
    **{f"k{verb}": f"ik {verb}" for verb in _WITH_I.split()},
    **{word: f"{verb} niet" for word, verb in _WITH_NOT.items()},
    **{f"k{word}": f"ik {verb} niet" for word, verb in _WITH_NOT.items()},
    "kdurf": "ik durf", "kweet": "ik weet", "tis": "het is",
    "niemeer": "niet meer", "nimeer": "niet meer", "nix": "niks",
    "mn": "mijn", "zn": "zijn", "wrm": "waarom", "wrom": "waarom",
    "omda": "omdat", "ff": "even", "iig": "in ieder geval",
}  # fmt: skip
_SURELY: Final = {**dict.fromkeys(("nie", "niee", "ni"), "niet"), "k": "ik"}
"""Beside any word that is Dutch; the others only beside one that is nothing else."""
_BESIDE_DUTCH: Final = {**_SURELY, "nt": "niet", "t": "het", "et": "het", "da": "dat", "wa": "wat"}
_DUTCH: Final = _words(
    "ik je jij jou jouw hij zij wij jullie hem haar hun mij mijn zijn het dat dit die er der iets "
    "iemand niet niks wil wilt wilde wou kan kunnen mag moet moest hoef hoeft hoefde durf durft "
    "durfde ga gaat heb hebt heeft had ben bent is wordt word weet weten wist snap snapt vind vin "
    "vindt zeg zegt zei zeggen doe doet deed doen kom komt komen lukt klopt trek hou houd houdt "
    "geloof denk dacht zie ziet zien zag lees leest slaap slapen slape vertel vertellen leve leven "
    "leeve meer mer waar waarom hoe omdat maar als of toch echt gewoon ook eens heel leuk goed erg "
    "eerlijk naar met van voor zo over hier daar weg bang mee meedoen dood meisje jongen juf "
    "meester ouders moeder vader vriend vriendin foto filmpje even mss miss misschien nou"
)
_ONLY_DUTCH: Final = _DUTCH - _words("even of bang miss hoop ben")
"""Without those that are English or Turkish too: beside "ben da" they prove nothing."""
_APART: Final = _words(
    "dont cant wont isnt didnt doesnt wasnt werent couldnt wouldnt shouldnt arent havent hasnt aint"
)
"""English that is typed with a space for its apostrophe: "i don t even" has no "het"."""


def spelled_out(words: Sequence[str]) -> Sequence[str]:
    """These plain words, with those that were typed in a hurry in full: "wil nie" is "wil niet"."""
    return words if _TYPED.isdisjoint(words) else tuple(_each(words))


_TYPED: Final = _ALWAYS.keys() | _BESIDE_DUTCH.keys()


def _each(words: Sequence[str]) -> Iterator[str]:
    before = ""
    for word, after in zip(words, (*words[1:], ""), strict=True):
        full = _ALWAYS.get(word) or word
        proof = _DUTCH if word in _SURELY else _ONLY_DUTCH
        if word == "t" and before in _APART:
            continue
        if after == "t" and f"{word}t" in _APART:
            full = f"{word}t"
        elif word in _BESIDE_DUTCH and not proof.isdisjoint((before, after)):
            full = _BESIDE_DUTCH[word]
        yield from full.split()
        before = full.rpartition(" ")[-1]
