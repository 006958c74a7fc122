"""`maatje check`: what is wrong or not yet decided, printed."""

from __future__ import annotations

import asyncio
import os

import click

from bot.app import offers as app
from bot.commandline.findings import LogHead, tell_findings
from bot.commandline.shared import JSON


@click.command()
@click.option("--go-live", is_flag=True, help="Also ask for what a school must have decided.")
@click.option("--log-head", type=LogHead(), help="A mark of the log that somebody kept.")
@JSON
@click.pass_context
def check(
    ctx: click.Context, go_live: bool, log_head: tuple[int, str] | None, as_json: bool
) -> None:
    """List what is wrong or not yet decided, with the mend.

    Looks at settings, school folder, catalogs, keys, database, log, token, clock and who can be
    reached; changes nothing and may be used while Maatje runs. Exit code 0: no errors
    (warnings may remain); 1: errors.
    """
    found = asyncio.run(app.check(os.environ, go_live=go_live, log_head=log_head))
    tell_findings(ctx, found, as_json=as_json)
