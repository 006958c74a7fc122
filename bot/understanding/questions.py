"""Hears a question about Maatje itself, or what nobody may look for long; answers none."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from itertools import dropwhile
from typing import Final

from bot.understanding.apps import app_named
from bot.understanding.patterns import as_read
from bot.understanding.signs import Signs, read_signs

LONGEST: Final = 200
"""Letters of a question; who types more tells a story in which one is asked."""
BEFORE: Final = frozenset(as_read("hoi hey hi hallo ok oke maar dus but so"))
"""What may stand before one."""
FILLER: Final = BEFORE | frozenset(
    as_read(
        "nu nou dan eigenlijk hier daar allemaal alles dit dat wat ik je jij jullie u er nog weer "
        "ook mee hiermee ermee verder doen in van met mijn mn melding bericht verhaal chat zeg typ "
        "schrijf stuur zet iets over aan tegen ergens beter toch te "
        "alsjeblieft aub pls please want echt gewoon precies "
        "now then here this that it all what i you my say type write send actually really report "
        "şimdi bunu burada to teraz tutaj ja це тут тепер зараз я мені هذا الآن هنا ኣሎ ሕጂ "
        "عن بذلك بهذا mi mu misiniz się im їм про можу ድየ ድዮም ድዩ ድያ ዶ እዚ ነዚ"
    )
)
"""What may stand beside one and tells nothing; any other word may be what somebody has to tell."""


class AboutBot(StrEnum):
    """What is asked."""

    PARENTS = "parents"
    DOER = "doer"
    NUMBER = "number"
    PAY = "pay"
    TROUBLE = "trouble"
    SENDING = "sending"
    NAME = "name"
    READERS = "readers"
    MACHINE = "machine"
    LOST = "lost"
    NEXT = "next"


@lru_cache(maxsize=1)
def _signs() -> Signs:
    return read_signs("questions.toml")


def asked_of_bot(words: str) -> AboutBot | None:
    """The question that is all these words say; None for anything else."""
    if len(words) > LONGEST:
        return None
    said = list(dropwhile(BEFORE.__contains__, as_read(words)))
    for sign, found in _signs().each_seen(said):
        if _is_all(said, found.split()):
            return AboutBot(sign.question)
    return None


def _is_all(said: list[str], asked: list[str]) -> bool:
    """Whether they begin with the question, and nothing else is told within, before or after it.

    An app tells something; "snap" is also what somebody does not do who understands nothing.
    """
    begin = next((at for at in (0, 1) if said[at : at + len(asked)] == asked), None)
    if begin is None:
        return False
    beside = (*said[:begin], *said[begin + len(asked) :])
    within = (one for one in asked[1:] if app_named(one) or not _signs().knows(one))
    return FILLER.issuperset((*beside, *within))
