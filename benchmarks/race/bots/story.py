"""The conversation of the other bots: some questions with buttons; knows no library."""

from __future__ import annotations

import json
from dataclasses import dataclass

QUESTIONS = 12
ANSWERS = ("Bedreigen", "Uitschelden", "Een nare foto of film", "Buitensluiten", "Iets anders")
BACK = "⬅️ Terug"

Rows = tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Shown:
    """What is on the screen: rows of (label, data), in the size of Maatje's own."""

    text: str
    rows: Rows


def begun() -> tuple[str, Shown]:
    """The state to keep and the first screen."""
    return _kept({}), _screen(0)


def advanced(state: str | None, data: str) -> tuple[str, Shown]:
    """The state with this answer in it, and the next screen."""
    answers: dict[str, str] = json.loads(state)["answers"] if state else {}
    answers[str(len(answers))] = data
    return _kept(answers), _screen(len(answers))


def _kept(answers: dict[str, str]) -> str:
    return json.dumps({"flow": "report", "answers": answers})


def _screen(number: int) -> Shown:
    text = f"Vraag {number} van {QUESTIONS}\nWat is er gebeurd?\nKies wat het beste past."
    rows = tuple(((label, f"q:{number}:{at}"),) for at, label in enumerate((*ANSWERS, BACK)))
    return Shown(text, rows)
