"""Reads what somebody typed where buttons are shown; knows no question.

Upper case, accents, emoji, punctuation and doubled letters make no difference: nobody's
spelling is ever corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from bot.flows.kit import Option
from bot.text import N_, Text
from bot.understanding.begun import NO, YES, turned
from bot.understanding.folding import folded
from bot.understanding.hasty import spelled_out

LONGEST_ANSWER = 5
"""Words of a sentence in which an answer is looked for; a longer one tells a story."""
SHORTEST_FOUND = 4
"""Letters of an answer looked for in a sentence: "no one helps me" does not mean "no"."""
DUNNO = N_("dunno|not sure|maybe|idk|i don't know|no idea")
NODS = (
    Option("nod", N_("Ok"), also=N_("okay|oke|thanks|thank you|alright")),
    Option("dunno", N_("I do not know"), also=DUNNO),
)
"""No answers, and nothing that cannot be understood either."""


def meant(
    words: str,
    options: Sequence[Option],
    say: Callable[[Text], str],
    *,
    exact: bool = False,
    bare: bool = False,
    numbered: Sequence[Option] | None = None,
) -> Option | None:
    """The one answer these words mean: its label, another word for it, a sign or its number.

    Without `exact` part of a label, or a short sentence around it unless `bare`,
    will do when it fits one answer only. Numbers count the `numbered` answers (those on the
    screen), else all.
    """
    wanted = folded(words)
    if not wanted:
        return _by_sign(words, options)
    known = [(option, _names(option, say)) for option in options]
    written = {_joined(wanted), _joined(folded(" ".join(spelled_out(wanted.split()))))}
    whole = [option for option, names in known if not written.isdisjoint(map(_joined, names))]
    if whole or exact:
        return whole[0] if whole else None
    if wanted.isdecimal():
        return by_number(wanted, options if numbered is None else numbered)
    near = [
        option for option, names in known if any(_near(wanted, name, bare=bare) for name in names)
    ]
    return near[0] if len(near) == 1 else None


def nods(words: str, say: Callable[[Text], str]) -> bool:
    """Whether these words only say that the question was heard, or that they do not know."""
    return meant(words, NODS, say, exact=True) is not None


def by_number(words: str, options: Sequence[Option]) -> Option | None:
    """The answer at this place on the screen, counted from 1."""
    digits = folded(words)
    if not digits.isdecimal() or len(digits) > len(str(len(options))):
        return None
    place = int(digits)
    return options[place - 1] if 1 <= place <= len(options) else None


def _by_sign(words: str, options: Sequence[Option]) -> Option | None:
    """The answer whose pictogram was typed, or another sign for it."""
    typed = words.replace("\ufe0f", "")
    for option in options:
        signs = (*option.signs, option.icon.replace("\ufe0f", ""))
        if any(sign and sign in typed for sign in signs):
            return option
    return None


def _names(option: Option, say: Callable[[Text], str]) -> tuple[str, ...]:
    also = _other_words(say(option.also)) if option.also else ()
    return (folded(say(option.label)), *also)


@lru_cache(maxsize=2048)
def _other_words(told: str) -> tuple[str, ...]:
    """Held, for they are the same ones each time; a label may be a name, and is not."""
    return tuple(folded(name) for name in told.split("|"))


def _joined(words: str) -> str:
    return words.replace(" ", "")


def _near(wanted: str, name: str, *, bare: bool) -> bool:
    """Whether one is a run of whole words of the other, and nothing beside it turns it round.

    Not a yes or no within a sentence: whether that answers, `begun` knows.
    """
    if len(wanted) > 1 and f" {wanted} " in f" {name} ":
        return True
    if (
        bare
        or len(name) < SHORTEST_FOUND
        or len(wanted.split()) > LONGEST_ANSWER
        or name in YES | NO
    ):
        return False
    before, found, after = f" {wanted} ".partition(f" {name} ")
    return bool(found) and not turned([*before.split(), *after.split()])
