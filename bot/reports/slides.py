"""Draws the yearly evaluation as slides that a colleague can change; knows slides, not the counts.

Charts are real ones, and the sheet of numbers in each holds what is shown and nothing else. Import
it only where slides are made: it takes a while to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from bot.figures.evaluation import Table
from bot.reports.yearly import DUTIES, OVERVIEW, Presented

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, WIDE = Inches(0.6), Inches(12.13)
TOP, BELOW = Inches(1.35), Inches(5.3)
CHART, NUMBERS = Inches(6.6), Inches(5.3)
GREY, PALE, WHITE = RGBColor(95, 95, 95), RGBColor(240, 240, 240), RGBColor(255, 255, 255)
TITLE_ONLY: Final = 5
"""The layout of the library's own template that has a title and nothing else."""
FEW, ROW, SMALL_ROW, DUTY = 8, Pt(14), Pt(11), Pt(16)
"""Up to so many lines are written larger: a slide is read from the back of a room."""
A_SLIDE: Final = 8
"""Duties on one slide."""
AFTER, CLOSE = Pt(8), Pt(0)
LINE, DUTY_LINE = Inches(0.6), Inches(0.66)
"""Room for words that take two lines; a table on a slide does not grow by itself."""
HIDDEN: Final = "–"


def draw(shown: Presented) -> bytes:
    """The file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    deck.core_properties.title = f"{shown.title} – {shown.subtitle}"
    deck.core_properties.author = shown.school.name
    deck.core_properties.created = deck.core_properties.modified = shown.made
    _Slides(deck, shown).all()
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


class _Slides:
    """The slides being drawn."""

    def __init__(self, deck: Any, shown: Presented) -> None:
        self._deck = deck
        self._shown = shown
        self._main = _colour(shown.colours[0])

    def all(self) -> None:
        """One after the other."""
        self._cover()
        self._overview()
        for table in self._shown.evaluation.filled:
            self._table(table)
        every = self._shown.evaluation.duties
        for at in range(0, len(every), A_SLIDE):
            self._duties(
                [(self._shown.say(o.text), self._shown.duty(o)) for o in every[at : at + A_SLIDE]]
            )

    def _slide(self, title: str) -> Any:
        slide = self._bare()
        _write(slide.shapes.title.text_frame, [title], Pt(30), self._main, bold=True)
        return slide

    def _bare(self) -> Any:
        """With room for a title and with what stands on every slide."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = LEFT, Inches(0.4), WIDE, Inches(0.8)
        foot = slide.shapes.add_textbox(LEFT, Inches(6.95), WIDE, Inches(0.35))
        _write(foot.text_frame, [self._shown.foot], Pt(11), GREY)
        return slide

    def _cover(self) -> None:
        slide = self._bare()
        band = slide.shapes.add_shape(1, Emu(0), Inches(2.2), WIDTH, Inches(2.6))
        band.fill.solid()
        band.fill.fore_color.rgb = self._main
        band.line.fill.background()
        head = slide.shapes.title
        head.top, head.height = Inches(2.5), Inches(1.0)
        slide.shapes._spTree.append(head._element)
        _write(head.text_frame, [self._shown.title], Pt(40), WHITE, bold=True)
        under = slide.shapes.add_textbox(LEFT, Inches(3.5), WIDE, Inches(0.8))
        _write(under.text_frame, [self._shown.subtitle], Pt(28), WHITE)
        when = slide.shapes.add_textbox(LEFT, Inches(5.0), WIDE, Inches(1.0))
        _write(when.text_frame, [self._shown.presented, self._shown.school.name], Pt(20), GREY)

    def _overview(self) -> None:
        slide = self._slide(self._shown.say(OVERVIEW))
        box = slide.shapes.add_textbox(LEFT, TOP, WIDE, BELOW)
        _write(box.text_frame, [*self._shown.overview()], Pt(22), RGBColor(25, 25, 25))

    def _table(self, table: Table) -> None:
        slide = self._slide(self._shown.say(table.title))
        rows = self._shown.rows(table)
        data = CategoryChartData()
        data.categories = [label for label, _ in rows]
        shown = [at for at in range(len(self._shown.years)) if any(c[at] for _, c in rows)]
        for at in shown:
            data.add_series(self._shown.years[at], [cells[at] for _, cells in rows])
        kind = XL_CHART_TYPE.BAR_CLUSTERED
        high = min(BELOW, Inches(1.0) + len(rows) * Inches(0.8))
        frame = slide.shapes.add_chart(kind, LEFT, TOP, CHART, high, data)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", self._in_words(rows))
        size = _size(len(rows))
        self._dress(frame.chart, [self._shown.colours[at] for at in shown], size)
        self._numbers(slide, rows)

    def _dress(self, chart: Any, colours: Sequence[str], size: Pt) -> None:
        """A year of which nothing may be shown has no bar, and so no place in the legend."""
        chart.has_title = False
        chart.has_legend = True
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
        chart.font.size = size
        chart.category_axis.reverse_order = True
        chart.category_axis.format.line.color.rgb = GREY
        chart.category_axis.has_major_gridlines = False
        chart.value_axis.visible = False
        chart.value_axis.has_major_gridlines = False
        chart.value_axis.minimum_scale = 0
        chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
        plot = chart.plots[0]
        plot.gap_width, plot.overlap = 45, 0
        plot.has_data_labels = True
        plot.data_labels.font.size = size
        for series, colour in zip(plot.series, colours, strict=True):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = _colour(colour)

    def _numbers(self, slide: Any, rows: Sequence[tuple[str, tuple[int | None, ...]]]) -> None:
        """The same beside it: what a bar is too short for stands here."""
        left = LEFT + WIDE - NUMBERS
        size = _size(len(rows))
        high = min(LINE, BELOW // (len(rows) + 1))
        shape = slide.shapes.add_table(len(rows) + 1, 3, left, TOP, NUMBERS, high * (len(rows) + 1))
        grid = shape.table
        for at, wide in enumerate((Inches(3.0), Inches(1.15), Inches(1.15))):
            grid.columns[at].width = wide
        for at in range(len(rows) + 1):
            grid.rows[at].height = high
        lines = [("", *self._shown.years), *((label, *map(_cell, cells)) for label, cells in rows)]
        for down, line in enumerate(lines):
            for across, words in enumerate(line):
                cell = grid.cell(down, across)
                self._fill(cell, words, size, head=not down, number=bool(across))

    def _fill(self, cell: Any, words: str, size: Pt, *, head: bool, number: bool) -> None:
        cell.margin_top = cell.margin_bottom = Inches(0.02)
        cell.margin_left = cell.margin_right = Inches(0.1)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE
        cell.fill.solid()
        cell.fill.fore_color.rgb = self._main if head else PALE
        ink = WHITE if head else RGBColor(25, 25, 25)
        _write(cell.text_frame, [words], size, ink, bold=head, after=CLOSE)
        if number:
            cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def _duties(self, lines: Sequence[tuple[str, str]]) -> None:
        slide = self._slide(self._shown.say(DUTIES))
        high = DUTY_LINE * len(lines)
        shape = slide.shapes.add_table(len(lines), 2, LEFT, TOP, WIDE, high)
        grid = shape.table
        grid.first_row = False
        grid.columns[0].width, grid.columns[1].width = WIDE - Inches(2.2), Inches(2.2)
        for down, line in enumerate(lines):
            for across, words in enumerate(line):
                self._fill(grid.cell(down, across), words, DUTY, head=False, number=bool(across))

    def _in_words(self, rows: Sequence[tuple[str, tuple[int | None, ...]]]) -> str:
        """For who does not see the chart."""
        return "; ".join(f"{label}: {', '.join(map(_cell, cells))}" for label, cells in rows)


def _size(rows: int) -> Pt:
    return ROW if rows <= FEW else SMALL_ROW


def _cell(number: int | None) -> str:
    return HIDDEN if number is None else str(number)


def _colour(words: str) -> RGBColor:
    return RGBColor.from_string(words.removeprefix("#").upper())


def _write(
    frame: Any,
    lines: Sequence[str],
    size: Pt,
    colour: RGBColor,
    *,
    bold: bool = False,
    after: Pt = AFTER,
) -> None:
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    for at, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if not at else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = after
        run = paragraph.add_run()
        run.text = line
        run.font.size, run.font.bold, run.font.color.rgb = size, bold, colour
