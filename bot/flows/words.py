"""Asks for somebody's own words, and for files where those may come."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Draft,
    Facts,
    Flow,
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
from bot.flows.reading import meant
from bot.flows.session import Session
from bot.flows.steps import DONE, DONE_OPTION, EMPTY, FILES_NOT_HERE, NOT_UNDERSTOOD, SKIP
from bot.text import N_, Text, verbatim

BEGINNING = 160
"""Characters of somebody's own words that are enough to know them again."""
VOICES = frozenset({"voice", "audio"})
PICTURES = frozenset({"photo", "video", "file", "sticker"})
"""Kinds of items that can show something nobody here may see."""
NOTHING = "[]"
DESTROYED = ["x"]
"""Stands where an item was: that it was asked about, and the answer, must not go with it."""
AFRESH = "+afresh"
START_AGAIN = Option(AFRESH, N_("Start this answer again"), "⏮️")
REPLACES = N_("Your new answer replaces the old one.")


@dataclass(frozen=True)
class Told:
    """Words and items in the order they came; an item is (id, kind).

    `destroyed`: there was an item that may show somebody naked, and it is gone.
    """

    words: tuple[str, ...] = field(default=(), repr=False)
    items: tuple[tuple[str, str], ...] = ()
    destroyed: bool = False

    @property
    def text(self) -> str:
        """All words under each other."""
        return "\n".join(self.words)

    @property
    def pictured(self) -> bool:
        """Whether there is, or was, a file that can show something."""
        return self.destroyed or any(kind in PICTURES for _item, kind in self.items)

    def in_words(self) -> Told:
        """The same without the files."""
        return Told(self.words)


Refuses = Callable[[Answers, Facts], Text | None]


def welcomes(_answers: Answers, _facts: Facts) -> Text | None:
    """A step that refuses no file."""
    return None


@dataclass(frozen=True, kw_only=True)
class Words(Step[Told]):
    """Somebody's own words, and items where `items` allows them and `refuses` says nothing.

    With `many` more may follow until "Done"; `skip` is the button that leaves it empty, `none`
    how the look-back calls that. `kept` is said instead of the question once there are items.
    """

    skip: Text | None = None
    skip_sign: str = "⏭️"
    none: Text = field(default=N_("Skipped"))
    items: bool = False
    refuses: Refuses = welcomes
    words: bool = True
    many: bool = False
    most: int = 20_000
    voice_note: Text | None = None
    kept: Text | None = None

    def lines(self, asking: Asking) -> tuple[Text, ...]:
        """The question, and what there is already: nobody has to wonder whether it is lost."""
        own = super().lines(asking)
        so_far = self.parse(asking.draft or NOTHING)
        if self.kept and so_far and so_far.items:
            return (self.kept.of(count=len(so_far.items)),)
        if so_far and (so_far.words or so_far.items):
            return (*own, N_("I have this: {words}").of(words=_summary(so_far)))
        replaced = asking.changing == self.key and asking.answers[self] not in {None, Told()}
        return (*own, REPLACES) if replaced else own

    def rows(self, asking: Asking) -> Rows:
        """ "Done" once there is something, and the way past it."""
        if asking.draft:
            return ((DONE_OPTION,), (START_AGAIN,))
        return tuple((option,) for option in self.fixed())

    def fixed(self) -> Options:
        """The way past it."""
        return (Option(SKIP, self.skip, self.skip_sign),) if self.skip else ()

    def take(self, said: Said, asking: Asking) -> Taken:
        """Words or an item, or the button below them."""
        match said:
            case Pressed(value=value):
                return self._pressed(value, asking)
            case Typed(words):
                return self._typed(words, asking)
            case _:
                return self._sent(said, asking)

    def _sent(self, sent: Sent, asking: Asking) -> Taken:
        why = self.refuses(asking.answers, asking.facts) if self.items else FILES_NOT_HERE
        return Again(why) if why else self._kept(["i", sent.item, sent.kind], asking, sent.kind)

    def _pressed(self, value: str, asking: Asking) -> Taken:
        if value not in {option.value for row in self.rows(asking) for option in row}:
            return Again(NOT_UNDERSTOOD)
        if value == AFRESH:
            return Draft("")
        return Stored(asking.draft if value == DONE else NOTHING)

    def _typed(self, words: str, asking: Asking) -> Taken:
        if not words.strip():
            return Again(EMPTY)
        shown = [option for row in self.rows(asking) for option in row]
        found = meant(words, shown, asking.facts.say, exact=True)
        if found:
            return self._pressed(found.value, asking)
        if not self.words:
            return Again(N_("Please send a file, or tap a button."))
        return self._kept(["t", words[: self.most]], asking, "")

    def _kept(self, entry: list[str], asking: Asking, kind: str) -> Taken:
        value = appended(asking.draft, entry)
        note = self.voice_note if kind in VOICES else None
        # Where "Done" is shown, more may follow: what is told in bits is not sent on half.
        return Draft(value, note) if self.many or asking.draft else Stored(value, note)

    def parse(self, stored: str) -> Told | None:
        """The words and items."""
        return read_told(stored)

    def shown(self, asking: Asking) -> Text:
        """The beginning of the words and how many files there are."""
        return self._shown(asking, BEGINNING)

    def in_full(self, asking: Asking) -> Text:
        """The same with all of the words."""
        return self._shown(asking, sys.maxsize)

    def _shown(self, asking: Asking, most: int) -> Text:
        kept = asking.answers[self]
        return _summary(kept, most) if kept and (kept.words or kept.items) else self.none


