"""What is to be sent, in order per contact; knows no door's rules and no language."""

import json
import logging
import sqlite3
import sys
from collections.abc import Collection
from datetime import datetime

from bot.store import just_sealed
from bot.store.keyring import KeyGone
from bot.store.outbox_content import content_of, open_row, seal_content
from bot.store.outgoing import ALL, ALL_AT_ONCE, LIVE, LOWEST, Op, OutboxRow, Outgoing
from bot.store.tx import Tx, day_of, moment
from bot.vault import Unreadable, code_hash

__all__ = ["ALL", "ALL_AT_ONCE", "LIVE", "LOWEST", "Op", "OutboxRow", "Outgoing"]

log = logging.getLogger(__name__)

# Per contact its oldest row (SQLite takes the other columns from the row of min()), as far as
# it may be sent at all; if that one is in back-off, nothing of the contact is due. What goes to
# many comes after all else of the contact: it holds up nobody's answer, waiting or in back-off.
HEADS = f"""
SELECT id, contact_ref, next_try, priority, min(id + (priority = {LOWEST}) * (1 << 62)) AS place
FROM outbox INDEXED BY outbox_due
WHERE state = 'waiting' AND door = :door AND not_before <= :now
AND contact_ref NOT IN (SELECT value FROM json_each(:skip))
GROUP BY contact_ref
"""  # noqa: S608
DUE = f"""
WITH heads AS ({HEADS}), placed AS (
SELECT id, priority, row_number() OVER (PARTITION BY priority ORDER BY id) AS place
FROM heads WHERE next_try <= :now
)
SELECT outbox.* FROM placed JOIN outbox USING (id)
WHERE placed.priority < {LOWEST} OR place <= :lowest ORDER BY placed.priority, id LIMIT :limit
"""  # noqa: S608
NEXT_DUE = f"""
WITH heads AS ({HEADS})
SELECT min(due) AS due FROM (
SELECT min(next_try) AS due FROM heads WHERE priority < {LOWEST} OR :lowest > 0
UNION ALL
SELECT min(not_before) FROM outbox INDEXED BY outbox_due
WHERE state = 'waiting' AND door = :door AND not_before > :now
)
"""  # noqa: S608

_NEXT = """
SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'outbox'), 0) + 1 AS next, door
FROM contacts WHERE contact_ref = ?
"""

_STORE = """
INSERT INTO outbox (id, door, message, key_id, contact_ref, op, priority, target, person_id,
dedupe_key, not_before, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (dedupe_key) DO NOTHING
"""

# To whom it went is nobody's business any more, and a stolen file could tell it.
_ENDED = "state = ?, message = NULL, contact_ref = NULL, target = ''"


def enqueue(tx: Tx, outgoing: Outgoing) -> int | None:
    """Return the row id, or None if its dedupe key was used; KeyError for an unknown contact."""
    (row_id, door), key_id = _next_id(tx, outgoing.contact_ref), tx.today()
    content = content_of(tx, outgoing)
    sealed = seal_content(tx, row_id, key_id, content)
    stored = tx.db.execute(_STORE, (row_id, door, sealed, key_id, *_columns(tx, outgoing)))
    if not stored.rowcount:
        return None
    if outgoing.not_before is None:
        just_sealed.hold(tx, door, sealed, content)
    return row_id


def renew(tx: Tx, outgoing: Outgoing) -> bool:
    """Say something else under the same dedupe key; False when it may be on its way already."""
    row = tx.db.execute(
        "SELECT * FROM outbox WHERE dedupe_key = ? AND state = 'waiting' AND not_before > ?",
        (_dedupe(tx, outgoing.dedupe_key), tx.now.timestamp()),
    ).fetchone()
    if row is None:
        return False
    sealed = seal_content(tx, row["id"], row["key_id"], content_of(tx, outgoing))
    tx.db.execute("UPDATE outbox SET message = ? WHERE id = ?", (sealed, row["id"]))
    return True


def due(
    tx: Tx,
    door: str,
    now: datetime,
    limit: int,
    skip: Collection[str] = (),
    *,
    lowest: int = sys.maxsize,
) -> list[OutboxRow]:
    """At most one row per contact, the oldest it waits for; most urgent contacts first.

    What goes to many comes after all else that waits for the contact, and at most `lowest` of it.
    `skip` names contacts being sent to at this moment. Nothing is claimed: who sends must end each
    row with `sent`, `retry`, `drop` or `dead`.
    Needs the writer: a row that does not open is dead from then on, so that the rest goes on.
    """
    held = {"door": door, "skip": json.dumps([*skip])}
    asked = {"now": now.timestamp(), "limit": limit, "lowest": lowest, **held}
    rows = tx.db.execute(DUE, asked).fetchall()
    opened = [one for row in rows if (one := _opened(tx, row)) is not None]
    if len(rows) < limit:  # what is left cannot go now: nobody needs it open
        just_sealed.forget(tx, door)
    return opened


def next_due(
    tx: Tx, door: str, skip: Collection[str] = (), *, lowest: int = sys.maxsize
) -> datetime | None:
    """The moment at which `due` has something again, None if nothing waits; it may be past."""
    held = {"door": door, "skip": json.dumps([*skip])}
    asked = {"now": tx.now.timestamp(), "lowest": lowest, **held}
    seconds = tx.db.execute(NEXT_DUE, asked).fetchone()["due"]
    return None if seconds is None else moment(seconds)


