"""Draws a document as a PDF on A4; knows letters and pages, not what the document is about.

Import it only where a document is made: fpdf takes half a second to load.
"""

from __future__ import annotations

from typing import Final

from fpdf import FPDF
from fpdf.enums import TextDirection
from fpdf.fonts import TTFFont

from bot.reports.document import Bars, Document, Fact, Heading, Line, Part, Quote
from bot.reports.letters import BOX, drawable, runs_right_to_left
from bot.reports.typefaces import FALLBACKS, FILES, FONTS, LATIN, script

MARGIN, LABEL, FOOT = 20.0, 48.0, 22.0  # millimetres
BODY, SMALL, HEAD, TITLE = 10, 8, 13, 20  # points
WIDE, THICK, HEADED = 62.0, 4.4, 20.0  # a label beside bars, a bar, what stands above them
HIDDEN: Final = "–"
INK, GREY, LIGHT, BAR = (25, 25, 25), (95, 95, 95), (244, 244, 241), (196, 128, 30)
PAGES: Final = "\ue000"
"""Stands for the number of pages; no font draws it, so nobody's words can pose as it."""


def draw(document: Document) -> bytes:
    """The PDF."""
    sheet = _Sheet(document)
    sheet.add_page()
    sheet.top()
    for part in document.parts:
        sheet.part(part)
    if sheet.boxes:
        sheet.part(Line(document.unshown))
    return bytes(sheet.output())


