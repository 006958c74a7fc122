"""Who is told of a case, in which order and when again; knows no contacts, it asks `reachable`.

product.md §6 "Reaching people". Nobody who was taken off, or named as doer, ever comes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.cases.candidates import Candidates, Reachable, anyone
from bot.cases.case import Case
from bot.cases.people import Person, Role
from bot.cases.rights import Action, may
from bot.cases.routes import RouteStep
from bot.cases.school import School
from bot.cases.schooltime import add_school_days, is_open, local_day, next_opening
from bot.cases.steps import at_once, route_of
from bot.cases.ways import way_of

T = TypeVar("T")

REPEATS = 4  # urgent: after 30, 60, 90 and 120 minutes
CONFIDANT_FROM = 2  # the second repeat also goes to the last ones of the way
REPEATS_AFTER_OPENING = 2
GOES_ON = timedelta(hours=2)  # after these, in school hours, until somebody confirms


class PingKind(StrEnum):
    """The one word a ping holds beside the case name."""

    NEW = "new"
    URGENT = "urgent"
    ANSWER = "answer"
    WAITING = "waiting"
    CALM = "calm"  # it was urgent, and somebody says that it is not any more
    DROPPED = "dropped"  # a step that was theirs is not there any more
    CLOSED = "closed"  # it was urgent when somebody closed it


class Skip(StrEnum):
    """Why somebody was passed over."""

    NO_CONTACT = "no_contact"
    AWAY = "away"


@dataclass(frozen=True)
class Ping:
    """One person to be told at once."""

    person_id: str
    kind: PingKind


@dataclass(frozen=True)
class Rung:
    """Who is told at `due` when nobody has confirmed by then."""

    level: int
    due: datetime
    people: tuple[str, ...]
    kind: PingKind


@dataclass(frozen=True)
class Reached:
    """Who is told at once; `last_resort`: nobody can read it, so tell the reporter the phone."""

    pings: tuple[Ping, ...]
    last_resort: bool


def owner_of(
    case: Case,
    school: School,
    people: Iterable[Person],
    now: datetime,
    *,
    reachable: Reachable = anyone,
) -> str | None:
    """Whose case it is: the first of the way who is in, else who comes back; None: nobody left."""
    around = _around(case, school, people, now, reachable)
    way = way_of(case, school)
    line = way.line
    for role in line:
        for person in around.in_line(role, line):
            return person.person_id
    for role in (*line, *way.resort):
        for person in around.holding(role):
            return person.person_id
    return None


def reach(
    case: Case,
    school: School,
    people: Iterable[Person],
    now: datetime,
    *,
    reachable: Reachable = anyone,
) -> Reached:
    """Who is told at once, and whether that leaves the reporter with nobody but the phone."""
    if case.practice:
        return Reached((), last_resort=False)
    around = _around(case, school, people, now, reachable)
    way = way_of(case, school)
    owner = owner_of(case, school, around.people, now, reachable=reachable)
    told = _ids(around, way.urgent if case.urgent else way.first)
    if owner is not None:
        told = _once((*told, owner))
    kind = PingKind.URGENT if case.urgent else PingKind.NEW
    pings = [Ping(one, kind) for one in told]
    if not _someone_in(around, way.line):
        waiting = (one for one in _ids(around, way.outside) if one not in told)
        pings += [Ping(one, PingKind.WAITING) for one in waiting]
    return Reached(tuple(pings), last_resort=owner is None)


def skipped(
    case: Case,
    school: School,
    people: Iterable[Person],
    now: datetime,
    *,
    reachable: Reachable = anyone,
) -> tuple[tuple[str, Skip], ...]:
    """Who should have been told at once and was passed over, and why; nobody it is kept from."""
    if case.practice:
        return ()
    around, way = _around(case, school, people, now, reachable), way_of(case, school)
    first = (*(way.urgent if case.urgent else way.first), *way.line[:1])
    meant = _once(one for role in first for one in around.people if around.meant(one, role))
    found = ((one.person_id, _why_skipped(around, one)) for one in meant)
    return tuple((person_id, why) for person_id, why in found if why is not None)


def _why_skipped(around: Candidates, person: Person) -> Skip | None:
    if not around.reachable(person.person_id):
        return Skip.NO_CONTACT
    away = person.away is not None and around.day is not None and around.day in person.away
    return Skip.AWAY if away else None


def first_to_know(
    case: Case,
    school: School,
    people: Iterable[Person],
    now: datetime,
    *,
    reachable: Reachable = anyone,
) -> tuple[Ping, ...]:
    """Who is told at once."""
    return reach(case, school, people, now, reachable=reachable).pings


def ladder(
    case: Case,
    school: School,
    people: Iterable[Person],
    now: datetime,
    *,
    reachable: Reachable = anyone,
) -> tuple[Rung, ...]:
    """Who is told later, as long as nobody has confirmed; in order of time, from level 1."""
    if case.practice:
        return ()
    around = _around(case, school, people, now, reachable)
    rungs = [*(_urgent_rungs(around, now) if case.urgent else ()), *_calm_rungs(around, now)]
    told = sorted((rung for rung in rungs if rung.people), key=lambda rung: rung.due)
    return tuple(
        Rung(level, rung.due, rung.people, rung.kind) for level, rung in enumerate(told, start=1)
    )


def goes_on(
    case: Case,
    school: School,
    people: Iterable[Person],
    now: datetime,
    *,
    reachable: Reachable = anyone,
) -> tuple[Rung, ...]:
    """Who is told once more when an urgent case is still unconfirmed, in school hours only.

    Who is told later of any case is told again from that moment on.
    """
    if case.practice or not case.urgent:
        return ()
    due = _in_school_hours(school, now + GOES_ON)
    around = _around(case, school, people, now, reachable)
    way = way_of(case, school)
    calm = add_school_days(school, case.created, school.terms.first_read)
    roles = (*way.urgent, *way.last, *(way.later if calm <= now else ()))
    again = Rung(1, due, _ids(around, roles), PingKind.URGENT)
    outside = _ids(around, way.outside)
    return (again, Rung(2, due, outside, PingKind.WAITING)) if outside else (again,)


def asked_again(case: Case, school: School, now: datetime) -> tuple[Rung, ...]:
    """Who has an urgent case in hand is reminded of what is to be done at once, until it is."""
    if case.owner is None or case.practice or at_once(case, route_of(case, school)) is None:
        return ()
    due = _in_school_hours(school, now + GOES_ON)
    return (Rung(1, due, (case.owner,), PingKind.WAITING),)


def _in_school_hours(school: School, at: datetime) -> datetime:
    return at if is_open(school, at) else next_opening(school, at)


def readers(case: Case, school: School, people: Iterable[Person]) -> tuple[Person, ...]:
    """Who will read it, by name: what the send screen tells the reporter."""
    around = Candidates(case, school, tuple(people), None, anyone)
    way = way_of(case, school)
    first = _once(
        person
        for role in (way.urgent if case.urgent else way.first)
        for person in around.holding(role)
    )
    return first or next(filter(None, (around.holding(role) for role in way.line)), ())


def step_owners(
    case: Case, step: RouteStep, school: School, people: Iterable[Person]
) -> tuple[str, ...]:
    """Who is to do a step: the owner when it is theirs by role, else the role, else the owner."""
    around = Candidates(case, school, tuple(people), None, anyone)
    holders = [
        one.person_id for one in around.holding(step.owner) if may(one, Action.WORK, case, school)
    ]
    if case.owner in holders or not holders or step.owner is Role.MENTOR:
        return () if case.owner is None else (case.owner,)
    return tuple(holders)


def _around(
    case: Case, school: School, people: Iterable[Person], now: datetime, reachable: Reachable
) -> Candidates:
    """Outside school hours whoever is in at the next opening counts as being in."""
    at = now if is_open(school, now) else next_opening(school, now)
    return Candidates(case, school, tuple(people), local_day(school, at), reachable)


def _ids(around: Candidates, roles: Iterable[Role]) -> tuple[str, ...]:
    return _once(one.person_id for role in roles for one in around.holding(role))


def _someone_in(around: Candidates, line: Sequence[Role]) -> bool:
    return any(True for role in line for _ in around.in_line(role, line))


def _calm_rungs(around: Candidates, now: datetime) -> tuple[Rung, ...]:
    way = way_of(around.case, around.school)
    due = add_school_days(around.school, now, around.school.terms.first_read)
    return (Rung(1, due, _ids(around, (*way.later, *way.outside)), PingKind.WAITING),)


def _urgent_rungs(around: Candidates, now: datetime) -> Iterator[Rung]:
    """Every half hour; when the school is closed also from its next opening on."""
    way = way_of(around.case, around.school)
    step = timedelta(minutes=around.school.terms.urgent_repeat_minutes)
    moments = [now + step * number for number in range(1, REPEATS + 1)]
    if not is_open(around.school, now):
        opening = next_opening(around.school, now)
        moments += [opening + step * number for number in range(REPEATS_AFTER_OPENING)]
    for number, due in enumerate(moments, start=1):
        last = way.last if number >= CONFIDANT_FROM else ()
        yield Rung(0, due, _ids(around, (*way.urgent, *last)), PingKind.URGENT)
        yield Rung(0, due, _ids(around, way.outside), PingKind.WAITING)


def _once(found: Iterable[T]) -> tuple[T, ...]:
    """Each one once, in the order found."""
    return tuple(dict.fromkeys(found))
