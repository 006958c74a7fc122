"""Where a conversation is, and what the bot does next; plain data that survives a power cut."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.text import Message, Text


@dataclass(frozen=True)
class Session:
    """Where one person is in one flow: plain data, see `to_data`.

    `subject` is what the flow is about (a case id, or ""). `hurry`: skip what may come later.
    `changing`: the step whose answer is given anew, or "?" for the list of answers.
    """

    flow: str
    token: str
    subject: str = ""
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)
    drafts: Mapping[str, str] = field(default_factory=dict, repr=False)
    seen: frozenset[str] = frozenset()
    hurry: bool = True
    changing: str = ""
    page: int = 0

    @property
    def length(self) -> int:
        """How many characters of answers it holds: all of them are sealed anew at every turn."""
        return sum(map(len, (*self.answers.values(), *self.drafts.values())))

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON; `from_data` reads it."""
        return {**vars(self), "seen": sorted(self.seen)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Session:
        """The session that `to_data` wrote, by this version or an older one."""
        known = {name: data[name] for name in cls.__dataclass_fields__ if name in data}
        return cls(**{**known, "seen": frozenset(data.get("seen", ()))})


@dataclass(frozen=True)
class Turn:
    """What the bot does next. `message` is the open question (None when the flow is finished).

    `notes` are messages of their own shown above it, and so is the drawing `picture`. `effects`
    come from the flow's `finish`.
    """

    session: Session
    step: str
    notes: tuple[tuple[Text, ...], ...] = ()
    picture: str = field(default="", kw_only=True)
    message: Message | None = None
    effects: tuple[object, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether the conversation is over."""
        return self.message is None
