"""What a story seems to be about, where that is likely enough to be asked; it decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.cases.kinds import Doer, Kind
from bot.understanding.about import Intent, LikelyRoute, shares_of
from bot.understanding.danger import Danger, heard_in
from bot.understanding.noticing import Noticed, notice

SURE: Final = {"category": 0.7, "route": 0.7, "intent": 0.7}
"""From this share on it is asked: a question that is mostly answered with "no" costs a tap."""
FEWEST: Final = 2
"""Words of a text of which anything seems to be so."""
_AT_SCHOOL: Final = frozenset({"pupil", "friend", "school"})
"""What is spoken of where students are among each other."""
_STAFF: Final = "staff"
_PLACEMENT: Final = "placement"


@dataclass(frozen=True)
class Seems:
    """What it seems to be; None and False where nothing is likely enough.

    Who asks for something accuses nobody: no `doer` then.

    `forced`: somebody is made to do something. `danger`: it may be about danger; `home`: there.
    """

    intent: Intent | None = None
    kind: Kind | None = None
    route: LikelyRoute | None = None
    doer: Doer | None = None
    forced: bool = False
    danger: bool = False
    home: bool = False


@lru_cache(maxsize=8)
def seems(text: str) -> Seems:
    """What this text seems to tell; the last ones are held, a screen asks for it several times."""
    noticed = notice(text)
    if len(noticed.words) < FEWEST:
        return Seems()
    alarm = heard_in(noticed).danger
    kind, route = _likely("category", noticed), _likely("route", noticed)
    intent = _likely("intent", noticed)
    return Seems(
        intent=Intent(intent) if intent else None,
        kind=Kind(kind) if kind else None,
        route=LikelyRoute(route) if route else None,
        doer=_doer(route, noticed) if intent in {None, Intent.REPORT} else None,
        forced=alarm is Danger.SEXTORTION,
        danger=alarm is not Danger.NONE,
        home=alarm is Danger.HOME,
    )


def _likely(question: str, noticed: Noticed) -> str | None:
    shares = shares_of(question, noticed)
    best = max(shares, key=lambda answer: shares[answer])
    return best if shares[best] >= SURE[question] else None


def _doer(route: str | None, noticed: Noticed) -> Doer | None:
    """Route A and B leave open who it is: a student only where students are spoken of."""
    spoken_of = {concept for word in noticed.words for concept in word.concepts}
    if route == LikelyRoute.C:
        return Doer.PLACEMENT if _PLACEMENT in spoken_of else Doer.STAFF
    unsure = route is None and _STAFF in spoken_of
    return None if unsure or _AT_SCHOOL.isdisjoint(spoken_of) else Doer.STUDENT


def speaks_of_staff(text: str) -> bool:
    """Whether somebody who works at a school is spoken of: "my mentor", "the teacher"."""
    return any(_STAFF in word.concepts for word in notice(text).words)
