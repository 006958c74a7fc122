"""Asks a TOML table for its values and notes every mistake with its line instead of stopping.

Knows no school: the readers say which keys there are and what must be in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from bot.cases.problems import Problem
from bot.cases.toml_lines import Document, Path

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

NO_DAY = date.min


class Table:
    """One table of a document.

    Every question gives a value of the right type, also when the file has a mistake: the
    mistake is in `problems` then. `end` names the keys nobody asked for.
    """

    def __init__(
        self,
        document: Document,
        problems: list[Problem],
        data: Mapping[str, Any] | None = None,
        path: Path = (),
    ) -> None:
        self.document = document
        self.problems = problems
        self.path = path
        self._data = document.data if data is None else data
        self._asked: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether a key that may be left out is there."""
        self._asked.add(key)
        return key in self._data

    def problem(self, key: str, what: str, mend: str) -> None:
        """Note a mistake at `key` ("" for the table itself)."""
        path = (*self.path, key) if key else self.path
        self.problems.append(Problem(self.document.place(path), what, mend))

    def text(self, key: str, *, default: str | None = None) -> str:
        """A text with something in it."""
        value = self._get(key, default, 'a text, such as "..."')
        if isinstance(value, str) and (value.strip() or key not in self._data):
            return value
        return self._wrong(key, 'a text with something in it, such as "..."', "")

    def number(self, key: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number from `least` up to and including `most`."""
        meant = f"a whole number from {least} to {most}"
        value = self._get(key, default, meant)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        return self._wrong(key, meant, least)

    def flag(self, key: str, *, default: bool) -> bool:
        """true or false."""
        value = self._get(key, default, "true or false")
        return value if isinstance(value, bool) else self._wrong(key, "true or false", default)

    def day(self, key: str) -> date:
        """A date."""
        meant = "a date without quotes, such as 2026-10-17"
        value = self._get(key, None, meant)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        return self._wrong(key, meant, NO_DAY)

    def day_or_none(self, key: str) -> date | None:
        """A date that may be left out."""
        return self.day(key) if self.has(key) else None

    def texts(self, key: str, *, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of different texts."""
        meant = 'a list of texts, such as ["...", "..."]'
        value = self._get(key, default, meant)
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            return self._wrong(key, meant, ())
        if len(set(value)) < len(value):
            self.problem(key, f'"{key}" names something twice.', "Take the second one out.")
        return tuple(value)

    def numbers(
        self, key: str, *, least: int, most: int, default: tuple[int, ...] | None = None
    ) -> tuple[int, ...]:
        """A list of whole numbers from `least` up to and including `most`."""
        meant = f"a list of whole numbers from {least} to {most}, such as [{least}, {most}]"
        value = self._get(key, default, meant)
        if isinstance(value, list | tuple) and all(
            isinstance(one, int) and not isinstance(one, bool) and least <= one <= most
            for one in value
        ):
            return tuple(value)
        return self._wrong(key, meant, ())

    def choice(self, key: str, among: type[E], *, default: E | None = None) -> E:
        """One of the words of `among`."""
        value = self.text(key, default=default)
        fallback = next(iter(among))
        return self._one_of(key, value, among) or fallback if value else fallback

    def choices(self, key: str, among: type[E]) -> frozenset[E]:
        """At least one of the words of `among`."""
        values = self.texts(key)
        if not values and isinstance(self._data.get(key), list):
            self.problem(key, f'"{key}" is empty.', f"Choose from {_listed(among)}.")
        found = (self._one_of(key, value, among) for value in values)
        return frozenset(one for one in found if one is not None)

    def table(self, key: str, *, required: bool = True) -> Table:
        """The table below `key`; an empty one when it is not there."""
        value = self._get(key, None if required else {}, f"a table [{key}]")
        if not isinstance(value, dict):
            value = self._wrong(key, f"a table [{key}]", {})
        return Table(self.document, self.problems, value, (*self.path, key))

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a list [[key]] with at least one in it."""
        value = self._get(key, None, f"a list of tables, each below [[{key}]]")
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            value = self._wrong(key, f"a list of tables, each below [[{key}]]", [])
        paths = ((*self.path, key, index) for index in range(len(value)))
        pairs = zip(value, paths, strict=True)
        return tuple(Table(self.document, self.problems, one, path) for one, path in pairs)

    def any(self, key: str, meant: str) -> Any:
        """Whatever is there, for a reader that takes several types; None and noted if missing."""
        return self._get(key, None, meant)

    def end(self) -> None:
        """Say which keys were never asked for."""
        for key in self._data:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                self.problem(key, f'"{key}" is not known here.', f"Known are: {known}.")

    def _get(self, key: str, default: Any, meant: str) -> Any:
        self._asked.add(key)
        if key in self._data:
            return self._data[key]
        if default is None:
            self.problem("", f'"{key}" is missing.', f"Add {key}: {meant}.")
        return default

    def _wrong(self, key: str, meant: str, fallback: T) -> T:
        if key in self._data:
            self.problem(key, f'"{key}" is not right.', f"Write {meant}.")
        return fallback

    def _one_of(self, key: str, value: str, among: type[E]) -> E | None:
        try:
            return among(value)
        except ValueError:
            what = f'"{value}" is not a word for "{key}".'
            self.problem(key, what, f"Choose from {_listed(among)}.")
            return None


def _listed(among: type[StrEnum]) -> str:
    return ", ".join(among)
