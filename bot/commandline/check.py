"""`maatje check`: what is wrong or not yet decided, printed."""

from __future__ import annotations

import asyncio
import os
from typing import Final

import click

from bot.app import offers as app
from bot.commandline.findings import LogHead, tell_findings
from bot.commandline.shared import JSON

CAN_RUN: Final = "Nothing keeps Maatje from running. Before real use: maatje check --go-live."
READY: Final = "Nothing keeps Maatje from real use. Read the warnings once more with MT and FG."


@click.command()
@click.option("--go-live", is_flag=True, help="Also ask for what a school must have decided.")
@click.option("--log-head", type=LogHead(), help="A mark of the log that somebody kept.")
@JSON
@click.pass_context
def check(
    ctx: click.Context, go_live: bool, log_head: tuple[int, str] | None, as_json: bool
) -> None:
    """List what is wrong or not yet decided, with the mend.

    Leads a new school: mend what stands first and run it again, until it names nothing more.
    With --go-live also: what board, FG and MR must have decided, who must be reachable, the address
    of the page, the recovery key and a first backup.

    Looks at settings, school folder, catalogs, keys, database, log, token, clock and who can be
    reached; changes nothing and may be used while Maatje runs. Exit code 0: no errors
    (warnings may remain); 1: errors.
    """
    found = asyncio.run(app.check(os.environ, go_live=go_live, log_head=log_head))
    tell_findings(ctx, found, as_json=as_json, then=READY if go_live else CAN_RUN)
