"""Whether a Dutch sentence is hard to read for a student; knows no grammar and no reader.

Reading ease after Douma (1960): 206.84 minus 0.77 for each syllable in a hundred words and 0.93 for
each word of a sentence. Sixty and more is what a twelve-year-old reads.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

MOST_WORDS: Final = 12
"""Words of one sentence."""
LONGEST_WORD: Final = 14
"""Letters of one word."""
EASY: Final = 60.0
_ENOUGH: Final = 8
"""Words from which the formula says anything at all."""

_SENTENCE: Final = re.compile(r"[.!?\n]+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SYLLABLE: Final = re.compile(r"[aeiouyáéíóúàèëïöüâêîôû]+", re.IGNORECASE)


class Hard(StrEnum):
    """Why something is hard to read."""

    SENTENCE = "sentence"
    WORD = "word"
    ALL = "all"


def hard(words: str) -> tuple[Hard, ...]:
    """Every reason; none for what is easy, and for what is too short to tell."""
    sentences = [found for part in _SENTENCE.split(words) if (found := _WORD.findall(part))]
    said = [word for sentence in sentences for word in sentence]
    judged = {
        Hard.SENTENCE: any(len(sentence) > MOST_WORDS for sentence in sentences),
        Hard.WORD: any(len(word) > LONGEST_WORD for word in said),
        Hard.ALL: len(said) >= _ENOUGH and reading_ease(sentences) < EASY,
    }
    return tuple(reason for reason, is_so in judged.items() if is_so)


def reading_ease(sentences: list[list[str]]) -> float:
    """The number of the formula, for sentences of words; there must be a word."""
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(max(1, len(_SYLLABLE.findall(word))) for word in words)
    return 206.84 - 0.77 * 100 * syllables / len(words) - 0.93 * len(words) / len(sentences)
