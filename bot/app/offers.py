"""All that the command line can do with a house, in one place; slow to import for that."""

from bot.app.backup import (
    Restored,
    back_up,
    first_start,
    keep_recovery_key,
    new_recovery_key,
    release,
    restore,
)
from bot.app.checkup import check
from bot.app.commands import (
    Invited,
    LeftSchool,
    TwoOfThatName,
    UnknownClass,
    invite,
    jobs_list,
    jobs_run,
)
from bot.app.demo import demo
from bot.app.exporting import CannotExport, Choice, Exported, export_case, export_person
from bot.app.keys import keys_check, keys_create, keys_list, keys_rotate
from bot.app.poster import Hung, NoPoster, Posters, make_posters
from bot.app.reporting import ReportWanted, make_report
from bot.app.roster import Taken, take_roster
from bot.app.running import run
from bot.app.serving import CannotListen
from bot.app.understanding import ASKERS, understood, understood_lines, why
from bot.app.verifying import Verified, verify
from bot.backups.folder import BackupFolder
from bot.backups.restoring import Wish, look_first
from bot.figures.audience import Audience
from bot.reports.poster import ForWhom, Size

AUDIENCES = tuple(one.value for one in Audience)
FOR_WHOM = tuple(one.value for one in ForWhom)
SIZES = tuple(one.value for one in Size)

__all__ = [
    "ASKERS",
    "AUDIENCES",
    "FOR_WHOM",
    "SIZES",
    "Audience",
    "BackupFolder",
    "CannotExport",
    "CannotListen",
    "Choice",
    "Exported",
    "ForWhom",
    "Hung",
    "Invited",
    "LeftSchool",
    "NoPoster",
    "Posters",
    "ReportWanted",
    "Restored",
    "Size",
    "Taken",
    "TwoOfThatName",
    "UnknownClass",
    "Verified",
    "Wish",
    "back_up",
    "check",
    "demo",
    "export_case",
    "export_person",
    "first_start",
    "invite",
    "jobs_list",
    "jobs_run",
    "keep_recovery_key",
    "keys_check",
    "keys_create",
    "keys_list",
    "keys_rotate",
    "look_first",
    "make_posters",
    "make_report",
    "new_recovery_key",
    "release",
    "restore",
    "run",
    "take_roster",
    "understood",
    "understood_lines",
    "verify",
    "why",
]
