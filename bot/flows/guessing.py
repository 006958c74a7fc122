"""A question that is asked as a guess first, where words were told before; knows no question.

One tap confirms the guess and another shows all answers: nothing is decided for anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.flows.kit import Asking, Go, Option, Options, Pressed, Rows, Said, Stored, Taken, Typed
from bot.flows.reading import meant
from bot.flows.steps import Choice, in_columns
from bot.flows.words import Told, read_told
from bot.text import N_, Text

ELSE = "+else"
YES_WORDS = N_("yeah|yep|yup|sure")
NO_WORDS = N_("nope|nah|no no")


@dataclass(frozen=True)
class Guess:
    """The answer that the words seem to give, and how it is asked."""

    value: str
    text: Text


def told_in(asking: Asking) -> str:
    """The words told so far, "" when there are none."""
    return (read_told(asking.told) or Told()).text


@dataclass(frozen=True, kw_only=True)
class Guessed(Choice):
    """One of a few answers that fit on one page; `otherwise` is the button below a guess.

    The button of a guess carries the answer itself: an old one never confirms a newer guess.
    """

    guess: Callable[[Asking], Guess | None]
    otherwise: Text

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The guess, or the question itself."""
        guess = self._guess(asking)
        return (guess.text,) if guess else super().lines(asking)

    def rows(self, asking: Asking) -> Rows:
        """Yes and no, or every answer."""
        guess = self._guess(asking)
        return in_columns(self._ways(guess), 1) if guess else super().rows(asking)

    def take(self, said: Said, asking: Asking) -> Taken:
        """Yes and no, and every answer too: it may be typed although it is not shown."""
        guess = self._guess(asking)
        found = self._meant(said, self._ways(guess), asking) if guess else None
        if found is None:
            return super().take(said, asking)
        return Go(page=1) if found == ELSE else Stored(found)

    def _guess(self, asking: Asking) -> Guess | None:
        """None once they said no, which is what the second page means here."""
        if asking.page or asking.changing or not asking.told:
            return None
        guess = self.guess(asking)
        known = {option.value for option in self.all_options(asking)}
        return guess if guess and guess.value in known else None

    def _ways(self, guess: Guess) -> Options:
        return (
            Option(guess.value, N_("Yes"), "✔️", YES_WORDS, ("👍", "✅")),
            Option(ELSE, self.otherwise, "➖", NO_WORDS, ("👎", "❌")),
        )

    def _meant(self, said: Said, ways: Options, asking: Asking) -> str | None:
        match said:
            case Pressed(value=value) if value == ELSE:
                return value
            case Typed(words) if found := meant(words, ways, asking.facts.say):
                return found.value
        return None