def sent(tx: Tx, row_id: int) -> bool:
    """Done: the message goes, the dedupe key stays until `prune`.

    False when it was dropped while it was under way.
    """
    wanted = tx.db.execute(
        f"UPDATE outbox SET {_ENDED} WHERE id = ? AND state = 'waiting'",  # noqa: S608
        ("sent", row_id),
    )
    if not wanted.rowcount:
        _end(tx, row_id, "sent")
    return wanted.rowcount > 0


def drop(tx: Tx, row_id: int) -> None:
    """Not to be sent any more, because the receiver may no longer see it."""
    _end(tx, row_id, "dropped")


def dead(tx: Tx, row_id: int) -> None:
    """Could not be sent and never will."""
    _end(tx, row_id, "dead")


def retry(tx: Tx, row_id: int, at: datetime) -> None:
    """Count a failed try; until `at` nothing goes to this contact, for order matters.

    Of what goes to many only itself waits: its order matters to nobody.
    """
    tx.db.execute(
        "UPDATE outbox SET tries = tries + 1, next_try = ? WHERE id = ? AND state = 'waiting'",
        (at.timestamp(), row_id),
    )


def stored_at(tx: Tx, row_id: int) -> datetime | None:
    """When this row was stored, which lies sealed; None for one that cannot be sent."""
    found = tx.db.execute("SELECT * FROM outbox WHERE id = ?", (row_id,)).fetchone()
    return row.created_at if (row := _opened(tx, found)) else None


def drop_for_person(tx: Tx, person_id: str) -> int:
    """Drop what waits for a person whose rights ended; returns how many."""
    ended = tx.db.execute(
        f"UPDATE outbox SET {_ENDED} WHERE person_id = ? AND state = 'waiting'",  # noqa: S608
        ("dropped", person_id),
    )
    return ended.rowcount


def supersede(tx: Tx, ref: str, before: int) -> int:
    """Drop turns of a contact older than row `before` and not sent yet: nobody needs them now."""
    ended = tx.db.execute(
        f"UPDATE outbox SET {_ENDED}"  # noqa: S608
        " WHERE contact_ref = ? AND state = 'waiting' AND op = 'show' AND id < ?",
        ("dropped", ref, before),
    )
    return ended.rowcount


def clear(tx: Tx, ref: str) -> int:
    """Drop what waits for a contact who wiped their chat, but a colleague's pings.

    An earlier wish to wipe, or to be forgotten, stays one.
    """
    ended = tx.db.execute(
        f"UPDATE outbox SET {_ENDED}"  # noqa: S608
        " WHERE contact_ref = ? AND state = 'waiting' AND target <> ?"
        " AND (person_id IS NULL OR priority = 0)",
        ("dropped", ref, ALL),
    )
    return ended.rowcount


def take_down(tx: Tx, item_id: str) -> None:
    """Remove now what would be removed later: the messages that show this item of evidence."""
    rows = tx.db.execute(
        "SELECT * FROM outbox WHERE state = 'waiting' AND op = 'delete' AND not_before > ?",
        (tx.now.timestamp(),),
    ).fetchall()
    for row in filter(None, (_opened(tx, row) for row in rows)):
        if row.item_id == item_id:
            tx.db.execute("UPDATE outbox SET not_before = 0 WHERE id = ?", (row.row_id,))


def count(tx: Tx, state: str) -> int:
    """How many rows are waiting, sent, dead or dropped."""
    found = tx.db.execute("SELECT count(*) FROM outbox WHERE state = ?", (state,))
    return int(found.fetchone()[0])


def prune(tx: Tx, before: datetime) -> int:
    """Remove what ended, stored before the day of a moment; its dedupe keys are free again."""
    gone = tx.db.execute(
        "DELETE FROM outbox WHERE state <> 'waiting' AND created_at < ?", (day_of(before),)
    )
    return gone.rowcount


def _next_id(tx: Tx, ref: str) -> tuple[int, str]:
    """Known before the row is there, for it is part of what the content is sealed for; the door.

    Nobody else can take it: a unit of work is alone with the database.
    """
    found = tx.db.execute(_NEXT, (ref,)).fetchone()
    if found is None:
        raise KeyError(ref)
    return found["next"], found["door"]


def _columns(tx: Tx, outgoing: Outgoing) -> tuple[str | int | float | None, ...]:
    not_before = outgoing.not_before
    return (
        outgoing.contact_ref,
        outgoing.op.value,
        outgoing.priority,
        outgoing.target,
        outgoing.person_id,
        _dedupe(tx, outgoing.dedupe_key),
        0 if not_before is None else not_before.timestamp(),
        day_of(tx.now),
    )


def _dedupe(tx: Tx, key: str | None) -> str | None:
    """Hashed, because a key may name a case next to the contact it goes to."""
    return None if key is None else code_hash(tx.root.link, f"outbox {key}")


def _end(tx: Tx, row_id: int, state: str) -> None:
    tx.db.execute(f"UPDATE outbox SET {_ENDED} WHERE id = ?", (state, row_id))  # noqa: S608


def _opened(tx: Tx, row: sqlite3.Row) -> OutboxRow | None:
    try:
        return open_row(tx, row)
    except (KeyGone, Unreadable):
        log.error("Outbox row %d cannot be opened and is dead.", row["id"])  # noqa: TRY400
        dead(tx, row["id"])
        return None
