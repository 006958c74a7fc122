"""Writes docs/flows/<language>.md: every conversation, question by question, for who reads no code.

    python -m scripts.flow_pages

One walk through each conversation presses every button; each language only says it differently.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from bot.flows.engine import answer, ask
from bot.flows.kit import Flow, Said, read_button
from bot.flows.session import Session, Turn
from bot.i18n import I18n
from bot.text import Button, Text
from scripts.catalogs import ROOT, template
from tests.walking import FLOWS, about, beginnings, kind_of, replies, steers
from tests.wording import dutch_first

PAGES: Final = ROOT / "docs" / "flows"
MOST_WAYS: Final = 4
"""In how many ways a question is shown, when its words depend on earlier answers."""
LEGEND: Final = """\
💬 what Maatje says · 🔘 a button · ✏️ typed words · 📎 a file · ➡️ the question that can come then ·
🏁 the end of the conversation. A line of 💬 above a question is said once, before it; several of
them in a row are the ways in which it is asked, by what was answered before.

Below every question stand Back, Stop and Help now as well. Written by `make catalogs`: change the
sentences in `locales/`, never here.
"""

Lines = tuple[Text, ...]
Line = tuple[str | Text, ...]
"""What stands on one line of the page; a `Text` is said in its language."""


@dataclass
class Question:
    """One question as it was met: the ways it is asked, and where each answer leads."""

    key: str
    ways: dict[tuple[str, ...], Lines] = field(default_factory=dict)
    buttons: dict[str, tuple[Text, set[str]]] = field(default_factory=dict)
    others: dict[str, set[str]] = field(default_factory=dict)
    notes: dict[tuple[str, ...], Lines] = field(default_factory=dict)

    def met(self, turn: Turn) -> None:
        """Remember what was said here."""
        asked = turn.message.lines if turn.message else ()
        for kept, lines in ((self.ways, asked), *((self.notes, note) for note in turn.notes)):
            if len(kept) < MOST_WAYS:
                kept.setdefault(tuple(line.key for line in lines), tuple(lines))

    def led(self, said: Said, button: Button | None, onward: Turn) -> None:
        """Remember where an answer led."""
        if button is None:
            self.others.setdefault(kind_of(said), set()).add(onward.step)
            return
        label = button.label
        self.buttons.setdefault(kind_of(said), (label, set()))[1].add(onward.step)


def questions(flow: Flow) -> tuple[Question, ...]:
    """Every question of a conversation, in the order in which somebody comes to them."""
    found: dict[str, Question] = {}
    for turn, said, button, onward in _steps(flow):
        question = found.setdefault(turn.step, Question(turn.step))
        question.met(turn)
        if said is not None and onward is not None:
            question.led(said, button, onward)
    return tuple(found.values())


@cache
def every_question() -> tuple[tuple[str, tuple[Question, ...]], ...]:
    """Each conversation by its name; walking through all of them takes seconds."""
    return tuple((flow.name, questions(flow)) for flow in FLOWS)


def _steps(flow: Flow) -> Iterator[tuple[Turn, Said | None, Button | None, Turn | None]]:
    seen: set[tuple[object, ...]] = set()
    for known in beginnings(flow):
        waiting = [ask(flow, Session(flow.name, "abc123", answers=known), about(flow))]
        while waiting:
            turn = waiting.pop(0)
            if turn.message is None:
                continue
            yield turn, None, None, None
            for said in replies(turn, flow):
                sign = (turn.step, kind_of(said), steers(flow, turn.session))
                if sign not in seen:
                    seen.add(sign)
                    onward = answer(flow, turn.session, said, about(flow))
                    yield turn, said, _button(turn, said), onward
                    waiting.append(onward)


def _button(turn: Turn, said: Said) -> Button | None:
    rows = turn.message.buttons if turn.message else ()
    made = (button for row in rows for button in row)
    return next((one for one in made if read_button(one.data) == said), None)


def page(language: str, i18n: I18n) -> str:
    """One language's page."""
    lines = [f"# {i18n.name(language)}", "", LEGEND]
    for line in (*_conversations(), *_the_rest()):
        said = (i18n.render(one, language) if isinstance(one, Text) else one for one in line)
        lines.append("".join(said).replace("\n", " · "))
    return "\n".join(lines) + "\n"


def _conversations() -> Iterator[Line]:
    for name, found in every_question():
        numbers = {question.key: number for number, question in enumerate(found, 1)}
        first = next(iter(found[0].ways.values()))[0]
        yield from ((f"## {name} · ", first), ("",))
        for question in found:
            yield from _question(question, numbers)


@cache
def _the_rest() -> tuple[Line, ...]:
    """Every other sentence, by the file that says it: a ping, an answer, a page of the web door."""
    asked = {piece.key for line in _conversations() for piece in line if isinstance(piece, Text)}
    others: dict[str, list[str]] = {}
    for message in template():
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key and "|" not in key and key not in asked:
            others.setdefault(message.locations[0][0], []).append(key)
    lines: list[Line] = [("## …",), ("",)]
    for place, keys in sorted(others.items()):
        lines += [(f"### {place}",), ("",), *(("- 💬 ", Text(key)) for key in keys), ("",)]
    return tuple(lines)


def _question(question: Question, numbers: dict[str, int]) -> Iterator[Line]:
    yield from ((f"### {numbers[question.key]}. `{question.key}`",), ("",))
    for note in question.notes.values():
        yield from (("> 💬 ", line) for line in note)
        yield ("",)
    for way in question.ways.values():
        yield from (("> 💬 ", line) for line in way)
        yield ("",)
    for label, onward in question.buttons.values():
        yield ("- 🔘 ", label, f" ➡️ {_where(onward, numbers)}")
    for kind, onward in question.others.items():
        yield (f"- {'✏️' if kind == 'words' else '📎'} ➡️ {_where(onward, numbers)}",)
    yield ("",)


def _where(onward: Iterable[str], numbers: dict[str, int]) -> str:
    places = sorted(numbers.get(key, 0) for key in onward)
    return ", ".join(str(place) if place else "🏁" for place in places)


def main() -> int:
    """Write, or with --check tell what is out of step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    i18n = dutch_first()
    wanted = {PAGES / f"{one}.md": page(one, i18n) for one in i18n.languages}
    stale = [path for path, text in wanted.items() if _kept(path) != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of step: run `make catalogs`" if check else path)
        if not check:
            path.write_text(wanted[path], "utf-8")
    return 1 if check and stale else 0


def _kept(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
