"""The kinds of question a flow can ask; knows no flow.

A kind is added only when two flows need it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Draft,
    Facts,
    Go,
    Option,
    Options,
    Pressed,
    Rows,
    Said,
    Sent,
    Step,
    Stored,
    Taken,
    Typed,
)
from bot.flows.reading import meant, nods
from bot.text import N_, Text, verbatim

PAGE = 7
"""Answers shown at once (product: "at most 7, then paged"); one left over is shown with them."""

DONE, SKIP, MORE = "+done", "+skip", "+page"
FILES_NOT_HERE = N_("I cannot use a file here. Please type it, or tap a button.")
NOT_UNDERSTOOD = N_("I do not understand that yet. Please tap one of the buttons.")
HEARD_YOU = N_("Okay. Tap one of the buttons to go on.")
EMPTY = N_("I did not get any words. Please type it again.")

NEXT_PAGE = Option(MORE, N_("More"), "➡️")
DONE_OPTION = Option(DONE, N_("Done"), "✅", N_("ready|ok"))
BETWEEN = re.compile(r"[,;/&+\n]")
"""What people type between two answers."""

OptionSource = Options | Callable[[Answers, Facts], Options]
Read = Callable[[str, Facts], tuple[str, ...]]
"""The values that words name in another way than by a label: a person, a class."""


def nothing_more(_words: str, _facts: Facts) -> tuple[str, ...]:
    """A step whose answers are named by their labels only."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Choice(Step[str]):
    """One of several answers, tapped or typed; `columns` of them beside each other."""

    options: OptionSource
    columns: int = 1
    read: Read = nothing_more
    begun: frozenset[str] = frozenset()  # may begin a sentence: taken wrongly they harm nobody
    bare: bool = False  # no answer is looked for in a sentence: it may tell of somebody else

    def all_options(self, asking: Asking) -> Options:
        """Every answer, on whatever page."""
        source = self.options
        return source(asking.answers, asking.facts) if callable(source) else source

    def rows(self, asking: Asking) -> Rows:
        """The answers of the open page."""
        options = self.all_options(asking)
        here, more = page_of(options, asking.page)
        rows = in_columns(here, self.columns)
        return (*rows, (more,)) if more else rows

    def take(self, said: Said, asking: Asking) -> Taken:
        """A press or words that mean one answer."""
        options = self.all_options(asking)
        match said:
            case Pressed(value=value) if value.startswith(MORE):
                return Go(page=next_page(len(options), asking.page))
            case Pressed(value=value) if any(option.value == value for option in options):
                return Stored(value)
            case Typed(words):
                return self._typed(words, options, asking)
            case Sent():
                return Again(FILES_NOT_HERE)
        return Again(NOT_UNDERSTOOD)

    def _typed(self, words: str, options: Options, asking: Asking) -> Taken:
        extra = tuple(filter(None, page_of(options, asking.page)[1:]))
        found = understood(words, options, asking, extra=extra, read=self.read, bare=self.bare)
        if found == (MORE,):
            return Go(page=next_page(len(options), asking.page))
        return Stored(found[0]) if len(found) == 1 else Again(_no_answer(words, asking))

    def parse(self, stored: str) -> str | None:
        """The value; None when a release no longer knows it."""
        return stored if callable(self.options) or stored in self._values else None

    def holds(self, stored: str, answers: Answers, facts: Facts) -> bool:
        """Whether this answer would still be offered."""
        if not callable(self.options):
            return stored in self._values
        return any(option.value == stored for option in self.options(answers, facts))

    def shown(self, asking: Asking) -> Text:
        """The label of the chosen answer."""
        value = asking.answers[self]
        labels = {option.value: option.label for option in self.all_options(asking)}
        return labels.get(value or "", verbatim(value or ""))

    @cached_property
    def _values(self) -> frozenset[str]:
        fixed = () if callable(self.options) else self.options
        return frozenset(option.value for option in fixed)

    def fixed(self) -> Options:
        """The answers, when they are the same for everyone."""
        return () if callable(self.options) else self.options


