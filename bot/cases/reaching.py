"""Who is told of a case, in which order and when again; knows no contacts, it asks `reachable`.

product.md §6 "Reaching people". Nobody who was taken off, or named as doer, ever comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.cases.case import Case
from bot.cases.people import Person, Role
from bot.cases.rights import Action, excluded, may, own_case
from bot.cases.routes import RouteStep
from bot.cases.school import School
from bot.cases.schooltime import add_school_days, is_open, local_day, next_opening, present
from bot.cases.ways import way_of

Reachable = Callable[[str], bool]
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


@dataclass(frozen=True)
class _Around:
    """The people a case could go to, at one moment."""

    case: Case
    school: School
    people: tuple[Person, ...]
    day: date | None  # None: whoever is in or not
    reachable: Reachable

    def holding(self, role: Role) -> tuple[Person, ...]:
        """Who has the role for this case and can be told, the class's own mentor first."""
        own = self._of_class().values()
        mine = (one for one in self.people if self._fits(one, role) and self._tellable(one))
        return tuple(sorted(mine, key=lambda one: one.person_id not in own))

    def in_line(self, role: Role, line: Sequence[Role]) -> Iterator[Person]:
        """Who is in and acts for the role: its holders, else the deputies they named."""
        yield from (one for one in self.holding(role) if self._present(one))
        for holder in (one for one in self.people if self._fits(one, role)):
            if not excluded(self.case, holder.person_id):
                yield from self._deputies(holder, line)

    def _deputies(self, holder: Person, line: Sequence[Role]) -> Iterator[Person]:
        found = {one.person_id: one for one in self.people}
        away = (holder.away.deputy,) if holder.away and not self._present(holder) else ()
        for person_id in (*away, *holder.deputies):
            deputy = found.get(person_id)
            if deputy and deputy.has(*line) and self._tellable(deputy) and self._present(deputy):
                yield deputy

    def _fits(self, person: Person, role: Role) -> bool:
        if role not in {Role.MENTOR, Role.TEAM_LEADER}:
            return role in person.roles
        if self.case.school_class is None:
            return False
        if role not in person.roles:
            return False
        if self.case.school_class in person.classes:
            return True
        return person.person_id == self._of_class().get(role)

    def _of_class(self) -> dict[Role, str]:
        found = self.school.class_named(self.case.school_class or "")
        return {Role.MENTOR: found.mentor, Role.TEAM_LEADER: found.team_leader} if found else {}

    def _tellable(self, person: Person) -> bool:
        one = person.person_id
        if not person.active or excluded(self.case, one) or own_case(self.case, one):
            return False
        return self.reachable(one)

    def _present(self, person: Person) -> bool:
        return self.day is None or present(person, self.day, self.school)


def anyone(_person_id: str) -> bool:
    """For `reachable` when it does not matter who has a contact."""
    return True


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
    later = now + GOES_ON
    due = later if is_open(school, later) else next_opening(school, later)
    around = _around(case, school, people, now, reachable)
    way = way_of(case, school)
    calm = add_school_days(school, case.created, school.terms.first_read)
    roles = (*way.urgent, *way.last, *(way.later if calm <= now else ()))
    again = Rung(1, due, _ids(around, roles), PingKind.URGENT)
    outside = _ids(around, way.outside)
    return (again, Rung(2, due, outside, PingKind.WAITING)) if outside else (again,)


def readers(case: Case, school: School, people: Iterable[Person]) -> tuple[Person, ...]:
    """Who will read it, by name: what the send screen tells the reporter."""
    around = _Around(case, school, tuple(people), None, anyone)
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
    around = _Around(case, school, tuple(people), None, anyone)
    holders = [
        one.person_id for one in around.holding(step.owner) if may(one, Action.WORK, case, school)
    ]
    if case.owner in holders or not holders or step.owner is Role.MENTOR:
        return () if case.owner is None else (case.owner,)
    return tuple(holders)


def _around(
    case: Case, school: School, people: Iterable[Person], now: datetime, reachable: Reachable
) -> _Around:
    """Outside school hours whoever is in at the next opening counts as being in."""
    at = now if is_open(school, now) else next_opening(school, now)
    return _Around(case, school, tuple(people), local_day(school, at), reachable)


def _ids(around: _Around, roles: Iterable[Role]) -> tuple[str, ...]:
    return _once(one.person_id for role in roles for one in around.holding(role))


def _someone_in(around: _Around, line: Sequence[Role]) -> bool:
    return any(True for role in line for _ in around.in_line(role, line))


def _calm_rungs(around: _Around, now: datetime) -> tuple[Rung, ...]:
    way = way_of(around.case, around.school)
    due = add_school_days(around.school, now, around.school.terms.first_read)
    return (Rung(1, due, _ids(around, (*way.later, *way.outside)), PingKind.WAITING),)


def _urgent_rungs(around: _Around, now: datetime) -> Iterator[Rung]:
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
