"""What somebody wants of the bot, and of a report its kind and its route; a suggestion only."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from bot.cases.kinds import Kind
from bot.understanding.noticing import Noticed
from bot.understanding.weighing import scales, weighed

MOST_WORDS: Final = 150
"""What it is about is said in the first words."""


class Intent(StrEnum):
    """What somebody wants of the bot."""

    REPORT = "report"
    MAY_I_POST = "may_i_post"
    CONTACT = "contact"
    RULES = "rules"
    OTHER = "other"


class LikelyRoute(StrEnum):
    """The protocol's routes, as far as a story tells them."""

    A = "A"
    B = "B"
    C = "C"


def intent_of(noticed: Noticed) -> Intent:
    """What this text is for."""
    said = scales()["intent"].answer(_total(noticed))
    return Intent(said)


def category_of(noticed: Noticed) -> Kind:
    """The kind of misuse it tells of."""
    return Kind(scales()["category"].answer(_total(noticed)))


def route_of(noticed: Noticed) -> LikelyRoute:
    """Who does it to whom."""
    said = scales()["route"].answer(_total(noticed))
    return LikelyRoute(said)


def _total(noticed: Noticed) -> int:
    return sum(weighed(noticed, MOST_WORDS))
