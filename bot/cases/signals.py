"""What colleagues signal beside cases: its kinds, how far it goes, and who hears of it.

Protocol, "Aanpak" and the flowcharts, "CSV": follow what is posted, share developments, advise
management asked and unasked, tell management of every breach. Knows no storage and no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.cases.people import Person, Role
from bot.cases.rights import Action, Relation, allowed_by


class SignalKind(StrEnum):
    """The four kinds of `/signaal`."""

    SEEN = "seen"
    DEVELOPMENT = "development"
    ADVICE = "advice"
    BREACH = "breach"


class Reach(StrEnum):
    """How far a signal went; each one includes those before it."""

    COORDINATOR = "coordinator"
    MANAGEMENT = "management"
    STAFF = "staff"


BEGINS: Mapping[SignalKind, Reach] = {
    SignalKind.SEEN: Reach.COORDINATOR,
    SignalKind.DEVELOPMENT: Reach.COORDINATOR,
    SignalKind.ADVICE: Reach.MANAGEMENT,
    SignalKind.BREACH: Reach.MANAGEMENT,
}
GOES_ON: Mapping[SignalKind, tuple[Reach, ...]] = {
    SignalKind.SEEN: (Reach.MANAGEMENT,),
    SignalKind.DEVELOPMENT: (Reach.MANAGEMENT, Reach.STAFF),
    SignalKind.ADVICE: (),
    SignalKind.BREACH: (),
}
"""To whom it can go on with one button: only a development is for all colleagues."""

_RELATION: Mapping[Reach, Relation] = {
    Reach.COORDINATOR: Relation.SIGNAL_TO_COORDINATOR,
    Reach.MANAGEMENT: Relation.SIGNAL_TO_MANAGEMENT,
    Reach.STAFF: Relation.SIGNAL_TO_STAFF,
}


@dataclass(frozen=True)
class Signal:
    """One signal without its words. `about`: the colleague who broke the rules, if one is named.

    `follows`: the signal that this one asks or answers something about.
    """

    signal_id: str
    kind: SignalKind
    reach: Reach
    author: str
    day: date
    about: str | None = None
    follows: str | None = None


def may_with(person: Person, action: Action, signal: Signal) -> bool:
    """Whether `person` may do this with a signal; who it is about has none of it."""
    if signal.about == person.person_id:
        return False
    found = {_RELATION[signal.reach]}
    if signal.author == person.person_id:
        found.add(Relation.SIGNAL_OWN)
    return allowed_by(person, action, found)


def further(signal: Signal) -> tuple[Reach, ...]:
    """Where it can still go."""
    order = list(Reach)
    here = order.index(signal.reach)
    return tuple(one for one in GOES_ON[signal.kind] if order.index(one) > here)


def hear_of_it(
    signal: Signal, people: Iterable[Person], by: str, before: Signal | None = None
) -> tuple[str, ...]:
    """Who is told now: those who may read it, could not `before`, and did not do it themselves."""

    def new(person: Person) -> bool:
        knew = before is not None and may_with(person, Action.READ_SIGNAL, before)
        return may_with(person, Action.READ_SIGNAL, signal) and not knew

    return tuple(one.person_id for one in people if new(one) and one.person_id != by)


def must_hear(signal: Signal, people: Sequence[Person]) -> tuple[str, ...]:
    """Whom it must reach: management of a breach and of advice, the coordinator of the rest.

    Advice that management asks is for the coordinator too. Without who may not read it.
    """
    managers = {one.person_id for one in people if one.has(Role.MANAGEMENT)}
    asks = signal.kind is SignalKind.ADVICE and signal.author in managers
    to_managers = BEGINS[signal.kind] is Reach.MANAGEMENT and not asks
    role = Role.MANAGEMENT if to_managers else Role.SAFETY_COORDINATOR
    found = (one for one in people if one.has(role))
    return tuple(one.person_id for one in found if may_with(one, Action.READ_SIGNAL, signal))
