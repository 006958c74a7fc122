"""`keys` as it is typed; the work is in `app`."""

from __future__ import annotations

import asyncio

import click

from bot.app import offers as app
from bot.commandline.findings import tell_findings
from bot.commandline.shared import JSON, print_rows, settings_now


@click.group()
def keys() -> None:
    """The keys in use: what there is, what is not right, and a new one."""


@keys.command("list")
@JSON
def keys_list(as_json: bool) -> None:
    """List the kinds of keys: how many, and from when. No key and no id is shown."""
    print_rows(asyncio.run(app.keys_list(settings_now())), as_json=as_json)


@keys.command("check")
@JSON
@click.pass_context
def keys_check(ctx: click.Context, as_json: bool) -> None:
    """List what is not right with key file, keys, items and their files, with the mend.

    "maatje check" tells the same among all else. Exit code 0: no errors; 1: errors.
    """
    tell_findings(ctx, asyncio.run(app.keys_check(settings_now())), as_json=as_json)


@keys.command("create")
def keys_create() -> None:
    """Make the key file that KEY_FILE names, before there is data.

    The first run does this by itself. By hand it is needed where the program may only read its key,
    such as a credential of systemd or a secret of Kubernetes.
    """
    app.keys_create(settings_now())
    click.echo("The key file is there. Let two people copy it now; without it nothing can be read.")


@keys.command("rotate")
def keys_rotate() -> None:
    """Put a new key in the key file and lock all other keys away under it.

    Stop Maatje first. Broken off, it can be run again at any time; until then everything can
    still be read. A copy of the old key file opens no keys.db of after this moment.
    """
    asyncio.run(app.keys_rotate(settings_now()))
    click.echo(
        "The key file holds a new key. Let two people copy it now, and destroy the old copies.\n"
        "Make a backup too. Backups of before bring the old key along when they are restored."
    )