def read_told(stored: str) -> Told | None:
    """The words and items of an answer as it is stored; None when it is none."""
    try:
        entries = json.loads(stored)
    except ValueError:
        return None
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        return None
    words = tuple(entry[1] for entry in entries if entry[0] == "t")
    items = tuple((entry[1], entry[2]) for entry in entries if entry[0] == "i")
    return Told(words, items, DESTROYED in entries)


def written_aside(key: str) -> Words:
    """What is typed at questions that have buttons; it is never asked itself."""
    text = N_("Tell it in your own words.")
    return Words(key=key, text=text, default=NOTHING, asked=lambda _a, _f: False)


def _is_entry(entry: Any) -> bool:
    """Whether this is ["t", words], ["i", item, kind] or the place of a destroyed item."""
    match entry:
        case ["t", str()] | ["i", str(), str()] | ["x"]:
            return True
    return False


def _summary(told: Told, most: int = BEGINNING) -> Text:
    words = verbatim(shortened(told.text, most))
    if not told.items:
        return words
    files = N_("{count} file", "{count} files").of(count=len(told.items))
    if not told.words:
        return files
    return Text("{words} ({files})", values={"words": words, "files": files})


def text_of(answers: Answers, step: Words) -> str:
    """The words told at a step, "" when there are none."""
    told = answers[step]
    return told.text if told else ""


def appended(stored: str, entry: list[str]) -> str:
    """A `Words` value with one more entry."""
    return json.dumps([*json.loads(stored or NOTHING), entry], ensure_ascii=False)


def with_told(stored: str, told: Told) -> str:
    """A `Words` value with these words and items behind what it holds."""
    for words in told.words:
        stored = appended(stored, ["t", words])
    for item, kind in told.items:
        stored = appended(stored, ["i", item, kind])
    return stored or NOTHING


def without_items(flow: Flow, session: Session) -> Session:
    """The same conversation, with only the place left of every item in its answers."""
    keys = {step.key for step in flow.questions if isinstance(step, Words)}

    def emptied(kept: Mapping[str, str]) -> dict[str, str]:
        return {key: _emptied(value) if key in keys else value for key, value in kept.items()}

    return replace(session, answers=emptied(session.answers), drafts=emptied(session.drafts))


def _emptied(stored: str) -> str:
    entries = json.loads(stored or NOTHING)
    if all(entry[0] != "i" for entry in entries):
        return stored
    return json.dumps([DESTROYED if e[0] == "i" else e for e in entries], ensure_ascii=False)


def items_in(flow: Flow, session: Session) -> frozenset[str]:
    """The ids of the items in the answers of a conversation."""
    return frozenset(item for told in _told_in(flow, session) for item, _kind in told.items)


def _told_in(flow: Flow, session: Session) -> Iterator[Told]:
    """Every answer and draft of a conversation that was not a button."""
    for step in flow.questions:
        if isinstance(step, Words):
            both = (session.answers.get(step.key), session.drafts.get(step.key))
            yield from (told for one in both if one and (told := step.parse(one)))


def typed_in(flow: Flow, session: Session) -> bool:
    """Whether anything in the answers of a conversation is in somebody's own words."""
    return any(told.words for told in _told_in(flow, session))


def shortened(words: str, most: int = BEGINNING) -> str:
    """Enough of it to know it again."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
