"""The school folder that comes with Maatje, as texts and as a `School`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bot.cases.school import School
from bot.cases.schoolfile import FILES, read_school

FOLDER = Path(__file__).parents[2] / "bot" / "data" / "noordhoek"


def texts() -> dict[str, str]:
    """The texts of the folder by name: change them freely."""
    return {name: (FOLDER / name).read_text("utf-8") for name in FILES}


@cache
def noordhoek() -> School:
    """The school itself."""
    return read_school(texts())
