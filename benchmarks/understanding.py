"""How fast a text is understood: sentences a second of a processor, and what a long text costs."""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator

from bot.cases.kinds import ReporterRole
from bot.understanding.understood import understand
from tests.cases.noordhoek import noordhoek
from tests.understanding import sets

SENTENCES = 2_000
WARM = 100
LEAST_A_SECOND = 2_000
SHORT, LONG = 2_000, 20_000
MOST_TIMES, MOST_MS = 12.0, 50.0


def main() -> int:
    """Print the figures; 1 when one of them is not what is promised."""
    pace = _pace()
    print(f"{pace:.0f} sentences a second (at least {LEAST_A_SECOND})")
    right = pace >= LEAST_A_SECOND
    for name, text in _texts():
        short, long = _cost(text(SHORT)), _cost(text(LONG))
        print(f"{name}: {LONG} characters {long:.1f} ms (at most {MOST_MS:.0f}), "
              f"{long / short:.1f} times {SHORT} (at most {MOST_TIMES:.0f})")  # fmt: skip
        right = right and long <= MOST_MS and long <= MOST_TIMES * short
    return 0 if right else 1


def _pace() -> float:
    order = random.Random(1)  # noqa: S311 - the same sentences every time
    told = [one.text for one in order.choices([*sets.danger(), *sets.category()], k=SENTENCES)]
    for text in told[:WARM]:
        _understand(text)
    began = time.process_time()
    for text in told:
        _understand(text)
    return SENTENCES / (time.process_time() - began)


def _texts() -> Iterator[tuple[str, Callable[[int], str]]]:
    mixed = " ".join(one.text for one in sets.danger())
    yield "a long story", lambda length: mixed[:length]
    yield "one cry", lambda length: ("ik wil dood " * length)[:length]
    yield "one word", lambda length: "a" * length
    yield "letters apart", lambda length: ("d o o d " * length)[:length]


def _cost(text: str) -> float:
    """Milliseconds, the median of five."""
    return 1000 * statistics.median(_timed(text) for _ in range(5))


def _timed(text: str) -> float:
    began = time.process_time()
    _understand(text)
    return time.process_time() - began


def _understand(text: str) -> None:
    understand(text, ReporterRole.STUDENT, lambda: noordhoek().advice)


if __name__ == "__main__":
    sys.exit(main())
