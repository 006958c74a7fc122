"""`report` as it is typed; the work is in `app`."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import Path

import click

from bot.app import offers as app
from bot.commandline.shared import FOLDER, JSON, print_json, settings_now


@click.command()
@click.option("--year", type=click.IntRange(2000, 2099), help="The school year that begins in it.")
@click.option(
    "--out",
    type=FOLDER,
    default=".",
    help="The folder to write to (made if need be), else here.",
)
@click.option(
    "--audience",
    type=click.Choice(app.AUDIENCES),
    default="team",
    show_default=True,
    help="To whom it is presented.",
)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="When; today if not given.")
@JSON
def report(year: int | None, out: Path, audience: str, day: datetime | None, as_json: bool) -> None:
    """Write the evaluation of a school year: slides (.pptx) and a PDF, for students and staff each.

    Without --year it is this school year; 2026 is the one from August 2026 to July 2027. Numbers
    below 3 are hidden, and whatever would give one away. An earlier report of the same year in
    the folder is replaced. Works while Maatje runs.
    """
    on: date | None = day.date() if day else None
    wanted = app.ReportWanted(year, app.Audience(audience), on)
    written = asyncio.run(app.make_report(settings_now(), wanted, out))
    if as_json:
        print_json([str(path) for path in written])
        return
    for path in written:
        click.echo(path)
