"""What is wrong with a staff list, each in one sentence with the mend."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """Something about one line of the list; the first line is the one with the names of columns."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.what}"


class NoList(Exception):
    """The file as a whole is no staff list; the sentence says why and what to do."""
