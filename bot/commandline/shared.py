"""What every command needs: the settings, and its answer for a program or for a person."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import click

from bot.logs import setup_logging
from bot.settings import Settings, read_settings

JSON: Final = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, for a program to read."
)
FOLDER: Final = click.Path(file_okay=False, path_type=Path)
"""A folder that need not be there yet."""


def settings_now() -> Settings:
    """The settings, with the log as they want it from here on."""
    settings = read_settings(os.environ)
    setup_logging(settings)
    return settings


def on_terminal() -> bool:
    """Whether a person sits here, rather than a service and its log."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def print_json(value: Any) -> None:
    """A value for a program."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=plain))


def print_rows(rows: Iterable[Mapping[str, Any]], *, as_json: bool) -> None:
    """Rows for a program or for a person."""
    listed = [dict(row) for row in rows]
    if as_json:
        print_json(listed)
        return
    for row in listed:
        _print_row(row)
    if not listed:
        click.echo("Nothing.")


def plain(value: object) -> str:
    """A value as a person or a program reads it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return "-" if value is None or value == "" else str(value)


def _print_row(row: Mapping[str, Any], indent: str = "") -> None:
    """What is single on one line; below it a line for each row within the row."""
    within = {name: value for name, value in row.items() if isinstance(value, list)}
    single = (f"{name}: {plain(row[name])}" for name in row if name not in within)
    click.echo(indent + "  ".join(single))
    for one in (one for rows in within.values() for one in rows):
        _print_row(one if isinstance(one, Mapping) else {"-": one}, indent + "    ")
