"""Who tells it hears some sentences in other words than who it happens to; knows no question.

A table of the English said to a student about themselves, and what is said instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bot.flows.grownups import FOR_PARENTS, FOR_STAFF
from bot.text import N_, Text

FOR_FRIENDS: Mapping[str, Text] = {
    "I am safe": N_("The other is safe"),
    "It is not your fault. You can call:": N_("It is not the fault of the other. You can call:"),
    "It is not your fault. Pay nothing, send nothing.": N_(
        "It is not the fault of the other. Pay nothing, send nothing."
    ),
    "It is not your fault.": N_("It is not the fault of the other."),
    "Home must be safe for you. You can call:": N_("A home must be safe. You can call:"),
    "Thank you for telling this. It is not your fault.": N_("Thank you for telling this for them."),
    "Do not pay. Send nothing more. Do not answer.": N_(
        "Tell the other: do not pay. Send nothing more. Do not answer."
    ),
    "Does someone threaten you now? Call 112.": N_("Is someone threatened now? Call 112."),
}
"""A student who tells it about another student."""

INSTEAD: Mapping[str, Mapping[str, Text]] = {
    "other": FOR_FRIENDS,
    "parent": FOR_PARENTS,
    "staff": FOR_STAFF,
}


def instead(who: str | None) -> Mapping[str, Text]:
    """What is said otherwise, by the sentence's key, to who gave this answer to "Who are you?"."""
    return INSTEAD.get(who or "", {})


def reworded(lines: tuple[Text, ...], words: Mapping[str, Text]) -> tuple[Text, ...]:
    """The lines with what is said instead, filled with the same values."""
    return tuple(
        replace(words[line.key], values=line.values) if line.key in words else line
        for line in lines
    )
