"""The people of the school and the invitations that bring them in; knows no rights."""

import base64
import re
import secrets
import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.cases.people import Person, Role
from bot.store import brake
from bot.store.brake import Guess
from bot.store.people_rows import (
    Granted,
    granted_to,
    last_change,
    match,
    note_change,
    put_row,
    read_row,
    with_granted,
)
from bot.store.tx import Tx, minute_of, moment
from bot.vault import code_hash

VALID: Final = timedelta(hours=72)
_CODE_BYTES: Final = 16
_EVERYONE: Final = "everyone"
_CODE: Final = re.compile(r"[a-z2-7]{26}")


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

    @property
    def is_news(self) -> bool:
        """Whether it is for the log: that somebody guesses on stands there already."""
        return self.kind is not InvitationFault.SLOW


class UnknownPerson(Exception):
    """Somebody was to be invited who is not kept yet."""

    def __init__(self) -> None:
        """Take no argument: an id may hold a name."""
        super().__init__("There is no such person.")


def put(tx: Tx, person: Person) -> None:
    """Keep a person as they are now, new or known; what an invitation gave stays told apart."""
    put_row(tx, person, granted_to(tx, person.person_id))


def put_from_file(tx: Tx, person: Person) -> bool:
    """Keep a person as the school's file has them now; whether anything of it is new.

    Beside the file stands only what an invitation gave and when they are away, as long as they
    work here. Invitations that still lie somewhere end with a right that ends.
    """
    known, granted = get(tx, person.person_id), granted_to(tx, person.person_id)
    wanted = with_granted(_kept(tx, person, known), granted) if person.active else person
    if known == wanted and person.person_id in from_file(tx):
        return False
    put(tx, wanted)
    tx.db.execute("UPDATE people SET from_file = 1 WHERE person_id = ?", (person.person_id,))
    if known and (known.roles - wanted.roles or not wanted.active):
        withdraw(tx, person.person_id)
    return True


def _kept(tx: Tx, person: Person, known: Person | None) -> Person:
    """What of somebody known the file does not speak of; a class it gives them is taken over."""
    if known is None:
        return person
    new = person.classes - known.classes if known.active else frozenset[str]()
    return replace(
        person,
        email=person.email or known.email,
        away=known.away,
        proposed=known.proposed - person.roles,
        since=_taken_over(tx, known, new),
    )


def _taken_over(tx: Tx, person: Person, new: frozenset[str]) -> tuple[tuple[str, datetime], ...]:
    """Since when classes are theirs, the new ones since this minute: a case has no seconds."""
    now = moment(minute_of(tx.now))
    return tuple(sorted({**dict(person.since), **dict.fromkeys(new, now)}.items()))


def from_file(tx: Tx) -> frozenset[str]:
    """Everyone the school's file ever named: it decides for them, also by leaving them out."""
    rows = tx.db.execute("SELECT person_id FROM people WHERE from_file = 1").fetchall()
    return frozenset(row["person_id"] for row in rows)


def all_people(tx: Tx) -> tuple[Person, ...]:
    """Everyone kept, also who is no longer active, in the order they were added.

    Asked at every event, so they are held until one of them is changed, or the day is over.
    """
    held: tuple[tuple[object, date], tuple[Person, ...]] | None = tx.memory.get(_EVERYONE)
    now = last_change(tx), tx.day_at_school()
    if held is None or held[0] != now:
        held = tx.memory[_EVERYONE] = now, _read_all(tx)
    return held[1]


def _read_all(tx: Tx) -> tuple[Person, ...]:
    rows = tx.db.execute("SELECT * FROM people ORDER BY added_at, rowid").fetchall()
    found = [read_row(tx, row) for row in rows]
    away = _stood_in_for(tx, found)
    return tuple(_standing_in(one, away) for one in found)


def _stood_in_for(tx: Tx, known: Iterable[Person]) -> dict[str, set[str]]:
    """Who is away today, by who stands in for them."""
    today, found = tx.day_at_school(), dict[str, set[str]]()
    for one in known:
        if one.active and one.away and one.away.deputy and today in one.away:
            found.setdefault(one.away.deputy, set()).add(one.person_id)
    return found