class _Sheet(FPDF):
    """The pages being drawn."""

    def __init__(self, document: Document) -> None:
        super().__init__(format="A4")
        self.boxes = False
        self._document = document
        for family, style, name in FILES:
            self.add_font(family, style, FONTS / name)
        self._letters = [font.cmap for font in self.fonts.values() if isinstance(font, TTFFont)]
        self.set_fallback_fonts(list(FALLBACKS), exact_match=False)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=FOOT)
        self.alias_nb_pages(PAGES)
        self.set_lang(document.language)
        self.set_title(document.title)
        self.set_creation_date(document.made)

    def footer(self) -> None:
        """On every page: what it is, who made it and when, and which page of how many."""
        number = self._document.pages.format(page=self.page_no(), pages=PAGES)
        self.set_y(-FOOT + 6)
        self._ink(SMALL, GREY)
        self.set_draw_color(*LIGHT)
        self.line(MARGIN, self.get_y() - 2, self.w - MARGIN, self.get_y() - 2)
        self._run(self._shown(self._document.foot), self.epw - 30, 4)
        self.set_xy(self.w - MARGIN - 30, -FOOT + 6)
        self.multi_cell(30, 4, number, align="R")

    def top(self) -> None:
        """Above everything on the first page."""
        self._ink(TITLE, INK, "B")
        self._run(self._shown(self._document.title), self.epw, 9)
        self._ink(BODY, GREY)
        self._run(self._shown(self._document.under), self.epw, 5.5)
        self.ln(3)

    def part(self, part: Part) -> None:
        """The next part below the ones before."""
        match part:
            case Heading(text):
                self._heading(text)
            case Fact(label, value):
                self._fact(label, value)
            case Line(text, small):
                self._ink(SMALL if small else BODY, GREY if small else INK)
                self._run(self._shown(text), self.epw, 4.2 if small else 5.4)
            case Quote(about, words):
                self._quote(about, words)
            case Bars():
                self._bars(part)

    def _heading(self, text: str) -> None:
        """Never alone at the foot of a page."""
        if self.will_page_break(32):
            self.add_page()
        self.ln(5)
        self._ink(HEAD, INK, "B")
        self._run(self._shown(text), self.epw, 7)
        self.ln(1)

    def _fact(self, label: str, value: str) -> None:
        """Side by side; a long value may go on over the page, a label does not."""
        if self.will_page_break(12):
            self.add_page()
        top, page = self.get_y(), self.page
        self._ink(BODY, GREY)
        self._run(self._shown(label), LABEL - 2, 5.4)
        below = self.get_y()
        self.set_y(top)
        self._ink(BODY, INK)
        self._run(self._shown(value), self.epw - LABEL, 5.4, left=MARGIN + LABEL)
        if self.page == page:
            self.set_y(max(below, self.get_y()))

    def _quote(self, about: str, words: str) -> None:
        """The frame is drawn along every line of it, over pages too."""
        if self.will_page_break(18):
            self.add_page()
        self.ln(1.5)
        self._ink(SMALL, GREY, "B")
        self._run(self._shown(about), self.epw, 4.6)
        self._ink(BODY, INK)
        for line in self._shown(words).split("\n"):
            self._run(line or " ", self.epw, 5.4, framed=True)
        self.ln(1.5)

    def _bars(self, bars: Bars) -> None:
        """Thin bars under each other in a row, each with its number; on one page together."""
        if self.will_page_break(HEADED + len(bars.rows) * (THICK * len(bars.series) + 1.5)):
            self.add_page()
        self._heading(bars.title)
        self._legend(bars)
        most = max((n for _, cells in bars.rows for n in cells if n is not None), default=1)
        for label, cells in bars.rows:
            top = self.get_y()
            self._ink(BODY, INK)
            self._run(self._shown(label), WIDE - 4, 4.6)
            below = self.get_y()
            for at, (number, colour) in enumerate(zip(cells, bars.colours, strict=True)):
                self._bar(top + at * THICK, (number or 0) / most, number, colour)
            self.set_y(max(below, top + THICK * len(cells)) + 1.5)

    def _legend(self, bars: Bars) -> None:
        """Which colour is which."""
        self._ink(SMALL, GREY)
        left, top = MARGIN + WIDE, self.get_y()
        for name, colour in zip(bars.series, bars.colours, strict=True):
            self.set_fill_color(colour)
            self.rect(left, top, 3, 3, style="F")
            self.text(left + 4, top + 2.7, name)
            left += 6 + self.get_string_width(name) + 6
        self.set_y(top + 5)

    def _bar(self, top: float, share: float, number: int | None, colour: str) -> None:
        left, longest = MARGIN + WIDE, self.epw - WIDE - 14
        self.set_fill_color(colour)
        if share:
            self.rect(left, top + 0.6, longest * share, THICK - 1, style="F")
        self._ink(SMALL, GREY if number is None else INK)
        self.text(
            left + longest * share + 1.5, top + 3.4, HIDDEN if number is None else f"{number}"
        )

    def _shown(self, words: str) -> str:
        """What is there to be drawn of it, every kind of line break as one."""
        shown = drawable("\n".join(words.splitlines()), self._known)
        self.boxes = self.boxes or shown.count(BOX) > words.count(BOX)
        return shown

    def _known(self, char: str) -> bool:
        return any(ord(char) in letters for letters in self._letters)

    def _ink(self, size: int, colour: tuple[int, int, int], style: str = "") -> None:
        self.set_font(LATIN, style, size)
        self.set_text_color(*colour)

    def _run(
        self, words: str, width: float, height: float, *, left: float = MARGIN, framed: bool = False
    ) -> None:
        """One paragraph: in the font of its script, or each letter would be shaped by itself."""
        to_left = runs_right_to_left(words)
        direction = TextDirection.RTL if to_left else TextDirection.LTR
        self.set_text_shaping(use_shaping_engine=True, direction=direction)
        style, size = self.font_style, self.font_size_pt
        family = script(words)
        self.set_font(family, style if family == LATIN else "", size)
        self.set_x(left)
        self.set_fill_color(*LIGHT)
        self.set_draw_color(*BAR)
        self.set_line_width(0.8 if framed else 0.2)
        self.c_margin = 4 if framed else 0
        self.multi_cell(
            width,
            height,
            words,
            border="L" if framed else 0,
            align="R" if to_left else "L",
            fill=framed,
            new_x="LMARGIN",
            new_y="NEXT",
        )
        self.set_font(LATIN, style, size)
