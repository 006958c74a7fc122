"""Locks the keys away anew under another root key; knows not where the root key lies."""

import sqlite3
from datetime import datetime

from bot.store.keyring import fitting
from bot.vault import RootKey, unwrap, wrap


def rewrap(db: sqlite3.Connection, root: RootKey, now: datetime) -> None:
    """Lock every key away under the successor, all or none; nothing when that was done before."""
    successor = root.successor
    db.execute("BEGIN IMMEDIATE")
    try:
        if successor is not None and fitting(db, root) is root:
            _rewrap_each(db, root, successor)
            db.execute(
                "UPDATE about SET fingerprint = ?, since = ?",
                (successor.lock_fingerprint(), now.timestamp()),
            )
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def _rewrap_each(db: sqlite3.Connection, root: RootKey, successor: RootKey) -> None:
    for key_id, wrapped in db.execute("SELECT key_id, wrapped FROM keys").fetchall():
        secret = unwrap(root.wrap, wrapped, key_id=key_id)
        again = wrap(successor.wrap, secret, key_id=key_id)
        db.execute("UPDATE keys SET wrapped = ? WHERE key_id = ?", (again, key_id))
