"""Asks whether somebody is in danger; who tapped that they are safe said that it is not them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.flows.guessing import told_in
from bot.flows.kit import Answers, Asking, Facts, When
from bot.flows.steps import Choice
from bot.text import N_, Text
from bot.understanding.seeming import seems

SAFE: Final = "safe"
"""Stored for who said so before it was asked."""


@dataclass(frozen=True, kw_only=True)
class AskedOfDanger(Choice):
    """Says why it is asked, where what was told sounds like it.

    `SAFE` counts as `no` as long as they tell it `of_themselves`: of another it is asked.
    """

    no: str
    of_themselves: When

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The question, after what was heard."""
        own = super().lines(asking)
        heard = not asking.changing and seems(told_in(asking)).danger
        return (N_("What you tell sounds like danger."), *own) if heard else own

    def parse(self, stored: str) -> str | None:
        """The answer."""
        return super().parse(self.no if stored == SAFE else stored)

    def holds(self, stored: str, answers: Answers, facts: Facts) -> bool:
        """Whether they were, and are, who it is about."""
        if stored == SAFE:
            return self.of_themselves(answers, facts)
        return super().holds(stored, answers, facts)
