"""May this be posted? A decision table, as data; knows no words of anybody and no conversation.

A row counts for who asks and for what is known. The first that fits decides; the last fits always.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.cases.kinds import ReporterRole
from bot.text import Text

HARM, NO_HARM = "harm", "none"
"""The question whose answers say what may hurt somebody, and the one that says: nothing."""
WEAK_COUNTS, ROW_COUNTS = 1.5, 8
"""How many times its share the verdict of a row counts: of a weak one, and of another."""
LEAST_DOUBT = 0.05
"""The share of "do not post" from which nothing is allowed."""


class Verdict(StrEnum):
    """What comes of the question."""

    ALLOWED = "allowed"
    WITH_DISCLAIMER = "allowed_with_disclaimer"
    CONSENT_FIRST = "ask_consent_first"
    MANAGEMENT_FIRST = "ask_management_first"
    DO_NOT_POST = "do_not_post"


@dataclass(frozen=True)
class AdviceAnswer:
    """One answer; an answer without `text` is only ever read from somebody's own words."""

    answer_id: str
    for_whom: frozenset[ReporterRole]
    text: Text | None = None


@dataclass(frozen=True)
class AdviceQuestion:
    """What may have to be known. `assumed` counts where it is neither told nor asked."""

    question_id: str
    text: Text
    assumed: str
    answers: tuple[AdviceAnswer, ...]

    def offered(self, asker: ReporterRole) -> tuple[AdviceAnswer, ...]:
        """The answers on the buttons; none where it is not asked of them."""
        return tuple(one for one in self.answers if one.text and asker in one.for_whom)


Needs = Mapping[str, frozenset[str]]
"""By question the answers that will do."""
Told = Mapping[str, str]
"""By question the answer that is known."""


@dataclass(frozen=True)
class AdviceRow:
    """One row. `told` counts only when it was told already; for `asks` it is asked.

    `rules` begins with the one that is quoted; `ready` is the id of a text to copy, or "". A `weak`
    row says that little is known; a `usual` one stands for its verdict where nothing else does.
    """

    row_id: str
    for_whom: frozenset[ReporterRole]
    verdict: Verdict
    rules: tuple[str, ...]
    reason: Text
    now: Text
    told: Needs = field(default_factory=dict, hash=False)
    asks: Needs = field(default_factory=dict, hash=False)
    ready: str = ""
    weak: bool = False
    usual: bool = False

    def rules_for(self, asker: ReporterRole) -> tuple[str, ...]:
        """Its rules without those that are only for others, unless there is none else."""
        others = "L" if asker is ReporterRole.STAFF else "MS"
        return tuple(rule for rule in self.rules if rule[0] not in others) or self.rules


@dataclass(frozen=True)
class AdviceTable:
    """The questions, the rows in order, and the texts to copy."""

    questions: tuple[AdviceQuestion, ...] = ()
    rows: tuple[AdviceRow, ...] = ()
    ready: Mapping[str, Text] = field(default_factory=dict, hash=False)

    def question(self, question_id: str) -> AdviceQuestion:
        """The question with this id; the reader saw to it that there is one."""
        return next(one for one in self.questions if one.question_id == question_id)

    def row(self, row_id: str) -> AdviceRow:
        """The row with this id, or the one in doubt when the school took it out since."""
        return next((row for row in self.rows if row.row_id == row_id), self.rows[-1])

    def rows_for(self, asker: ReporterRole) -> Iterator[AdviceRow]:
        """The rows that count for who asks."""
        return (row for row in self.rows if asker in row.for_whom)


NO_ADVICE = AdviceTable()
"""Of a school of which nothing was read."""


def advise(table: AdviceTable, asker: ReporterRole, told: Told) -> AdviceRow:
    """The row that decides, with what is not known taken as it usually is."""
    assumed = {one.question_id: one.assumed for one in table.questions} | dict(told)
    fitting = (
        row for row in table.rows_for(asker) if _fits(row.told, told) and _fits(row.asks, assumed)
    )
    return next(fitting)


def advise_at_once(
    table: AdviceTable, asker: ReporterRole, told: Told, likely: Mapping[Verdict, float]
) -> AdviceRow:
    """The same where nothing can be asked: the row that decides is weighed with what is `likely`.

    Nothing is allowed that harms somebody, that a row forbids which knows something, or of which
    there is the least doubt.
    """
    row = advise(table, asker, told)
    best = _likeliest(row, likely)
    if best is Verdict.ALLOWED and _forbidden(row, told):
        best = Verdict.DO_NOT_POST
    if best is row.verdict:
        return row
    rows = (one for one in table.rows_for(asker) if one.verdict is best and _may_be(one, told))
    return max(rows, key=lambda one: (_known(one, told), one.usual), default=row)


def _forbidden(row: AdviceRow, told: Told) -> bool:
    forbids = row.verdict is Verdict.DO_NOT_POST and not row.weak
    return forbids or told.get(HARM, NO_HARM) != NO_HARM


def _likeliest(row: AdviceRow, likely: Mapping[Verdict, float]) -> Verdict:
    if not likely:
        return row.verdict
    counts = WEAK_COUNTS if row.weak else ROW_COUNTS
    share = {one: part * (counts if one is row.verdict else 1) for one, part in likely.items()}
    best = max(share, key=lambda verdict: share[verdict])
    doubt = share.get(Verdict.DO_NOT_POST, 0) / sum(share.values())
    return Verdict.DO_NOT_POST if best is Verdict.ALLOWED and doubt >= LEAST_DOUBT else best


def _may_be(row: AdviceRow, told: Told) -> bool:
    """Whether nothing that was told speaks against this row."""
    return row.usual or (_fits(row.told, told) and _may_fit(row.asks, told))


def _known(row: AdviceRow, told: Told) -> int:
    """How much of what this row needs was told."""
    needs = {**row.asks, **row.told}
    return sum(told.get(question) in answers for question, answers in needs.items())


def ask_next(table: AdviceTable, asker: ReporterRole, told: Told) -> AdviceQuestion | None:
    """What must still be asked before a row decides; None when one does."""
    silent = {one.question_id: one.assumed for one in table.questions if not one.offered(asker)}
    known = silent | dict(told)
    fitting = (
        row for row in table.rows_for(asker) if _fits(row.told, told) and _may_fit(row.asks, known)
    )
    missing = next((one for one in next(fitting).asks if one not in known), None)
    return table.question(missing) if missing else None


def _fits(needs: Needs, known: Told) -> bool:
    return all(known.get(question) in answers for question, answers in needs.items())


def _may_fit(needs: Needs, known: Told) -> bool:
    return all(known.get(question, "") in {"", *answers} for question, answers in needs.items())
