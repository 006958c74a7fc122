"""The keys of cases, items and days, wrapped, in a file of their own; knows not what they seal."""

import logging
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from bot.clock import Clock
from bot.store.problems import KeyDoesNotFit, NotCommitted
from bot.vault import RootKey, new_key, same, unwrap, wrap

log = logging.getLogger(__name__)

PEOPLE_KEY: Final = "people"
CONTACTS_KEY: Final = "contacts"

_SCHEMA: Final = """
BEGIN IMMEDIATE;
CREATE TABLE about (fingerprint TEXT NOT NULL, since REAL NOT NULL) STRICT;
CREATE TABLE keys (
    key_id     TEXT PRIMARY KEY,
    wrapped    BLOB NOT NULL,
    created_at REAL NOT NULL
) STRICT;
INSERT INTO about (fingerprint, since) VALUES ('{fingerprint}', {since});
COMMIT;
"""


@dataclass(frozen=True)
class KeysOfKind:
    """The keys of one kind, such as "case"."""

    kind: str
    number: int
    oldest: datetime
    newest: datetime


class KeyGone(Exception):
    """The key was destroyed or never made: what it sealed is gone for good."""

    def __init__(self) -> None:
        """Take no argument: a key id may name a case."""
        super().__init__("The key is gone.")


def case_key_id(case_id: str) -> str:
    """The key of everything that is told and written in one case."""
    return f"case:{case_id}"


def item_key_id(item_id: str) -> str:
    """The key of one item of evidence."""
    return f"item:{item_id}"


def day_key_id(now: datetime) -> str:
    """The key of what has no case yet; the days are those of UTC."""
    return f"day:{now.astimezone(UTC).date().isoformat()}"


def create_keys(db: sqlite3.Connection, root: RootKey, now: datetime) -> None:
    """Lay down an empty keys.db that belongs to this root key, all or nothing."""
    db.executescript(_SCHEMA.format(fingerprint=root.lock_fingerprint(), since=now.timestamp()))


def fitting(db: sqlite3.Connection, root: RootKey) -> RootKey:
    """This root key or its successor, whichever locked this keys.db; raise KeyDoesNotFit."""
    (stored,) = db.execute("SELECT fingerprint FROM about").fetchone()
    for one in (root, root.successor):
        if one is not None and same(stored, one.lock_fingerprint()):
            return one
    raise KeyDoesNotFit


