"""Reads help_lines.toml; asks for the source and the day of every number and every hour."""

from __future__ import annotations

from bot.cases.kinds import HelpTopic, ReporterRole
from bot.cases.people_reader import read_id
from bot.cases.school import Availability, HelpLine, Opening
from bot.cases.school_reader import read_phone
from bot.cases.toml_table import Table
from bot.cases.weekly_hours import read_hours

_HOURS = '"always", "unknown" or hours such as { workdays = "08:00-17:00" }'


def read_help_lines(file: Table) -> tuple[HelpLine, ...]:
    """[[help_lines]] in the order in which they are offered."""
    found: dict[str, HelpLine] = {}
    tables = file.tables("help_lines")
    for table in tables:
        line = _line(table)
        if line.line_id and line.line_id in found:
            table.problem("id", f'"{line.line_id}" is there twice.', "Give each line its own id.")
        found.setdefault(line.line_id, line)
    if tables:
        _check_topics(tuple(found.values()), file)
    file.end()
    return tuple(found.values())


def _line(table: Table) -> HelpLine:
    line_id, name = read_id(table), table.text("name")
    availability, hours = _hours(table)
    line = HelpLine(
        line_id,
        name,
        read_phone(table, "number", default=""),
        table.text("site", default=""),
        table.choices("topics", HelpTopic),
        table.choices("for_whom", ReporterRole),
        availability,
        hours,
        table.flag("open_on_public_holidays", default=availability is Availability.ALWAYS),
        table.text("source"),
        table.day("checked"),
        table.flag("verified", default=False),
        table.text("text", default=""),
    )
    if not (table.has("number") or table.has("site")):
        table.problem("", "Nobody can reach this line.", 'Add "number", "site" or both.')
    table.end()
    return line


def _hours(table: Table) -> tuple[Availability, tuple[Opening, ...]]:
    match table.any("hours", _HOURS):
        case "always" | "unknown" as word:
            return Availability(word), ()
        case dict():
            weekly = table.table("hours")
            hours = read_hours(weekly)
            weekly.end()
            return Availability.HOURS, hours
        case None:
            pass
        case _:
            table.problem("hours", '"hours" is not right.', f"Write {_HOURS}.")
    return Availability.UNKNOWN, ()


def _check_topics(lines: tuple[HelpLine, ...], file: Table) -> None:
    """In danger somebody must answer at any hour; for the rest there must be a line at all."""
    for topic in HelpTopic:
        about = [line for line in lines if line.verified and topic in line.topics]
        if not about:
            file.problem(
                "help_lines", f'No verified line is for "{topic}".', "Add one, or its topic to one."
            )
        elif topic is HelpTopic.DANGER and not any(
            line.availability is Availability.ALWAYS for line in about
        ):
            file.problem(
                "help_lines",
                'No line for "danger" is always open.',
                'Give the line for 112 the hours "always".',
            )
