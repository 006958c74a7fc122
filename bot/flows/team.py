"""What is asked about a colleague: who is new, when somebody is away, which classes they have.

The colleague is the session's subject; the right to change anything is asked when it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from bot.cases.people import CONTENT_ROLES, Role
from bot.cases.school import School
from bot.cases.schooltime import is_school_day, local_day, next_school_day
from bot.flows.kit import Answers, Facts, Flow, Option, Options
from bot.flows.steps import Choice, Given, Several
from bot.flows.wording import ROLE_WORDS
from bot.flows.words import Words, text_of
from bot.text import N_, Text, verbatim

OFFERED = (
    *(Role.MENTOR, Role.TEAM_LEADER, Role.CARE_TEAM, Role.SOCIAL_WORKER, Role.CONFIDANT),
    *(Role.SAFETY_COORDINATOR, Role.MANAGEMENT, Role.BOARD, Role.ADMIN, Role.STAFF),
)
"""The roles of who works here, the first ones on the first page."""
WITH_CLASSES = frozenset({Role.MENTOR, Role.TEAM_LEADER})

NOT_KNOWN, NOBODY = "?", "-"
DAYS_AHEAD, LONGEST = 20, 40
"""School days on which an absence can begin and, from there, end."""


@dataclass(frozen=True)
class Joined:
    """Somebody is to be let in."""

    name: str = field(repr=False)
    role: Role
    classes: tuple[str, ...]


@dataclass(frozen=True)
class WentAway:
    """Somebody is not in on these days."""

    first: date
    last: date | None
    deputy: str


@dataclass(frozen=True)
class ClassesChanged:
    """The classes somebody mentors or leads from now on."""

    classes: tuple[str, ...]


def _school_days(school: School, first: date) -> Iterator[date]:
    day = first if is_school_day(school, first) else next_school_day(school, first)
    while True:
        yield day
        day = next_school_day(school, day)


def _days(school: School, first: date, most: int) -> Options:
    return tuple(
        Option(day.isoformat(), Text("{day}", values={"day": day}), "📅")
        for day in islice(_school_days(school, first), most)
    )


def _beginnings(_a: Answers, f: Facts) -> Options:
    return _days(f.school, local_day(f.school, f.now), DAYS_AHEAD)


def _ends(a: Answers, f: Facts) -> Options:
    unknown = Option(NOT_KNOWN, N_("I do not know yet"), "🤷", N_("not known|dunno"))
    return (unknown, *_days(f.school, _day(a[FIRST]) or local_day(f.school, f.now), LONGEST))


def _day(stored: str | None) -> date | None:
    try:
        return date.fromisoformat(stored or "")
    except ValueError:
        return None


def _stand_ins(a: Answers, f: Facts) -> Options:
    """Who has one of the same roles that open reports."""
    away = next((one for one in f.people if one.person_id == a[PERSON]), None)
    roles = (away.roles if away else frozenset[Role]()) & CONTENT_ROLES
    found = (one for one in f.people if one != away and one.active and one.has(*roles))
    nobody = Option(NOBODY, N_("Nobody: the next in line"), "🕳️")
    return (*(Option(one.person_id, verbatim(one.name), "👤") for one in found), nobody)


PERSON = Given(key="person")
FIRST = Choice(key="first", text=N_("What is the first day?"), options=_beginnings)
LAST = Choice(
    key="last",
    text=(N_("What is the last day?"), N_("It ends by itself after that day.")),
    options=_ends,
)
STAND_IN = Choice(
    key="standin",
    text=(
        N_("Who reads for them in these days?"),
        N_("This person gets their new reports and sees the open ones."),
    ),
    options=_stand_ins,
)


def _went(a: Answers, f: Facts) -> tuple[WentAway]:
    first = _day(a[FIRST]) or local_day(f.school, f.now)
    deputy = "" if a[STAND_IN] in {None, NOBODY} else a[STAND_IN] or ""
    return (WentAway(first, _day(a[LAST]), deputy),)


AWAY = Flow("away", (PERSON, FIRST, LAST, STAND_IN), _went)


def _class_options(_a: Answers, f: Facts) -> Options:
    return tuple(Option(one.name, Text(one.name)) for one in f.school.classes)


CLASSES = Several(
    key="classes",
    text=(
        N_("Which classes does this person have? Tap them, then “Done”."),
        N_("Open cases stay with who has them, until they are handed over."),
    ),
    options=_class_options,
    none=N_("No class"),
)
NEW_CLASSES = Flow("newclasses", (CLASSES,), lambda a, _f: (ClassesChanged(a[CLASSES] or ()),))

NAME = Words(key="colleague", text=N_("What do colleagues call this person?"))
ROLE = Choice(
    key="role",
    text=N_("What is this person's role?"),
    options=tuple(Option(role, ROLE_WORDS[role]) for role in OFFERED),
)
OF_CLASSES = Several(
    key="ofclasses",
    text=N_("Which classes? Tap them, then “Done”."),
    options=_class_options,
    none=N_("No class"),
    when=lambda a, _f: a[ROLE] in WITH_CLASSES,
)


def _joined(a: Answers, _f: Facts) -> tuple[Joined]:
    name = " ".join(text_of(a, NAME).split())
    return (Joined(name, Role(a[ROLE] or Role.STAFF), a[OF_CLASSES] or ()),)


JOIN = Flow("join", (NAME, ROLE, OF_CLASSES), _joined)

TEAM = (AWAY, NEW_CLASSES, JOIN)