class Keyring:
    """Hands out opened keys. Within a unit of work only; used on one thread.

    The two databases have no common commit, so the order protects the content: a new key is
    committed before the rows it seals, a key to be destroyed goes after the commit of the rows
    that ask for it. A crash in between leaves a key without rows, never rows without a key; one
    that was to be destroyed stands in a list of that commit, and goes at the next start.
    """

    def __init__(self, db: sqlite3.Connection, root: RootKey, clock: Clock) -> None:
        """Use an open keys.db; raise KeyDoesNotFit for another root key."""
        self._db = db
        self._root = fitting(db, root)
        self._clock = clock
        self._opened: dict[str, bytes] = {}
        self._made: list[str] = []
        self._doomed: list[str] = []
        self._seen: int | None = None

    def key(self, key_id: str) -> bytes:
        """Raise KeyGone if it was destroyed, Unreadable if its row was tampered with."""
        found = self._find(key_id)
        if found is None:
            raise KeyGone
        return found

    def fresh(self, key_id: str) -> bytes:
        """Make a key; raise sqlite3.IntegrityError if there is one, for it is never replaced."""
        secret = new_key()
        wrapped = wrap(self._root.wrap, secret, key_id=key_id)
        # Not when keys were made already: had SQLite rolled those back, `save` must see it.
        if not self._made and not self._db.in_transaction:
            self._begin()
        self._db.execute(
            "INSERT INTO keys (key_id, wrapped, created_at) VALUES (?, ?, ?)",
            (key_id, wrapped, self._clock.now().timestamp()),
        )
        self._opened[key_id] = secret
        self._made.append(key_id)
        return secret

    def ensure(self, key_id: str) -> bytes:
        """The key, made if there is none; KeyGone if this unit of work just destroyed it."""
        if key_id in self._doomed:
            raise KeyGone
        return self._find(key_id) or self.fresh(key_id)

    def destroy(self, key_id: str) -> None:
        """From here on the key is gone; the row goes for good right after the commit."""
        self._opened.pop(key_id, None)
        self._doomed.append(key_id)

    @property
    def fingerprint(self) -> str:
        """What the root key in use is known by."""
        return self._root.lock_fingerprint()

    def since(self) -> datetime:
        """From when on the root key locks these keys away."""
        (since,) = self._db.execute("SELECT since FROM about").fetchone()
        return datetime.fromtimestamp(since, UTC)

    def inventory(self) -> list[KeysOfKind]:
        """How many keys there are of each kind, and from when; no id and no key."""
        rows = self._db.execute(
            "SELECT substr(key_id, 1, instr(key_id || ':', ':') - 1) AS kind, count(*),"
            " min(created_at), max(created_at) FROM keys GROUP BY kind ORDER BY kind"
        )
        return [
            KeysOfKind(kind, number, *(datetime.fromtimestamp(at, UTC) for at in ends))
            for kind, number, *ends in rows
        ]

    def ids(self, prefix: str, *, before: datetime) -> list[str]:
        """Key ids such as "case:…" that were made before a moment, oldest first."""
        rows = self._db.execute(
            "SELECT key_id FROM keys WHERE substr(key_id, 1, ?) = ? AND created_at < ?"
            " ORDER BY created_at, key_id",
            (len(prefix), prefix, before.timestamp()),
        )
        return [key_id for (key_id,) in rows if key_id not in self._doomed]

    # What follows is for the writer and the reader, who know where a unit begins and ends.

    def look_again(self) -> None:
        """Before a group: an opened key may have been destroyed by another process since."""
        seen = self._version()
        if seen != self._seen:
            self.forget()
        self._seen = seen

    def mark(self) -> int:
        """A point in the unit of work to go `back_to` when it fails."""
        return len(self._doomed)

    def back_to(self, mark: int) -> None:
        """Forget the wishes to destroy since the mark; new keys may stay, they seal nothing."""
        del self._doomed[mark:]

    def save(self) -> None:
        """Commit the new keys, right before the rows; raise NotCommitted if the disk lost them."""
        if self._made and not self._db.in_transaction:
            raise NotCommitted
        if self._db.in_transaction:
            self._db.execute("COMMIT")
        self._made.clear()

    def undo(self) -> None:
        """Throw away the new keys that were not saved."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        for key_id in self._made:
            self._opened.pop(key_id, None)
        self._made.clear()

    @property
    def doomed(self) -> tuple[str, ...]:
        """The keys that go right after the commit."""
        return tuple(self._doomed)

    def shred(self) -> tuple[str, ...]:
        """Delete what was doomed, and say which are gone.

        What the disk refuses is tried again after the next commit.
        """
        gone = self.doomed
        if not gone:
            return ()
        try:
            self._db.executemany("DELETE FROM keys WHERE key_id = ?", [(one,) for one in gone])
        except sqlite3.Error:
            log.exception("Some keys could not be destroyed; they go with the next commit.")
            return ()
        self._doomed.clear()
        return gone

    def forget(self) -> None:
        """Drop every opened key from memory."""
        self._opened.clear()

    def _begin(self) -> None:
        """A key locked away as before a rotation that ended meanwhile would be lost."""
        self._db.execute("BEGIN IMMEDIATE")
        if fitting(self._db, self._root) is not self._root:
            self._db.execute("ROLLBACK")
            raise KeyDoesNotFit

    def _version(self) -> int:
        """SQLite's own count of commits by others."""
        version: int = self._db.execute("PRAGMA data_version").fetchone()[0]
        return version

    def _find(self, key_id: str) -> bytes | None:
        if key_id in self._doomed:
            return None
        if key_id not in self._opened:
            asked = self._db.execute("SELECT wrapped FROM keys WHERE key_id = ?", (key_id,))
            row = asked.fetchone()
            if row is None:
                return None
            self._opened[key_id] = unwrap(self._root.wrap, row[0], key_id=key_id)
        return self._opened[key_id]
