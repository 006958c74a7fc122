"""Hears danger in a text; rather too often than too seldom, and it never judges who wrote it.

The stretch of the text that sounds most like danger decides, by weights learnt from sentences; the
rules that are heard in it weigh most. Only by a rule a kind is said so plainly that it is urgent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate
from typing import Final

from bot.understanding.noticing import Noticed, notice
from bot.understanding.rules import Heard
from bot.understanding.weighing import Scale, scales, weighed

WINDOW: Final = 16
"""Words that are weighed together: in a long story one sentence counts."""
STEP: Final = 8
AROUND: Final = 5
"""Words on each side of a rule that are weighed with it alone: no story drowns what was said."""
NEAR: Final = 6
"""Words within which a harmless rule takes the edge off another one."""
LIKELY: Final = 0.34
"""From this share on it is danger: rather too often than too seldom (figures: decision 0023)."""
FEW: Final = 4
LIKELY_IN_FEW: Final = 0.45
"""The same for a few words without any rule: of 8,369 labels as short as that 258 sound like
danger; with the bar of longer ones more would."""
LONGER: Final = 0.1
"""How much surer one has to be with each further stretch of a long text without any rule."""
UNSURE: Final = 0.4
"""What the share of `AMBIGUOUS` counts for beside those of the kinds: who can name it, does."""


class Danger(StrEnum):
    """What kind of danger; the help lines differ."""

    SUICIDE = "acute_suicide"
    VIOLENCE = "acute_violence"
    SEXTORTION = "sextortion"
    ABUSE = "sexual_abuse"
    HOME = "home"
    AMBIGUOUS = "ambiguous"
    NONE = "none"


@dataclass(frozen=True)
class Alarm:
    """What was heard. `plain`: its kind was said in so many words, rather than weighed."""

    danger: Danger
    plain: bool = False

    @property
    def urgent(self) -> bool:
        """Whether it is of a kind that cannot wait."""
        return self.danger not in {Danger.AMBIGUOUS, Danger.NONE}


@lru_cache(maxsize=1)
def danger_in(text: str) -> Alarm:
    """The danger that a text tells of; the last one is held: one turn asks for it many times."""
    return heard_in(notice(text))


def get_ready() -> None:
    """Read rules and weights now: nobody who writes first waits for them, and memory stays flat."""
    heard_in(notice("ja"))


def heard_in(noticed: Noticed) -> Alarm:
    """The danger in what was noticed."""
    told = _told(noticed.heard)
    said = frozenset(one.rule.kind for one in told)
    shares = _likeliest(scales()["danger"], noticed, told)
    if 1 - shares[Danger.NONE] < (LIKELY if said else _needed(len(noticed.words))):
        return Alarm(Danger.NONE)
    shares[Danger.AMBIGUOUS] *= UNSURE
    kinds = [kind for kind in Danger if kind is not Danger.NONE]
    kind = max(kinds, key=lambda one: shares[one])
    return Alarm(kind, plain=kind in said and kind is not Danger.AMBIGUOUS)


def because(text: str) -> tuple[str, ...]:
    """What made it sound like danger, the rules first: for who tunes this, never for a log."""
    noticed = notice(text)
    kind = heard_in(noticed).danger
    if kind is Danger.NONE:
        return ()
    rules = tuple(one.rule.written for one in noticed.heard if one.rule.kind == kind)
    return (*rules, *scales()["danger"].because(noticed.traits(), kind))


def _told(heard: Sequence[Heard]) -> list[Heard]:
    """The rules of danger that were heard, with nothing harmless near them."""
    sure = [one for one in heard if one.rule.sure]
    harmless = [one for one in sure if one.rule.kind == Danger.NONE]
    told = [one for one in sure if one.rule.kind in set(Danger) - {Danger.NONE}]
    return [one for one in told if not any(_near(one, other) for other in harmless)]


def _near(one: Heard, other: Heard) -> bool:
    return one.first - NEAR <= other.last and other.first <= one.last + NEAR


def _likeliest(scale: Scale, noticed: Noticed, told: Sequence[Heard]) -> dict[str, float]:
    """The shares of the stretch that sounds most like danger."""
    found = map(scale.shares, _stretches(noticed, told))
    return min(found, key=lambda shares: shares[Danger.NONE])


def _needed(words: int) -> float:
    """A few words tell little, and of many stretches one sounds like danger by chance."""
    if words <= FEW:
        return LIKELY_IN_FEW
    more = max(words - WINDOW, 0) // STEP
    return 1 - (1 - LIKELY) / (1 + LONGER * more)


def _stretches(noticed: Noticed, told: Sequence[Heard]) -> Iterator[int]:
    """The sum of each window of words, and of the words around each rule that was heard."""
    upto = list(accumulate(weighed(noticed), initial=0))
    last = len(upto) - 1
    final = max(last - WINDOW, 0)  # whole: a few words cut off sound like anything
    windows = ((at, at + WINDOW) for at in (*range(0, final, STEP), final))
    around = {(max(one.first - AROUND, 0), one.last + 1 + AROUND) for one in told}
    for start, end in (*windows, *sorted(around)):
        yield upto[min(end, last)] - upto[start]
