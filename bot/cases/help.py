"""Which help from outside can be reached at a moment; knows no texts and never invents hours."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from bot.cases.kinds import HelpTopic
from bot.cases.school import Availability, HelpLine, School
from bot.cases.schooltime import local


class LineState(StrEnum):
    """Whether somebody answers now, as far as is known."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


def line_state(line: HelpLine, at: datetime, school: School) -> LineState:
    """The state of one line; UNKNOWN when its hours were never confirmed."""
    if line.availability is Availability.UNKNOWN:
        return LineState.UNKNOWN
    if line.availability is Availability.ALWAYS or _within_hours(line, at, school):
        return LineState.OPEN
    return LineState.CLOSED


def lines_about(school: School, topic: HelpTopic) -> tuple[HelpLine, ...]:
    """The lines for a topic in the order of the file; a line that is not verified is not shown."""
    return tuple(one for one in school.help_lines if one.verified and topic in one.topics)


def open_lines(school: School, at: datetime, topic: HelpTopic) -> tuple[HelpLine, ...]:
    """What to offer now: lines that are open first, then those whose hours nobody knows.

    A line that is closed is left out. Ask `line_state` before calling one "open".
    """
    lines = lines_about(school, topic)
    states = [(line_state(line, at, school), line) for line in lines]
    wanted = (LineState.OPEN, LineState.UNKNOWN)
    return tuple(line for want in wanted for state, line in states if state is want)


def _within_hours(line: HelpLine, at: datetime, school: School) -> bool:
    here = local(school, at)
    if not line.open_on_public_holidays and _is_public_holiday(school, here):
        return False
    return any(
        opening.day == here.isoweekday() and opening.start <= here.time() < opening.end
        for opening in line.hours
    )


def _is_public_holiday(school: School, here: datetime) -> bool:
    return any(here.date() in one for one in school.public_holidays)
