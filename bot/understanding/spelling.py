"""Names that may be the same although they are spelled differently; it never says that they are.

Recall before precision: a person looks at every pair and decides.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from bot.understanding.folding import folded

_SOUNDS: Final = (
    ("sch", "sg"),
    ("sj", "s"),
    ("sh", "s"),
    ("ch", "g"),
    ("ck", "k"),
    ("qu", "kw"),
    ("ph", "f"),
    ("th", "t"),
    ("dt", "t"),
    ("ij", "i"),
    ("ei", "i"),
    ("ie", "i"),
    ("ou", "u"),
    ("oe", "u"),
    ("au", "u"),
    ("x", "ks"),
    ("y", "i"),
    ("j", "i"),
    ("c", "k"),
    ("q", "k"),
    ("z", "s"),
    ("v", "f"),
    ("w", "f"),
    ("d", "t"),
    ("b", "p"),
    ("h", ""),
)
_SMALL_WORDS: Final = frozenset(
    ["de", "den", "der", "van", "het", "ten", "ter", "la", "le", "el", "al", "ben", "bin"]
)
_VOWELS: Final = re.compile(r"(?<!^)[aeiou]+")
SHORTEST: Final = 2


def spellings(name: str) -> frozenset[str]:
    """What a name is looked for by: each way to say it without vowels, in either order.

    "Soufiane El Amrani", "sofyan elamrani" and "Amrani, S. Soufian" share one; so do some that are
    not the same person.
    """
    words = [word for word in folded(name).split() if word not in _SMALL_WORDS]
    sounds = [sound for word in words if len(sound := _sound(word)) >= SHORTEST]
    pairs = {" ".join(sorted(pair)) for pair in pairwise(sounds)}
    ends = {" ".join(sorted((sounds[0], sounds[-1])))} if len(sounds) > 1 else set()
    return frozenset(pairs | ends or sounds)


def _sound(word: str) -> str:
    word = re.sub(r"^ch(?=[aeiou])", "s", word)  # Chantal
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    bare = _VOWELS.sub("", word)
    return re.sub(r"(.)\1+", r"\1", bare)
