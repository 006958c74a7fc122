"""`poster` as it is typed; the work is in `app`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from bot.app import offers as app
from bot.commandline.shared import FOLDER, JSON, print_json, settings_now


@click.command()
@click.option(
    "--out",
    type=FOLDER,
    default=".",
    help="The folder to write to (made if need be), else here.",
)
@click.option("--language", "languages", multiple=True, help="Such as nl; may be repeated.")
@click.option(
    "--for",
    "for_whom",
    type=click.Choice(app.FOR_WHOM),
    metavar="WHOM",
    multiple=True,
    help=f"{', '.join(app.FOR_WHOM)}; may be repeated.",
)
@click.option(
    "--size", "sizes", type=click.Choice(app.SIZES), multiple=True, help="May be repeated."
)
@JSON
def poster(
    out: Path,
    languages: tuple[str, ...],
    for_whom: tuple[str, ...],
    sizes: tuple[str, ...],
    as_json: bool,
) -> None:
    """Write posters (A4) and cards (for a wallet) with the doors of the school, as PDF.

    What is not chosen is made in every kind. Students get the web address alone, staff and
    parents also Telegram when BOT_TOKEN is set. People and numbers are those of today: make
    them anew when somebody changes. Needs PUBLIC_URL. Works while Maatje runs.
    """
    wanted = app.Posters(
        tuple(app.ForWhom(one) for one in for_whom or app.FOR_WHOM),
        tuple(app.Size(one) for one in sizes or app.SIZES),
        languages,
    )
    made = asyncio.run(app.make_posters(settings_now(), wanted, out))
    if made.without_telegram:
        click.echo("Telegram did not answer: the posters have the web address only.", err=True)
    if as_json:
        print_json([str(path) for path in made.paths])
        return
    for path in made.paths:
        click.echo(path)
