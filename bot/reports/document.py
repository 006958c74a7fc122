"""What stands in a document, in the order it is read; knows no paper and no case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Heading:
    """What comes now."""

    text: str


@dataclass(frozen=True)
class Fact:
    """One thing that is known, in our own words."""

    label: str
    value: str = field(repr=False)


@dataclass(frozen=True)
class Line:
    """One sentence of ours; `small` for what is looked up rather than read."""

    text: str = field(repr=False)
    small: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words: they stand in a frame, and what they look like means nothing."""

    about: str = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True)
class Bars:
    """Numbers side by side, each row a label with one number a series; None is not shown."""

    title: str
    series: tuple[str, ...]
    colours: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


Part = Heading | Fact | Line | Quote | Bars


@dataclass(frozen=True)
class Document:
    """One document in one language.

    `foot` stands on every page; `pages` says which page it is, with {page} and {pages}; `unshown`
    stands at the end when there are letters or signs that no font can draw.
    """

    title: str = field(repr=False)
    under: str = field(repr=False)
    foot: str = field(repr=False)
    pages: str
    unshown: str
    language: str
    made: datetime
    parts: tuple[Part, ...] = field(repr=False)
