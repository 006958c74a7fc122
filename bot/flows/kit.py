"""What flows are made of: what was said, what is known, what a step answers; knows no storage.

A flow is a tuple of plain, frozen steps, read top to bottom; `engine` moves through it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Generic, TypeVar, overload

from bot.cases.candidates import anyone
from bot.cases.people import Person
from bot.cases.school import School
from bot.text import Text, signed

T_co = TypeVar("T_co", covariant=True)

MAX_LABEL = 30
"""Characters of a button: what fits on a small phone (measured at 320 px)."""
MAX_DATA = 64
"""Bytes of a button's data: Telegram's own limit."""
TOKEN_LENGTH, MAX_KEY = 6, 12


@dataclass(frozen=True)
class Pressed:
    """A button of a flow: `token` is the session it was made for."""

    token: str
    step: str
    value: str


@dataclass(frozen=True)
class Typed:
    """Words, as typed."""

    words: str = field(repr=False)


@dataclass(frozen=True)
class Sent:
    """A file that lies sealed, `kind` such as photo; `words` are those of a forwarded message."""

    item: str
    kind: str
    words: str = field(default="", repr=False)


Said = Pressed | Typed | Sent


@dataclass(frozen=True)
class Facts:
    """What is true outside the conversation: the pure rooms are handed it, they never look.

    `say` renders a `Text` in the person's language, so that typed words can be compared with
    what the buttons say. `door` is "telegram" or "web". `people` is everyone the school knows,
    `reachable` tells whose chat works, `person` is who is asking (None: nobody we know).
    """

    now: datetime
    school: School
    door: str
    say: Callable[[Text], str] = field(repr=False)
    people: tuple[Person, ...] = field(default=(), repr=False)
    reachable: Callable[[str], bool] = anyone
    person: Person | None = field(default=None, repr=False)


class Answers:
    """The answers given so far, read by step: `a[DANGER]` is the parsed value, or None."""

    def __init__(self, stored: Mapping[str, str]) -> None:
        self.stored = stored

    def __getitem__(self, step: Step[T_co]) -> T_co | None:
        stored = self.stored.get(step.key, step.default)
        return None if stored is None else step.parse(stored)


When = Callable[[Answers, Facts], bool]
Lines = Text | tuple[Text, ...]
Saying = Lines | Callable[[Answers, Facts], Lines]


def always(_answers: Answers, _facts: Facts) -> bool:
    """The condition of a step that every conversation passes."""
    return True


@dataclass(frozen=True)
class Option:
    """One button of a step. `also` are more words that mean it, parted by "|"; `signs` emoji."""

    value: str
    label: Text
    icon: str = ""
    also: Text | None = None
    signs: tuple[str, ...] = ()

    @cached_property
    def shown(self) -> Text:
        """The label as the button shows it, with its pictogram."""
        return signed(self.icon, self.label) if self.icon else self.label


Options = tuple[Option, ...]
Rows = tuple[Options, ...]


@dataclass(frozen=True)
class Stored:
    """The step is answered with this value."""

    value: str = field(repr=False)
    note: Text | None = None


@dataclass(frozen=True)
class Draft:
    """Not answered yet: what there is so far."""

    value: str = field(repr=False)
    note: Text | None = None


@dataclass(frozen=True)
class Again:
    """Not understood: say this and ask once more."""

    why: Text


@dataclass(frozen=True)
class Go:
    """Move elsewhere in the flow: `engine` has the places. `told` is said above the question."""

    hurry: bool | None = None
    changing: str | None = None
    page: int = 0
    put: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    told: tuple[Text, ...] = field(default=(), repr=False)


Taken = Stored | Draft | Again | Go


@dataclass(frozen=True)
class Asking:
    """What a step may look at; `told` is what the flow's `overflow` holds so far, as stored."""

    answers: Answers
    facts: Facts
    draft: str = field(default="", repr=False)
    page: int = 0
    changing: str = ""
    flow: Flow | None = None
    told: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Step(Generic[T_co]):
    """One question. `label` names its answer on the look-back (None: it is not shown there).

    `default`: not asked by itself, only changed on the look-back. `later`: asked only when the
    person wants to tell more. `asked`: while it is false the step is not asked by itself, yet
    an answer that is there counts.
    """

    key: str
    text: Saying
    when: When = always
    label: Text | None = None
    default: str | None = None
    later: bool = False
    asked: When = always

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The question itself."""
        said = self.text(asking.answers, asking.facts) if callable(self.text) else self.text
        return said if isinstance(said, tuple) else (said,)

    def rows(self, asking: Asking) -> Rows:
        """The buttons below the question."""
        raise NotImplementedError

    def picture(self, asking: Asking) -> str:  # noqa: ARG002 - few steps have one
        """The name of the drawing shown above the question, "" for none."""
        return ""

    def take(self, said: Said, asking: Asking) -> Taken:
        """What an answer comes to."""
        raise NotImplementedError

    def parse(self, stored: str) -> T_co | None:
        """The stored words as a value; None when they no longer mean anything."""
        raise NotImplementedError

    def holds(self, stored: str, answers: Answers, facts: Facts) -> bool:  # noqa: ARG002
        """Whether a stored answer still stands beside the answers before it."""
        return self.parse(stored) is not None

    def shown(self, asking: Asking) -> Text:
        """The answer as the look-back shows it."""
        raise NotImplementedError

    def fixed(self) -> Options:
        """The answers known beforehand, whoever is asked."""
        return ()

    def values(self) -> Iterator[str]:
        """Every value its buttons can carry, as far as known beforehand."""
        return (option.value for option in self.fixed())


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something to be read, shown once above the next open question."""

    key: str
    text: Saying
    when: When = always

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """What it says."""
        said = self.text(asking.answers, asking.facts) if callable(self.text) else self.text
        return said if isinstance(said, tuple) else (said,)


