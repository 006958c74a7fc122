"""What somebody's own words tell about what they want to post; the table says what comes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from bot.cases.advice import HARM, AdviceRow, AdviceTable, advise_at_once
from bot.cases.kinds import ReporterRole
from bot.understanding.folding import folded
from bot.understanding.judging import likely
from bot.understanding.naked import may_be_naked
from bot.understanding.patterns import as_read
from bot.understanding.signs import Signs, read_signs

NUDE, TOPIC = "nude", "topic"
MOST_READ: Final = 2_000
"""Characters of a question; more than this tells a story, of which nothing is taken."""


@dataclass(frozen=True)
class PostingQuestion:
    """What is asked, by whom: `told` by question the answer, `because` the words that say so."""

    asker: ReporterRole
    told: Mapping[str, str] = field(default_factory=dict, hash=False)
    because: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)


@lru_cache(maxsize=1)
def _signs() -> Signs:
    return read_signs("posting.toml")


def read(text: str, asker: ReporterRole) -> PostingQuestion:
    """What these words tell; the first sign of a question counts, in the order of the file."""
    return _told(_words(text), asker, naked=may_be_naked(text))


def _words(text: str) -> list[str]:
    return as_read(text) if len(text) <= MOST_READ else []


def _told(words: Sequence[str], asker: ReporterRole, *, naked: bool) -> PostingQuestion:
    told: dict[str, str] = {}
    because: dict[str, str] = {}
    if naked:
        told[HARM] = NUDE
    for sign, found in _signs().seen(words, asker):
        if sign.question not in told:
            told[sign.question], because[sign.question] = sign.answer, found
    if TOPIC not in told and (topic := _implied(told)):
        told[TOPIC] = topic
    return PostingQuestion(asker, told, because)


def _implied(told: Mapping[str, str]) -> str:
    """What it must be, by what else was said; "" if that does not tell."""
    known = {*told, *(f"{question}.{answer}" for question, answer in told.items())}
    return next((topic for what, topic in _signs().implied.items() if what in known), "")


_DENIALS: Final = (
    "niet nie niets niks geen niemand nooit zonder behalve not dont doesnt didnt isnt arent wont"
    " never nobody none without except değil degil yok kimse olmadan nikt nic bez oprócz"
    " не ніхто нічого без крім لا ليس ما مو مش لم لن بدون غير احد كلا"
)
_NOT: Final = frozenset(map(folded, _DENIALS.split()))
_NOT_BEFORE: Final = ("ኣይ", "ዘይ", "ብዘይ")
"""How a word of Tigrinya begins that says what is not."""


def denies(words: str) -> bool:
    """Whether these words tell what is not so: a sign in them may stand for its opposite."""
    said = as_read(words)
    return not _NOT.isdisjoint(said) or any(one.startswith(_NOT_BEFORE) for one in said)


_MAY_I: Final = re.compile(
    r" (?:mag|mogen|can|may) (?:ik|dit|deze|die|dat|we|wij|i|this) .*\b(?:post|plats|zet|del|upload"
    r"|online|insta|snap|tiktok|facebok|linkedin|twiter|story|whatsap|youtube|share)"
)
"""Whether one may post something, as it is read: every letter once."""


def asks_to_post(words: str) -> bool:
    """Whether this plainly asks if something may be posted; never about somebody naked."""
    said = f" {' '.join(as_read(words[:MOST_READ]))} "
    return bool(_MAY_I.match(said)) and not may_be_naked(words)


def judged(text: str, asker: ReporterRole, table: AdviceTable, *, naked: bool) -> AdviceRow:
    """What comes of a question at once, where nothing can be asked; `naked`: as it may be."""
    words = _words(text)
    told = _told(words, asker, naked=naked).told
    return advise_at_once(table, asker, told, likely(words, asker, told))
