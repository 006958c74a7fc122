"""The yearly evaluation: what is counted in it, and what stays out."""

from datetime import date

import pytest

from bot.cases.kinds import Kind, RouteId
from bot.cases.signals import SignalKind
from bot.figures.evaluation import Counted, Evaluation, Part, Row, Table, evaluate
from bot.figures.hiding import LEAST
from bot.figures.incident import Incident
from bot.text import N_
from tests.cases.noordhoek import noordhoek
from tests.figures import a_year


def made(part: Part, counted: Counted) -> Evaluation:
    return evaluate(part, a_year.FIRST, counted, noordhoek())


def table(evaluation: Evaluation, title: str) -> Table:
    return next(one for one in evaluation.tables if one.title.key == title)


def some(number: int, route: RouteId, *, closed: bool = True, month: str = "2026-11") -> Counted:
    one = Incident(route=route, kind=Kind.IMAGE, month=month, closed=closed)
    return Counted((one,) * number)


def test_a_year_stands_beside_the_one_before() -> None:
    both = some(4, RouteId.A).incidents + some(3, RouteId.A, month="2025-11").incidents
    evaluation = made(Part.STUDENTS, Counted(both))
    assert evaluation.total == Row(N_("Incidents"), 4, 3)
    assert table(evaluation, "By app").empty  # all of one: what is not zero would be the total


def test_only_closed_cases_about_colleagues_count_and_only_from_three_on() -> None:
    to_colleagues = some(4, RouteId.B).incidents
    few = Counted(to_colleagues + some(2, RouteId.C).incidents)
    still_open = Counted(to_colleagues + some(5, RouteId.C, closed=False).incidents)
    enough = Counted(to_colleagues + some(3, RouteId.C).incidents)
    totals = [made(Part.STAFF, one).total.now for one in (few, still_open, enough)]
    assert totals == [4, 4, 7]
    routes = table(made(Part.STAFF, enough), "By route")
    assert [row.now for row in routes.rows] == [4, 3]


def test_worries_about_home_are_no_incident() -> None:
    for part in Part:
        assert made(part, some(9, RouteId.Z)).total.now is None


def test_signals_are_counted_each_alone_and_only_for_colleagues() -> None:
    days = [(SignalKind.SEEN, date(2026, 9, 1))] * 3 + [(SignalKind.BREACH, date(2026, 9, 1))] * 2
    counted = Counted(signals=(*days, *[(SignalKind.SEEN, date(2026, 7, 31))] * 4))
    signals = table(made(Part.STAFF, counted), "Signals from colleagues")
    assert [(row.now, row.before) for row in signals.rows][::3] == [(3, 4), (None, None)]
    assert all(one.title != signals.title for one in made(Part.STUDENTS, counted).tables)


@pytest.mark.parametrize("number", [0, 1, 12, 200])
def test_every_part_of_every_year_shows_no_small_number(number: int) -> None:
    for part in Part:
        evaluation = made(part, a_year.counted(number))
        rests = (one.rest for one in evaluation.tables if one.rest)
        rows = [evaluation.total, *(row for one in evaluation.tables for row in one.rows), *rests]
        shown = [cell for row in rows for cell in (row.now, row.before) if cell is not None]
        assert all(cell >= LEAST for cell in shown)
        assert bool(shown) is (number > 1)


def test_every_incident_falls_under_one_line_of_each_table() -> None:
    """Only then is the total of a table the number of incidents, as the hiding counts on."""
    everything = Counted(a_year.incidents(3000))
    for part in Part:
        evaluation = made(part, everything)
        own = [one for one in evaluation.tables if one.title.key != "Signals from colleagues"]
        sums = {sum(row.now or 0 for row in (*one.rows, *filter(None, [one.rest]))) for one in own}
        assert sums == {evaluation.total.now}