AnyStep = Step[Any] | Note
Instead = Callable[[Answers, Facts], Mapping[str, Text]]
Finish = Callable[[Answers, Facts], tuple[object, ...]]


@dataclass(frozen=True)
class Flow:
    """One conversation. What no step understood `overflow` keeps, and what that refuses `aside`."""

    name: str
    steps: tuple[AnyStep, ...]
    finish: Finish
    overflow: Step[Any] | None = None
    added: Text | None = None  # said of what that keeps, where it is no story
    aside: Step[Any] | None = None
    unseen: Text | None = None  # said of a picture, of which nothing is fetched then
    instead: Instead = lambda _a, _f: {}  # what is said in other words to who it is, by its key

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def questions(self) -> tuple[Step[Any], ...]:
        """The steps that ask, in order."""
        return tuple(step for step in self.steps if isinstance(step, Step))

    @overload
    def step(self, key: str) -> Step[Any]: ...
    @overload
    def step(self, key: str, default: None) -> Step[Any] | None: ...
    def step(self, key: str, default: None = None) -> Step[Any] | None:
        """The question with this key."""
        return next((step for step in self.questions if step.key == key), default)


class FlowFault(Exception):
    """A flow that cannot work, found when it is built."""


def check(flow: Flow) -> None:
    """Raise `FlowFault` for double keys, long keys and labels, and data over Telegram's limit."""
    keys = [step.key for step in flow.steps]
    doubles = {key for key in keys if keys.count(key) > 1}
    if doubles:
        raise FlowFault(f"{flow.name}: keys used twice: {sorted(doubles)}")
    for step in flow.questions:
        if len(step.key) > MAX_KEY or ":" in step.key:
            raise FlowFault(f"{flow.name}: key {step.key!r} is too long or holds a colon")
        if any(len(option.label.key) > MAX_LABEL for option in step.fixed()):
            raise FlowFault(f"{flow.name}: {step.key!r} has too long a label")
        for value in step.values():
            if len(button_data("x" * TOKEN_LENGTH, step.key, value).encode()) > MAX_DATA:
                raise FlowFault(f"{flow.name}: {step.key}={value!r} does not fit in a button")


def button_data(token: str, step: str, value: str) -> str:
    """What a flow's button carries."""
    return f"f:{token}:{step}:{value}"


def read_button(data: str) -> Pressed | None:
    """The press that a button's data means; None for anything that is not a flow's button."""
    match data.split(":", 3):
        case ["f", token, step, value]:
            return Pressed(token, step, value)
        case _:
            return None
