"""Reads coach.toml: for each app at most two screens, and how it is asked to remove something."""

from __future__ import annotations

from bot.cases.coach import OTHER, CoachedApp, CoachScreen, Picture
from bot.cases.people_reader import read_id
from bot.cases.toml_table import Table
from bot.text import Text

MOST_SCREENS = 2
MOST_LINES = 3


def read_coach(file: Table) -> tuple[CoachedApp, ...]:
    """[[apps]] in the order in which they are offered."""
    tables = file.tables("apps")
    found = tuple(_app(table) for table in tables)
    # Every answer ends somewhere: also "another app".
    if tables and not any(app.app_id == OTHER for app in found):
        file.problem("apps", "There is no help for another app.", f'Add one with id = "{OTHER}".')
    file.end()
    return found


def _app(table: Table) -> CoachedApp:
    screens = table.tables("screens")
    if len(screens) > MOST_SCREENS:
        table.problem(
            "screens", "That is too much to read.", f"Leave at most {MOST_SCREENS} screens."
        )
    app = CoachedApp(
        read_id(table),
        table.text("name"),
        tuple(_screen(one) for one in screens),
        _lines(table, "remove"),
        table.text("source"),
        table.day("checked"),
        seen_in_app=table.flag("seen_in_app", default=False),
    )
    table.end()
    return app


def _screen(table: Table) -> CoachScreen:
    lines = _lines(table, "lines")
    picture = table.choice("picture", Picture) if table.has("picture") else None
    table.end()
    return CoachScreen(lines, picture)


def _lines(table: Table, key: str) -> tuple[Text, ...]:
    lines = table.tables(key)
    if len(lines) > MOST_LINES:
        table.problem(key, "That is too much to read.", f"Leave at most {MOST_LINES} lines.")
    return tuple(_line(one) for one in lines)


def _line(table: Table) -> Text:
    text = Text(table.text("text"))
    table.end()
    return text
