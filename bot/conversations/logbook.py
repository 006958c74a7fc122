"""The log as those may read it who have the right to: who did what, the newest first.

Of a case that somebody may not see there is no line, no number and no gap; what a colleague did
as the reporter of a case was done by the reporter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from bot.cases.case import Case
from bot.cases.people import Person
from bot.cases.rights import Action, may
from bot.cases.signals import may_with
from bot.conversations import menu
from bot.conversations.exchange import Exchange, act, labelled
from bot.conversations.paging import page_of
from bot.flows.logwords import OTHERS, SIGNALLED, TECHNICAL, sentence, word_of
from bot.store import audit, cases, evidence, people, signals
from bot.store.audit import AuditRow
from bot.text import N_, Text

TITLE: Final = N_("Who did what, the newest first.")
NOTHING: Final = N_("There is nothing in the log that you may see.")
NO_SUCH_NAME: Final = N_("I know no case and no colleague with that name.")
LOOKED_AT: Final = 2000
ONLY_NEWEST: Final = N_("Older lines are not shown here.")
_AT_ONCE: Final = 200

Batch = Callable[..., list[AuditRow]]


@dataclass(frozen=True)
class Line:
    """A line that may be shown: the case it belongs to, and what it is about."""

    row: AuditRow
    case: Case | None = None
    about: Text | str = ""

    @property
    def who(self) -> str:
        """Whoever reported a case is its reporter in everything they did with it."""
        case = self.case
        if case and case.reporter_person == self.row.who and not case.on_behalf:
            return audit.REPORTER
        return self.row.who


@dataclass
class Book:
    """The log as one reader sees it; what they may see is asked once for each case."""

    x: Exchange
    reader: Person
    more: bool = False
    """Whether there were older lines that were not looked at."""
    _known: dict[str, Line | None] = field(default_factory=dict)

    def lines(self, batch: Batch) -> Iterator[Line]:
        """The visible ones among the newest of a batch, which is asked in parts."""
        before: int | None = None
        for _ in range(LOOKED_AT // _AT_ONCE):
            rows = batch(limit=_AT_ONCE, before=before)
            yield from filter(None, map(self._line, rows))
            if len(rows) < _AT_ONCE:
                return
            before = rows[-1].number
        self.more = True

    def may_see(self, case: Case) -> bool:
        """Only what stands in their lists too."""
        return may(self.reader, Action.LIST, case, self.x.world.school)

    def _line(self, row: AuditRow) -> Line | None:
        if not row.object or word_of(row.what) in TECHNICAL or self._asked_in_vain(row):
            return Line(row)
        if row.object not in self._known:
            self._known[row.object] = self._of_object(row)
        known = self._known[row.object]
        return known and Line(row, known.case, known.about)

    def _asked_in_vain(self, row: AuditRow) -> bool:
        """Of what the reader was refused it may not show whether there is such a case at all."""
        return row.who == self.reader.person_id and word_of(row.what) == "Refused"

    def _of_object(self, row: AuditRow) -> Line | None:
        """None for what they may not see, and for what is gone: nobody knows any more who may."""
        person = self.x.around.person(row.object)
        if person is not None:
            return Line(row, None, person.name)
        if word_of(row.what) in SIGNALLED:
            return self._of_signal(row)
        item = evidence.get(self.x.tx, row.object)
        case = cases.get(self.x.tx, (item.case_id or "") if item else row.object)
        if case is None or not self.may_see(case):
            return None
        return Line(row, case, N_("{name}, a file").of(name=case.name) if item else case.name)

    def _of_signal(self, row: AuditRow) -> Line | None:
        one = signals.get(self.x.tx, row.object)
        if one is None or not may_with(self.reader, Action.READ_SIGNAL, one):
            return None
        return Line(row)


def find(x: Exchange, name: str) -> None:
    """`/logboek`, or `/logboek <case or colleague>`."""
    book = _opened(x)
    if book is None:
        return
    if not name:
        _show(book, "0", "")
        return
    case = cases.by_name(x.tx, name)
    if case is not None and book.may_see(case):
        _show(book, "0", case.case_id)
        return
    found = people.find_by_name(x.tx, name)
    if len(found) == 1:
        _show(book, "0", found[0].person_id)
        return
    x.log("Refused read_log", case.case_id if case else "")
    x.show(NO_SUCH_NAME, buttons=((act(N_("Who did what"), "log", "0"),), (menu.MENU,)))


def page(x: Exchange, number: str, of: str = "") -> None:
    """Another page of it, of everything or of one case or colleague."""
    book = _opened(x)
    if book is not None:
        _show(book, number, of)


def _opened(x: Exchange) -> Book | None:
    """For whom it is not, there is no such thing."""
    if x.person is not None and may(x.person, Action.READ_LOG, None, x.world.school):
        return Book(x, x.person)
    x.log("Refused read_log")
    menu.unknown_command(x)
    return None


def _show(book: Book, number: str, of: str) -> None:
    x = book.x
    found = list(_asked(book, of))
    here, more = page_of(found, number)
    x.log("ReadLog", of)
    end = [ONLY_NEWEST] if book.more else []
    rows = [(act(labelled("➡️", N_("More")), "log", more, of),)] if more else []
    named = dict.fromkeys(line.case.case_id for line in here if line.case)
    told = [_told(x, line) for line in here] or [NOTHING]
    x.show_list(TITLE, *told, *end, buttons=(*rows, (menu.MENU,)), case_ids=tuple(named))


def _asked(book: Book, of: str) -> Iterator[Line]:
    """Of a case only what belongs to it; by a colleague not what they did as a reporter."""
    tx = book.x.tx
    if not of:
        return book.lines(partial(audit.lines, tx))
    if book.x.around.person(of) is None:
        found = book.lines(partial(audit.lines, tx, obj=of))
        return (line for line in found if line.case is not None)
    return (line for line in book.lines(partial(audit.lines_by, tx, of)) if line.who == of)


def _told(x: Exchange, line: Line) -> Text:
    who = OTHERS.get(line.who) or x.around.name(line.who)
    told = {"at": line.row.at, "told": sentence(line.row.what, who, x.world.school)}
    if line.about and line.row.object != line.who:
        return N_("{at}. {about}: {told}").of(**told, about=line.about)
    return N_("{at}. {told}").of(**told)
