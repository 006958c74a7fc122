"""Draws big things at a place: words that fit, codes to scan, balloons; knows not what they say.

Places are millimetres from the side where reading begins: in Arabic that is the right one.
Import it only where a poster is made: fpdf takes half a second to load.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, cast

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue, TextDirection
from fpdf.fonts import TTFFont

from bot.reports.letters import drawable, runs_right_to_left
from bot.reports.typefaces import BOLD_TOO, FALLBACKS, FILES, FONTS, script

Colour = tuple[int, int, int]
WHITE: Final[Colour] = (255, 255, 255)
INK: Final[Colour] = (25, 25, 25)
POINT: Final = 0.3528
"""Millimetres."""
LEADING: Final = 1.22
"""From line to line, in sizes of the letter."""
SMALLEST: Final = 4.0


@dataclass(frozen=True)
class Box:
    """A place on the paper: `x` from where reading begins, `y` from the top."""

    x: float
    y: float
    width: float
    height: float

    def inside(self, margin: float) -> Box:
        """The same without its edges."""
        return Box(
            self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin
        )

    def at(self, **places: float) -> Box:
        """The same with something changed."""
        return replace(self, **places)


@dataclass(frozen=True)
class Look:
    """How words look: `size` in points is the most, they shrink until they fit.

    `top`: they begin at the top of their place, else they stand in the middle of its height.
    `even`: their lines are about as long as each other, so that no word stands alone.
    """

    size: float
    colour: Colour = INK
    bold: bool = False
    centred: bool = False
    top: bool = False
    even: bool = False


class Board(FPDF):
    """The paper being drawn; `to_left` mirrors every place."""

    def __init__(self, size: tuple[float, float], *, to_left: bool) -> None:
        super().__init__(format=size)
        self._to_left = to_left
        self.smallest = float("inf")
        """The size of the smallest words on the paper, in points."""
        for family, style, name in (*FILES, *BOLD_TOO):
            self.add_font(family, style, FONTS / name)
        self._letters = [font.cmap for font in self.fonts.values() if isinstance(font, TTFFont)]
        self.set_fallback_fonts(list(FALLBACKS), exact_match=False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_auto_page_break(auto=False)

    def ground(self, box: Box, colour: Colour, *, round_: float = 0) -> None:
        """A plane of one colour."""
        self.set_fill_color(*colour)
        self.rect(
            self._left(box), box.y, box.width, box.height,
            style="F", round_corners=bool(round_), corner_radius=round_,
        )  # fmt: skip

    def balloon(self, box: Box, colour: Colour, *, round_: float) -> None:
        """A balloon that somebody speaks in, with its tail below."""
        self.ground(box, colour, round_=round_)
        foot, tail = box.y + box.height, round_ * 1.1
        corners = (
            (round_ * 1.4, foot - 0.3),
            (round_ * 3.2, foot - 0.3),
            (round_ * 1.2, foot + tail),
        )
        self.polygon([(self._mirrored(box.x + x), y) for x, y in corners], style="F")

    def numbered(self, box: Box, number: int, colour: Colour) -> None:
        """A round mark with a number in it."""
        self.set_fill_color(*colour)
        self.ellipse(self._left(box), box.y, box.width, box.height, style="F")
        self.words(f"{number}", box, Look(box.height / POINT * 0.6, WHITE, bold=True, centred=True))

    def code(self, url: str, box: Box) -> None:
        """A code to scan, with the quiet edge it needs; it goes on white and is never mirrored."""
        rows = [list(row) for row in segno.make_qr(url, error="m").matrix_iter(border=4)]
        dot = box.width / len(rows)
        self.set_fill_color(0, 0, 0)
        for y, row in enumerate(rows):
            for start, length in _runs(row):
                left = self._left(box) + start * dot
                # A hair wider than its place: no white line shows between two rows.
                self.rect(left, box.y + y * dot, length * dot, dot * 1.02, style="F")

    def words(self, words: str, box: Box, look: Look) -> None:
        """The words within the box, as large as fits."""
        shown = drawable(words, self._known).split("\n")
        size = look.size
        while size > SMALLEST and not self._fit(shown, box, look, size):
            size -= 0.5
        self.smallest = min(self.smallest, size)
        box = self._evened(shown, box, look, size) if look.even else box
        height = size * POINT * LEADING
        count = self._count(shown, box, look, size)
        over = 0 if look.top else (box.height - count * height) / 2
        self.set_xy(self._left(box), box.y + over)
        self.set_text_color(*look.colour)
        for paragraph in shown:
            self._set_letters(paragraph, look, size)
            self.multi_cell(
                box.width, height, paragraph, align=self._align(look), new_x="LEFT", new_y="NEXT"
            )

    def _fit(self, shown: list[str], box: Box, look: Look, size: float) -> bool:
        """Whether all lines are in the box in this size, and no word is broken."""
        count = self._count(shown, box, look, size)
        if count * size * POINT * LEADING > box.height:
            return False
        words = (word for one in shown for word in one.split())
        return all(self.get_string_width(word) <= box.width for word in words)

    def _evened(self, shown: list[str], box: Box, look: Look, size: float) -> Box:
        """The narrowest place that takes no more lines than this one."""
        count = self._count(shown, box, look, size)
        while True:
            narrower = box.at(width=box.width * 0.97)
            wraps = self._count(shown, narrower, look, size) > count
            if wraps or not self._fit(shown, narrower, look, size):
                return box
            box = narrower

    def _count(self, shown: list[str], box: Box, look: Look, size: float) -> int:
        return sum(len(self._lines(one, box, look, size)) for one in shown)

    def _lines(self, paragraph: str, box: Box, look: Look, size: float) -> list[str]:
        self._set_letters(paragraph, look, size)
        return cast(
            list[str],
            self.multi_cell(
                box.width, size, paragraph, dry_run=True, output=MethodReturnValue.LINES
            ),
        )

    def _set_letters(self, paragraph: str, look: Look, size: float) -> None:
        """In the font of its script, or each letter would be shaped by itself."""
        to_left = runs_right_to_left(paragraph)
        direction = TextDirection.RTL if to_left else TextDirection.LTR
        self.set_text_shaping(use_shaping_engine=True, direction=direction)
        self.set_font(script(paragraph), "B" if look.bold else "", size)

    def _align(self, look: Look) -> str:
        if look.centred:
            return "C"
        return "R" if self._to_left else "L"

    def _known(self, char: str) -> bool:
        return any(ord(char) in letters for letters in self._letters)

    def _left(self, box: Box) -> float:
        """Where the box begins on the paper."""
        return float(self.w) - box.x - box.width if self._to_left else box.x

    def _mirrored(self, x: float) -> float:
        return float(self.w) - x if self._to_left else x


def _runs(row: list[int]) -> Iterator[tuple[int, int]]:
    """(start, length) of what is dark in a row."""
    at = 0
    for dark, dots in groupby(row):
        length = len(list(dots))
        if dark:
            yield at, length
        at += length
