"""Destroys a case for good and looks for what a crash left over; knows no term and no right."""

import json
from datetime import datetime

from bot.cases.kinds import Mark
from bot.figures.incident import Incident
from bot.store import cases, contacts, evidence, figures
from bot.store.keyring import KeyGone, case_key_id, item_key_id
from bot.store.tx import Tx, moment

_CASE, _ITEM = case_key_id(""), item_key_id("")


def shred_case(tx: Tx, case_id: str, counted: Incident | None = None) -> tuple[str, ...]:
    """Destroy the keys and the rows; returned are the names of the item files to remove.

    The log keeps its lines, and one line stays to be counted by: with what is `counted` of the
    case, else with its route, kind and months only. A case that is not there is gone already.
    """
    if not _leave_line(tx, case_id, counted):
        return ()
    reporter = cases.reporter(tx, case_id)
    if reporter is not None and contacts.find(tx, reporter) is not None:
        contacts.remove_case(tx, reporter, case_id)
    item_ids = tuple(item.item_id for item in evidence.all_of_case(tx, case_id))
    for item_id in item_ids:
        tx.keys.destroy(item_key_id(item_id))
    tx.keys.destroy(case_key_id(case_id))
    tx.db.execute("DELETE FROM evidence WHERE case_id = ?", (case_id,))
    tx.db.execute("DELETE FROM cases WHERE case_id = ?", (case_id,))
    return item_ids


def keys_without_row(tx: Tx, before: datetime) -> tuple[str, ...]:
    """Ids of the keys made before a moment that no row asks for.

    Let `before` be a day ago: what is being sent in right now has a key and no row yet.
    """
    return (
        *_orphans(tx, _CASE, "SELECT case_id FROM cases", before),
        *_orphans(tx, _ITEM, "SELECT item_id FROM evidence WHERE destroyed_at IS NULL", before),
    )


def sweep_orphan_keys(tx: Tx, before: datetime) -> int:
    """Destroy the keys of `keys_without_row`; returns how many."""
    found = keys_without_row(tx, before)
    for key_id in found:
        tx.keys.destroy(key_id)
    return len(found)


def rows_without_key(tx: Tx) -> tuple[str, ...]:
    """Key ids that rows ask for and nobody has: these two files do not belong together.

    No crash leaves such rows, but a backup of only one file does; so nothing is removed here.
    """
    wanted = [
        *(case_key_id(row[0]) for row in tx.db.execute("SELECT case_id FROM cases")),
        *(
            item_key_id(row[0])
            for row in tx.db.execute("SELECT item_id FROM evidence WHERE destroyed_at IS NULL")
        ),
    ]
    return tuple(key_id for key_id in wanted if not _is_there(tx, key_id))


def _leave_line(tx: Tx, case_id: str, counted: Incident | None) -> bool:
    row = tx.db.execute(
        "SELECT route, kind, marks, created_at, closed_at FROM cases WHERE case_id = ?", (case_id,)
    ).fetchone()
    if row is None:
        return False
    if Mark.PRACTICE not in json.loads(row["marks"]):
        line = {
            "route": row["route"],
            "kind": row["kind"],
            "created_month": _month(tx, row["created_at"]),
            "closed_month": _month(tx, row["closed_at"]),
            **(figures.columns(counted) if counted else {}),
        }
        names, marks = ", ".join(line), ", ".join(f":{name}" for name in line)
        tx.db.execute(f"INSERT INTO past_cases ({names}) VALUES ({marks})", line)  # noqa: S608
    return True


def _month(tx: Tx, seconds: float | None) -> str | None:
    """By the calendar on the wall: a school year begins at midnight at school."""
    return None if seconds is None else f"{moment(seconds).astimezone(tx.zone):%Y-%m}"


def _orphans(tx: Tx, prefix: str, rows: str, before: datetime) -> list[str]:
    known = {prefix + row[0] for row in tx.db.execute(rows)}
    return [key_id for key_id in tx.keys.ids(prefix, before=before) if key_id not in known]


def _is_there(tx: Tx, key_id: str) -> bool:
    try:
        tx.keys.key(key_id)
    except KeyGone:
        return False
    return True
