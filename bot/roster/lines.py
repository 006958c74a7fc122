"""Reads rows as colleagues, each line with its own faults; knows nobody who is there already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.cases.people import Role
from bot.cases.school import School
from bot.roster.faults import Fault, NoList
from bot.roster.table import Row
from bot.roster.words import COLUMNS, ROLES, days_of, parts, role_of
from bot.understanding.folding import folded

_FORMULA: Final = ("=", "@", "+", "-")
_NOTHING: Final = "-"
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()-]{5,19}")
_EMAIL: Final = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[A-Za-z]{2,}")
LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class Line:
    """One colleague as the list has them; None: the list has no such column, or an empty cell."""

    number: int
    name: str = field(repr=False)
    roles: frozenset[Role] | None = None
    classes: frozenset[str] | None = None
    days: frozenset[int] | None = None
    deputies: tuple[str, ...] | None = field(default=None, repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True)
class Read:
    """What a list holds; `left_out` are the columns that mean nothing here."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()


def read_lines(rows: Sequence[Row], school: School) -> Read:
    """Every line that can be read, and what is wrong with the others; raise NoList."""
    first = next(number for number, row in enumerate(rows) if any(row))
    columns = [COLUMNS.get(folded(word), "") for word in rows[first]]
    _check_columns(columns)
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, row in enumerate(rows[first + 1 :], start=first + 2):
        cells = _cells(columns, row)
        if not any(cells.values()):
            continue
        wrong = tuple(Fault(number, what) for what in _faults(cells, school))
        faults.extend(wrong)
        if not wrong:
            lines.append(_line(number, cells, school))
    faults.extend(_doubles(lines))
    left = (word for word, key in zip(rows[first], columns, strict=True) if word and not key)
    return Read(tuple(lines), tuple(sorted(faults, key=lambda one: one.line)), tuple(left))


def _check_columns(columns: Sequence[str]) -> None:
    named = [key for key in columns if key]
    if "name" not in named and "last" not in named:
        raise NoList('No column is called "name" (naam). Put the names of the columns on line 1.')
    twice = next((key for key in named if named.count(key) > 1), None)
    if twice:
        raise NoList(f'Two columns mean "{twice}". Keep one of them.')


def _cells(columns: Sequence[str], row: Row) -> dict[str, str]:
    cells = {key: word for key, word in zip(columns, row, strict=False) if key}
    if "name" not in cells:
        cells["name"] = " ".join(
            part for key in ("first", "infix", "last") if (part := cells.get(key, ""))
        )
    return cells


def _faults(cells: Mapping[str, str], school: School) -> Iterator[str]:
    name = cells["name"]
    if not folded(name):
        yield "There is no name. Type it, or take the line out."
    if len(name) > LONGEST_NAME:
        yield f"The name is longer than {LONGEST_NAME} characters. Shorten it."
    for key, word in cells.items():
        if word.startswith(_FORMULA) and word != _NOTHING and key != "phone":
            yield f'"{key}" begins with "{word[0]}", as a formula does. Type the words themselves.'
    yield from _unknown(cells, school)
    if (email := cells.get("email", "")) and not _EMAIL.fullmatch(email):
        yield "This is no e-mail address. Write one, or leave it empty."
    if (phone := cells.get("phone", "")) and not _PHONE.fullmatch(phone):
        yield "This is no phone number. Write digits only, or leave it empty."


def _unknown(cells: Mapping[str, str], school: School) -> Iterator[str]:
    for word in parts(cells.get("roles", "")):
        if role_of(word) is None:
            known = ", ".join(dict.fromkeys(ROLES.values()))
            yield f'"{word}" is no role here. Choose from {known}.'
    for word in parts(cells.get("classes", "")):
        if school.class_named(word) is None:
            known = ", ".join(one.name for one in school.classes)
            yield f'There is no class "{word}". Choose from {known}.'
    if days_of(cells.get("days", "")) is None:
        yield f'"{cells["days"]}" are no days. Write them as "ma, di, do" or "ma-vr".'


def _line(number: int, cells: Mapping[str, str], school: School) -> Line:
    roles = frozenset(role for word in parts(cells.get("roles", "")) if (role := role_of(word)))
    found = (school.class_named(word) for word in parts(cells.get("classes", "")))
    return Line(
        number,
        cells["name"],
        (roles or frozenset({Role.STAFF})) if "roles" in cells else None,
        frozenset(one.name for one in found if one) if "classes" in cells else None,
        days_of(cells["days"]) if "days" in cells else None,
        parts(cells["deputies"]) if "deputies" in cells else None,
        cells.get("email", ""),
        cells.get("phone", ""),
    )


def _doubles(lines: Sequence[Line]) -> Iterator[Fault]:
    """Two people with one name could not be told apart at the next import."""
    seen: dict[str, int] = {}
    for line in lines:
        before = seen.setdefault(folded(line.name), line.number)
        if before != line.number:
            what = f"This is the name of line {before} too. Write a fuller name for one of them."
            yield Fault(line.number, what)
