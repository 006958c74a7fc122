"""What of some counts may be shown; knows not what is counted.

Who sees the rest of a table and its total can reckon. So a small number is never hidden alone, and
never with only small ones that its total gives away: then the smallest other ones go with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

LEAST: Final = 3
"""A smaller number is shown nowhere: so few people are known by it."""


@dataclass(frozen=True)
class Shown:
    """A column of a table whose total is known: None is hidden, `rest` is what those come to.

    Without any number left there is no rest: it would be the total.
    """

    values: tuple[int | None, ...]
    rest: int | None = None


def shown(values: Sequence[int]) -> Shown:
    """What may be shown of the parts of a total; nothing of a total that is small itself."""
    hidden = _hidden(values) if sum(values) >= LEAST else frozenset(range(len(values)))
    if len(hidden) == len(values):
        return Shown((None,) * len(values))
    left = tuple(None if at in hidden else value for at, value in enumerate(values))
    return Shown(left, sum(values[at] for at in hidden) if hidden else None)


def alone(value: int) -> int | None:
    """A number whose total stands nowhere."""
    return value if value >= LEAST else None


def _hidden(values: Sequence[int]) -> frozenset[int]:
    found = {at for at, value in enumerate(values) if value < LEAST}
    while found and _given_away([values[at] for at in found]):
        others = [value for at, value in enumerate(values) if at not in found]
        if not others:
            break
        found |= {at for at, value in enumerate(values) if value == min(others)}
    return frozenset(found)


def _given_away(hidden: Sequence[int]) -> bool:
    """Whether their sum tells one of them, or is a small number itself."""
    if len(hidden) == 1 or sum(hidden) < LEAST:
        return True
    return max(hidden) < LEAST and sum(hidden) == (LEAST - 1) * len(hidden)
