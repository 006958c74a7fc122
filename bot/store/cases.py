"""The cases themselves, apart from what was told in them; knows no rule of any route."""

import json
import unicodedata
from dataclasses import replace
from datetime import datetime

from bot.cases.case import Case
from bot.cases.kinds import RouteId, Victim
from bot.store import case_rows
from bot.store.keyring import KeyGone, case_key_id
from bot.store.tx import Tx


class NameTaken(Exception):
    """Another kept case bears this name; draw another one."""

    def __init__(self) -> None:
        """Take no argument: nobody needs the name of the other case."""
        super().__init__("Another case bears this name.")


class NoSuchCase(Exception):
    """The case is not there, or was destroyed."""

    def __init__(self) -> None:
        """Take no argument: a refusal says nothing about what there is."""
        super().__init__("There is no such case.")


def folded_name(name: str) -> str:
    """The name as it is compared: small letters without accents, single spaces, no signs."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def create(tx: Tx, case: Case, *, reporter: str | None, reporter_name: str | None) -> None:
    """Keep a new case; raise NameTaken. `reporter` is a contact, None when only words lead back."""
    name = folded_name(case.name)
    if tx.db.execute("SELECT 1 FROM cases WHERE name_folded = ?", (name,)).fetchone():
        raise NameTaken
    tx.keys.fresh(case_key_id(case.case_id))
    values = {"name_folded": name, **case_rows.columns(tx, case)}
    names, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
    tx.db.execute(f"INSERT INTO cases ({names}) VALUES ({marks})", values)  # noqa: S608
    case_rows.store_parts(tx, case)
    _set(tx, case.case_id, "reporter", reporter)
    _set(tx, case.case_id, "reporter_name", reporter_name)


def save(tx: Tx, case: Case) -> None:
    """Keep what changed, also in the steps; name and reporter stay as they are. NoSuchCase."""
    values = case_rows.columns(tx, _known(tx, case))
    changes = ", ".join(f"{column} = :{column}" for column in values)
    tx.db.execute(f"UPDATE cases SET {changes} WHERE case_id = :case_id", values)  # noqa: S608
    case_rows.store_parts(tx, case)


def get(tx: Tx, case_id: str) -> Case | None:
    """None if it is not there, or its key is destroyed."""
    return case_rows.one(tx, case_id)


def by_name(tx: Tx, typed: str) -> Case | None:
    """The case with this name, however its capitals, accents and spaces are typed."""
    row = tx.db.execute(
        "SELECT case_id FROM cases WHERE name_folded = ?", (folded_name(typed),)
    ).fetchone()
    return None if row is None else get(tx, row["case_id"])


def open_cases(tx: Tx) -> tuple[Case, ...]:
    """All that are not closed, the oldest first."""
    return case_rows.load(tx, "state <> 'closed' ORDER BY created_at, case_id", ())


def open_ids(tx: Tx) -> tuple[str, ...]:
    """The ids of all that are not closed, the oldest first."""
    return _ids(tx, "state <> 'closed' ORDER BY created_at, case_id")


def owners(tx: Tx) -> tuple[str, ...]:
    """Everyone who has an open case."""
    rows = tx.db.execute(
        "SELECT DISTINCT owner FROM cases WHERE state <> 'closed' AND owner IS NOT NULL"
        " ORDER BY owner"
    )
    return tuple(row["owner"] for row in rows.fetchall())


def open_ids_of(tx: Tx, person_id: str) -> tuple[str, ...]:
    """The ids of those that somebody has and are not closed, the oldest first."""
    return _ids(tx, "state <> 'closed' AND owner = ? ORDER BY created_at, case_id", person_id)


def open_of_owner(tx: Tx, person_id: str) -> tuple[Case, ...]:
    """Those that somebody has and are not closed, the oldest first."""
    where = "state <> 'closed' AND owner = ? ORDER BY created_at, case_id"
    return case_rows.load(tx, where, (person_id,))


def open_of_route(tx: Tx, route: RouteId) -> tuple[Case, ...]:
    """Those of one route that are not closed, the oldest first."""
    where = "state <> 'closed' AND route = ? ORDER BY created_at, case_id"
    return case_rows.load(tx, where, (route.value,))


def touched_since(tx: Tx, at: datetime) -> tuple[str, ...]:
    """The ids of those that are open or ended since a moment; so all that came since, too."""
    where = "state = 'closed' AND closed_at >= ? ORDER BY closed_at, case_id"
    return (*open_ids(tx), *_ids(tx, where, at.timestamp()))


def all_cases(tx: Tx) -> tuple[Case, ...]:
    """All that are kept, the oldest first."""
    return case_rows.load(tx, "TRUE ORDER BY created_at, case_id", ())


def all_ids(tx: Tx) -> tuple[str, ...]:
    """The ids of all that are kept, the oldest first."""
    return _ids(tx, "TRUE ORDER BY created_at, case_id")


def closed_before(tx: Tx, at: datetime) -> tuple[str, ...]:
    """The ids of those closed at that moment or earlier, the longest closed first."""
    where = "state = 'closed' AND closed_at <= ? ORDER BY closed_at, case_id"
    return _ids(tx, where, at.timestamp())


def done_to_staff(tx: Tx) -> tuple[Case, ...]:
    """Those of which somebody who works here is the victim, the oldest first."""
    where = "victim = ? ORDER BY created_at, case_id"
    return case_rows.load(tx, where, (Victim.STAFF.value,))


def of_ids(tx: Tx, case_ids: tuple[str, ...]) -> tuple[Case, ...]:
    """Those of these that are there, the oldest first."""
    wanted = "case_id IN (SELECT value FROM json_each(?)) ORDER BY created_at, case_id"
    return case_rows.load(tx, wanted, (json.dumps(case_ids),))


def names_taken(tx: Tx) -> frozenset[str]:
    """The names of all kept cases, as they were given."""
    return frozenset(row["name"] for row in tx.db.execute("SELECT name FROM cases").fetchall())


def reporter(tx: Tx, case_id: str) -> str | None:
    """The contact who gets the news; None if none is kept, or the case is not there."""
    return _get(tx, case_id, "reporter")


def reporter_name(tx: Tx, case_id: str) -> str | None:
    """The name that was given; None if none was, or the case is not there."""
    return _get(tx, case_id, "reporter_name")


def set_reporter(tx: Tx, case_id: str, contact_ref: str) -> None:
    """Send the news to another contact from now on, such as a new phone."""
    _set(tx, case_id, "reporter", contact_ref)


def set_reporter_name(tx: Tx, case_id: str, name: str) -> None:
    """Give the name later. There is no way back: it cannot be unread."""
    _set(tx, case_id, "reporter_name", name)


def know_reporter(tx: Tx, case_ids: tuple[str, ...], person_id: str) -> tuple[Case, ...]:
    """Note that a colleague reported these, where no colleague is known yet; the cases so changed.

    No name is told by it: it only keeps the handler's view from them.
    """
    nameless = (case for case in of_ids(tx, case_ids) if case.reporter_person is None)
    known = tuple(replace(case, reporter_person=person_id) for case in nameless)
    for case in known:
        save(tx, case)
    return known


def forget_reporter(tx: Tx, case_id: str) -> None:
    """Keep no address any more: from now on only the recovery words lead to the case."""
    _set(tx, case_id, "reporter", None)


def _ids(tx: Tx, where: str, *values: str | float) -> tuple[str, ...]:
    rows = tx.db.execute(f"SELECT case_id FROM cases WHERE {where}", values)  # noqa: S608
    return tuple(row["case_id"] for row in rows.fetchall())


def _known(tx: Tx, case: Case) -> Case:
    found = tx.db.execute("SELECT 1 FROM cases WHERE case_id = ?", (case.case_id,)).fetchone()
    if found is None:
        raise NoSuchCase
    return case


def _get(tx: Tx, case_id: str, column: str) -> str | None:
    row = tx.db.execute(
        f"SELECT {column} FROM cases WHERE case_id = ?",  # noqa: S608 - a name of this module
        (case_id,),
    ).fetchone()
    if row is None or row[column] is None:
        return None
    try:
        return case_rows.opened(tx, case_id, column, row[column])
    except KeyGone:
        return None


def _set(tx: Tx, case_id: str, column: str, value: str | None) -> None:
    sealed = case_rows.sealed(tx, case_id, column, value)
    changed = tx.db.execute(
        f"UPDATE cases SET {column} = ? WHERE case_id = ?",  # noqa: S608 - a name of this module
        (sealed, case_id),
    )
    if not changed.rowcount:
        raise NoSuchCase