def _standing_in(person: Person, away: dict[str, set[str]]) -> Person:
    found = away.get(person.person_id)
    return replace(person, stands_in=frozenset(found)) if found else person


def get(tx: Tx, person_id: str) -> Person | None:
    """None if nobody with this id is kept."""
    row = tx.db.execute("SELECT * FROM people WHERE person_id = ?", (person_id,)).fetchone()
    if row is None:
        return None
    away = tx.db.execute("SELECT * FROM people WHERE away IS NOT NULL").fetchall()
    return _standing_in(read_row(tx, row), _stood_in_for(tx, (read_row(tx, one) for one in away)))


def find_by_name(tx: Tx, name: str) -> tuple[Person, ...]:
    """Everyone with this name, however capitals, accents and signs are written."""
    rows = tx.db.execute(
        "SELECT * FROM people WHERE match = ? ORDER BY added_at, rowid", (match(tx, name),)
    ).fetchall()
    return tuple(read_row(tx, row) for row in rows)


def grant(
    tx: Tx, person_id: str, *, roles: Iterable[Role] = (), classes: Iterable[str] = ()
) -> Person:
    """Give roles and classes beside those of the file; the person then. Raise UnknownPerson.

    Cases of a class from before this minute are not opened by it.
    """
    person, was = get(tx, person_id), granted_to(tx, person_id)
    if person is None:
        raise UnknownPerson
    more = Granted(frozenset(roles) - person.roles, frozenset(classes) - person.classes)
    changed = replace(with_granted(person, more), since=_taken_over(tx, person, more.classes))
    put_row(tx, changed, Granted(was.roles | more.roles, was.classes | more.classes))
    return changed


def set_classes(tx: Tx, person_id: str, classes: frozenset[str]) -> None:
    """These classes and no others; raise UnknownPerson."""
    person = get(tx, person_id)
    if person is None:
        raise UnknownPerson
    kept = tuple((name, at) for name, at in person.since if name in classes)
    put(tx, replace(person, classes=person.classes & classes, since=kept))
    grant(tx, person_id, classes=classes)


def propose(tx: Tx, person_id: str, role: Role) -> Person:
    """A role that counts once somebody confirms it; the person then. Raise UnknownPerson."""
    person = get(tx, person_id)
    if person is None:
        raise UnknownPerson
    changed = replace(person, proposed=(person.proposed | {role}) - person.roles)
    put(tx, changed)
    return changed


def answer_proposal(tx: Tx, person_id: str, role: Role, *, confirmed: bool) -> Person | None:
    """Let a proposed role count, or not; None when nobody proposed it (any more)."""
    person = get(tx, person_id)
    if person is None or role not in person.proposed:
        return None
    put(tx, replace(person, proposed=person.proposed - {role}))
    return grant(tx, person_id, roles=(role,)) if confirmed else get(tx, person_id)


def remove(tx: Tx, person_id: str) -> None:
    """Forget a person and their invitations; their contacts are not touched."""
    note_change(tx)
    tx.db.execute("DELETE FROM people WHERE person_id = ?", (person_id,))


def invite(
    tx: Tx, person_id: str, role: Role, *, confirmed: bool = True, lasts: timedelta = VALID
) -> str:
    """A code that lets this person in once, in this role, for 72 hours; raise UnknownPerson.

    26 small letters and digits hold its 128 bits, so that it can be typed too. It is nowhere
    else: only a hash is kept. Not `confirmed`: the role is only proposed when it is used.
    """
    if get(tx, person_id) is None:
        raise UnknownPerson
    code = base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode().rstrip("=").lower()
    tx.db.execute(
        "INSERT INTO invitations (code_hash, person_id, role, expires_at, confirmed)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            code_hash(tx.root.link, code),
            person_id,
            role.value,
            (tx.now + lasts).timestamp(),
            confirmed,
        ),
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
    person_id, role = row["person_id"], Role(row["role"])
    if row["confirmed"]:
        return grant(tx, person_id, roles=(role,))
    return propose(tx, person_id, role)


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
