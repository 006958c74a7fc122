"""`understand`: what the bot makes of a free text; opens no store and asks no network."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from bot.app.ground import read_files
from bot.cases.advice import AdviceTable
from bot.cases.kinds import ReporterRole
from bot.cases.schoolfile import read_school
from bot.settings import read_settings
from bot.understanding.danger import because
from bot.understanding.understood import understand

ASKERS = tuple(role.value for role in ReporterRole)


@lru_cache(maxsize=1)
def _advice() -> AdviceTable:
    return read_school(read_files(read_settings(os.environ).school_dir)).advice


def understood(text: str, asker: str) -> dict[str, Any]:
    """What is made of this text, in the form that programs may read."""
    return asdict(understand(text, ReporterRole(asker), _advice))


def why(text: str) -> tuple[str, ...]:
    """What made it sound like danger, or nothing."""
    return because(text)


def understood_lines(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """An answer for each line, in order; for a line that cannot be read, what is wrong with it."""
    for number, line in enumerate(lines, start=1):
        try:
            yield understood(*_read(line))
        except ValueError as error:
            yield {"error": f"Line {number}: {error}"}


def _read(line: str) -> tuple[str, ReporterRole]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError('this is not JSON. Write {"text": "...", "asker": "student"}.') from None
    match row:
        case {"text": str(text), "asker": str(asker)} if asker in ASKERS:
            return text, ReporterRole(asker)
        case {"text": str(), "asker": _}:
            raise ValueError(f'"asker" must be one of {", ".join(ASKERS)}.')
        case {"text": str(text)}:
            return text, ReporterRole.STUDENT
        case _:
            raise ValueError('"text" must be there, between quotes.')
