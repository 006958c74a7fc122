"""The log of one case as a table that a spreadsheet opens; knows the chain, not how it is made."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from bot.cases.school import School
from bot.cases.schooltime import local
from bot.reports.dossier import Dossier
from bot.reports.masking import REPORTER, Say
from bot.store import audit
from bot.store.audit import Linked
from bot.text import N_

COLUMNS: Final = ("number", "moment", "who", "what", "about", "link")
FORMULA: Final = tuple("=+-@\t\r\n")
"""What a spreadsheet takes for the beginning of a formula."""

OTHERS: Final = {
    audit.REPORTER: REPORTER,
    audit.SYSTEM: N_("Maatje itself"),
    audit.COMMAND_LINE: N_("the command line of the server"),
    "stranger": N_("somebody unknown"),
}


def log_csv(dossier: Dossier, school: School, say: Say) -> str:
    """A row for each line about this case; `link` is its place in the chain of the whole log."""
    sheet = StringIO()
    rows = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for line in dossier.log:
        moment = local(school, line.row.at).isoformat(timespec="seconds")
        cells = (str(line.row.number), moment, *_told(line, dossier, say), line.mac)
        rows.writerow([harmless(cell) for cell in cells])
    return sheet.getvalue()


def harmless(cell: str) -> str:
    """The cell as words and never as a formula, whatever stands in it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def told_of(line: Linked, dossier: Dossier, school: School, say: Say) -> str:
    """One line for people."""
    moment = local(school, line.row.at).strftime("%Y-%m-%d %H:%M")
    return "  ".join((f"{line.row.number}.", moment, *_told(line, dossier, say)))


def who_did(who: str, dossier: Dossier, say: Say) -> str:
    """Who this was; a colleague who reported it is the reporter in everything they did."""
    if dossier.is_reporter(who):
        return say(REPORTER)
    return say(OTHERS[who]) if who in OTHERS else dossier.names.name(who)


def _told(line: Linked, dossier: Dossier, say: Say) -> tuple[str, str, str]:
    exhibits = {exhibit.item.item_id: exhibit.name for exhibit in dossier.exhibits}
    about = exhibits.get(line.row.object, dossier.case.name)
    return who_did(line.row.who, dossier, say), line.row.what, about
