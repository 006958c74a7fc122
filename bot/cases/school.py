"""One school as its data folder tells it; knows no file format and no moment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from bot.cases.advice import NO_ADVICE, AdviceTable
from bot.cases.coach import OTHER, CoachedApp
from bot.cases.kinds import Doer, HelpTopic, Kind, ReporterRole, RouteId, Victim
from bot.cases.people import Person, Role

if TYPE_CHECKING:
    from bot.cases.routes import Route
    from bot.cases.rulebook import Agreement, Rule, YearDuty


@dataclass(frozen=True)
class Opening:
    """Open on one weekday (1 = Monday) from `start` until, not including, `end`."""

    day: int
    start: time
    end: time


@dataclass(frozen=True)
class Holiday:
    """Days on which there is no school, `first` and `last` included."""

    name: str
    first: date
    last: date
    source: str = ""
    checked: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class SchoolClass:
    """A class with the ids of its mentor and team leader."""

    name: str
    year: int
    mentor: str
    team_leader: str
    made_up: bool = False


class Availability(StrEnum):
    """What is known of a help line's hours."""

    ALWAYS = "always"
    HOURS = "hours"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class HelpLine:
    """Help from outside; `hours` is filled only when `availability` is HOURS."""

    line_id: str
    name: str
    number: str
    site: str
    topics: frozenset[HelpTopic]
    for_whom: frozenset[ReporterRole]
    availability: Availability
    hours: tuple[Opening, ...]
    open_on_public_holidays: bool
    source: str
    checked: date
    verified: bool
    about: str = ""
    """What it is for, in a few plain words: its name says it in Dutch only, if at all."""


@dataclass(frozen=True)
class Terms:
    """The school's own terms: the protocol gives none. School days unless the name says else."""

    first_read: int = 1
    urgent_repeat_minutes: int = 30
    draft_days: int = 14
    draft_nudge_days: int = 1
    backup_keys_days: int = 7
    backup_days: int = 28
    posting_days: int = 365


@dataclass(frozen=True)
class Retention:
    """How many months a case is kept after it was closed; `of_kind` where that differs."""

    usual: int = 12
    of_kind: Mapping[Kind, int] = field(default_factory=dict, hash=False)

    def months(self, kind: Kind) -> int:
        """The term of one kind."""
        return self.of_kind.get(kind, self.usual)

    @property
    def shortest(self) -> int:
        """No case goes sooner."""
        return min((self.usual, *self.of_kind.values()))

    @property
    def longest(self) -> int:
        """After it no case is left, but those kept for a reason."""
        return max((self.usual, *self.of_kind.values()))


@dataclass(frozen=True)
class Colours:
    """The school's two colours, written #rrggbb."""

    main: str = "#1f4e79"
    second: str = "#d08a1c"


@dataclass(frozen=True)
class Decisions:
    """What a school must have decided before real use; None or "" is still open."""

    dpia_date: date | None = None
    board_decision: date | None = None
    mr_consent: date | None = None
    privacy_contact: str = ""
    safe_school_version: str = ""
    ggd: str = ""
    youth_team: str = ""
    community_officer: str = ""

    def still_open(self) -> tuple[str, ...]:
        """The names of what is not decided yet; three dots are an example that was left."""
        return tuple(name for name, value in vars(self).items() if value in {None, "", "..."})

    def after(self, day: date) -> tuple[str, ...]:
        """The names of what is said to be decided on a day that has still to come."""
        named = vars(self).items()
        return tuple(name for name, value in named if isinstance(value, date) and value > day)


@dataclass(frozen=True)
class School:
    """Everything the data folder says, checked."""

    name: str
    phone: str
    address: str
    timezone: str
    people: tuple[Person, ...] = ()
    classes: tuple[SchoolClass, ...] = ()
    hours: tuple[Opening, ...] = ()
    hours_made_up: bool = False
    holidays: tuple[Holiday, ...] = ()
    public_holidays: tuple[Holiday, ...] = ()
    help_lines: tuple[HelpLine, ...] = ()
    terms: Terms = Terms()
    decisions: Decisions = Decisions()
    colours: Colours = Colours()
    role_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    retention: Retention = Retention()
    routes: tuple[Route, ...] = ()
    rules: tuple[Rule, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    programme: str = ""
    duties: tuple[YearDuty, ...] = ()
    coach: tuple[CoachedApp, ...] = ()
    advice: AdviceTable = NO_ADVICE
    victim_doer: Mapping[tuple[Victim, Doer], RouteId] = field(default_factory=dict, hash=False)

    def coached(self, app_id: str) -> CoachedApp | None:
        """What is known of this app, else what holds for any other."""
        by_id = {app.app_id: app for app in self.coach}
        return by_id.get(app_id) or by_id.get(OTHER)

    def person(self, person_id: str) -> Person | None:
        """The person with this id, also one who left."""
        return next((one for one in self.people if one.person_id == person_id), None)

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """Who holds `role` now, in the order of the file."""
        return tuple(one for one in self.people if one.active and role in one.roles)

    def class_named(self, words: str) -> SchoolClass | None:
        """The class somebody means with "1a", "1A" or "1 a"."""
        wanted = _folded(words)
        return next((one for one in self.classes if _folded(one.name) == wanted), None)

    def route(self, route_id: RouteId, version: int | None = None) -> Route:
        """A route in the version a case began with, or the newest; the reader saw to these."""
        versions = [one for one in self.routes if one.route_id == route_id]
        return next(
            (one for one in versions if one.version == version),
            max(versions, key=lambda one: one.version),
        )

    def opening(self, weekday: int) -> Opening | None:
        """The hours of an ordinary weekday (1 = Monday)."""
        return next((one for one in self.hours if one.day == weekday), None)

    def made_up(self) -> tuple[str, ...]:
        """What in the file is an example that the school must replace."""
        people = (f"people {one.person_id}" for one in self.people if one.made_up)
        classes = (f"classes {one.name}" for one in self.classes if one.made_up)
        return (*people, *classes, *(("hours",) if self.hours_made_up else ()))

    @cached_property
    def holiday_by_day(self) -> Mapping[date, Holiday]:
        """Why there is no school on a day; a list of days to choose from asks it of each."""
        found: dict[date, Holiday] = {}
        for one in self.days_off():
            for ahead in range((one.last - one.first).days + 1):
                found.setdefault(one.first + timedelta(days=ahead), one)
        return found

    def days_off(self) -> Iterator[Holiday]:
        """Holidays and public holidays."""
        yield from self.holidays
        yield from self.public_holidays


def _folded(words: str) -> str:
    return "".join(words.split()).casefold()
