"""An evaluation in sentences: what stands above its tables, and each table as lines."""

from __future__ import annotations

from collections.abc import Iterator

from bot.figures.evaluation import Evaluation, Part, Row, Table
from bot.figures.measures import school_year
from bot.text import N_, Text

TITLE = N_("Evaluation of incidents {year}")
PARTS = {
    Part.STUDENTS: N_("Students among each other"),
    Part.STAFF: N_("Colleagues"),
}
COUNTED = {
    Part.STUDENTS: N_("Counted is what was reported about students among each other."),
    Part.STAFF: N_(
        "Counted is what was done to colleagues."
        " What a colleague did counts only when it is closed, and from three on."
    ),
}
TOTAL = N_("{count} incident in {year}", "{count} incidents in {year}")
TOO_FEW = N_("Fewer than 3 incidents in {year}. That is too few to show.")
HIDING = N_("A dash (–) is a number that is not shown, so that nobody is known by it.")
WITHHELD = N_("Too few to show: {tables}.")
ROW = N_("{label}: {now} (the year before: {before})")
HIDDEN = "–"


def overview(evaluation: Evaluation) -> Iterator[Text]:
    """How many there were in each year, what is counted, and what is not shown."""
    first, total = evaluation.first, evaluation.total
    years = (first, first.replace(year=first.year - 1))
    for number, began in zip((total.now, total.before), years, strict=True):
        year = school_year(began)
        yield TOO_FEW.of(year=year) if number is None else TOTAL.of(count=number, year=year)
    yield COUNTED[evaluation.part]
    yield HIDING
    withheld = tuple(one.title for one in evaluation.tables if one.empty)
    if withheld and total.now is not None:
        yield WITHHELD.of(tables=withheld)


def shown_rows(table: Table) -> tuple[Row, ...]:
    """The lines with a number, the others together last."""
    known = (row for row in table.rows if not (row.now is None and row.before is None))
    return (*known, *((table.rest,) if table.rest else ()))


def in_words(table: Table) -> Iterator[Text]:
    """Each line of it as a sentence."""
    for row in shown_rows(table):
        now, before = (HIDDEN if n is None else n for n in (row.now, row.before))
        yield ROW.of(label=row.label, now=now, before=before)
