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
    return Intent(_likeliest("intent", noticed))


def category_of(noticed: Noticed) -> Kind:
    """The kind of misuse it tells of."""
    return Kind(_likeliest("category", noticed))


def route_of(noticed: Noticed) -> LikelyRoute:
    """Who does it to whom."""
    return LikelyRoute(_likeliest("route", noticed))


def shares_of(question: str, noticed: Noticed) -> dict[str, float]:
    """How likely each answer to a question is."""
    return scales()[question].shares(sum(weighed(noticed)[:MOST_WORDS]))


def _likeliest(question: str, noticed: Noticed) -> str:
    shares = shares_of(question, noticed)
    return max(shares, key=lambda answer: shares[answer])
