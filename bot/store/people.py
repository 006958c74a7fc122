"""The people of the school and the invitations that bring them in; knows no rights."""

import base64
import json
import re
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.cases.people import Person, Role
from bot.store import brake
from bot.store.brake import Guess
from bot.store.keyring import PEOPLE_KEY
from bot.store.tx import Tx
from bot.understanding.folding import folded
from bot.vault import Place, code_hash, match_code

VALID: Final = timedelta(hours=72)
_CODE_BYTES: Final = 16
_CODE: Final = re.compile(r"[a-z2-7]{26}")

Value = str | bytes | int | float | None


@dataclass(frozen=True)
class Granted:
    """What invitations gave somebody beside the school's file."""

    roles: frozenset[Role] = frozenset()
    classes: frozenset[str] = frozenset()


class InvitationFault(StrEnum):
    """Why a code does not let somebody in."""

    WRONG = "wrong"
    USED = "used"
    EXPIRED = "expired"
    SLOW = "slow"


class InvitationProblem(Exception):
    """The code does not work; `kind` says why and is not told to who tried it."""

    def __init__(self, kind: InvitationFault) -> None:
        """Keep the reason, never the code."""
        super().__init__(f"The invitation is not accepted: {kind.value}.")
        self.kind = kind


class UnknownPerson(Exception):
    """Somebody was to be invited who is not kept yet."""

    def __init__(self) -> None:
        """Take no argument: an id may hold a name."""
        super().__init__("There is no such person.")


def put(tx: Tx, person: Person) -> None:
    """Keep a person as they are now, new or known; what an invitation gave stays told apart."""
    _put(tx, person, _granted(tx, person.person_id))


def put_from_file(tx: Tx, person: Person) -> bool:
    """Keep a person as the school's file has them now; whether anything of it is new.

    Beside the file stands only what an invitation gave, as long as they work here. Invitations
    that still lie somewhere end with a right that ends.
    """
    known, granted = get(tx, person.person_id), _granted(tx, person.person_id)
    wanted = _more(person, granted) if person.active else person
    if known == wanted and person.person_id in from_file(tx):
        return False
    put(tx, wanted)
    tx.db.execute("UPDATE people SET from_file = 1 WHERE person_id = ?", (person.person_id,))
    if known and (known.roles - wanted.roles or not wanted.active):
        withdraw(tx, person.person_id)
    return True


def from_file(tx: Tx) -> frozenset[str]:
    """Everyone the school's file ever named: it decides for them, also by leaving them out."""
    rows = tx.db.execute("SELECT person_id FROM people WHERE from_file = 1").fetchall()
    return frozenset(row["person_id"] for row in rows)


def all_people(tx: Tx) -> tuple[Person, ...]:
    """Everyone kept, also who is no longer active, in the order they were added.

    Asked at every event, so what was opened is held for as long as the row stays as it is.
    """
    rows = tx.db.execute("SELECT * FROM people ORDER BY added_at, rowid").fetchall()
    held: dict[sqlite3.Row, Person] = tx.memory.get("people", {})
    found = {row: held.get(row) or _person(tx, row) for row in rows}
    tx.memory["people"] = found
    return tuple(found.values())


def get(tx: Tx, person_id: str) -> Person | None:
    """None if nobody with this id is kept."""
    row = tx.db.execute("SELECT * FROM people WHERE person_id = ?", (person_id,)).fetchone()
    return None if row is None else _person(tx, row)


def find_by_name(tx: Tx, name: str) -> tuple[Person, ...]:
    """Everyone with this name, however capitals, accents and signs are written."""
    rows = tx.db.execute(
        "SELECT * FROM people WHERE match = ? ORDER BY added_at, rowid", (_match(tx, name),)
    ).fetchall()
    return tuple(_person(tx, row) for row in rows)


def grant(
    tx: Tx, person_id: str, *, roles: Iterable[Role] = (), classes: Iterable[str] = ()
) -> Person:
    """Give roles and classes beside those of the file; the person then. Raise UnknownPerson."""
    person, was = get(tx, person_id), _granted(tx, person_id)
    if person is None:
        raise UnknownPerson
    more = Granted(frozenset(roles) - person.roles, frozenset(classes) - person.classes)
    changed = _more(person, more)
    _put(tx, changed, Granted(was.roles | more.roles, was.classes | more.classes))
    return changed


def remove(tx: Tx, person_id: str) -> None:
    """Forget a person and their invitations; their contacts are not touched."""
    tx.db.execute("DELETE FROM people WHERE person_id = ?", (person_id,))


def invite(tx: Tx, person_id: str, role: Role) -> str:
    """A code that lets this person in once, in this role, for 72 hours; raise UnknownPerson.

    26 small letters and digits hold its 128 bits, so that it can be typed too. It is nowhere
    else: only a hash is kept.
    """
    if get(tx, person_id) is None:
        raise UnknownPerson
    code = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode().rstrip("=").lower()
    tx.db.execute(
        "INSERT INTO invitations (code_hash, person_id, role, expires_at) VALUES (?, ?, ?, ?)",
        (code_hash(tx.root.link, code), person_id, role.value, (tx.now + VALID).timestamp()),
    )
    return code


