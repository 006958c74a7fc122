"""Reads what somebody typed where buttons are shown; knows no question.

Upper case, accents, emoji, punctuation and doubled letters make no difference: nobody's
spelling is ever corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.flows.kit import Option
from bot.text import Text
from bot.understanding.folding import folded


def meant(
    words: str,
    options: Sequence[Option],
    say: Callable[[Text], str],
    *,
    exact: bool = False,
) -> Option | None:
    """The one answer these words mean: its label, another word for it, or its number.

    Without `exact` part of a label will do when it fits one answer only.
    """
    wanted = folded(words)
    if not wanted:
        return None
    known = [(option, _names(option, say)) for option in options]
    for option, names in known:
        if wanted in names:
            return option
    if exact:
        return None
    if wanted.isdigit() and 1 <= int(wanted) <= len(options):
        return options[int(wanted) - 1]
    near = [option for option, names in known if any(_within(wanted, name) for name in names)]
    return near[0] if len(near) == 1 else None


def _names(option: Option, say: Callable[[Text], str]) -> tuple[str, ...]:
    also = say(option.also).split("|") if option.also else []
    return tuple(folded(name) for name in (say(option.label), *also))


def _within(wanted: str, name: str) -> bool:
    """Whether one is a run of whole words of the other."""
    return f" {wanted} " in f" {name} " or (len(name) > 1 and f" {name} " in f" {wanted} ")
