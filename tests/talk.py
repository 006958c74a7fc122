"""Drives one flow in words, as a person would; knows the pure rooms only, no door and no disk.

The session goes through JSON at every turn: what does not survive that fails here first.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.cases.school import School
from bot.flows import engine
from bot.flows.kit import Facts, Flow, Pressed, Said, Sent, Typed, read_button
from bot.flows.session import Session, Turn
from bot.flows.uploads import refusal
from bot.text import Button, Text
from tests.cases.noordhoek import noordhoek

TOKEN = "abc123"  # noqa: S105 - a session's mark, no secret
SCHOOL_HOURS = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""A Monday morning on which everybody is in, but for who works other days."""
SATURDAY_NIGHT = datetime(2026, 11, 21, 23, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def english(text: Text) -> str:
    """A `Text` as its key says it, placeholders filled; the catalogs are tested elsewhere."""
    plural = text.plural is not None and text.values["count"] != 1
    key = text.plural if plural and text.plural else text.key
    return re.sub(r"\{(\w+)\}", lambda found: _value(text.values[found[1]]), key)


def _value(value: Any) -> str:
    if isinstance(value, Text):
        return english(value)
    if isinstance(value, tuple):
        return ", ".join(_value(part) for part in value)
    return str(value)


def facts(**changed: Any) -> Facts:
    """Monday morning at De Noordhoek, on the web, with somebody nobody knows."""
    school: School = noordhoek()
    told = Facts(SCHOOL_HOURS, school, "web", english, school.people)
    return replace(told, **changed)


class Talk:
    """One conversation. `turn` is the latest thing the bot said."""

    def __init__(
        self,
        flow: Flow,
        *,
        facts: Facts | None = None,
        answers: dict[str, str] | None = None,
        session: Session | None = None,
    ) -> None:
        self.flow = flow
        self.facts = facts or globals()["facts"]()
        start = session or Session(flow.name, TOKEN, "case-1", answers or {})
        self._settle(engine.ask(flow, start, self.facts))

    def say(self, *words: str) -> Talk:
        """Type these, one message each."""
        for one in words:
            self._answer(Typed(one))
        return self

    def press(self, *wanted: str) -> Talk:
        """Tap the buttons with these labels (or their values), one after the other."""
        for one in wanted:
            self._answer(self.button(one))
        return self

    def tap(self, value: str, *, step: str = "", token: str = "") -> Talk:
        """Send a button's data that may not be on the screen: an old or a forged one."""
        return self._answer(Pressed(token or self.session.token, step or self.turn.step, value))

    def send(self, item: str, kind: str) -> Talk:
        """Send a file that lies sealed already."""
        return self._answer(Sent(item, kind))

    def back(self) -> Talk:
        """Tap Back."""
        return self.press(engine.BACK)

    def change(self, key: str) -> Talk:
        """On the send screen: change the answer of this step, on whatever page it stands."""
        self.press("list")
        while f"set.{key}" not in self.values:
            self.press("More")
        return self.press(f"set.{key}")

    def refused(self, kind: str = "photo") -> Text | None:
        """Why no such file may come now, None when it may."""
        why = refusal(self.flow, self.session, kind)
        return why.why if why else None

    def take(self, said: Said) -> Talk:
        """Give any answer."""
        return self._answer(said)

    @property
    def session(self) -> Session:
        """Where the conversation is."""
        return self.turn.session

    @property
    def step(self) -> str:
        """The key of the open question, "" at the end."""
        return self.turn.step

    @property
    def lines(self) -> tuple[str, ...]:
        """The open question, line by line."""
        return tuple(english(line) for line in self.turn.message.lines) if self.turn.message else ()

    @property
    def question(self) -> str:
        """The open question in English, "" at the end."""
        return "\n".join(self.lines)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every button on the screen."""
        rows = self.turn.message.buttons if self.turn.message else ()
        return tuple(button for row in rows for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the buttons say, without their pictogram."""
        return tuple(label_of(button) for button in self.buttons)

    @property
    def values(self) -> tuple[str, ...]:
        """What the buttons stand for."""
        pressed = (read_button(button.data) for button in self.buttons)
        return tuple(one.value for one in pressed if one)

    @property
    def notes(self) -> str:
        """What was said above the open question."""
        return "\n".join(english(line) for note in self.turn.notes for line in note)

    @property
    def effects(self) -> tuple[object, ...]:
        """What comes of it, once it is finished."""
        return self.turn.effects

    @property
    def effect(self) -> Any:
        """The one effect of a finished conversation."""
        assert len(self.effects) == 1, f"not finished: {self.question}"
        return self.effects[0]

    def button(self, wanted: str) -> Pressed:
        """The press of the button with this label or value."""
        for button in self.buttons:
            pressed = read_button(button.data)
            assert pressed is not None
            if wanted in {label_of(button), pressed.value}:
                return pressed
        raise AssertionError(f"no button {wanted!r} among {self.labels} below {self.question!r}")

    def _answer(self, said: Said) -> Talk:
        return self._settle(engine.answer(self.flow, self.session, said, self.facts))

    def _settle(self, turn: Turn) -> Talk:
        stored = json.loads(json.dumps(turn.session.to_data()))
        session = Session.from_data(stored)
        assert session == turn.session
        self.turn = replace(turn, session=session)
        return self


def label_of(button: Button) -> str:
    """A button's label without its pictogram."""
    label = button.label.values.get("label", button.label)
    return english(label)
