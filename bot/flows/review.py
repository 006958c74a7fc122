"""The look-back before sending: every answer shown, every answer can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Facts,
    Go,
    Option,
    Pressed,
    Rows,
    Said,
    Step,
    Stored,
    Taken,
    Typed,
)
from bot.flows.reading import by_number, meant
from bot.flows.steps import (
    FILES_NOT_HERE,
    MORE,
    NOT_UNDERSTOOD,
    Choice,
    in_columns,
    next_page,
    page_of,
)
from bot.flows.what import YES_OPTION
from bot.flows.words import Words
from bot.text import N_, Text

SEND, READ, TELL_MORE, CHANGE, PUT, SET = "send", "read", "more", "list", "put.", "set."
LIST = "?"
GLANCE = 2
"""Rows of answers that are seen together with what stands below them."""

WHICH = N_("What do you want to change?")


Put = tuple[tuple[str, str], ...]
"""Answers by the name of their question."""
Heard = Callable[[str, Asking], Put]


def hears_nothing(_words: str, _asking: Asking) -> Put:
    """A send screen at which nothing but its own buttons is answered."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Review(Step[str]):
    """The send screen. `inline` is one question that can be answered on it with one tap.

    `offered` is the answer that this question itself offers, or nothing: a typed yes takes it, and
    sends nothing. `without` says that it may stay open. `quick` names a step that has a button of
    its own here, beside "Change something". `heard` is what typed words answer of other questions.
    """

    send: Text
    inline: Choice
    offered: Callable[[Answers, Facts], str] | None = None
    without: Text | None = None
    quick: tuple[Option, ...] = ()
    heard: Heard = hears_nothing

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The answers so far, then what the flow has to say about sending."""
        if asking.changing == LIST:
            return (WHICH,)
        own = super().lines(asking)
        return (*self._answers(asking), *own, *self._inline_lines(asking))

    def rows(self, asking: Asking) -> Rows:
        """What is asked here, and Send; then what can be added or changed.

        Answers that fill more than a glance stand below Send, so that the way on is seen.
        """
        if asking.changing == LIST:
            here, more = page_of(tuple(self._changeable(asking)), asking.page)
            return (*in_columns(here, 2), *(((more,),) if more else ()))
        applies = {SET + step.key for step in self._asked(asking)}
        quick = (option for option in self.quick if option.value in applies)
        extra = [Option(CHANGE, N_("Change something"), "✏️"), *quick]
        if self._left(asking):
            extra.insert(0, Option(TELL_MORE, N_("Tell more"), "➕"))
        if any(self._in_full(asking)):
            extra.insert(
                0, Option(READ, N_("Look at my whole story"), "👁️", N_("read it all|my whole story"))
            )
        inline = self._inline_rows(asking)
        send = ((Option(SEND, self.send, "📤", N_("yes|send|ok")),),)
        first = (*send, *inline) if len(inline) > GLANCE else (*inline, *send)
        return (*first, *in_columns(tuple(extra), 2))

    def take(self, said: Said, asking: Asking) -> Taken:
        """Send, or go to what is to be added or changed."""
        match said:
            case Pressed(value=value):
                return self._pressed(value, asking)
            case Typed(words):
                return self._typed(words, asking)
            case _:
                return Again(FILES_NOT_HERE)

    def _typed(self, words: str, asking: Asking) -> Taken:
        """Only exact words count on the send screen: "ok, and then he…" is not "send it"."""
        on_list = asking.changing == LIST
        offered = self._offered(asking)
        if offered and not on_list and meant(words, (YES_OPTION,), asking.facts.say, exact=True):
            return Go(put=((self.inline.key, offered),))
        shown = [option for row in self.rows(asking) for option in row]
        found = meant(words, shown, asking.facts.say, exact=not on_list)
        classes = [option for row in self._inline_rows(asking) for option in row]
        found = found or by_number(words, classes or shown)
        if found:
            return self._pressed(found.value, asking)
        answer = self.inline.take(Typed(words), asking) if self._inline_open(asking) else None
        if isinstance(answer, Stored) and not on_list:
            return Go(put=((self.inline.key, answer.value),))
        heard = () if on_list else self.heard(words, asking)
        return Go(put=heard) if heard else Again(NOT_UNDERSTOOD)

    def _pressed(self, value: str, asking: Asking) -> Taken:
        known = {option.value for row in self.rows(asking) for option in row}
        if value not in known:
            return Again(NOT_UNDERSTOOD)
        if value == MORE:
            return self._paged(asking)
        if value == READ:
            return Go(page=asking.page, told=tuple(self._in_full(asking)))
        if value.startswith(PUT):
            return Go(put=((self.inline.key, value.removeprefix(PUT)),))
        if value.startswith(SET):
            return Go(changing=value.removeprefix(SET))
        moves: dict[str, Taken] = {
            TELL_MORE: Go(hurry=False),
            CHANGE: Go(changing=LIST),
            SEND: Stored(SEND),
        }
        return moves[value]

    def _paged(self, asking: Asking) -> Taken:
        if asking.changing == LIST:
            return Go(page=next_page(len(tuple(self._changeable(asking))), asking.page))
        return Go(page=next_page(len(self.inline.all_options(asking)), asking.page))

    def parse(self, stored: str) -> str | None:
        """Only "send" answers the send screen."""
        return stored if stored == SEND else None

    def shown(self, asking: Asking) -> Text:  # noqa: ARG002 - it is never on the look-back itself
        """The send screen is not an answer that is looked back on."""
        return self.send

    def values(self) -> Iterator[str]:
        """The fixed answers."""
        return iter((SEND, READ, TELL_MORE, CHANGE))

    def _asked(self, asking: Asking) -> Iterator[Step[Any]]:
        steps = asking.flow.questions if asking.flow else ()
        return (step for step in steps if step.when(asking.answers, asking.facts))

    def _answers(self, asking: Asking) -> Iterator[Text]:
        for step in self._asked(asking):
            if step.label is None or step.key not in asking.answers.stored:
                continue
            yield _line(step.label, step.shown(asking))

    def _in_full(self, asking: Asking) -> Iterator[Text]:
        """All of their own words, where only the beginning stands among the answers."""
        for step in self._asked(asking):
            if (
                isinstance(step, Words)
                and step.label
                and step.shown(asking) != step.in_full(asking)
            ):
                yield _line(step.label, step.in_full(asking))

    def _changeable(self, asking: Asking) -> Iterator[Option]:
        """What was answered; what may also come later has "Tell more"."""
        known = (s for s in self._asked(asking) if not s.later or s.key in asking.answers.stored)
        return (Option(SET + step.key, step.label) for step in known if step.label)

    def _left(self, asking: Asking) -> bool:
        later = (step for step in self._asked(asking) if step.later)
        return any(asking.answers[step] is None for step in later if step.key != self.inline.key)

    def _inline_open(self, asking: Asking) -> bool:
        wanted = self.inline.when(asking.answers, asking.facts)
        return wanted and asking.answers[self.inline] is None

    def _offered(self, asking: Asking) -> str:
        if self.offered is None or not self._inline_open(asking):
            return ""
        return self.offered(asking.answers, asking.facts)

    def _inline_lines(self, asking: Asking) -> tuple[Text, ...]:
        if not self._inline_open(asking):
            return ()
        return (*self.inline.lines(asking), *((self.without,) if self.without else ()))

    def _inline_rows(self, asking: Asking) -> Rows:
        if not self._inline_open(asking):
            return ()
        return tuple(
            tuple(
                Option(o.value if o.value == MORE else PUT + o.value, o.label, o.icon) for o in row
            )
            for row in self.inline.rows(asking)
        )


def _line(label: Text, answer: Text) -> Text:
    return Text("{label}: {answer}", values={"label": label, "answer": answer})
