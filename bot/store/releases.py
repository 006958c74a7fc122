"""Whether the original of an item may leave: who asked, what was answered; knows no right."""

import sqlite3
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.store.keyring import case_key_id
from bot.store.tx import Tx, moment_or_none
from bot.vault import Place

LASTS: Final = timedelta(minutes=10)


class Reporter(StrEnum):
    """What the reporter says to it; with a name on the report they are not asked."""

    NAMED = "named"
    ASKED = "asked"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True)
class Release:
    """One item's original, wanted by one person; `ends_at` is there once a second confirmed it."""

    item_id: str
    case_id: str
    asked_by: str
    reason: str = field(repr=False)
    reporter: Reporter
    confirmed_by: str | None
    ends_at: datetime | None

    @property
    def agreed(self) -> bool:
        """Nothing is in the way but the second person."""
        return self.reporter in {Reporter.NAMED, Reporter.YES}


def original_may_leave(tx: Tx, item_id: str, person_id: str) -> bool:
    """Whether this person may have the original of this item now, and only they.

    The reporter of a nameless report said yes and a second person confirmed it, not more than ten
    minutes ago. What the person may do with the case is another question, which the caller asks.
    """
    release = get(tx, item_id)
    if release is None or not release.agreed or release.asked_by != person_id:
        return False
    return release.ends_at is not None and release.ends_at > tx.now


def ask(tx: Tx, item_id: str, case_id: str, by: str, reason: str, *, named: bool) -> Release:
    """Want it; what the reporter answered before about this item still stands."""
    before = get(tx, item_id)
    answered = before.reporter if before else Reporter.NAMED if named else Reporter.ASKED
    sealed = tx.seal(reason, key_id=case_key_id(case_id), place=_place(item_id))
    tx.db.execute(
        "INSERT OR REPLACE INTO releases (item_id, case_id, asked_by, reason, reporter)"
        " VALUES (?, ?, ?, ?, ?)",
        (item_id, case_id, by, sealed, answered.value),
    )
    return Release(item_id, case_id, by, reason, answered, None, None)


def answer(tx: Tx, item_id: str, *, yes: bool) -> bool:
    """What the reporter says; False when they were not asked, or answered before."""
    said = Reporter.YES if yes else Reporter.NO
    done = tx.db.execute(
        "UPDATE releases SET reporter = ? WHERE item_id = ? AND reporter = 'asked'",
        (said.value, item_id),
    )
    return done.rowcount == 1


def confirm(tx: Tx, item_id: str, by: str) -> bool:
    """A second person agrees: from now on ten minutes. False when there is nothing to agree to."""
    release = get(tx, item_id)
    if release is None or not release.agreed or release.asked_by == by or release.confirmed_by:
        return False
    tx.db.execute(
        "UPDATE releases SET confirmed_by = ?, ends_at = ? WHERE item_id = ?",
        (by, (tx.now + LASTS).timestamp(), item_id),
    )
    return True


def get(tx: Tx, item_id: str) -> Release | None:
    """None when nobody asked for it."""
    row = tx.db.execute("SELECT * FROM releases WHERE item_id = ?", (item_id,)).fetchone()
    return None if row is None else _release(tx, row)


def asked_of_reporter(tx: Tx, case_id: str) -> list[Release]:
    """What the reporter of a case still has to answer."""
    rows = tx.db.execute(
        "SELECT * FROM releases WHERE case_id = ? AND reporter = 'asked' ORDER BY rowid", (case_id,)
    ).fetchall()
    return [_release(tx, row) for row in rows]


def _release(tx: Tx, row: sqlite3.Row) -> Release:
    key_id = case_key_id(row["case_id"])
    return Release(
        item_id=row["item_id"],
        case_id=row["case_id"],
        asked_by=row["asked_by"],
        reason=tx.open(row["reason"], key_id=key_id, place=_place(row["item_id"])).decode(),
        reporter=Reporter(row["reporter"]),
        confirmed_by=row["confirmed_by"],
        ends_at=moment_or_none(row["ends_at"]),
    )


def _place(item_id: str) -> Place:
    return Place("releases", "reason", item_id)
