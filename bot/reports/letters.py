"""What of somebody's words can be drawn, and in which direction it runs; knows no font and no page.

Nothing vanishes: what no font holds is shown as a box with its name, once for a row of the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

BOX: Final = "□"
NAMED: Final = 200
"""So many boxes of one text get a name: a page of nothing but emoji is not made ten pages."""

_WITHOUT_LOOKS: Final = frozenset(
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    "\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
)
_JOINERS: Final = frozenset("\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}")
_RUN: Final = re.compile(r"(.)\1*", re.DOTALL)
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


def drawable(words: str, known: Callable[[str], bool]) -> str:
    """The words with a box and a name for what is not `known`; one text, its line breaks kept."""
    named = 0
    shown: list[str] = []
    for run in _RUN.finditer(words.replace("\t", "    ")):
        char, length = run[1], len(run[0])
        if char in _WITHOUT_LOOKS:
            continue
        if char == "\n" or _is_drawn(char, known):
            shown.append(run[0])
            continue
        named += 1
        shown.append(_box(char, length) if named <= NAMED else BOX * min(length, NAMED))
    return "".join(shown)


def runs_right_to_left(words: str) -> bool:
    """Whether most of its letters are of a script that does."""
    kinds = [unicodedata.bidirectional(char) for char in words]
    to_left = sum(kind in _RIGHT_TO_LEFT for kind in kinds)
    return to_left > kinds.count("L")


def _is_drawn(char: str, known: Callable[[str], bool]) -> bool:
    """Signs that turn the direction are drawn as boxes: with them a text poses as another."""
    return char in _JOINERS or (unicodedata.category(char) not in {"Cc", "Cf"} and known(char))


def _box(char: str, length: int) -> str:
    name = unicodedata.name(char, f"U+{ord(char):04X}").lower()
    return f"{BOX}[{name}]" + (f"×{length}" if length > 1 else "")
