"""What should come in a lived year by the calendar alone: by day and by who hears it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta

from bot.cases.people import Role
from bot.cases.schooltime import is_school_day, local, local_day
from bot.cases.surveys import Round, Survey, days_of
from bot.jobs.probe import NEEDED, TUESDAY
from tests.jobs.a_year import COUNTED, DAY, MENTORS, NIGHT, YEAR, Year

Heard = Counter[tuple[date, str]]
MANAGEMENT = ("mira", "mark")


def tests(year: Year) -> Heard:
    """Every Tuesday with school, to whom a case cannot do without."""
    needed = [one.person_id for one in YEAR.people if one.has(*NEEDED)]
    return Counter((day, who) for day in _tuesdays(year) for who in needed)


def missed(year: Year) -> Heard:
    """The next time after it, for nobody taps it: to management and the administrator."""
    days = [next(_after(year, day), None) for day in _tuesdays(year)]
    return Counter((day, who) for day in days if day for who in (*MANAGEMENT, "ada"))


def ends_told(year: Year) -> Heard:
    """Management hears that a closed case goes: four weeks before its last day."""
    closed = [one.case.closed_at for one in year.lives if one.case.closed_at]
    wanted = [local_day(YEAR, at) + 365 * DAY - timedelta(weeks=4) for at in closed]
    days = [next(_from(year, day, time(9, 30)), None) for day in wanted if day >= year.first]
    return Counter((day, who) for day in days if day for who in MANAGEMENT)


def surveyed(year: Year) -> Heard:
    """The rounds of ProZO!: to every mentor, then to those whose class nobody counted."""
    first = date(year.first.year, 8, 1)
    days = days_of(Survey.PROZO, first, YEAR)
    late = [one.person_id for one in MENTORS if not one.classes & COUNTED]
    everyone = [one.person_id for one in YEAR.people if one.has(Role.MENTOR)]
    late += [one for one in everyone if not one.startswith("m")]
    heard = {
        Round.OPEN: (days.opens, everyone),
        Round.REMIND: (days.reminds, late),
        Round.LAST: (days.last, late),
        Round.CLOSED: (days.closes, ["mira", "chris"]),
    }
    told = [(next(_from(year, day, time(7)), None), who) for day, who in heard.values()]
    return Counter((day, one) for day, who in told if day for one in who)


def _tuesdays(year: Year) -> list[date]:
    found = _from(year, year.first, time(10))
    return [day for day in found if day.isoweekday() == TUESDAY]


def _after(year: Year, day: date) -> Iterator[date]:
    return _from(year, day + DAY, time(10))


def _from(year: Year, day: date, clock: time) -> Iterator[date]:
    """The school days from that one on, on which the house is up at that time or later."""
    up = {
        local(YEAR, at).date() for at in year.moments() if clock <= local(YEAR, at).time() < NIGHT
    }
    return iter(sorted(one for one in up if one >= day and is_school_day(YEAR, one)))
