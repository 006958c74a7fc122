"""Which lines fit which danger, and what danger in a story makes of a report; asks nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.flows.help import ABOUT, lines_for
from bot.flows.kit import Facts
from bot.text import N_, Text
from bot.understanding.danger import Danger, danger_in

TOPICS: Final[Mapping[Danger, tuple[HelpTopic, ...]]] = {
    Danger.SUICIDE: (HelpTopic.SUICIDE,),
    Danger.VIOLENCE: (HelpTopic.TALK,),
    Danger.SEXTORTION: (HelpTopic.SEXTORTION, HelpTopic.SEXTORTION, HelpTopic.SUICIDE),
    Danger.ABUSE: (HelpTopic.SEXUAL_ABUSE, HelpTopic.SEXUAL_ABUSE),
    Danger.HOME: (HelpTopic.HOME, HelpTopic.TALK),
    Danger.AMBIGUOUS: (HelpTopic.SUICIDE, HelpTopic.TALK),
}
ALARM = N_("Danger? Call 112.")


def lines_of(danger: Danger, role: ReporterRole, facts: Facts) -> tuple[Text, ...]:
    """Whom to call, open lines first; 112 stands last and is always there."""
    return (*lines_for(role, facts, *TOPICS[danger]), ALARM)


def sounds_like(words: str) -> Iterator[tuple[Text, Text]]:
    """What these words may be about, for who reads them before anything was asked."""
    about = [ABOUT[one] for one in TOPICS.get(danger_in(words).danger, ()) if one in ABOUT]
    yield from ((N_("It sounds like"), topic) for topic in about[:1])
