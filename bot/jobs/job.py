"""What a job is and what it hands back; knows no job and no scheduler."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Final, TypeVar

from bot.cases.school import School
from bot.conversations.trouble import where
from bot.conversations.world import World
from bot.jobs.rules import Rule, Window
from bot.store.apart import apart
from bot.store.tx import Tx

log = logging.getLogger(__name__)

T = TypeVar("T")

PART: Final = 50
"""So many rows at most are done in one unit of work: what people ask goes in between."""


class Word(StrEnum):
    """How a run ended, as it is kept."""

    DONE = "done"
    NOTHING = "nothing"
    PARTLY = "partly"  # some rows were bad, the others are done
    DROPPED = "dropped"  # too late, on purpose not done
    FAILED = "failed"
    BEGUN = "begun"  # its errand is under way, and says itself how it ended
    NO_KEY = "no_recovery_key"


@dataclass(frozen=True)
class Told:
    """One thing a run did, for the command line: ids and fixed words only.

    `who` is a person id, a contact reference or "" for a thing done to nobody.
    """

    who: str
    what: str
    why: str


@dataclass(frozen=True)
class Outcome:
    """What a run came to. `files` are items whose file is to go once this lies on the disk.

    `sweep`: look for files without an item too. `bad` counts the rows that were left out.
    `errand`: the work itself takes longer than a unit may, and begins after this one.
    `then`: there is more to do, in a unit of work of its own; until that is done it stays due.
    """

    told: tuple[Told, ...] = ()
    bad: int = 0
    files: tuple[str, ...] = ()
    sweep: bool = False
    errand: bool = False
    then: Part | None = None

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            (*self.told, *other.told),
            self.bad + other.bad,
            (*self.files, *other.files),
            self.sweep or other.sweep,
            self.errand or other.errand,
            other.then,
        )

    @property
    def word(self) -> Word:
        """The one word that is kept of it."""
        if self.errand:
            return Word.BEGUN
        if self.bad:
            return Word.PARTLY
        return Word.DONE if self.told or self.files else Word.NOTHING


Part = Callable[[Tx, World, datetime], Outcome]
"""One unit of work of a job."""


@dataclass(frozen=True)
class Job:
    """One thing done by itself: when it is due after a moment, and until when late is not too late.

    `run` is the first unit of work; what the last one does and the next due moment are kept
    together or not at all. What may come twice then has a key of its own in the outbox.
    `on_hold`: also in a house that was restored and is still looked at.
    """

    name: str
    next_due: Rule
    run: Part
    window: Window
    on_hold: bool = False

    def last_due(self, school: School, due: datetime, now: datetime) -> datetime:
        """The latest of the moments passed since `due`: those before it are missed for good."""
        while (following := self.next_due(school, due)) <= now:
            due = following
        return due


def each(
    tx: Tx, rows: Iterable[T], row_id: Callable[[T], str], work: Callable[[T], Outcome]
) -> Outcome:
    """Every row's work, apart from the others'; what went wrong leaves nothing and is counted."""
    return sum((_one(tx, row_id(row), partial(work, row)) for row in rows), Outcome())


def _one(tx: Tx, row_id: str, work: Callable[[], Outcome]) -> Outcome:
    try:
        return apart(tx, work)
    except Exception as problem:  # noqa: BLE001 - whatever it is, the other rows go on
        log.error("ALARM: row %s of a job was left out: %s.", row_id, where(problem))  # noqa: TRY400
        return Outcome(bad=1)
