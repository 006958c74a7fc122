"""The words of the yearly evaluation, the same on slides and on paper; draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.cases.school import School
from bot.figures.audience import AUDIENCES, Audience
from bot.figures.evaluation import Duty, Evaluation, Table
from bot.figures.measures import school_year
from bot.figures.overview import PARTS, TITLE, overview, shown_rows
from bot.reports.casefile import PAGES, UNSHOWN
from bot.reports.document import Bars, Document, Fact, Heading, Line
from bot.reports.document import Part as Piece
from bot.text import N_, Text

DUTIES = N_("What we do every year")
DONE, MISSED = N_("Was done"), N_("Not done")
SOMETIMES = N_("{done} of {planned} times")
PRESENTED = N_("Presented to {audience} on {day} {year}")
OVERVIEW = N_("Overview")


@dataclass(frozen=True)
class Presented:
    """One evaluation, for whom and when, and in which language it is written."""

    evaluation: Evaluation
    school: School
    audience: Audience
    day: date
    made: datetime
    language: str
    say: Callable[[Text], str] = field(repr=False)

    @property
    def title(self) -> str:
        """What stands on top."""
        return self.say(TITLE.of(year=school_year(self.evaluation.first)))

    @property
    def subtitle(self) -> str:
        """Which part it is."""
        return self.say(PARTS[self.evaluation.part])

    @property
    def presented(self) -> str:
        """To whom and when."""
        audience = AUDIENCES[self.audience]
        return self.say(PRESENTED.of(audience=audience, day=self.day, year=self.day.year))

    @property
    def foot(self) -> str:
        """What stands on every page."""
        return f"{self.school.name} · {self.title} · {self.subtitle}"

    @property
    def years(self) -> tuple[str, str]:
        """This school year and the one before, as a legend names them."""
        first = self.evaluation.first
        return school_year(first), school_year(first.replace(year=first.year - 1))

    @property
    def colours(self) -> tuple[str, str]:
        """One for each of the two years."""
        return self.school.colours.main, self.school.colours.second

    def overview(self) -> tuple[str, ...]:
        """What stands above all tables, a sentence each."""
        return tuple(map(self.say, overview(self.evaluation)))

    def rows(self, table: Table) -> list[tuple[str, tuple[int | None, int | None]]]:
        """The lines with a number, the others together last."""
        return [(self.say(row.label), (row.now, row.before)) for row in shown_rows(table)]

    def duty(self, duty: Duty) -> str:
        """What became of it."""
        if duty.planned == 1 or duty.done in {0, duty.planned}:
            return self.say(DONE if duty.done else MISSED)
        return self.say(SOMETIMES.of(done=duty.done, planned=duty.planned))


def make_slides(shown: Presented) -> bytes:
    """Slides for a colleague to present and to change."""
    from bot.reports import slides  # noqa: PLC0415 - it takes a while to load

    return slides.draw(shown)


def make_paper(shown: Presented) -> bytes:
    """The same as a PDF."""
    from bot.reports import paper  # noqa: PLC0415 - it takes a while to load

    return paper.draw(on_paper(shown))


def on_paper(shown: Presented) -> Document:
    """The same numbers as a document."""
    return Document(
        title=shown.title,
        under=f"{shown.subtitle}\n{shown.presented}",
        foot=shown.foot,
        pages=shown.say(PAGES),
        unshown=shown.say(UNSHOWN),
        language=shown.language,
        made=shown.made,
        parts=tuple(_pieces(shown)),
    )


def _bars(shown: Presented, table: Table) -> Bars:
    """A year of which nothing may be shown has no bar, and so no place in the legend."""
    rows = shown.rows(table)
    seen = [at for at in range(len(shown.years)) if any(cells[at] for _, cells in rows)]
    return Bars(
        shown.say(table.title),
        tuple(shown.years[at] for at in seen),
        tuple(shown.colours[at] for at in seen),
        tuple((label, tuple(cells[at] for at in seen)) for label, cells in rows),
    )


def _pieces(shown: Presented) -> Iterator[Piece]:
    yield from map(Line, shown.overview())
    for table in shown.evaluation.filled:
        yield _bars(shown, table)
    if shown.evaluation.duties:
        yield Heading(shown.say(DUTIES))
        for duty in shown.evaluation.duties:
            yield Fact(shown.duty(duty), shown.say(duty.text))
