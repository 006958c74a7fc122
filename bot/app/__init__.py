"""The only place that wires: what the command line can do with a house."""

from bot.app.commands import Invited, UnknownClass, invite, jobs_list, jobs_run, run
from bot.app.demo import demo
from bot.app.serving import AddressTaken

__all__ = [
    "AddressTaken",
    "Invited",
    "UnknownClass",
    "demo",
    "invite",
    "jobs_list",
    "jobs_run",
    "run",
]
