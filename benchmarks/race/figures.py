"""The figures that are wanted of Maatje beside each other bot, and the table of what was seen."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.race.contenders import MAATJE, OTHERS
from benchmarks.race.rounds import Seen

WIDTH: Final = 30
COLUMN: Final = 18
BAR: Final = 40


@dataclass(frozen=True)
class Figure:
    """One line of the table; `wanted` is Maatje's part of what each of OTHERS has, in order."""

    key: str
    about: str
    unit: str
    wanted: tuple[float | None, ...]
    more_is_better: bool = False

    def good(self, ratio: float, wanted: float | None) -> bool:
        """Whether it is reached; what nobody wants is."""
        if wanted is None:
            return True
        return ratio >= wanted if self.more_is_better else ratio <= wanted


FIGURES: Final = (
    Figure("burst", "burst, 0 ms", "updates/s", (3.0, 1.3, 0.35, 3.5), more_is_better=True),
    Figure("far burst", "burst, 50 ms", "updates/s", (2.5, 1.5, 0.75, 70), more_is_better=True),
    Figure("far p99", "burst p99, 50 ms", "ms", (0.10, 0.35, 2.5, 0.02)),
    Figure("cpu", "CPU per 1,000, 0 ms", "s", (0.40, 0.75, 2.8, 0.30)),
    Figure("memory", "peak memory", "MB", (0.35, 0.35, 2.2, 1.6)),
    Figure("start", "start to first getUpdates", "s", (0.20, 0.20, 4, 1.6)),
    Figure("steady p50", "steady 150/s, p50, 50 ms", "ms", (0.6, 0.9, 2.5, None)),
    Figure("steady p99", "steady 150/s, p99, 50 ms", "ms", (0.6, 0.9, 2.5, None)),
)

Found = Mapping[str, Sequence[Seen]]


def table(found: Found) -> Iterator[str]:
    """Maatje's part of what each other has: the median of the rounds, and what is wanted."""
    yield "Maatje : the other".ljust(WIDTH) + "".join(o.name.rjust(COLUMN) for o in OTHERS)
    for figure in FIGURES:
        cells = [
            _cell(figure, ratio_of(found, figure.key, other.name), wanted)
            for other, wanted in zip(OTHERS, figure.wanted, strict=True)
        ]
        yield figure.about.ljust(WIDTH) + "".join(cell.rjust(COLUMN) for cell in cells)
    ours = found[MAATJE.name]
    for key, about in (("lost", "lost"), ("disorder", "out of order")):
        yield f"4 quick taps, {about}".ljust(WIDTH) + f"{sum(s[key] for s in ours):.0f} (0)"


def chart(found: Found) -> Iterator[str]:
    """A bar for each contender and figure: the medians themselves."""
    for figure in FIGURES:
        yield f"{figure.about} ({figure.unit})"
        medians = {name: _median(rounds, figure.key) for name, rounds in found.items()}
        most = max((value for value in medians.values() if value), default=1.0)
        for name, value in medians.items():
            if value is not None:
                bar = "█" * max(1, round(value / most * BAR))
                yield f"  {name:<16}{bar} {value:,.{1 if value >= 1 else 3}f}"


def missed(found: Found) -> list[str]:
    """The figures that are not reached."""
    short = [
        f"{figure.about} beside {other.name}"
        for figure in FIGURES
        for other, wanted in zip(OTHERS, figure.wanted, strict=True)
        if (ratio := ratio_of(found, figure.key, other.name)) is not None
        and not figure.good(ratio, wanted)
    ]
    broken = [key for key in ("lost", "disorder") if any(s[key] for s in found[MAATJE.name])]
    return short + broken


def ratio_of(found: Found, key: str, other: str) -> float | None:
    """The median over the rounds of Maatje's figure by the other's in the same round."""
    pairs = zip(found[MAATJE.name], found.get(other, ()), strict=False)
    ratios = [ours[key] / theirs[key] for ours, theirs in pairs if key in ours and key in theirs]
    return statistics.median(ratios) if ratios else None


def _cell(figure: Figure, ratio: float | None, wanted: float | None) -> str:
    if ratio is None:
        return "-"
    if wanted is None:
        return f"{ratio:.2f}"
    sign = "≥" if figure.more_is_better else "≤"
    mark = "" if figure.good(ratio, wanted) else " !"
    return f"{ratio:.2f} ({sign} {wanted:g}){mark}"


def _median(rounds: Sequence[Seen], key: str) -> float | None:
    values = [seen[key] for seen in rounds if key in seen]
    return statistics.median(values) if values else None
