"""On which line of a TOML text each value stands; knows nothing of what the values mean."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from bot.cases.problems import Problem

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*([A-Za-z0-9_."'-]+(?:\s*\.\s*[A-Za-z0-9_."'-]+)*)\s*=""")
_MAY_GO_ON = ("[", "{", '"""', "'''")
"""How a value begins that may take more than one line; the others need no second reading."""
_WHERE = re.compile(r"\s*\(at line (\d+), column \d+\)$")


@dataclass(frozen=True)
class Document:
    """A TOML file that could be parsed, and where in it each key and table header stands."""

    file: str
    data: Mapping[str, Any] = field(repr=False)
    text: str = field(repr=False)

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        """The line of each; only a mistake asks for it, and most files have none."""
        return dict(_lines(self.text))

    def place(self, path: Path) -> str:
        """ "school.toml:17": the line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.file}:{self.lines.get(path, 1)}"


@lru_cache(maxsize=16)
def parse(file: str, text: str) -> Document | Problem:
    """The document, or the first thing that is not TOML, with its line.

    A few are kept: in a folder that is read again mostly one file has changed.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _unreadable(file, text, str(error))
    return Document(file, data, text)


def _unreadable(file: str, text: str, message: str) -> Problem:
    found = _WHERE.search(message)
    line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
    reason = _WHERE.sub("", message).removesuffix(" (at end of document)")
    return Problem(
        f"{file}:{line}",
        f"This is not TOML: {reason}.",
        'Look for a missing quote, bracket or "=" on this line or the one before.',
    )


def _lines(text: str) -> Iterator[tuple[Path, int]]:
    """Every key and header of a text that is known to be TOML."""
    counts: dict[Path, int] = {}
    here: Path = ()
    open_value = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if open_value:
            open_value = _still_open(f"{open_value}\n{line}")
        elif header := _HEADER.match(line):
            here = _header_path(header[2], counts, is_list=header[1] == "[[")
            if here[-1:] == (0,):
                yield here[:-1], number
            yield here, number
        elif key := _KEY.match(line):
            yield (*here, *_parts(key[1])), number
            if line[key.end() :].lstrip().startswith(_MAY_GO_ON):
                open_value = _still_open(line)


def _still_open(value: str) -> str:
    """`value` when it goes on at the next line (a list or a long text), "" when it is whole."""
    if value.rstrip().endswith(","):  # without this a long list is read anew at each of its lines
        return value
    try:
        tomllib.loads(value)
    except tomllib.TOMLDecodeError:
        return value
    return ""


def _header_path(name: str, counts: dict[Path, int], *, is_list: bool) -> Path:
    """The path of a header; in [[people]] the third one is ("people", 2)."""
    path: Path = ()
    parts = _parts(name)
    for part in parts[:-1]:
        path = _inside((*path, part), counts)
    path = (*path, parts[-1])
    if is_list:
        counts[path] = counts.get(path, -1) + 1
    return _inside(path, counts)


def _inside(path: Path, counts: Mapping[Path, int]) -> Path:
    return (*path, counts[path]) if path in counts else path


def _parts(name: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in name.split("."))
