"""How a person lies in a row: names, numbers and absence sealed, lists as JSON; decides nothing."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.cases.people import Absence, Person, Role
from bot.store.keyring import PEOPLE_KEY
from bot.store.tx import Tx, moment
from bot.understanding.folding import folded
from bot.vault import Place, match_code

Value = str | bytes | int | float | None


_LAST_CHANGE: Final = "last change of people"


@dataclass(frozen=True)
class Granted:
    """What invitations gave somebody beside the school's file."""

    roles: frozenset[Role] = frozenset()
    classes: frozenset[str] = frozenset()


def put_row(tx: Tx, person: Person, granted: Granted) -> None:
    """Keep a person as they are now, new or known."""
    note_change(tx)
    tx.keys.ensure(PEOPLE_KEY)
    values = _columns(tx, person, granted)
    names, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "added_at")
    tx.db.execute(
        f"INSERT INTO people ({names}) VALUES ({marks})"  # noqa: S608 - names are of _columns
        f" ON CONFLICT (person_id) DO UPDATE SET {changes}",
        values,
    )


def note_change(tx: Tx) -> None:
    """Whoever read the people before reads them again."""
    tx.memory[_LAST_CHANGE] = object()


def last_change(tx: Tx) -> object:
    """What stands for how the people are now: another one once somebody was changed.

    Another one too where changes were taken back, so that nobody is held as they never were.
    """
    mark: object = tx.memory.setdefault(_LAST_CHANGE, object())
    return mark


def granted_to(tx: Tx, person_id: str) -> Granted:
    """What somebody was given beside the file; nothing for who is not known."""
    row = tx.db.execute("SELECT granted FROM people WHERE person_id = ?", (person_id,)).fetchone()
    held = json.loads(row["granted"]) if row else {"roles": (), "classes": ()}
    return Granted(frozenset(map(Role, held["roles"])), frozenset(held["classes"]))


def with_granted(person: Person, granted: Granted) -> Person:
    """The person with that beside what they have."""
    roles, classes = person.roles | granted.roles, person.classes | granted.classes
    return replace(person, roles=roles, classes=classes)


def read_row(tx: Tx, row: sqlite3.Row) -> Person:
    """The person of a row, without for whom they stand in."""
    person_id = row["person_id"]
    return Person(
        person_id=person_id,
        name=_open(tx, person_id, "name", row["name"]),
        roles=frozenset(map(Role, json.loads(row["roles"]))),
        classes=frozenset(json.loads(row["classes"])),
        days=frozenset(json.loads(row["days"])),
        active=bool(row["active"]),
        deputies=tuple(json.loads(row["deputies"])),
        director=bool(row["director"]),
        speaks_for_school=bool(row["speaks"]),
        made_up=bool(row["made_up"]),
        phone=_open(tx, person_id, "phone", row["phone"]),
        email=_open(tx, person_id, "email", row["email"]),
        away=_absence(_open(tx, person_id, "away", row["away"])),
        since=tuple((name, moment(at)) for name, at in json.loads(row["since"]).items()),
        proposed=frozenset(map(Role, json.loads(row["proposed"]))),
    )


def match(tx: Tx, name: str) -> str:
    """What stands for a name, however it is written."""
    return match_code(tx.root.link, folded(name))


def _columns(tx: Tx, person: Person, granted: Granted) -> dict[str, Value]:
    one = person.person_id
    return {
        "person_id": one,
        "name": _seal(tx, one, "name", person.name),
        "match": match(tx, person.name),
        "roles": json.dumps(sorted(person.roles)),
        "classes": json.dumps(sorted(person.classes)),
        "days": json.dumps(sorted(person.days)),
        "deputies": json.dumps(person.deputies),
        "granted": _granted_of(person, granted),
        "active": person.active,
        "phone": _seal(tx, one, "phone", person.phone),
        "email": _seal(tx, one, "email", person.email) if person.email else None,
        "away": _seal(tx, one, "away", _words(person.away)) if person.away else None,
        "since": json.dumps({name: at.timestamp() for name, at in person.since}),
        "proposed": json.dumps(sorted(person.proposed - person.roles)),
        "director": person.director,
        "speaks": person.speaks_for_school,
        "made_up": person.made_up,
        "added_at": tx.now.timestamp(),
    }


def _granted_of(person: Person, granted: Granted) -> str:
    """As far as the person still has it."""
    roles, classes = granted.roles & person.roles, granted.classes & person.classes
    return json.dumps({"roles": sorted(roles), "classes": sorted(classes)})


def _words(away: Absence) -> str:
    last = away.last.isoformat() if away.last else ""
    return f"{away.first.isoformat()} {last or '-'} {away.deputy}"


def _absence(words: str) -> Absence | None:
    if not words:
        return None
    first, last, deputy = words.split(" ", 2)
    ends = None if last == "-" else date.fromisoformat(last)
    return Absence(date.fromisoformat(first), ends, deputy)


def _seal(tx: Tx, person_id: str, column: str, value: str) -> bytes:
    return tx.seal(value, key_id=PEOPLE_KEY, place=Place("people", column, person_id))


def _open(tx: Tx, person_id: str, column: str, blob: bytes | None) -> str:
    if blob is None:
        return ""
    place = Place("people", column, person_id)
    return tx.open(blob, key_id=PEOPLE_KEY, place=place).decode()
