"""Hears a question about Maatje itself: who reads it, what it is, what comes now; answers none."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from itertools import dropwhile
from typing import Final

from bot.cases.kinds import ReporterRole
from bot.understanding.patterns import as_read
from bot.understanding.signs import Signs, read_signs

MOST_WORDS: Final = 9
"""Of a question; more words than these tell a story in which one is asked."""
BEFORE: Final = frozenset(as_read("hoi hey hi hallo ok oke maar dus but so"))
"""What may stand before one."""


class AboutBot(StrEnum):
    """What is asked."""

    READERS = "readers"
    MACHINE = "machine"
    NEXT = "next"


@lru_cache(maxsize=1)
def _signs() -> Signs:
    return read_signs("questions.toml")


def asked_of_bot(words: str) -> AboutBot | None:
    """The question these few words begin with and mostly are; None for anything else."""
    said = list(dropwhile(BEFORE.__contains__, as_read(words[:200])))
    if not 0 < len(said) <= MOST_WORDS:
        return None
    for sign, found in _signs().seen(said, ReporterRole.STUDENT):
        asked = found.split()
        begins = asked in (said[: len(asked)], said[1 : 1 + len(asked)])
        if begins and 2 * len(asked) >= len(said):
            return AboutBot(sign.question)
    return None
