"""Asks whether somebody is in danger; who tapped that they are safe said that it is not them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.flows.guessing import told_in
from bot.flows.kit import (
    Answers,
    Asking,
    Facts,
    Go,
    Options,
    Pressed,
    Rows,
    Said,
    Taken,
    Typed,
    When,
)
from bot.flows.reading import meant
from bot.flows.steps import Choice, in_columns
from bot.text import N_, Text
from bot.understanding.seeming import seems

SAFE: Final = "safe"
"""Stored for who said so before it was asked."""


@dataclass(frozen=True, kw_only=True)
class AskedOfDanger(Choice):
    """Says why it is asked, where what was told sounds like it.

    `SAFE` counts as `no` as long as they tell it `of_themselves`: of another it is asked. The
    answer `also` of the question `goes_to` is offered too: what is urgent by itself needs no more.
    """

    no: str
    of_themselves: When
    also: str
    goes_to: str

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The question, after what was heard."""
        own = super().lines(asking)
        heard = not asking.changing and seems(told_in(asking)).danger
        return (N_("What you tell sounds like danger."), *own) if heard else own

    def rows(self, asking: Asking) -> Rows:
        """Yes, no, unsure; and what makes that question needless."""
        return (*super().rows(asking), *in_columns(self._also(asking), 1))

    def take(self, said: Said, asking: Asking) -> Taken:
        """An answer, or at once that of the other question."""
        also = self._also(asking)
        match said:
            case Pressed(value=value):
                found = next((one for one in also if one.value == value), None)
            case Typed(words):
                found = meant(words, also, asking.facts.say, exact=True)
            case _:
                found = None
        return Go(put=((self.goes_to, found.value),)) if found else super().take(said, asking)

    def _also(self, asking: Asking) -> Options:
        """The one answer of that question, as it is offered there; none once it was answered."""
        steps = asking.flow.questions if asking.flow else ()
        found = (one for one in steps if one.key == self.goes_to and isinstance(one, Choice))
        options = (option for step in found for option in step.all_options(asking))
        known = self.goes_to in asking.answers.stored
        return tuple(one for one in options if one.value == self.also and not known)

    def parse(self, stored: str) -> str | None:
        """The answer."""
        return super().parse(self.no if stored == SAFE else stored)

    def holds(self, stored: str, answers: Answers, facts: Facts) -> bool:
        """Whether they were, and are, who it is about."""
        if stored == SAFE:
            return self.of_themselves(answers, facts)
        return super().holds(stored, answers, facts)
