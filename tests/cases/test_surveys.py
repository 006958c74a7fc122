"""The days of a survey in a school year."""

from datetime import date

from bot.cases.surveys import Round, Survey, comes, days_of
from tests.cases.noordhoek import noordhoek

FIRST = date(2026, 8, 1)


def test_prozo_is_open_from_the_first_school_day_of_november_to_the_end_of_april() -> None:
    days = days_of(Survey.PROZO, FIRST, noordhoek())
    assert (days.opens, days.reminds) == (date(2026, 11, 2), date(2026, 11, 23))
    assert (days.last, days.closes) == (date(2027, 4, 1), date(2027, 5, 1))
    on = [date(2026, 11, 1), days.opens, days.reminds, days.last, date(2027, 4, 30), days.closes]
    assert [days.round_on(day) for day in on] == [
        *(Round.PLANNED, Round.OPEN, Round.REMIND, Round.LAST, Round.LAST, Round.CLOSED)
    ]


def test_integraal_comes_every_two_years_in_spring() -> None:
    years = [date(year, 8, 1) for year in (2026, 2027, 2028)]
    assert [comes(Survey.INTEGRAAL, one, noordhoek()) for one in years] == [True, False, True]
    assert comes(Survey.PROZO, years[1], noordhoek())
    days = days_of(Survey.INTEGRAAL, FIRST, noordhoek())
    assert (days.opens, days.closes) == (date(2027, 2, 1), date(2027, 4, 1))
