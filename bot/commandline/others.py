"""The commands that have a module of their own; imported when one of them is typed."""

from __future__ import annotations

from typing import Final

import click

from bot.commandline.backups import backup, restore
from bot.commandline.check import check
from bot.commandline.exports import export, verify
from bot.commandline.invite import invite
from bot.commandline.jobs import jobs
from bot.commandline.keys import keys
from bot.commandline.poster import poster
from bot.commandline.report import report
from bot.commandline.roster import roster
from bot.commandline.understand import understand

_ALL: Final[tuple[click.Command, ...]] = (
    backup,
    check,
    export,
    invite,
    jobs,
    keys,
    poster,
    report,
    restore,
    roster,
    understand,
    verify,
)
COMMANDS: Final = {str(one.name): one for one in _ALL}
