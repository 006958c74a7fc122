"""One thing that `check` found; knows not how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.cases.problems import Problem

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """An error keeps Maatje from its work, a warning is to be looked at; a sentence with mend."""

    level: Level
    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.level:7}  {self.place}: {self.what} {self.mend}".rstrip()


def of_problem(problem: Problem) -> Finding:
    """What the readers of settings and school files found is always an error."""
    return Finding("error", problem.place, problem.what, problem.mend)


def error(place: str, what: str, mend: str) -> Finding:
    """It keeps Maatje from its work."""
    return Finding("error", place, what, mend)


def warning(place: str, what: str, mend: str, *, is_error: bool = False) -> Finding:
    """It is to be looked at; `is_error` where real use may not begin with it."""
    return Finding("error" if is_error else "warning", place, what, mend)
