"""Who may do what with a signal, who hears of it, and how far it can go."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from bot.cases.people import Person, Role
from bot.cases.rights import Action
from bot.cases.signals import (
    BEGINS,
    Reach,
    Signal,
    SignalKind,
    further,
    hear_of_it,
    may_with,
    must_hear,
)

WORKERS = {
    *(Role.STAFF, Role.MENTOR, Role.TEAM_LEADER, Role.CARE_TEAM, Role.SOCIAL_WORKER),
    *(Role.CONFIDANT, Role.SAFETY_COORDINATOR, Role.MANAGEMENT),
}
LEADERS = {
    Reach.COORDINATOR: {Role.SAFETY_COORDINATOR},
    Reach.MANAGEMENT: {Role.SAFETY_COORDINATOR, Role.MANAGEMENT},
    Reach.STAFF: {Role.SAFETY_COORDINATOR, Role.MANAGEMENT},
}


def person(person_id: str, *roles: Role) -> Person:
    return Person(person_id, person_id.title(), frozenset(roles))


PEOPLE = (
    person("inge", Role.SAFETY_COORDINATOR),
    person("fatima", Role.MANAGEMENT),
    person("jan", Role.MANAGEMENT, Role.STAFF),
    person("ella", Role.MENTOR),
    person("board", Role.BOARD),
)


def signal(
    kind: SignalKind, author: str = "ella", about: str | None = None, reach: Reach | None = None
) -> Signal:
    return Signal("s1", kind, reach or BEGINS[kind], author, date(2026, 11, 23), about)


@pytest.mark.parametrize("reach", list(Reach))
def test_t38_a_signal_is_read_by_whom_it_went_to_and_by_who_wrote_it(reach: Reach) -> None:
    one = signal(SignalKind.DEVELOPMENT, author="somebody", reach=reach)
    for role, author in product(Role, (False, True)):
        robin = person("robin", role)
        held = replace(one, author="robin") if author else one
        leads = role in LEADERS[reach]
        reads = leads or (role in WORKERS and (author or reach is Reach.STAFF))
        assert may_with(robin, Action.READ_SIGNAL, held) is reads, (role, author)
        assert may_with(robin, Action.SEND_SIGNAL_ON, held) is leads
        assert not may_with(robin, Action.READ, held)
        for none in (replace(robin, active=False), robin):
            barred = held if not none.active else replace(held, about="robin")
            assert not may_with(none, Action.READ_SIGNAL, barred)
            assert not may_with(none, Action.SEND_SIGNAL_ON, barred)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (signal(SignalKind.SEEN), ("inge",)),
        (signal(SignalKind.SEEN, author="inge"), ()),
        (signal(SignalKind.DEVELOPMENT), ("inge",)),
        (signal(SignalKind.ADVICE, author="inge"), ("fatima", "jan")),
        (signal(SignalKind.ADVICE, author="fatima"), ("inge", "jan")),
        (signal(SignalKind.BREACH), ("inge", "fatima", "jan")),
        (signal(SignalKind.BREACH, about="jan"), ("inge", "fatima")),
        (signal(SignalKind.BREACH, about="inge"), ("fatima", "jan")),
    ],
)
def test_a_breach_always_reaches_management_and_nobody_hears_of_their_own(
    one: Signal, told: tuple[str, ...]
) -> None:
    assert hear_of_it(one, PEOPLE, one.author) == told


@pytest.mark.parametrize(
    ("one", "owed"),
    [
        (signal(SignalKind.SEEN), ("inge",)),
        (signal(SignalKind.BREACH), ("fatima", "jan")),
        (signal(SignalKind.BREACH, about="jan"), ("fatima",)),
        (signal(SignalKind.ADVICE), ("fatima", "jan")),
        (signal(SignalKind.ADVICE, author="jan"), ("inge",)),
    ],
)
def test_whom_it_must_reach_is_clear_of_each_kind(one: Signal, owed: tuple[str, ...]) -> None:
    assert must_hear(one, PEOPLE) == owed


def test_only_a_development_goes_on_to_everyone_and_only_who_did_not_know_hears_it() -> None:
    one = signal(SignalKind.DEVELOPMENT, author="inge")
    assert further(one) == (Reach.MANAGEMENT, Reach.STAFF)
    wider = replace(one, reach=Reach.MANAGEMENT)
    assert further(wider) == (Reach.STAFF,)
    assert hear_of_it(wider, PEOPLE, "inge", one) == ("fatima", "jan")
    everyone = replace(one, reach=Reach.STAFF)
    assert further(everyone) == ()
    assert hear_of_it(everyone, PEOPLE, "fatima", wider) == ("ella",)
    assert further(signal(SignalKind.SEEN)) == (Reach.MANAGEMENT,)
    assert further(signal(SignalKind.BREACH)) == ()