def redeem(tx: Tx, code: str, contact_ref: str) -> Person:
    """Use a code up and return whom it is for, with the role; the caller binds the contact.

    Raise InvitationProblem. Catch it within the unit of work: raised out of it, it would take the
    count of wrong tries back and there would be no brake. A right code is never slowed down:
    nobody guesses 128 bits, and a lock would only keep colleagues out.
    """
    row = _invitation(tx, code.strip().lower())
    if row is None:
        raise InvitationProblem(_wrong(tx, contact_ref))
    if row["used_at"] is not None:
        raise InvitationProblem(InvitationFault.USED)
    if row["expires_at"] <= tx.now.timestamp():
        raise InvitationProblem(InvitationFault.EXPIRED)
    tx.db.execute(
        "UPDATE invitations SET used_at = ? WHERE code_hash = ?",
        (tx.now.timestamp(), row["code_hash"]),
    )
    return grant(tx, row["person_id"], roles=(Role(row["role"]),))


def _wrong(tx: Tx, contact_ref: str) -> InvitationFault:
    if brake.slow_until(tx, Guess.INVITATION, contact_ref) is not None:
        return InvitationFault.SLOW
    brake.count_wrong(tx, Guess.INVITATION, contact_ref)
    return InvitationFault.WRONG


def withdraw(tx: Tx, person_id: str) -> int:
    """End the invitations of a person that nobody used yet, for when their rights end."""
    gone = tx.db.execute(
        "DELETE FROM invitations WHERE person_id = ? AND used_at IS NULL", (person_id,)
    )
    return gone.rowcount


def prune_invitations(tx: Tx, before: datetime) -> int:
    """Forget the invitations that ended before a moment; their codes are merely wrong then."""
    gone = tx.db.execute("DELETE FROM invitations WHERE expires_at < ?", (before.timestamp(),))
    return gone.rowcount


def _invitation(tx: Tx, code: str) -> sqlite3.Row | None:
    if not _CODE.fullmatch(code):
        return None
    row: sqlite3.Row | None = tx.db.execute(
        "SELECT * FROM invitations WHERE code_hash = ?", (code_hash(tx.root.link, code),)
    ).fetchone()
    return row


def _put(tx: Tx, person: Person, granted: Granted) -> None:
    tx.keys.ensure(PEOPLE_KEY)
    values = _columns(tx, person, granted)
    names, marks = ", ".join(values), ", ".join(f":{column}" for column in values)
    changes = ", ".join(f"{name} = excluded.{name}" for name in values if name != "added_at")
    tx.db.execute(
        f"INSERT INTO people ({names}) VALUES ({marks})"  # noqa: S608 - names are of _columns
        f" ON CONFLICT (person_id) DO UPDATE SET {changes}",
        values,
    )


def _granted(tx: Tx, person_id: str) -> Granted:
    row = tx.db.execute("SELECT granted FROM people WHERE person_id = ?", (person_id,)).fetchone()
    held = json.loads(row["granted"]) if row else {"roles": (), "classes": ()}
    return Granted(frozenset(map(Role, held["roles"])), frozenset(held["classes"]))


def _more(person: Person, granted: Granted) -> Person:
    roles, classes = person.roles | granted.roles, person.classes | granted.classes
    return replace(person, roles=roles, classes=classes)


def _columns(tx: Tx, person: Person, granted: Granted) -> dict[str, Value]:
    return {
        "person_id": person.person_id,
        "name": _seal(tx, person.person_id, "name", person.name),
        "match": _match(tx, person.name),
        "roles": json.dumps(sorted(person.roles)),
        "classes": json.dumps(sorted(person.classes)),
        "days": json.dumps(sorted(person.days)),
        "deputies": json.dumps(person.deputies),
        "granted": _granted_of(person, granted),
        "active": person.active,
        "phone": _seal(tx, person.person_id, "phone", person.phone),
        "director": person.director,
        "speaks": person.speaks_for_school,
        "made_up": person.made_up,
        "added_at": tx.now.timestamp(),
    }


def _granted_of(person: Person, granted: Granted) -> str:
    """As far as the person still has it."""
    roles, classes = granted.roles & person.roles, granted.classes & person.classes
    return json.dumps({"roles": sorted(roles), "classes": sorted(classes)})


def _person(tx: Tx, row: sqlite3.Row) -> Person:
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
    )


def _match(tx: Tx, name: str) -> str:
    return match_code(tx.root.link, folded(name))


def _seal(tx: Tx, person_id: str, column: str, value: str) -> bytes:
    return tx.seal(value, key_id=PEOPLE_KEY, place=Place("people", column, person_id))


def _open(tx: Tx, person_id: str, column: str, blob: bytes) -> str:
    place = Place("people", column, person_id)
    return tx.open(blob, key_id=PEOPLE_KEY, place=place).decode()
