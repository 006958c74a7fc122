"""The log of one case as a table that a spreadsheet opens; knows the chain, not how it is made."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Final

from bot.cases.school import School
from bot.cases.schooltime import local
from bot.flows.logwords import OTHERS, sentence
from bot.reports.dossier import Dossier
from bot.reports.masking import Say
from bot.store import audit
from bot.store.audit import Linked
from bot.text import Text

COLUMNS: Final = ("number", "moment", "about", "told", "who", "what", "link")
FORMULA: Final = tuple("=+-@\t\r\n")
"""What a spreadsheet takes for the beginning of a formula."""


def log_csv(dossier: Dossier, school: School, say: Say) -> str:
    """A row for each line about this case, as a sentence and as the words that are in the log.

    `link` is its place in the chain of the whole log.
    """
    sheet = StringIO()
    rows = csv.writer(sheet, quoting=csv.QUOTE_ALL)
    rows.writerow(COLUMNS)
    for line in dossier.log:
        moment = local(school, line.row.at).isoformat(timespec="seconds")
        about, told = _told(line, dossier, school, say)
        who, what = who_did(line.row.who, dossier, say), line.row.what
        cells = (str(line.row.number), moment, about, told, who, what, line.mac)
        rows.writerow([harmless(cell) for cell in cells])
    return sheet.getvalue()


def harmless(cell: str) -> str:
    """The cell as words and never as a formula, whatever stands in it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def told_of(line: Linked, dossier: Dossier, school: School, say: Say) -> str:
    """One line for people."""
    moment = local(school, line.row.at).strftime("%Y-%m-%d %H:%M")
    about, told = _told(line, dossier, school, say)
    return f"{line.row.number}.  {moment}  {about}: {told}"


def who_did(who: str, dossier: Dossier, say: Say) -> str:
    """Who this was; a colleague who reported it is the reporter in everything they did."""
    by = _by(who, dossier)
    return by if isinstance(by, str) else say(by)


def _by(who: str, dossier: Dossier) -> Text | str:
    if dossier.is_reporter(who):
        return OTHERS[audit.REPORTER]
    return OTHERS.get(who) or dossier.names.name(who)


def _told(line: Linked, dossier: Dossier, school: School, say: Say) -> tuple[str, str]:
    """What it is about, and the sentence of what was done."""
    exhibits = {exhibit.item.item_id: exhibit.name for exhibit in dossier.exhibits}
    about = exhibits.get(line.row.object, dossier.case.name)
    return about, say(sentence(line.row.what, _by(line.row.who, dossier), school))
