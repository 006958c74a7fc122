"""Draws which room of the house imports which, from the imports themselves; knows no room by name.

    python -m scripts.house_drawing

An arrow that follows from others is left out: who imports B, and through it C, is drawn to B only.
A room stands above all that it imports.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby

from tests.house import ROOT, Module, imports, modules

PICTURE = ROOT / "docs" / "images" / "house.svg"
WIDE, HIGH, GAP, STOREY = 112, 34, 14, 74
INK, LINE, FILL = "#1b2529", "#8aa3a0", "#e3edeb"
Graph = Mapping[str, frozenset[str]]


def rooms(house: Iterable[Module]) -> Graph:
    """Each room and the rooms it imports."""
    found: dict[str, set[str]] = {}
    for module in house:
        reached = found.setdefault(module.room or "bot", set())
        names = [name.split(".") for _line, name in imports(module)]
        reached |= {parts[1] for parts in names if parts[0] == "bot" and len(parts) > 1}
    return {room: frozenset(found[room] & set(found) - {room, "bot"}) for room in found}


def fewest_arrows(graph: Graph) -> Graph:
    """Without those that follow from others."""

    @cache
    def below(room: str) -> frozenset[str]:
        return graph[room].union(*(below(one) for one in graph[room]))

    def needed(room: str) -> frozenset[str]:
        return graph[room] - frozenset().union(*(below(one) for one in graph[room]))

    return {room: needed(room) for room in graph if room != "bot"}


def places(graph: Graph) -> dict[str, tuple[float, float]]:
    """(x, y) of the middle of each room: a storey for each step on the longest way down."""

    @cache
    def storey(room: str) -> int:
        return max((storey(one) + 1 for one in graph[room]), default=0)

    ordered = sorted(graph, key=lambda room: (storey(room), room))
    storeys = [list(group) for _, group in groupby(ordered, storey)]
    widest = max(len(one) for one in storeys)
    found = {}
    for level, row in enumerate(storeys):
        left = (widest - len(row)) * (WIDE + GAP) / 2
        for at, room in enumerate(row):
            x = GAP + left + at * (WIDE + GAP) + WIDE / 2
            found[room] = (x, GAP + (len(storeys) - 1 - level) * STOREY + HIGH / 2)
    return found


def drawing(house: Iterable[Module]) -> str:
    """The picture, as SVG."""
    graph = fewest_arrows(rooms(house))
    at = places(graph)
    width = max(x for x, _ in at.values()) + WIDE / 2 + GAP
    height = max(y for _, y in at.values()) + HIGH / 2 + GAP
    lines = [_arrow(at[room], at[other]) for room in sorted(graph) for other in sorted(graph[room])]
    boxes = [_box(room, *at[room]) for room in sorted(at)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">\n'
        "<title>Which room imports which</title>\n"
        f'<rect width="100%" height="100%" fill="#ffffff"/>\n'
        f'<g fill="none" stroke="{LINE}" stroke-width="1.4">\n' + "\n".join(lines) + "\n</g>\n"
        '<g font-family="sans-serif" font-size="14" text-anchor="middle">\n'
        + "\n".join(boxes)
        + "\n</g>\n</svg>\n"
    )


def _arrow(start: tuple[float, float], end: tuple[float, float]) -> str:
    top, foot = start[1] + HIGH / 2, end[1] - HIGH / 2
    bend = (foot - top) / 2
    way = f"M{start[0]:g} {top:g}C{start[0]:g} {top + bend:g} {end[0]:g} {foot - bend:g} "
    return f'<path d="{way}{end[0]:g} {foot:g}"/>'


def _box(room: str, x: float, y: float) -> str:
    place = f'x="{x - WIDE / 2:g}" y="{y - HIGH / 2:g}" width="{WIDE}" height="{HIGH}" rx="7"'
    words = f'<text x="{x:g}" y="{y + 5:g}" fill="{INK}">{room}</text>'
    return f'<rect {place} fill="{FILL}" stroke="{INK}"/>{words}'


def main() -> int:
    """Write it; with `--check` only say whether it is out of step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    drawn = drawing(modules("bot"))
    stale = not PICTURE.exists() or PICTURE.read_text("utf-8") != drawn
    if stale and not check:
        PICTURE.write_text(drawn, "utf-8")
        print(PICTURE.relative_to(ROOT))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
