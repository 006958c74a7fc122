"""`roster` as it is typed; the work is in `app`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import click

from bot.app import offers as app
from bot.commandline.shared import JSON, print_json, settings_now

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE)
@click.option("--apply", "applies", is_flag=True, help="Let it count; without this it only looks.")
@click.option("--leave", is_flag=True, help="Whoever is not in the list leaves school.")
@JSON
@click.pass_context
def roster(ctx: click.Context, file: Path, applies: bool, leave: bool, as_json: bool) -> None:
    """Take in the staff list FILE, a CSV or Excel file with the names of its columns on line 1.

    Columns, in any order: name (naam), role (rol), class (klas), days (dagen), deputy (vervanger),
    e-mail, phone (telefoon). Says who is new, changed and gone, and what is wrong on which line.
    Nothing is written without --apply, nor while a line is wrong. Taking in a list again changes
    who is known and doubles nobody. A role that opens reports is confirmed by MT or CSV, once one
    of them is in. Works while Maatje runs.
    """
    taken = asyncio.run(app.take_roster(settings_now(), file, apply=applies, leave=leave))
    if as_json:
        print_json(_as_data(taken))
    else:
        for line in _told(taken, leave=leave):
            click.echo(line)
    ctx.exit(1 if taken.plan.faults else 0)


def _told(taken: app.Taken, *, leave: bool) -> Iterator[str]:
    plan = taken.plan
    yield from map(str, plan.faults)
    yield from (f"new      {one.told()}" for one in plan.new)
    yield from (f"changed  {one.told()}" for one in plan.changed)
    yield from (f"gone     {one.name}" for one in plan.gone)
    yield from (
        f"Days or phone of {name} stand in school.toml: change them there." for name in plan.held
    )
    if taken.left_out:
        yield f"Not used: {', '.join(taken.left_out)}."
    yield f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.gone)} not in the list."
    yield from (f"{one.name} stays: the last one of the management." for one in taken.stayed)
    yield _end(taken)
    if plan.gone and not leave:
        yield "Whoever is not in the list stays. With --leave their rights end."


def _end(taken: app.Taken) -> str:
    if taken.plan.faults:
        return "Nothing is written: mend these lines first."
    if not taken.applied:
        return "Nothing is written yet. Run it again with --apply."
    if taken.waiting:
        return f"Written. {taken.waiting} roles wait until MT or CSV confirms them (/team)."
    return "Written. Let people in with maatje invite, or from /team in the chat."


def _as_data(taken: app.Taken) -> dict[str, object]:
    plan = taken.plan
    return {
        "new": [one.told() for one in plan.new],
        "changed": [one.told() for one in plan.changed],
        "gone": [one.name for one in plan.gone],
        "faults": [{"line": one.line, "what": one.what} for one in plan.faults],
        "not_used": list(taken.left_out),
        "applied": taken.applied,
        "to_confirm": taken.waiting,
    }
