"""What was found, printed, and the mark of the log to look for, read; knows no check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from bot.commandline.shared import print_json

if TYPE_CHECKING:
    from bot.checking import Finding


_FIRST: Final = "Mend the first error, then run this again: others may go with it."


class LogHead(click.ParamType[tuple[int, str]]):
    """How many lines the log had and its mark, as the message of that day wrote them."""

    name = "LINES:MARK"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, str]:
        """Both, or a usage error."""
        found = re.fullmatch(r"(\d{1,15}):([0-9a-f]{12,64})", str(value).strip().lower())
        if found is None:
            self.fail("Write it as 2310:1a2b3c4d5e6f, number of lines first.", param, ctx)
        return int(found[1]), found[2]


def tell_findings(
    ctx: click.Context, found: Sequence[Finding], *, as_json: bool, then: str = ""
) -> NoReturn:
    """What was found, and exit code 1 for errors; `then` is what comes next when there are none."""
    errors = sum(finding.level == "error" for finding in found)
    if as_json:
        print_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            click.echo(str(finding))
        click.echo(f"{errors} errors, {len(found) - errors} warnings.")
        if following := (_FIRST if errors else then) if then else "":
            click.echo(following)
    ctx.exit(1 if errors else 0)
