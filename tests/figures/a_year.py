"""School years made up by number, for tests and for looking at what is made of them."""

import random
from collections.abc import Iterator
from datetime import date
from itertools import islice

from bot.cases.kinds import Kind, Outcome, RouteId
from bot.cases.signals import SignalKind
from bot.figures.evaluation import Counted, Duty
from bot.figures.incident import Answered, Care, Ended, Incident, Late
from bot.text import verbatim

FIRST = date(2026, 8, 1)
DUTIES = (
    Duty(verbatim("Bespreek het protocol in de mentorles."), 7, 6),
    Duty(verbatim("Houd een thema-avond voor ouders."), 1, 0),
)
APPS = ("whatsapp", "snapchat", "snapchat", "snapchat", "instagram", "tiktok", "", "")


def incidents(number: int, year: int = 2026) -> tuple[Incident, ...]:
    """So many incidents, always the same ones; six in seven among students."""
    chance = random.Random(year)  # noqa: S311 - the same at every run is what is wanted
    return tuple(islice(_endless(chance, year), number))


def counted(number: int) -> Counted:
    """A year with so many incidents, and the year before with half of them."""
    both = incidents(number) + incidents(number // 2, 2025)
    signals = tuple((kind, FIRST) for kind in (*SignalKind, *SignalKind) for _ in range(number))
    return Counted(both, signals, DUTIES)


def _endless(chance: random.Random, year: int) -> Iterator[Incident]:
    while True:
        month = chance.choice((9, 9, 10, 11, 11, 12, 1, 2, 3, 4, 5, 6))
        closed = chance.random() < 0.9
        yield Incident(
            route=chance.choice((RouteId.A,) * 12 + (RouteId.B, RouteId.C)),
            kind=chance.choice((Kind.INSULT, Kind.INSULT, Kind.IMAGE, *Kind)),
            month=f"{year if month > 7 else year + 1}-{month:02}",
            closed=closed,
            year_group=chance.choice((1, 1, 2, 2, 3, 4, 5)),
            app=chance.choice(APPS),
            outcome=chance.choice((Outcome.AGREEMENTS, Outcome.APOLOGY, *Outcome))
            if closed
            else None,
            answered=chance.choice((Answered.DAY, Answered.DAY, *Answered)),
            ended=chance.choice([*Ended]) if closed else Ended.LATER,
            late=chance.choice((Late.NONE, Late.NONE, *Late)),
            care=chance.choice([*Care]) if closed else Care.NOT_ASKED,
        )
