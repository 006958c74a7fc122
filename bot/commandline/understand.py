"""`understand` as it is typed; the work is in `app`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, Final

import click

from bot.app import offers as app

ERROR: Final = 1


@click.command()
@click.argument("text", required=False)
@click.option("--asker", type=click.Choice(app.ASKERS), default="student", show_default=True)
@click.option("--why", "tells_why", is_flag=True, help="Also say what made it sound like danger.")
@click.option("--batch", is_flag=True, help="Read JSON lines, answer each with a line.")
@click.pass_context
def understand(
    ctx: click.Context, text: str | None, asker: str, *, tells_why: bool, batch: bool
) -> None:
    """Show what the bot makes of a free TEXT, as one line of JSON; keeps nothing of it.

    With --batch standard input has lines such as {"text": "...", "asker": "student"}. Each gets
    one line, in order; one that cannot be read gets {"error": "..."} and exit code 1 at the end.
    """
    if (text is None) != batch:
        raise click.UsageError("Give one TEXT between quotes, or --batch.")
    if text is None:
        ctx.exit(_batch())
    _print(app.understood(text, asker))
    for reason in app.why(text) if tells_why else ():
        click.echo(reason, err=True)


def _batch() -> int:
    wrong = 0
    for answer in app.understood_lines(line.decode(errors="replace") for line in sys.stdin.buffer):
        wrong += "error" in answer
        _print(answer)
    sys.stdout.flush()
    return ERROR if wrong else 0


def _print(answer: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
