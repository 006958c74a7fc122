"""Who was told of a case, who confirmed, and who is told next; knows no contact and no hours."""

import json
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.cases.reaching import PingKind, Rung
from bot.store.tx import Tx, moment, moment_or_none

CLAIM: Final = """
UPDATE rungs SET state = 'done' WHERE state = 'open' AND due_at <= :now AND case_id IN (
    SELECT case_id FROM rungs INDEXED BY rungs_due
    WHERE state = 'open' AND due_at <= :now ORDER BY due_at LIMIT :some)
RETURNING *
"""


@dataclass(frozen=True)
class PingRow:
    """One ping that went out; `confirmed` when the person looked."""

    ping_id: str
    person_id: str
    kind: PingKind
    sent: datetime
    confirmed: datetime | None


@dataclass(frozen=True)
class RungRow:
    """One rung that is due now, and taken: it comes once."""

    case_id: str
    level: int
    due: datetime
    people: tuple[str, ...]
    kind: PingKind


def add(tx: Tx, case_id: str, person_id: str, kind: PingKind) -> str:
    """Note that somebody is told now; returns the id of the ping."""
    ping_id = secrets.token_hex(8)
    tx.db.execute(
        "INSERT INTO pings (ping_id, case_id, person_id, kind, sent_at) VALUES (?, ?, ?, ?, ?)",
        (ping_id, case_id, person_id, kind.value, tx.now.timestamp()),
    )
    return ping_id


def confirm(tx: Tx, case_id: str, person_id: str) -> bool:
    """Somebody looked: end their pings; whether they had any open.

    The rungs stay: a look by who was only informed must not keep the others from hearing of it.
    """
    ended = tx.db.execute(
        "UPDATE pings SET confirmed_at = ?"
        " WHERE case_id = ? AND person_id = ? AND confirmed_at IS NULL",
        (tx.now.timestamp(), case_id, person_id),
    )
    return ended.rowcount > 0


def waits(tx: Tx, case_id: str, person_id: str) -> bool:
    """Whether somebody was told and has not looked yet."""
    return any(ping.person_id == person_id for ping in unconfirmed(tx, case_id))


def lies(tx: Tx, case_id: str, person_id: str, where: tuple[str, str]) -> None:
    """Note in which chat, and as which message, a ping lies."""
    tx.db.execute(
        "INSERT INTO ping_messages (contact_ref, message_id, case_id, person_id)"
        " SELECT ?, ?, case_id, ? FROM cases WHERE case_id = ?"
        " ON CONFLICT (contact_ref, message_id) DO NOTHING",
        (*where, person_id, case_id),
    )


def take_lying(tx: Tx, case_id: str, person_id: str) -> list[tuple[str, str]]:
    """Where somebody's pings about a case lie; nobody gets to hear it twice."""
    rows = tx.db.execute(
        "DELETE FROM ping_messages WHERE case_id = ? AND person_id = ?"
        " RETURNING contact_ref, message_id",
        (case_id, person_id),
    )
    return [(row["contact_ref"], row["message_id"]) for row in rows.fetchall()]


def unconfirmed(tx: Tx, case_id: str) -> list[PingRow]:
    """The pings nobody looked at yet, the oldest first."""
    return [ping for ping in of_case(tx, case_id) if ping.confirmed is None]


def of_case(tx: Tx, case_id: str) -> list[PingRow]:
    """All pings of a case, the oldest first."""
    rows = tx.db.execute(
        "SELECT * FROM pings WHERE case_id = ? ORDER BY sent_at, rowid", (case_id,)
    )
    return [_ping(row) for row in rows.fetchall()]


def set_rungs(tx: Tx, case_id: str, rungs: Iterable[Rung]) -> None:
    """Begin a new ladder; what was left of the one before is gone."""
    tx.db.execute("DELETE FROM rungs WHERE case_id = ? AND state = 'open'", (case_id,))
    tx.db.executemany(
        "INSERT INTO rungs (case_id, level, due_at, people, kind) VALUES (?, ?, ?, ?, ?)",
        [
            (case_id, rung.level, rung.due.timestamp(), json.dumps(rung.people), rung.kind.value)
            for rung in rungs
        ],
    )


def open_rungs(tx: Tx, case_id: str) -> list[RungRow]:
    """What is still to come, the first one first."""
    rows = tx.db.execute(
        "SELECT * FROM rungs WHERE case_id = ? AND state = 'open' ORDER BY due_at, rung_id",
        (case_id,),
    )
    return [_rung(row) for row in rows.fetchall()]


def claim_due(tx: Tx, now: datetime, some: int) -> list[RungRow]:
    """Take the rungs that are due, the first one first; nobody else gets them.

    Those of so many cases at most, and of these all. Compare with the case as it is now before
    telling anybody.
    """
    rows = tx.db.execute(CLAIM, {"now": now.timestamp(), "some": some}).fetchall()
    return sorted((_rung(row) for row in rows), key=lambda rung: (rung.due, rung.level))


def stop(tx: Tx, case_id: str) -> None:
    """Tell nobody else of this case."""
    tx.db.execute(
        "UPDATE rungs SET state = 'stopped' WHERE case_id = ? AND state = 'open'", (case_id,)
    )


def _ping(row: sqlite3.Row) -> PingRow:
    return PingRow(
        ping_id=row["ping_id"],
        person_id=row["person_id"],
        kind=PingKind(row["kind"]),
        sent=moment(row["sent_at"]),
        confirmed=moment_or_none(row["confirmed_at"]),
    )


def _rung(row: sqlite3.Row) -> RungRow:
    return RungRow(
        case_id=row["case_id"],
        level=row["level"],
        due=moment(row["due_at"]),
        people=tuple(json.loads(row["people"])),
        kind=PingKind(row["kind"]),
    )
