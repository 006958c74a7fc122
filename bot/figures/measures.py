"""By what incidents are counted, and how that is called; knows no count."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cases.coach import OTHER
from bot.cases.kinds import Kind, Outcome, RouteId
from bot.cases.school import School
from bot.figures.incident import SEVERAL, Answered, Care, Ended, Incident, Late
from bot.text import N_, Text, verbatim

MONTHS: Final = (
    *(N_("August"), N_("September"), N_("October"), N_("November"), N_("December"), N_("January")),
    *(N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July")),
)
_FIRST, _YEAR = 8, 12


def month_named(month: int) -> Text:
    """The name of a month, where January is the first."""
    return MONTHS[(month - _FIRST) % _YEAR]


NOT_KNOWN = N_("Not known")


@dataclass(frozen=True)
class Measure:
    """One table: every incident falls under one of `labels`, or under `other`."""

    title: Text
    of: Callable[[Incident], Hashable]
    labels: Mapping[Hashable, Text]
    other: Text | None = None


BY_KIND: Final = Measure(
    N_("By kind"),
    lambda one: one.kind,
    {
        Kind.INSULT: N_("Swearing, gossip, insults"),
        Kind.STALKING: N_("Stalking"),
        Kind.THREAT: N_("Threats"),
        Kind.IMAGE: N_("Photo, film or sound"),
        Kind.HACKING: N_("Hacked, or a fake account"),
        Kind.FORWARDING: N_("Passed on to others"),
        Kind.OTHER: N_("Something else"),
    },
)
BY_MONTH: Final = Measure(
    N_("By month"),
    lambda one: (int(one.month[-2:]) - _FIRST) % _YEAR,
    dict(enumerate(MONTHS)),
)
BY_ROUTE: Final = Measure(
    N_("By route"),
    lambda one: one.route,
    {
        RouteId.B: N_("Done to a colleague"),
        RouteId.C: N_("Done by a colleague, closed"),
    },
)
BY_ANSWER: Final = Measure(
    N_("Time to the first answer"),
    lambda one: one.answered,
    {
        Answered.DAY: N_("Within a day"),
        Answered.WEEK: N_("Within a week"),
        Answered.LATER: N_("Later"),
        Answered.NONE: N_("No answer in Maatje"),
    },
)
BY_ENDING: Final = Measure(
    N_("Time to closing"),
    lambda one: one.ended,
    {
        Ended.WEEK: N_("Within a week"),
        Ended.MONTH: N_("Within four weeks"),
        Ended.LATER: N_("Later, or not closed yet"),
    },
)
BY_LATE: Final = Measure(
    N_("Steps on time"),
    lambda one: one.late,
    {
        Late.NONE: N_("Every step on time"),
        Late.FEW: N_("1 or 2 steps late"),
        Late.MANY: N_("3 or more steps late"),
    },
)
BY_OUTCOME: Final = Measure(
    N_("How it ended"),
    lambda one: one.outcome,
    {
        Outcome.AGREEMENTS: N_("Agreements made"),
        Outcome.APOLOGY: N_("Apology made"),
        Outcome.REMOVED: N_("Message or picture removed"),
        Outcome.PARENTS_TALK: N_("Talked with parents"),
        Outcome.MEASURE: N_("Measure taken"),
        Outcome.POLICE: N_("Police involved"),
        Outcome.HELP: N_("Help arranged"),
        Outcome.NO_INCIDENT: N_("No incident"),
        Outcome.UNTRUE: N_("Not true, or a joke"),
        Outcome.TAKEN_BACK: N_("Taken back by the reporter"),
        Outcome.OTHER: N_("Something else"),
    },
    N_("Not closed yet"),
)
BY_CARE: Final = Measure(
    N_("Aftercare"),
    lambda one: one.care,
    {
        Care.ANSWERED: N_("Asked how it goes, answered"),
        Care.SILENT: N_("Asked how it goes, no answer"),
        Care.NOT_ASKED: N_("Not asked, or not yet"),
    },
)


def by_app(school: School) -> Measure:
    """The apps that the school's file knows."""
    labels: dict[Hashable, Text] = {
        one.app_id: verbatim(one.name) for one in school.coach if one.app_id != OTHER
    }
    labels[SEVERAL] = N_("More than one app")
    return Measure(N_("By app"), lambda one: one.app, labels, N_("No app named"))


def by_year_group(school: School) -> Measure:
    """The year groups of the school."""
    groups = sorted({one.year for one in school.classes})
    labels: dict[Hashable, Text] = {group: N_("Year {number}").of(number=group) for group in groups}
    return Measure(N_("By year group"), lambda one: one.year_group, labels, NOT_KNOWN)


def students(school: School) -> tuple[Measure, ...]:
    """What is shown of incidents among students."""
    ways = (BY_ANSWER, BY_ENDING, BY_LATE, BY_OUTCOME, BY_CARE)
    return (BY_KIND, BY_MONTH, by_app(school), by_year_group(school), *ways)


def colleagues(_school: School) -> tuple[Measure, ...]:
    """What is shown of incidents with colleagues: no year group, it would tell which class."""
    return (BY_ROUTE, BY_KIND, BY_MONTH, BY_ANSWER, BY_ENDING, BY_LATE, BY_OUTCOME, BY_CARE)


def school_year(first: date) -> str:
    """As a school writes it: 2026-2027."""
    return f"{first.year}-{first.year + 1}"
