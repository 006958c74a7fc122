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
from bot.app.serving import CannotListen

__all__ = [
    "CannotListen",
    "Invited",
    "LeftSchool",
    "TwoOfThatName",
    "UnknownClass",
    "check",
    "demo",
    "invite",
    "jobs_list",
    "jobs_run",
    "run",
]
