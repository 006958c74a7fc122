"""The words of the yearly evaluation, the same on slides and on paper; draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.cases.school import School
from bot.figures.evaluation import Duty, Evaluation, Part, Row, Table
from bot.figures.measures import school_year
from bot.reports.casefile import PAGES, UNSHOWN
from bot.reports.document import Bars, Document, Fact, Heading, Line
from bot.reports.document import Part as Piece
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
PRESENTED = N_("Presented to {audience} on {day} {year}")
TOTAL = N_("{count} incident in {year}", "{count} incidents in {year}")
TOO_FEW = N_("Fewer than 3 incidents in {year}. That is too few to show.")
HIDING = N_("A dash (–) is a number that is not shown, so that nobody is known by it.")
WITHHELD = N_("Too few to show: {tables}.")
DUTIES = N_("What we do every year")
DONE, MISSED = N_("Done"), N_("Not done")
SOMETIMES = N_("{done} of {planned} times")
OVERVIEW = N_("Overview")


class Audience(StrEnum):
    """To whom it is presented; a closed list, so that no words of anybody come in."""

    TEAM = "team"
    STUDENTS = "students"
    PARENTS = "parents"
    COUNCIL = "council"
    MANAGEMENT = "management"


AUDIENCES = {
    Audience.TEAM: N_("the team"),
    Audience.STUDENTS: N_("students"),
    Audience.PARENTS: N_("parents"),
    Audience.COUNCIL: N_("the participation council"),
    Audience.MANAGEMENT: N_("management and the safety coordinator"),
}


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

    @property
    def tables(self) -> tuple[Table, ...]:
        """Those that have something to show."""
        return tuple(one for one in self.evaluation.tables if not one.empty)

    def overview(self) -> Iterator[str]:
        """What stands above all tables, a sentence each."""
        total = self.evaluation.total
        for number, year in zip((total.now, total.before), self.years, strict=True):
            few = TOO_FEW.of(year=year)
            yield self.say(few if number is None else TOTAL.of(count=number, year=year))
        yield self.say(COUNTED[self.evaluation.part])
        yield self.say(HIDING)
        withheld = tuple(self.say(one.title) for one in self.evaluation.tables if one.empty)
        if withheld and total.now is not None:
            yield self.say(WITHHELD.of(tables=withheld))

    def rows(self, table: Table) -> list[tuple[str, tuple[int | None, int | None]]]:
        """The lines with a number, the others together last."""
        known = (row for row in table.rows if not (row.now is None and row.before is None))
        every: tuple[Row, ...] = (*known, *((table.rest,) if table.rest else ()))
        return [(self.say(row.label), (row.now, row.before)) for row in every]

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


def _pieces(shown: Presented) -> Iterator[Piece]:
    yield from map(Line, shown.overview())
    for table in shown.tables:
        yield Bars(shown.say(table.title), shown.years, shown.colours, tuple(shown.rows(table)))
    if shown.evaluation.duties:
        yield Heading(shown.say(DUTIES))
        for duty in shown.evaluation.duties:
            yield Fact(shown.duty(duty), shown.say(duty.text))
