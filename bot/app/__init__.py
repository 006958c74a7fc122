"""The only place that wires: what the command line can do with a house."""

from bot.app.checkup import check
from bot.app.commands import (
    Invited,
    LeftSchool,
    TwoOfThatName,
    UnknownClass,
    invite,
    jobs_list,
    jobs_run,
    run,
)
from bot.app.demo import demo
from bot.app.exporting import CannotExport, Choice, Exported, export_case
from bot.app.serving import CannotListen
from bot.app.verifying import Verified, verify

__all__ = [
    "CannotExport",
    "CannotListen",
    "Choice",
    "Exported",
    "Invited",
    "LeftSchool",
    "TwoOfThatName",
    "UnknownClass",
    "Verified",
    "check",
    "demo",
    "export_case",
    "invite",
    "jobs_list",
    "jobs_run",
    "run",
    "verify",
]