@dataclass(frozen=True, kw_only=True)
class Several(Step[tuple[str, ...]]):
    """Any number of answers: each tap puts one on or off, "Done" ends it."""

    options: OptionSource
    none: Text = field(default=N_("Nothing"))
    read: Read = nothing_more
    among: Options = ()

    def all_options(self, asking: Asking) -> Options:
        """Every answer, on whatever page."""
        source = self.options
        return source(asking.answers, asking.facts) if callable(source) else source

    def rows(self, asking: Asking) -> Rows:
        """The answers of the open page with a mark before the chosen ones, and "Done"."""
        chosen = split(self._so_far(asking))
        here, more = page_of(self.all_options(asking), asking.page)
        marked = tuple(Option(o.value, o.label, "☑️" if o.value in chosen else "⬜") for o in here)
        return (*in_columns(marked, 1), *(((more,),) if more else ()), (DONE_OPTION,))

    def take(self, said: Said, asking: Asking) -> Taken:
        """A press on or off, or the end of it."""
        options = self.all_options(asking)
        so_far = self._so_far(asking)
        match said:
            case Pressed(value=value) if value == DONE:
                return Stored(so_far)
            case Pressed(value=value) if value.startswith(MORE):
                return Go(page=next_page(len(options), asking.page))
            case Pressed(value=value) if any(option.value == value for option in options):
                return Draft(toggled(so_far, value))
            case Typed(words):
                return self._typed(words, so_far, asking)
            case Sent():
                return Again(FILES_NOT_HERE)
        return Again(NOT_UNDERSTOOD)

    def _typed(self, words: str, so_far: str, asking: Asking) -> Taken:
        found = self._listed(words, asking)
        match found:
            case ():
                return Again(NOT_UNDERSTOOD)
            case (value,) if value == DONE:
                return Stored(so_far)
            case (value,) if value == MORE:
                return Go(page=next_page(len(self.all_options(asking)), asking.page))
            case (value,):
                return Draft(toggled(so_far, value))
        new = [value for value in dict.fromkeys(found) if value not in {*split(so_far), DONE, MORE}]
        return Draft("=" + ",".join((*split(so_far), *new)))

    def _listed(self, words: str, asking: Asking) -> tuple[str, ...]:
        """One answer, or several in one message ("Jansen, De Boer")."""
        options = self.all_options(asking)
        _here, more = page_of(options, asking.page)
        extra = (more, DONE_OPTION) if more else (DONE_OPTION,)
        whole = meant(words, (*options, *extra), asking.facts.say, exact=True)
        parts = [words] if whole else BETWEEN.split(words)
        each = (understood(part, options, asking, extra=extra, read=self.read) for part in parts)
        return tuple(value for found in each for value in found)

    def _so_far(self, asking: Asking) -> str:
        if asking.draft:
            return asking.draft.removeprefix("=")
        return ",".join(asking.answers[self] or ())

    def parse(self, stored: str) -> tuple[str, ...]:
        """The chosen values; those that a release no longer knows are left out."""
        known = self._values
        return tuple(value for value in split(stored) if value in known or not known)

    def shown(self, asking: Asking) -> Text:
        """The labels of the chosen answers, as a list."""
        labels = {option.value: option.label for option in self.all_options(asking)}
        chosen = tuple(labels[v] for v in asking.answers[self] or () if v in labels)
        return Text("{list}", values={"list": chosen}) if chosen else self.none

    @cached_property
    def _values(self) -> frozenset[str]:
        return frozenset(option.value for option in self.fixed())

    def fixed(self) -> Options:
        """The answers, when they are the same for everyone, else all there can be, if known."""
        return self.among if callable(self.options) else self.options


def _no_answer(words: str, asking: Asking) -> Text:
    """What is said to words that chose nothing: who only nods is not told that it was wrong."""
    return HEARD_YOU if nods(words, asking.facts.say) else NOT_UNDERSTOOD


def understood(
    words: str, options: Options, asking: Asking, *, extra: Options, read: Read, bare: bool = False
) -> tuple[str, ...]:
    """The answers that these words mean; `extra` are the step's own buttons below them.

    A whole label goes before names read from a sentence, two names before half a label.
    """
    known, say = (*options, *extra), asking.facts.say
    whole = meant(words, known, say, exact=True)
    named = offered(read(words, asking.facts), options)
    if whole is None and len(named) > 1:
        return named
    shown = (*page_of(options, asking.page)[0], *extra)
    found = whole or meant(words, known, say, bare=bare, numbered=shown)
    return (found.value,) if found else named


def offered(values: tuple[str, ...], options: Options) -> tuple[str, ...]:
    """Those values that are among the answers."""
    return tuple(value for value in values if any(one.value == value for one in options))


def split(stored: str) -> tuple[str, ...]:
    """The values of a `Several`."""
    return tuple(part for part in stored.removeprefix("=").split(",") if part)


def toggled(stored: str, value: str) -> str:
    """One value put on or off; "=" keeps an emptied draft apart from none."""
    chosen = split(stored)
    kept = tuple(v for v in chosen if v != value) if value in chosen else (*chosen, value)
    return "=" + ",".join(kept)


def in_columns(options: Options, columns: int) -> Rows:
    """Buttons beside each other, `columns` to a row."""
    return tuple(options[i : i + columns] for i in range(0, len(options), columns))


def pages(count: int) -> int:
    """How many pages `count` answers take; one left over does not get a page of its own."""
    return max(1, -(-(count - 1) // PAGE))


def page_of(options: Options, page: int) -> tuple[Options, Option | None]:
    """The answers of a page, and the button to the next one."""
    count = pages(len(options))
    if count == 1:
        return options, None
    page %= count
    end = len(options) if page == count - 1 else (page + 1) * PAGE
    return options[page * PAGE : end], NEXT_PAGE


def next_page(count: int, page: int) -> int:
    """The page after this one; after the last comes the first."""
    return (page + 1) % pages(count)


@dataclass(frozen=True, kw_only=True)
class Given(Step[str]):
    """Something known when the conversation began ("which step of which case"): never asked."""

    text: Any = ()
    default: str | None = ""

    def rows(self, asking: Asking) -> Rows:  # noqa: ARG002 - it has no buttons
        """It is never shown."""
        return ()

    def take(self, said: Said, asking: Asking) -> Taken:  # noqa: ARG002 - it takes no answer
        """It is never answered."""
        return Again(NOT_UNDERSTOOD)

    def parse(self, stored: str) -> str:
        """As it was given."""
        return stored

    def shown(self, asking: Asking) -> Text:
        """As it was given."""
        return verbatim(asking.answers[self] or "")
