"""The command line, nothing else: reads what was typed, calls `app`, prints what came back.

Speaks English only (docs/decisions/0002): who types here looks after the machine.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

import click

from bot import __version__, app, refusals
from bot.cases.people import Role
from bot.commandline.backups import backup, on_terminal, restore, show_key
from bot.commandline.exports import export, verify
from bot.commandline.findings import LogHead, tell_findings
from bot.commandline.keys import keys
from bot.commandline.poster import poster
from bot.commandline.report import report
from bot.commandline.roster import roster
from bot.commandline.shared import JSON, plain, print_json, print_rows, settings_now
from bot.commandline.understand import understand
from bot.settings import Settings, Unfit, is_loopback
from bot.settings import listen as read_address

REFUSED: Final = 2
FAULT: Final = 1
_SHORT_ROLES: Final = {"csv": Role.SAFETY_COORDINATOR, "mt": Role.MANAGEMENT}


class _Calm(click.Group):
    """Nobody who looks after a school's machine is to read a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal is told in sentences and exits 2, a fault of ours 1."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told without its words
            _stop(ctx, error)


def _stop(ctx: click.Context, error: Exception) -> NoReturn:
    told = refusals.sentences(error)
    for sentence in told or (refusals.fault(error),):
        click.echo(sentence, err=True)
    ctx.exit(REFUSED if told else FAULT)


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


class _Loopback(click.ParamType[str]):
    """An address that only this machine can reach."""

    name = "host:port"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The address as it was typed, or a usage error."""
        try:
            address = read_address(str(value))
        except Unfit as unfit:
            self.fail(f"It {unfit}", param, ctx)
        if not is_loopback(address.host):
            self.fail(
                "The demo lets everybody be anybody, so it only listens on this machine itself: "
                "use 127.0.0.1, [::1] or localhost.",
                param,
                ctx,
            )
        return str(value)


class _Moment(click.ParamType[datetime]):
    """A moment as ISO 8601 writes it; without an offset it is the school's own time."""

    name = "ISO"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The moment, aware only when an offset was typed, or a usage error."""
        try:
            return datetime.fromisoformat(str(value))
        except ValueError:
            self.fail("Write it as 2026-11-23T08:00 or 2026-11-23T07:00Z.", param, ctx)


@click.group(cls=_Calm, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="maatje")
def main() -> None:
    """Maatje: a school's protocol on misuse of social media, carried out in conversation.

    Settings come from the environment and from .env in the working folder; .env.example tells
    what each is. Try "maatje demo" first: it needs none. Whatever cannot be done is told in
    plain sentences, with exit code 2 and nothing started.
    """


@main.command()
def run() -> None:
    """Open every door that is configured, until Ctrl-C or SIGTERM.

    The web chat always; Telegram when BOT_TOKEN is set. The first run makes the data folder and
    the key file. Keep a copy of the key file elsewhere: without it nothing can be read. On a
    terminal it then also shows the recovery key, once; a service never prints that.
    """
    settings = settings_now()
    if on_terminal() and app.first_start(settings):
        show_key(settings, app.new_recovery_key(settings))
    asyncio.run(app.run(settings))


@main.command()
@click.option(
    "--listen",
    type=_Loopback(),
    default="127.0.0.1:8080",
    show_default=True,
    help="Where the page is; this machine only. A port in use gives way to a free one.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
def demo(listen: str, no_browser: bool) -> None:
    """Show a made-up school in a browser; keeps nothing.

    Needs no settings. The people sit side by side (student, mentor, MT, CSV ...) and a clock
    jumps to the next morning, so that pings and reminders are seen within minutes. Only this
    machine can reach it.
    """
    with suppress(KeyboardInterrupt):
        asyncio.run(app.demo(listen, open_browser=not no_browser))


@main.command()
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


@main.command()
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
    invited = asyncio.run(app.invite(settings_now(), role, name, classes, recover=recover))
    if as_json:
        print_json(asdict(invited))
        return
    click.echo(f"Code:      {invited.code}")
    if invited.telegram_url:
        click.echo(f"Telegram:  {invited.telegram_url}")
    click.echo(f"Web:       {invited.web_url}")
    click.echo(f"Until:     {plain(invited.expires_at)}")
    if not invited.confirmed:
        click.echo("MT or CSV confirms this role in the chat (/team) before it counts.")


@main.group()
def jobs() -> None:
    """What Maatje does by itself: reminders, digests, pruning."""


@jobs.command("list")
@JSON
def jobs_list(as_json: bool) -> None:
    """List the jobs: when due, when last run, what came of it."""
    print_rows(asyncio.run(app.jobs_list(settings_now())), as_json=as_json)


@jobs.command("run")
@click.option("--at", type=_Moment(), help="As if it were this moment; the school's own time.")
@click.option("--dry-run", is_flag=True, help="Only tell who would get what and why.")
@JSON
def jobs_run(at: datetime | None, dry_run: bool, as_json: bool) -> None:
    """Run what is due, once; with --dry-run nothing is changed.

    Stop Maatje first. A dry run may be used while Maatje runs.
    """
    settings = settings_now()
    moment = None if at is None else _aware(at, settings)
    rows = asyncio.run(app.jobs_run(settings, moment, dry_run=dry_run))
    print_rows(rows, as_json=as_json)


def _aware(at: datetime, settings: Settings) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=settings.timezone)).astimezone(UTC)


main.add_command(roster)
main.add_command(export)
main.add_command(keys)
main.add_command(verify)
main.add_command(backup)
main.add_command(restore)
main.add_command(understand)
main.add_command(report)
main.add_command(poster)

if __name__ == "__main__":
    main(prog_name="maatje")
