"""Lays a staff list beside who is known: who is new, changed or not in it; changes nothing."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.cases.people import WORKDAYS, Person, Role
from bot.roster.faults import Fault
from bot.roster.lines import Line, Read
from bot.understanding.folding import folded

_NOT_STAFF: Final = frozenset({Role.STUDENT, Role.PARENT})


@dataclass(frozen=True)
class Change:
    """One colleague before (None: new) and after."""

    before: Person | None
    after: Person

    def told(self) -> str:
        """What it comes to, for who runs the command."""
        was = self.before or Person(self.after.person_id, "")
        named = [*_differences(was, self.after)]
        return f"{self.after.name}: {'; '.join(named) or 'no role'}"


@dataclass(frozen=True)
class Plan:
    """What the list would change. `held` names what only the school's own file can change."""

    new: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    gone: tuple[Person, ...] = field(default=(), repr=False)
    faults: tuple[Fault, ...] = ()
    held: tuple[str, ...] = field(default=(), repr=False)


def plan(read: Read, people: Sequence[Person], from_file: frozenset[str]) -> Plan:
    """Compare by name, however it is written; `from_file` are those of the school's file."""
    staff = [one for one in people if not one.has(*_NOT_STAFF)]
    known: dict[str, list[Person]] = {}
    for one in staff:
        known.setdefault(folded(one.name), []).append(one)
    found = {line: _pick(known.get(folded(line.name), [])) for line in read.lines}
    faults = [*read.faults, *_unsure(read.lines, known, from_file)]
    ids = {line: (one.person_id if one else secrets.token_hex(8)) for line, one in found.items()}
    by_name = _ids_by_name(ids, known)
    faults.extend(_deputy_faults(read.lines, by_name))
    changes = [
        Change(before if before and before.active else None, _after(line, before, ids, by_name))
        for line, before in found.items()
        if not (before and before.person_id in from_file)
    ]
    held, more = _beside_file(found, from_file)
    listed = {one.person_id for one in found.values() if one}
    gone = (p for p in staff if p.active and p.person_id not in listed | from_file)
    return Plan(
        tuple(one for one in changes if one.before is None),
        (*(one for one in changes if one.before not in {None, one.after}), *more),
        tuple(gone),
        tuple(sorted(faults, key=lambda one: one.line)),
        held,
    )


def _pick(found: Sequence[Person]) -> Person | None:
    return next((one for one in found if one.active), found[0] if found else None)


def _unsure(
    lines: Iterable[Line], known: Mapping[str, Sequence[Person]], from_file: frozenset[str]
) -> Iterator[Fault]:
    for line in lines:
        found = known.get(folded(line.name), ())
        if sum(one.active for one in found) > 1:
            yield Fault(line.number, "Two colleagues have this name. Give one a fuller name first.")
        one = _pick(found)
        if one and not one.active and one.person_id in from_file:
            what = "This person is not active in school.toml. Put them back there first."
            yield Fault(line.number, what)


def _ids_by_name(ids: Mapping[Line, str], known: Mapping[str, Sequence[Person]]) -> dict[str, str]:
    found = {name: one.person_id for name, them in known.items() for one in them if one.active}
    return found | {folded(line.name): one for line, one in ids.items()}


def _deputy_faults(lines: Iterable[Line], by_name: Mapping[str, str]) -> Iterator[Fault]:
    for line in lines:
        for name in line.deputies or ():
            if folded(name) == folded(line.name):
                yield Fault(line.number, "Somebody is their own deputy. Name somebody else.")
            elif folded(name) not in by_name:
                what = f'Nobody is called "{name}", named as deputy. Write the whole name.'
                yield Fault(line.number, what)


def _after(
    line: Line, before: Person | None, ids: Mapping[Line, str], by_name: Mapping[str, str]
) -> Person:
    """As the list has them; what it has no column for stays."""
    one = before or Person(ids[line], line.name, days=WORKDAYS)
    kept = one if one.active else replace(one, roles=frozenset(), classes=frozenset())
    deputies = (by_name.get(folded(name)) for name in line.deputies or ())
    return replace(
        kept,
        active=True,
        name=line.name,
        roles=kept.roles if line.roles is None else line.roles,
        classes=kept.classes if line.classes is None else line.classes,
        days=line.days or kept.days,
        deputies=kept.deputies if line.deputies is None else tuple(filter(None, deputies)),
        email=line.email or kept.email,
        phone=line.phone or kept.phone,
    )


def _beside_file(
    found: Mapping[Line, Person | None], from_file: frozenset[str]
) -> tuple[tuple[str, ...], tuple[Change, ...]]:
    """Of who stands in the school's file: it may add roles and classes, the rest is the file's."""
    held, more = list[str](), list[Change]()
    for line, one in found.items():
        if one is None or one.person_id not in from_file or not one.active:
            continue
        roles, classes = line.roles or frozenset(), line.classes or frozenset()
        wanted = replace(
            one,
            roles=one.roles | (roles - {Role.STAFF}),
            classes=one.classes | classes,
            email=line.email or one.email,
        )
        if wanted != one:
            more.append(Change(one, wanted))
        if line.days not in {None, one.days} or line.phone not in {"", one.phone}:
            held.append(one.name)
    return tuple(held), tuple(more)


def _differences(was: Person, now: Person) -> Iterator[str]:
    yield from (f"+ {role}" for role in sorted(now.roles - was.roles))
    yield from (f"- {role}" for role in sorted(was.roles - now.roles))
    yield from (f"+ class {name}" for name in sorted(now.classes - was.classes))
    yield from (f"- class {name}" for name in sorted(was.classes - now.classes))
    for name in ("name", "days", "deputies", "email", "phone"):
        if was.name and getattr(was, name) != getattr(now, name):
            yield f"other {name}"
