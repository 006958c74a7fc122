"""`understand`: what the bot makes of a free text; opens no store and asks no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from bot.understanding.danger import danger_in
from bot.understanding.understood import Asker, understand

ASKERS = tuple(asker.value for asker in Asker)


def understood(text: str, asker: str) -> dict[str, Any]:
    """What is made of this text, in the form that programs may read."""
    return asdict(understand(text, Asker(asker)))


def why(text: str) -> tuple[str, ...]:
    """What made it sound like danger, or nothing."""
    return danger_in(text).because


def understood_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line, in order; for a line that cannot be read, what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        try:
            yield understood(*_read(line))
        except ValueError as error:
            yield {"error": f"Line {number}: {error}"}


def _read(line: str) -> tuple[str, Asker]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError('this is not JSON. Write {"text": "...", "asker": "student"}.') from None
    match row:
        case {"text": str(text), "asker": str(asker)} if asker in ASKERS:
            return text, Asker(asker)
        case {"text": str(), "asker": _}:
            raise ValueError(f'"asker" must be one of {", ".join(ASKERS)}.')
        case {"text": str(text)}:
            return text, Asker.STUDENT
        case _:
            raise ValueError('"text" must be there, between quotes.')
