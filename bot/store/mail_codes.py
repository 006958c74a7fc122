"""E-mail addresses that wait for the code sent to them; an address is nobody's until it came."""

import secrets
from datetime import timedelta
from typing import Final

from bot.store import contacts
from bot.store.contacts import MAIL
from bot.store.tx import Tx
from bot.vault import code_hash

LASTS: Final = timedelta(minutes=15)


def ask(tx: Tx, person_id: str, address: str, language: str) -> tuple[str, str]:
    """A code for an address, and what the address is called; the code is nowhere else."""
    prune(tx)
    ref = contacts.meet(tx, MAIL, address, language).contact_ref
    code = f"{secrets.randbelow(10**6):06}"
    tx.db.execute(
        "INSERT INTO mail_codes (contact_ref, person_id, code_hash, ends_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (contact_ref) DO UPDATE SET person_id = excluded.person_id,"
        " code_hash = excluded.code_hash, ends_at = excluded.ends_at",
        (ref, person_id, _hash(tx, ref, code), (tx.now + LASTS).timestamp()),
    )
    return ref, code


def confirm(tx: Tx, ref: str, person_id: str, code: str) -> bool:
    """Make the address this person's when the code is right; it works once."""
    used = tx.db.execute(
        "DELETE FROM mail_codes"
        " WHERE contact_ref = ? AND person_id = ? AND code_hash = ? AND ends_at > ?",
        (ref, person_id, _hash(tx, ref, code), tx.now.timestamp()),
    )
    if used.rowcount:
        contacts.bind(tx, ref, person_id)
    return bool(used.rowcount)


def prune(tx: Tx) -> None:
    """Forget the addresses whose code is over; one that is somebody's already stays theirs."""
    over = tx.db.execute(
        "DELETE FROM mail_codes WHERE ends_at <= ? RETURNING contact_ref", (tx.now.timestamp(),)
    )
    for row in over.fetchall():
        contact = contacts.find(tx, row["contact_ref"])
        if contact is not None and contact.person_id is None:
            contacts.forget(tx, row["contact_ref"])


def _hash(tx: Tx, ref: str, code: str) -> str:
    return code_hash(tx.root.link, f"mail {ref} {code}")
