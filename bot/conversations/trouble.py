"""Says where something went wrong without saying with what; knows no words, names or addresses."""

from __future__ import annotations

from pathlib import Path
from traceback import extract_tb


def where(problem: BaseException) -> str:
    """Its type and the line it came from; never its message, which may hold somebody's words."""
    frames = extract_tb(problem.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(problem).__name__}{place}"
