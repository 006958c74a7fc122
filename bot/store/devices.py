"""The devices on which colleagues use the page, and what unlocks each; knows no browser."""

import json
import sqlite3
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.store.keyring import CONTACTS_KEY
from bot.store.tx import Tx, moment
from bot.vault import Place


class Kind(StrEnum):
    """All that is kept of what a device is."""

    PHONE = "phone"
    COMPUTER = "computer"


@dataclass(frozen=True)
class Passkey:
    """The public half of a passkey; `rp` is the host name it was made for."""

    credential: bytes = field(repr=False)
    public: bytes = field(repr=False)
    count: int
    rp: str


@dataclass(frozen=True)
class Device:
    """One device. `secret` is that of an authenticator app, `last_step` its last code used."""

    kind: Kind
    secret: str = field(repr=False)
    last_step: int
    passkey: Passkey | None

    @property
    def has_lock(self) -> bool:
        """Whether anything unlocks it."""
        return bool(self.secret or self.passkey)


@dataclass(frozen=True)
class WayIn:
    """One of a colleague's contacts; `kind` is of a device on the page. Days, no hours."""

    contact_ref: str
    door: str
    kind: Kind | None
    since: datetime
    seen: datetime

    @property
    def short(self) -> str:
        """Its reference as a button holds it."""
        return self.contact_ref[:SHORT]


SHORT: Final = 16


def ways_in(tx: Tx, person_id: str) -> list[WayIn]:
    """Everything a colleague is signed in with, the oldest first."""
    rows = tx.db.execute(
        "SELECT contact_ref, door, kind, created_at, seen_at FROM contacts"
        " LEFT JOIN devices USING (contact_ref) WHERE person_id = ?"
        " ORDER BY created_at, contacts.rowid",
        (person_id,),
    )
    return [_way_in(row) for row in rows.fetchall()]


def add(tx: Tx, ref: str, kind: Kind) -> None:
    """A device that an invitation let in; a lock it had before is gone."""
    tx.db.execute(
        "INSERT INTO devices (contact_ref, kind) VALUES (?, ?)"
        " ON CONFLICT (contact_ref) DO UPDATE"
        " SET kind = excluded.kind, secret = NULL, last_step = 0, passkey = NULL",
        (ref, kind.value),
    )


def remove(tx: Tx, ref: str) -> None:
    """It is no colleague's device any more."""
    tx.db.execute("DELETE FROM devices WHERE contact_ref = ?", (ref,))


def part(tx: Tx, ref: str) -> None:
    """Its owner is no colleague any more; a lock it has stays."""
    tx.db.execute(
        "DELETE FROM devices WHERE contact_ref = ? AND secret IS NULL AND passkey IS NULL", (ref,)
    )


def find(tx: Tx, ref: str) -> Device | None:
    """None for a contact that is no colleague's device, nor was one with a lock."""
    row = tx.db.execute("SELECT * FROM devices WHERE contact_ref = ?", (ref,)).fetchone()
    return None if row is None else _device(tx, row)


def set_secret(tx: Tx, ref: str, secret: str, step: int) -> None:
    """Lock it with an authenticator app from now on; the code of `step` is used."""
    sealed = tx.seal(secret, key_id=CONTACTS_KEY, place=Place("devices", "secret", ref))
    tx.db.execute(
        "UPDATE devices SET secret = ?, last_step = ? WHERE contact_ref = ?", (sealed, step, ref)
    )


def use_step(tx: Tx, ref: str, step: int) -> bool:
    """Use the code of a step up; False when it, or a later one, was used before."""
    used = tx.db.execute(
        "UPDATE devices SET last_step = ? WHERE contact_ref = ? AND last_step < ?",
        (step, ref, step),
    )
    return bool(used.rowcount)


def set_passkey(tx: Tx, ref: str, passkey: Passkey) -> None:
    """Lock it with this passkey from now on, or keep its new count."""
    held = [passkey.credential.hex(), passkey.public.hex(), passkey.count, passkey.rp]
    place = Place("devices", "passkey", ref)
    sealed = tx.seal(json.dumps(held), key_id=CONTACTS_KEY, place=place)
    tx.db.execute("UPDATE devices SET passkey = ? WHERE contact_ref = ?", (sealed, ref))


def _way_in(row: sqlite3.Row) -> WayIn:
    return WayIn(
        row["contact_ref"],
        row["door"],
        Kind(row["kind"]) if row["kind"] else None,
        moment(row["created_at"]),
        moment(row["seen_at"]),
    )


def _device(tx: Tx, row: sqlite3.Row) -> Device:
    passkey = _opened(tx, row, "passkey")
    return Device(
        kind=Kind(row["kind"]),
        secret=_opened(tx, row, "secret"),
        last_step=row["last_step"],
        passkey=_passkey(passkey) if passkey else None,
    )


def _passkey(held: str) -> Passkey:
    credential, public, count, rp = json.loads(held)
    return Passkey(bytes.fromhex(credential), bytes.fromhex(public), count, rp)


def _opened(tx: Tx, row: sqlite3.Row, column: str) -> str:
    if row[column] is None:
        return ""
    place = Place("devices", column, row["contact_ref"])
    return tx.open(row[column], key_id=CONTACTS_KEY, place=place).decode()
