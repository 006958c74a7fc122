"""Asks why it turned out that a student did it, somebody from outside, or that nobody knows.

Steps come and go by it; which ones, it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.cases.kinds import Doer
from bot.flows.kit import Answers, Facts, Flow
from bot.flows.steps import Given
from bot.flows.words import Words, text_of
from bot.text import N_, Text

TURNED_OUT: Final[Mapping[Doer, Text]] = {
    Doer.STUDENT: N_("A student did it"),
    Doer.OUTSIDER: N_("Someone from outside did it"),
    Doer.UNKNOWN: N_("Not known who did it"),
}
FALLS_AWAY = N_("Then the steps for a student who does it are left out.")


@dataclass(frozen=True)
class DoerDecided:
    """Who did it after all, and why somebody thinks so."""

    doer: Doer
    words: str = field(repr=False)


DOER = Given(key="doneby")


def _doer(a: Answers) -> Doer:
    return Doer(a[DOER] or Doer.UNKNOWN)


def _why(a: Answers, _f: Facts) -> tuple[Text, ...]:
    doer = _doer(a)
    falls = (FALLS_AWAY,) if doer is Doer.OUTSIDER else ()
    return (TURNED_OUT[doer], *falls, N_("Why do you change this?"), N_("One sentence is enough."))


WHY_DOER = Words(key="whydoer", text=_why)
DECIDE_DOER = Flow(
    "doneby", (DOER, WHY_DOER), lambda a, _f: (DoerDecided(_doer(a), text_of(a, WHY_DOER)),)
)
