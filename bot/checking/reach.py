"""Whether the roles a case cannot do without can be reached; knows no address."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from bot.cases.people import Person, Role
from bot.cases.rulebook import Per, YearDuty
from bot.cases.school import School
from bot.checking.finding import Finding, warning
from bot.checking.routes import nobodys
from bot.store import contacts, people, probes
from bot.store.tx import Tx

ENOUGH: Final = 2

_CANNOT_DO_WITHOUT: Final = {
    Role.MANAGEMENT: ("the management (MT)", "mt"),
    Role.SAFETY_COORDINATOR: ("the school safety coordinator (CSV)", "csv"),
    Role.CONFIDANT: ("the confidant", "confidant"),
    Role.BOARD: ("the board", "board"),
}
"""How a sentence names each, and how `maatje invite` does."""


def unreached(tx: Tx) -> tuple[Finding, ...]:
    """The roles with too few contacts that are not blocked, or none at all."""
    counts = dict.fromkeys(_CANNOT_DO_WITHOUT, 0)
    for person in people.all_people(tx):
        if person.active:
            usable = sum(not one.blocked for one in contacts.with_mail(tx, person.person_id))
            for role in counts.keys() & person.roles:
                counts[role] += usable
    missed = len(probes.missed(tx))
    return (*_findings(counts, data_exists=True), *_missed(missed))


def _missed(number: int) -> Iterator[Finding]:
    if number:
        what = f"The last test message was not confirmed by {number} of those who matter most."
        yield warning("people", what, "Ask them whether their chat still works.")


def nobody_yet(*, go_live: bool) -> tuple[Finding, ...]:
    """What there is to say before the first run."""
    return tuple(_findings(dict.fromkeys(_CANNOT_DO_WITHOUT, 0), data_exists=go_live))


def ownerless(tx: Tx, school: School) -> tuple[Finding, ...]:
    """The steps and yearly duties that are nobody's; none before anybody is known."""
    here = [one for one in people.all_people(tx) if one.active]
    held = {role for one in here for role in one.roles}
    return (*nobodys(school, held), *_duties(school, here, held)) if here else ()


def _duties(school: School, here: Sequence[Person], held: Collection[Role]) -> Iterator[Finding]:
    yield from (
        warning(
            "calendar.toml",
            f'The duty "{duty.duty_id}" is nobody\'s: {lacking}.',
            "Run maatje invite, or name somebody in school.toml.",
        )
        for duty in school.duties
        if (lacking := _lacking(duty, school, here, held))
    )


def _lacking(duty: YearDuty, school: School, here: Sequence[Person], held: Collection[Role]) -> str:
    """Whom a duty waits for; "" when there is somebody, for each class if it is done per class."""
    if duty.owner not in held:
        return f'nobody has the role "{duty.owner.value}"'
    if duty.per is not Per.CLASS or duty.owner is not Role.MENTOR:
        return ""
    mentors = [one for one in here if Role.MENTOR in one.roles]
    bare = [
        one.name
        for one in school.classes
        if (not duty.years or one.year in duty.years)
        and not any(one.name in p.classes or one.mentor == p.person_id for p in mentors)
    ]
    return f"no mentor of {', '.join(bare)}" if bare else ""


def _findings(counts: dict[Role, int], *, data_exists: bool) -> Iterator[Finding]:
    for role, (name, typed) in _CANNOT_DO_WITHOUT.items():
        mend = f"Run maatje invite {typed} --name ..."
        if not counts[role]:
            what = f"There is no way yet to reach {name}."
            yield warning("people", what, mend, is_error=data_exists)
        elif counts[role] < ENOUGH:
            what = f"There is only one way to reach {name}."
            yield warning("people", what, f"{mend} or let them sign in at a second door.")
