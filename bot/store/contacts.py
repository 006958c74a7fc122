"""Addresses at a door and what belongs to them; knows no names."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.store.keyring import CONTACTS_KEY
from bot.store.tx import Tx, day_of, moment
from bot.vault import Place, contact_ref

MAIL: Final = "mail"
"""The door that only goes out, and only for pings."""

# Sealing does not hide a length, and the length would tell who has a case.
_CASES_BLOCK: Final = 512


@dataclass(frozen=True)
class Contact:
    """One address at one door, without the address; `person_id` when it is a person's own.

    `quiet`: what comes makes no sound there.
    """

    contact_ref: str
    door: str
    person_id: str | None
    language: str
    blocked: bool
    quiet: bool = False


def reference(tx: Tx, door: str, address: str) -> str:
    """What every table calls this address."""
    return contact_ref(tx.root.link, door, address)


def meet(tx: Tx, door: str, address: str, language: str) -> Contact:
    """The contact of an address, as `greet` notes it."""
    return _known(tx, greet(tx, door, address, language))


def greet(tx: Tx, door: str, address: str, language: str) -> str:
    """Note that an address writes to us: made when it is new, and it has not blocked us.

    The language is only for a new contact: a known one may have chosen another. Returns what every
    table calls it, and opens nothing: this happens with every word and tap.
    """
    ref = reference(tx, door, address)
    known = tx.db.execute(
        "SELECT seen_at, blocked_at FROM contacts WHERE contact_ref = ?", (ref,)
    ).fetchone()
    today = day_of(tx.now)
    if known is None:
        _make(tx, ref, door, language, address)
    elif known["seen_at"] != today or known["blocked_at"] is not None:
        tx.db.execute(
            "UPDATE contacts SET seen_at = ?, blocked_at = NULL WHERE contact_ref = ?",
            (today, ref),
        )
    return ref


def _make(tx: Tx, ref: str, door: str, language: str, address: str) -> None:
    tx.keys.ensure(CONTACTS_KEY)
    today = day_of(tx.now)
    tx.db.execute(
        "INSERT INTO contacts (contact_ref, door, language, address, cases, created_at, seen_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            ref,
            door,
            language,
            _sealed_address(tx, ref, address),
            _sealed(tx, ref, ()),
            today,
            today,
        ),
    )


def seen(tx: Tx, ref: str) -> None:
    """Note that somebody we may know was here; written once a day."""
    today = day_of(tx.now)
    tx.db.execute(
        "UPDATE contacts SET seen_at = ? WHERE contact_ref = ? AND seen_at < ?", (today, ref, today)
    )


def find(tx: Tx, ref: str) -> Contact | None:
    """None if nobody with this reference is known (any more)."""
    row = tx.db.execute("SELECT * FROM contacts WHERE contact_ref = ?", (ref,)).fetchone()
    return None if row is None else _contact(row)


def address(tx: Tx, ref: str) -> str:
    """Where to send to; KeyError if the contact is gone."""
    found = find_with_address(tx, ref)
    if found is None:
        raise KeyError(ref)
    return found[1]


def find_with_address(tx: Tx, ref: str) -> tuple[Contact, str] | None:
    """Who is to be sent to and where, the only place that opens it; None as in `find`."""
    row = tx.db.execute("SELECT * FROM contacts WHERE contact_ref = ?", (ref,)).fetchone()
    if row is None:
        return None
    opened = tx.open(row["address"], key_id=CONTACTS_KEY, place=_place("address", ref))
    return _contact(row), opened.decode()


def days(tx: Tx, ref: str) -> tuple[datetime, datetime]:
    """The day a contact was met first, and the last one; KeyError if it is gone."""
    found = tx.db.execute("SELECT created_at, seen_at FROM contacts WHERE contact_ref = ?", (ref,))
    row = found.fetchone()
    if row is None:
        raise KeyError(ref)
    return moment(row["created_at"]), moment(row["seen_at"])


def my_cases(tx: Tx, ref: str) -> tuple[str, ...]:
    """The ids of the cases this contact reported, oldest first; none if it is not known."""
    row = tx.db.execute("SELECT cases FROM contacts WHERE contact_ref = ?", (ref,)).fetchone()
    if row is None:
        return ()
    return tuple(json.loads(tx.open(row["cases"], key_id=CONTACTS_KEY, place=_place("cases", ref))))


def add_case(tx: Tx, ref: str, case_id: str) -> None:
    """Remember that this contact reported a case; once is enough."""
    others = tuple(known for known in my_cases(tx, ref) if known != case_id)
    _store_cases(tx, ref, (*others, case_id))


def remove_case(tx: Tx, ref: str, case_id: str) -> None:
    """Forget that this contact reported a case."""
    _store_cases(tx, ref, tuple(known for known in my_cases(tx, ref) if known != case_id))


def bind(tx: Tx, ref: str, person_id: str | None) -> None:
    """Make this the contact of a person, or of nobody (None)."""
    tx.db.execute("UPDATE contacts SET person_id = ? WHERE contact_ref = ?", (person_id, ref))


def of_person(tx: Tx, person_id: str) -> list[Contact]:
    """The chats of a person, where anything may be said to them: those of `with_mail` but mail."""
    return [one for one in with_mail(tx, person_id) if one.door != MAIL]


def with_mail(tx: Tx, person_id: str) -> list[Contact]:
    """All contacts of a person, of the one day the newest first, by the day last seen."""
    rows = tx.db.execute(
        "SELECT * FROM contacts WHERE person_id = ? ORDER BY seen_at DESC, rowid DESC", (person_id,)
    )
    return [_contact(row) for row in rows.fetchall()]


def reaches(tx: Tx, person_id: str) -> bool:
    """Whether a person has a contact that works; opens none of them."""
    row = tx.db.execute(
        "SELECT 1 FROM contacts WHERE person_id = ? AND blocked_at IS NULL", (person_id,)
    )
    return row.fetchone() is not None


def of_staff(tx: Tx, door: str) -> list[Contact]:
    """Every contact of a colleague at one door."""
    rows = tx.db.execute("SELECT * FROM contacts WHERE door = ? AND person_id IS NOT NULL", (door,))
    return [_contact(row) for row in rows.fetchall()]


def reachable(tx: Tx, door: str) -> list[str]:
    """Every chat of a door that has not blocked us."""
    rows = tx.db.execute(
        "SELECT contact_ref FROM contacts WHERE door = ? AND blocked_at IS NULL", (door,)
    )
    return [row["contact_ref"] for row in rows.fetchall()]


def set_language(tx: Tx, ref: str, language: str) -> None:
    """What this contact chose to read from now on."""
    tx.db.execute("UPDATE contacts SET language = ? WHERE contact_ref = ?", (language, ref))


def set_quiet(tx: Tx, ref: str, *, quiet: bool) -> None:
    """Whether messages to this contact come without a sound from now on."""
    tx.db.execute("UPDATE contacts SET quiet = ? WHERE contact_ref = ?", (quiet, ref))


def blocked(tx: Tx, ref: str, at: datetime | None = None) -> None:
    """Note that nothing can be sent to this contact, since `at` or now; the first time counts."""
    since = (at or tx.now).timestamp()
    tx.db.execute(
        "UPDATE contacts SET blocked_at = coalesce(blocked_at, ?) WHERE contact_ref = ?",
        (since, ref),
    )


def unblocked(tx: Tx, ref: str) -> bool:
    """Note that sending works (again); False if nobody with this reference is known (any more).

    Nothing is written where it worked all the time.
    """
    known = tx.db.execute("SELECT blocked_at FROM contacts WHERE contact_ref = ?", (ref,))
    row = known.fetchone()
    if row is not None and row["blocked_at"] is not None:
        tx.db.execute("UPDATE contacts SET blocked_at = NULL WHERE contact_ref = ?", (ref,))
    return row is not None


def forget(tx: Tx, ref: str) -> None:
    """Remove the contact with its session, screen, messages and what waits to be sent.

    What it said and is not dealt with goes too; its cases stay, nothing leads to them from here.
    """
    tx.db.execute(
        "UPDATE inbox SET payload = NULL, state = 'done', contact_ref = '', received_at = ?"
        " WHERE contact_ref = ?",
        (day_of(tx.now), ref),
    )
    tx.db.execute("DELETE FROM contacts WHERE contact_ref = ?", (ref,))


def _known(tx: Tx, ref: str) -> Contact:
    row = tx.db.execute("SELECT * FROM contacts WHERE contact_ref = ?", (ref,)).fetchone()
    return _contact(row)


def _contact(row: sqlite3.Row) -> Contact:
    return Contact(
        contact_ref=row["contact_ref"],
        door=row["door"],
        person_id=row["person_id"],
        language=row["language"],
        blocked=row["blocked_at"] is not None,
        quiet=bool(row["quiet"]),
    )


def _store_cases(tx: Tx, ref: str, cases: tuple[str, ...]) -> None:
    sealed = _sealed(tx, ref, cases)
    tx.db.execute("UPDATE contacts SET cases = ? WHERE contact_ref = ?", (sealed, ref))


def _sealed(tx: Tx, ref: str, cases: tuple[str, ...]) -> bytes:
    listed = json.dumps(cases)
    blocks = -(-len(listed) // _CASES_BLOCK)
    padded = listed.ljust(blocks * _CASES_BLOCK)
    return tx.seal(padded, key_id=CONTACTS_KEY, place=_place("cases", ref))


def _sealed_address(tx: Tx, ref: str, address: str) -> bytes:
    return tx.seal(address, key_id=CONTACTS_KEY, place=_place("address", ref))


def _place(column: str, ref: str) -> Place:
    return Place("contacts", column, ref)
