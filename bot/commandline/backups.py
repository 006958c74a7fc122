"""`maatje backup` and `maatje restore`, and the one moment at which the recovery key is seen."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, Literal

import click

from bot.app import offers as app
from bot.commandline.shared import FOLDER, JSON, on_terminal, plain, print_json, settings_now
from bot.settings import Settings
from bot.vault import RecoveryKey

_TRIES: Final = 3
_LINE_LETTERS: Final = 28
_FILE: Final = click.Path(dir_okay=False, path_type=Path)
_SHOWN: Final = """
This is the recovery key. It is shown once and kept nowhere.
Write it down twice, on paper. Let two people keep it, each somewhere else.
With it and a backup everything can be read; without it no backup can.
"""
_ON_HOLD: Final = """
Only a drill? Never start this copy: run check on it, then remove the folder.
After a loss: set these three in .env and start maatje run. It is on hold: new reports are taken and
answered, nothing old is sent. Look first, then: maatje restore --release send (or drop).
"""


@click.group(invoke_without_command=True)
@click.option("--to", type=FOLDER, help="Where to, instead of BACKUP_DIR.")
@JSON
@click.pass_context
def backup(ctx: click.Context, to: Path | None, as_json: bool) -> None:
    """Make a backup now, for the recovery key alone to open.

    Works while Maatje runs, which also makes one every night. Older ones are removed when they
    have had the days that the school file gives them.
    """
    if ctx.invoked_subcommand is not None:
        return
    made = asyncio.run(app.back_up(settings_now(), to))
    if as_json:
        print_json(asdict(made))
    else:
        click.echo(f"Backup {made.stamp}: {made.items} items, {made.size:,} bytes.")
        _name("No file for item", made.missing)
    ctx.exit(1 if made.missing else 0)


@backup.command("key")
@click.option("--new", is_flag=True, help="Make another; the old one opens only older backups.")
@click.option(
    "--to-stdout",
    is_flag=True,
    help="Print the key alone, also where that is no terminal; see to it that no log keeps it.",
)
def backup_key(new: bool, to_stdout: bool) -> None:
    """Make the recovery key that opens backups, and show it once.

    Only on a terminal: what it prints must end on paper and not in a log. Until there is one, no
    backup is made.
    """
    settings = settings_now()
    if not (to_stdout or on_terminal()):
        raise click.UsageError("The key is shown on a terminal only; see --to-stdout.")
    recovery = app.new_recovery_key(settings, again=new)
    if to_stdout:
        app.keep_recovery_key(settings, recovery)
        click.echo(recovery.typed())
    elif not show_key(settings, recovery):
        raise click.ClickException("It was not kept. Run this again when you have pen and paper.")


def show_first_key(settings: Settings) -> None:
    """At the very first start: make the recovery key and show it."""
    if app.first_start(settings):
        show_key(settings, app.new_recovery_key(settings))


def show_key(settings: Settings, recovery: RecoveryKey) -> bool:
    """Show it and have its end typed back; whether it counts from now on."""
    click.echo(f"{_SHOWN}\n{recovery.typed()}\n")
    end = recovery.typed().split()[-1]
    for _ in range(_TRIES):
        typed = click.prompt("Its last four letters, as you wrote them", default="")
        if typed.strip().upper() == end:
            app.keep_recovery_key(settings, recovery)
            click.clear()
            click.echo("Good. Backups are made for it from now on.")
            return True
    return False


@click.command()
@click.option("--from", "source", type=FOLDER, help="The folder with the backups.")
@click.option("--into", type=FOLDER, help="A folder that is empty or not there: the DATA_DIR.")
@click.option("--of", default="", help="Which, such as 20261125T024000Z; else the newest.")
@click.option("--key-file", type=_FILE, help="Where the key file goes; else beside the folder.")
@click.option(
    "--recovery-key-file", type=click.File(), help="Read the recovery key here; - is stdin."
)
@click.option("--expired-keys", is_flag=True, help="Use the newest keys though their time is over.")
@click.option(
    "--release", type=click.Choice(["send", "drop"]), help="End the hold of a restored house."
)
@JSON
def restore(*, release: Literal["send", "drop"] | None, as_json: bool, **given: Any) -> None:
    """Bring a backup back into an empty folder, on hold.

    Asks for the recovery key. Nothing old is sent by itself until --release: then what waited is
    sent after all, or dropped. Restore into a spare folder now and then: docs/backup.md.
    """
    if release:
        _release(drop=release == "drop", as_json=as_json)
        return
    if not given["source"] or not given["into"]:
        raise click.UsageError("Give --from and --into, or --release.")
    restored = asyncio.run(app.restore(_wish(**given)))
    if as_json:
        print_json(asdict(restored))
        return
    _tell(restored)


def _wish(
    *,
    source: Path,
    into: Path,
    of: str,
    key_file: Path | None,
    recovery_key_file: Any,
    expired_keys: bool,
) -> app.Wish:
    into, folder = into.absolute(), app.BackupFolder(source)
    app.look_first(folder, into)
    typed = recovery_key_file.read() if recovery_key_file else _ask_key()
    return app.Wish(
        source=folder,
        into=into,
        key_file=key_file or into.parent / "maatje.key",
        recovery=RecoveryKey.from_typed(typed),
        of=of,
        also_expired=expired_keys,
    )


def _ask_key() -> str:
    """Shown while it is typed: 56 letters are too many to type unseen."""
    typed: str = click.prompt("The recovery key, its first line", err=True)
    if len("".join(typed.split())) <= _LINE_LETTERS:
        typed += click.prompt("Its second line", err=True)
    if on_terminal():
        click.clear()
    return typed


def _tell(restored: app.Restored) -> None:
    click.echo(f"DATA_DIR={restored.data_dir}")
    click.echo(f"KEY_FILE={restored.key_file}")
    click.echo(f"SCHOOL_DIR={restored.school_dir}")
    click.echo(f"Data of {plain(restored.backup_of)}, keys of {plain(restored.keys_of)}.")
    click.echo(
        f"Deleted for good since then: {restored.shredded_cases} cases,"
        f" {restored.shredded_items} items."
    )
    _name("Damaged or not in the backup", restored.damaged)
    click.echo(_ON_HOLD)


def _name(what: str, names: tuple[str, ...]) -> None:
    for name in names:
        click.echo(f"{what}: {name}")


def _release(*, drop: bool, as_json: bool) -> None:
    held = asyncio.run(app.release(settings_now(), drop=drop))
    if as_json:
        print_json(None if held is None else asdict(held))
    elif held is None:
        click.echo("It was not on hold.")
    else:
        ended = "dropped" if drop else "sent now"
        click.echo(f"Messages that waited: {held.messages}, {ended}. Escalations go on.")
        if held.arrived:
            click.echo(
                f"Came in and not answered yet: {held.arrived}. Restart maatje run for them."
            )
