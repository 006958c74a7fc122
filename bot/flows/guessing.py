"""A question that is asked as a guess first, where words were told before; knows no question.

One tap confirms the guess, or what was understood of several questions, and another shows all
answers: nothing is decided for anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.flows.kit import (
    Answers,
    Asking,
    Go,
    Option,
    Options,
    Pressed,
    Rows,
    Said,
    Step,
    Stored,
    Taken,
    Typed,
)
from bot.flows.reading import meant
from bot.flows.steps import Choice, in_columns
from bot.flows.words import Told, read_told
from bot.text import N_, Text

ELSE = "+else"
UNDERSTOOD, IS_IT_SO = N_("This is what I understand:"), N_("Is that right?")
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

    The button of a guess carries the answer itself: an old one never confirms a newer guess. Not
    `alone`: it is guessed only together with others (`Gist`).
    """

    guess: Callable[[Asking], Guess | None]
    otherwise: Text
    alone: bool = True

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The guess, or the question itself."""
        guess = self._guess_alone(asking)
        return (guess.text,) if guess else super().lines(asking)

    def rows(self, asking: Asking) -> Rows:
        """Yes and no, or every answer."""
        guess = self._guess_alone(asking)
        return in_columns(self._ways(guess), 1) if guess else super().rows(asking)

    def heard(self, asking: Asking) -> Options:
        """All that words may mean here: yes and no as well, where a guess is asked."""
        guess, options = self._guess_alone(asking), self.all_options(asking)
        return (*self._ways(guess), *options) if guess else options

    def take(self, said: Said, asking: Asking) -> Taken:
        """Yes and no, and every answer too: it may be typed although it is not shown."""
        guess = self._guess_alone(asking)
        found = self._meant(said, self._ways(guess), asking) if guess else None
        if found is None:
            return super().take(said, asking)
        return Go(page=1) if found == ELSE else Stored(found)

    def _guess_alone(self, asking: Asking) -> Guess | None:
        return self.guessed(asking) if self.alone else None

    def guessed(self, asking: Asking) -> Guess | None:
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


Part = tuple[Guessed, str]
"""A question, and the answer that the words seem to give to it."""


@dataclass(frozen=True, kw_only=True)
class Gist(Guessed):
    """The first of several such questions: what the words tell of all of them is one guess.

    `along` are the keys of the others in the order of the flow. One tap confirms what is shown of
    each; "no" asks them one by one.
    """

    along: tuple[str, ...]

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """What was understood, line by line, as the look-back will show it."""
        whole = self._whole(asking)
        if not whole:
            return super().lines(asking)
        return (UNDERSTOOD, *(_line(one, asking) for one in whole), IS_IT_SO)

    def rows(self, asking: Asking) -> Rows:
        """Yes and no to all of it."""
        whole = self._whole(asking)
        return in_columns(self._ways(_joined(whole)), 1) if whole else super().rows(asking)

    def take(self, said: Said, asking: Asking) -> Taken:
        """All of it at once, or one answer that was typed."""
        whole = self._whole(asking)
        if not whole:
            return super().take(said, asking)
        joined = _joined(whole)
        found = self._meant(said, self._ways(joined), asking)
        if found == joined.value or _pressed(said, joined.value):
            return Go(put=tuple((step.key, value) for step, value in whole))
        return Go(page=1) if found == ELSE else super().take(said, asking)

    def _whole(self, asking: Asking) -> tuple[Part, ...]:
        """None of it, where only the first can be guessed: that is a plain question."""
        first = self.guessed(asking)
        found: list[Part] = [(self, first.value)] if first else []
        steps = asking.flow.questions if found and asking.flow else ()
        for step in (one for one in steps if one.key in self.along):
            known = Answers({**asking.answers.stored, **{one.key: value for one, value in found}})
            guess = _guess_of(step, replace(asking, answers=known))
            if isinstance(step, Guessed) and guess:
                found.append((step, guess.value))
        return tuple(found) if len(found) > 1 else ()


def _guess_of(step: Step[Any], asking: Asking) -> Guess | None:
    """What is guessed of a question that will be asked and has no answer yet."""
    if not isinstance(step, Guessed) or step.key in asking.answers.stored:
        return None
    return step.guessed(asking) if step.when(asking.answers, asking.facts) else None


def _line(part: Part, asking: Asking) -> Text:
    step, value = part
    labels = {option.value: option.label for option in step.all_options(asking)}
    return Text("{label}: {answer}", values={"label": step.label, "answer": labels[value]})


def _joined(whole: tuple[Part, ...]) -> Guess:
    return Guess("+".join(value for _step, value in whole), IS_IT_SO)


def _pressed(said: Said, value: str) -> bool:
    """Whether this is a press of the button that carries exactly this."""
    return isinstance(said, Pressed) and said.value == value
