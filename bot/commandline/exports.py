"""`export` and `verify` as they are typed; the work is in `app`."""

from __future__ import annotations

import asyncio
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bot.app import offers as app
from bot.commandline.shared import FOLDER, JSON, print_json, settings_now


@click.command()
@click.argument("case", required=False)
@click.option("--person", help="Instead of a case: what is kept about this name or id.")
@click.option(
    "--to",
    type=FOLDER,
    default=".",
    help="The folder to write to (made if need be), else here.",
)
@click.option("--unmasked", is_flag=True, help="Leave the names of others in.")
@click.option("--reporter-name", is_flag=True, help="Show the reporter's name, if they gave it.")
@click.option("--asked-by", default="", help="Who wants the names; needed for showing any.")
@click.option("--agreed-by", default="", help="The second person who wants that.")
@JSON
def export(case: str | None, person: str | None, to: Path, as_json: bool, **chosen: Any) -> None:
    """Write CASE (its name of two words) as a ZIP and a PDF.

    The files lie open for whoever has them, and are written for this user only. Names of others
    are replaced ("student 1") unless two people who may export the case want them. Every export
    stands in the log. Works while Maatje runs.

    With --person: what is kept about one person, for who asks for their own data. Others are
    replaced and no reporter's words are in it. Read it before you hand it over.
    """
    if (case is None) == (person is None):
        raise click.UsageError("Name a case, or somebody with --person; one of the two.")
    written = asyncio.run(_written(case, person, to, app.Choice(**chosen)))
    if as_json:
        print_json(asdict(written) | {"zip": str(written.zip), "pdf": str(written.pdf)})
        return
    click.echo(f"ZIP:       {written.zip}")
    click.echo(f"PDF:       {written.pdf}")
    if person is None:
        _tell_case(written)
    click.echo("Both lie open. Hand them over safely and remove them here.")


def _tell_case(written: app.Exported) -> None:
    click.echo(f"Evidence:  {written.exhibits - written.left_out} of {written.exhibits} inside")
    click.echo(f"Names:     {'shown' if written.unmasked else 'replaced, as far as known'}")


async def _written(
    case: str | None, person: str | None, to: Path, choice: app.Choice
) -> app.Exported:
    if person is not None:
        return await app.export_person(settings_now(), person, to)
    return await app.export_case(settings_now(), case or "", to, choice)


@click.command()
@click.argument("export", type=click.Path(exists=True, path_type=Path))
@JSON
@click.pass_context
def verify(ctx: click.Context, export: Path, as_json: bool) -> None:
    """Prove that the files of an EXPORT, a ZIP or the unpacked folder, are as they were made.

    Names each file that was changed, is missing or does not belong to it. Needs no settings; with
    the data folder and the key at hand it also asks the database and the log. Exit code 0: all is
    as it was made; 1: it is not.
    """
    found = asyncio.run(app.verify(export, os.environ))
    if as_json:
        print_json(asdict(found))
    else:
        for fault in found.faults:
            click.echo(f"{fault.fault:11}{fault.name!r}")
        for denied in found.denied:
            click.echo(f"denied     {denied}")
        click.echo(f"{found.good} files as made, {len(found.faults)} not. {found.against}")
    ctx.exit(0 if found.proven else 1)
