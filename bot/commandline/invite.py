"""`maatje invite`: a code that lets somebody in; knows not how it is made."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Any, Final

import click

from bot.app import offers as app
from bot.cases.people import Role
from bot.commandline.shared import JSON, print_json, settings_now

_SHORT_ROLES: Final = {"csv": Role.SAFETY_COORDINATOR, "mt": Role.MANAGEMENT}


class _RoleName(click.ParamType[Role]):
    """A role, however it is capitalised, with the short names a school uses itself."""

    name = "role"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Role:
        """The role, or a usage error that lists all of them."""
        word = str(value).lower().replace("-", "_")
        try:
            return _SHORT_ROLES.get(word) or Role(word)
        except ValueError:
            self.fail(f"{value!r} is not a role. The roles are: {', '.join(Role)}.", param, ctx)


@click.command()
@click.argument("role", type=_RoleName())
@click.option("--name", required=True, help='As colleagues say it, such as "mevrouw De Wit".')
@click.option("--class", "classes", multiple=True, help="A class of theirs; may be repeated.")
@click.option("--recover", is_flag=True, help="Their chats are lost: end those, let this count.")
@JSON
def invite(role: Role, name: str, classes: tuple[str, ...], recover: bool, as_json: bool) -> None:
    """Make a one-time code that lets somebody in as ROLE, for 72 hours.

    ROLE is mentor, team_leader, care_team, social_worker, confidant, safety_coordinator (csv),
    management (mt), board, admin, staff, parent or student. Hand the code over yourself: whoever
    has it gets in. A role that opens reports is confirmed by MT or CSV, once one of them is in.
    Works while Maatje runs.
    """
    settings = settings_now()
    invited = asyncio.run(app.invite(settings, role, name, classes, recover=recover))
    if as_json:
        print_json(asdict(invited))
        return
    click.echo(f"Code:      {invited.code}")
    if invited.telegram_url:
        click.echo(f"Telegram:  {invited.telegram_url}")
    click.echo(f"Web:       {invited.web_url}")
    until = invited.expires_at.astimezone(settings.timezone)
    click.echo(f"Until:     {until:%A %d %B %Y, %H:%M}")
    if not invited.confirmed:
        click.echo("MT or CSV confirms this role in the chat (/team) before it counts.")
