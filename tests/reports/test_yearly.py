"""The slides and the paper of the yearly evaluation show the same numbers and no other ones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from bot.figures.audience import Audience
from bot.figures.evaluation import Part, evaluate
from bot.figures.hiding import LEAST
from bot.reports.yearly import Presented, make_paper, make_slides
from tests.cases.noordhoek import noordhoek
from tests.figures import a_year
from tests.reports.a_school import Host
from tests.reports.exported import typed
from tests.wording import dutch_first


def presented(part: Part, number: int) -> Presented:
    school = noordhoek()
    return Presented(
        evaluate(part, a_year.FIRST, a_year.counted(number), school),
        school,
        Audience.PARENTS,
        date(2027, 6, 24),
        datetime(2027, 6, 20, tzinfo=UTC),
        "nl",
        lambda text: dutch_first().render(text, "nl"),
    )


@cache
def slides(part: Part, number: int) -> Any:
    return Presentation(BytesIO(make_slides(presented(part, number))))


def paper(part: Part, number: int) -> str:
    pages = PdfReader(BytesIO(make_paper(presented(part, number)))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def shapes(deck: Any) -> Iterator[Any]:
    for slide in deck.slides:
        yield from slide.shapes


def words(deck: Any) -> str:
    found = (shape.text_frame.text for shape in shapes(deck) if shape.has_text_frame)
    return " ".join(" ".join(found).split())


def charts(deck: Any) -> list[Any]:
    return [shape.chart for shape in shapes(deck) if shape.has_chart]


def sheet_numbers(chart: Any) -> list[int]:
    """What lies in the sheet behind a chart, whether it is drawn or not."""
    sheet = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob)).worksheets[0]
    cells = (cell for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row)
    return [int(str(cell.value)) for cell in cells if cell.value is not None]


@pytest.mark.parametrize("part", Part)
@pytest.mark.parametrize("number", [0, 1, 12, 200])
def test_slides_hold_no_small_number_anywhere_and_nothing_beside_the_page(
    part: Part, number: int
) -> None:
    deck = slides(part, number)
    numbers = [value for chart in charts(deck) for value in sheet_numbers(chart)]
    assert all(value >= LEAST for value in numbers)
    assert bool(numbers) is (number > 1)
    for shape in shapes(deck):
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height


def test_date_and_audience_stand_on_both_and_so_does_every_number() -> None:
    shown, on_paper = presented(Part.STUDENTS, 200), paper(Part.STUDENTS, 200)
    on_slides = words(slides(Part.STUDENTS, 200))
    for said in ("Evaluatie van incidenten 2026-2027", "donderdag 24 juni 2027", "ouders"):
        assert said in on_slides
        assert said in on_paper
    for table, chart in zip(
        shown.evaluation.filled, charts(slides(Part.STUDENTS, 200)), strict=True
    ):
        rows = shown.rows(table)
        numbers = [number for _, cells in rows for number in cells if number is not None]
        assert sorted(sheet_numbers(chart)) == sorted(numbers)
        for label, _ in rows:
            assert label in on_paper


def test_the_first_slide_says_once_what_it_is() -> None:
    title = slides(Part.STUDENTS, 200).slides[0].shapes.title
    assert title.text_frame.text == "Evaluatie van incidenten 2026-2027"


def test_a_year_of_which_nothing_is_shown_has_no_bar_and_no_place_in_the_legend() -> None:
    shown = [len(chart.plots[0].series) for chart in charts(slides(Part.STUDENTS, 12))]
    assert shown == [1] * len(shown)


def test_a_year_with_hardly_anything_says_so_and_still_tells_what_was_done_against_it() -> None:
    for said in (words(slides(Part.STUDENTS, 1)), paper(Part.STUDENTS, 1)):
        assert "Minder dan 3 incidenten in 2026-2027" in said
        assert "Te weinig om te laten zien:" not in said
    assert "Houd een thema-avond voor ouders. " in paper(Part.STUDENTS, 1) + " "


def test_the_command_line_writes_both_parts_twice_and_says_it_in_the_log(host: Host) -> None:
    host.settle()
    asked = ("report", "--year", "2026", "--audience", "parents", "--out", str(host.out))
    result = typed(host, *asked)
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in host.out.iterdir()) == [
        f"incidenten-2026-2027-{part}.{ending}"
        for part in ("leerlingen", "medewerkers")
        for ending in ("pdf", "pptx")
    ]
    assert all(path.stat().st_mode & 0o077 == 0 for path in host.out.iterdir())
