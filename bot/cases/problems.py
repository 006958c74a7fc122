"""A mistake in something a person wrote (settings, school files): where, what, how to mend it.

Knows no file format and prints nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One mistake; `place` is a setting's name or "school.toml:17"."""

    place: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.mend}"


class Problems(Exception):
    """Everything that is wrong, found in one go."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class SchoolProblems(Problems):
    """The school folder cannot be used as it is."""
