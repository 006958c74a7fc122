"""`maatje jobs`: what Maatje does by itself, listed and run once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import click

from bot.app import offers as app
from bot.commandline.shared import JSON, print_rows, settings_now
from bot.settings import Settings


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


@click.group()
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
