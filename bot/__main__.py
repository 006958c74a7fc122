"""The command line, nothing else: reads what was typed, calls `app`, prints what came back.

Speaks English only (docs/decisions/0002): who types here looks after the machine.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any, Final, NoReturn

import click

from bot import __version__
from bot.app.running import run as open_doors
from bot.app.stopping import AT_MOST
from bot.commandline.shared import (
    on_terminal,
    settings_now,
)
from bot.settings import Unfit, is_loopback
from bot.settings import listen as read_address

REFUSED: Final = 2
FAULT: Final = 1


class _Calm(click.Group):
    """Nobody who looks after a school's machine is to read a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All, wherever they are."""
        return sorted({*super().list_commands(ctx), *_others()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of this module first: who starts the bot waits for no other."""
        return super().get_command(ctx, cmd_name) or _others().get(cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a refusal is told in sentences and exits 2, a fault of ours 1."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told without its words
            _stop(ctx, error)


def _others() -> dict[str, click.Command]:
    from bot.commandline.others import COMMANDS  # noqa: PLC0415 - for who types one of them

    return COMMANDS


def _stop(ctx: click.Context, error: Exception) -> NoReturn:
    from bot import refusals  # noqa: PLC0415 - it knows every room, and mostly nothing is refused

    told = refusals.sentences(error)
    for sentence in told or (refusals.fault(error),):
        click.echo(sentence, err=True)
    ctx.exit(REFUSED if told else FAULT)


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
    terminal it then also shows the recovery key, once; a service never prints that. Asked to end
    it is gone within nine seconds.
    """
    settings = settings_now()
    if on_terminal():
        from bot.commandline.backups import show_first_key  # noqa: PLC0415 - never in a service

        show_first_key(settings)
    asyncio.run(open_doors(settings, at_most=AT_MOST))


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
    from bot.app.demo import demo as shown  # noqa: PLC0415 - only for who asks for it

    with suppress(KeyboardInterrupt):
        asyncio.run(shown(listen, open_browser=not no_browser))


if __name__ == "__main__":
    main(prog_name="maatje")
