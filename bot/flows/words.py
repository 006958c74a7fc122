"""Asks for somebody's own words, and for files where those may come."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from bot.flows.kit import (
    Again,
    Answers,
    Asking,
    Draft,
    Option,
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
from bot.flows.steps import DONE, EMPTY, FILES_NOT_HERE, NOT_UNDERSTOOD, SKIP
from bot.text import N_, Text, verbatim


@dataclass(frozen=True)
class Told:
    """Words and items in the order they came; an item is (id, kind)."""

    words: tuple[str, ...] = field(default=(), repr=False)
    items: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All words under each other."""
        return "\n".join(self.words)


@dataclass(frozen=True, kw_only=True)
class Words(Step[Told]):
    """Somebody's own words, and items where `items` allows them.

    With `many` more may follow until "Done"; `skip` is the button that leaves it empty.
    """

    skip: Text | None = None
    items: bool = False
    words: bool = True
    many: bool = False
    most: int = 20_000
    voice_note: Text | None = None

    def rows(self, asking: Asking) -> Rows:
        """ "Done" once there is something, and the way past it."""
        if asking.draft:
            return ((Option(DONE, N_("Done"), "✅", N_("ready|ok")),),)
        return ((Option(SKIP, self.skip, "⏭️"),),) if self.skip else ()

    def take(self, said: Said, asking: Asking) -> Taken:
        """Words or an item, or the button below them."""
        match said:
            case Pressed(value=value) if value == SKIP and self.skip:
                return Stored("[]")
            case Pressed(value=value) if value == DONE and asking.draft:
                return Stored(asking.draft)
            case Typed(words) if self.words:
                return self._typed(words, asking)
            case Typed():
                return Again(N_("Please send a file, or tap a button."))
            case Sent(item, kind) if self.items:
                return self._kept(["i", item, kind], asking, kind)
            case Sent():
                return Again(FILES_NOT_HERE)
        return Again(NOT_UNDERSTOOD)

    def _typed(self, words: str, asking: Asking) -> Taken:
        if not words.strip():
            return Again(EMPTY)
        found = meant(
            words,
            [option for row in self.rows(asking) for option in row],
            asking.facts.say,
            exact=True,
        )
        if found:
            return self.take(Pressed("", self.key, found.value), asking)
        return self._kept(["t", words[: self.most]], asking, "")

    def _kept(self, entry: list[str], asking: Asking, kind: str) -> Taken:
        value = appended(asking.draft, entry)
        note = self.voice_note if kind in {"voice", "audio"} else None
        return Draft(value) if self.many else Stored(value, note)

    def parse(self, stored: str) -> Told | None:
        """The words and items."""
        try:
            entries = json.loads(stored)
        except ValueError:
            return None
        words = tuple(entry[1] for entry in entries if entry[0] == "t")
        items = tuple((entry[1], entry[2]) for entry in entries if entry[0] == "i")
        return Told(words, items)

    def shown(self, asking: Asking) -> Text:
        """The beginning of the words and how many files there are."""
        kept = asking.answers[self] or Told()
        words = verbatim(shortened(kept.text))
        if not kept.items:
            return words if kept.words else N_("Nothing")
        files = N_("{count} file", "{count} files").of(count=len(kept.items))
        return Text("{words} ({files})", values={"words": words, "files": files})


def text_of(answers: Answers, step: Words) -> str:
    """The words told at a step, "" when there are none."""
    told = answers[step]
    return told.text if told else ""


def appended(stored: str, entry: list[str]) -> str:
    """A `Words` value with one more entry."""
    return json.dumps([*json.loads(stored or "[]"), entry], ensure_ascii=False)


def shortened(words: str, most: int = 160) -> str:
    """Enough of it to know it again."""
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
