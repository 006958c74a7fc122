"""What a unit of work is handed; knows how to seal for a row, not what any row means."""

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Final

from bot.store.keyring import Keyring, day_key_id
from bot.vault import Place, RootKey, open_sealed, seal

_MINUTE: Final = 60.0
_DAY: Final = 86_400.0


@dataclass(frozen=True)
class Tx:
    """One unit of work inside a transaction: use it on the thread it is handed to, never later."""

    db: sqlite3.Connection = field(repr=False)
    keys: Keyring = field(repr=False)
    root: RootKey = field(repr=False)
    now: datetime
    zone: tzinfo = UTC
    """Where the school's clock hangs."""
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What a table's module holds opened from one unit of work to the next, in memory only."""

    def day_at_school(self) -> date:
        """What the calendar on the wall says now."""
        return self.now.astimezone(self.zone).date()

    def today(self) -> str:
        """The id of the key of today, which is there from now on."""
        key_id = day_key_id(self.now)
        self.keys.ensure(key_id)
        return key_id

    def seal(self, content: str | bytes, *, key_id: str, place: Place) -> bytes:
        """Seal with a key that is there already; raise KeyGone if it is not."""
        return seal(self.keys.key(key_id), content, place=place)

    def open(self, blob: bytes, *, key_id: str, place: Place) -> bytes:
        """Raise KeyGone if the key was destroyed, Unreadable if the blob belongs elsewhere."""
        return open_sealed(self.keys.key(key_id), blob, place=place)


def moment(seconds: float) -> datetime:
    """A stored moment as an aware one in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def moment_or_none(seconds: float | None) -> datetime | None:
    """A stored moment that may be absent."""
    return None if seconds is None else moment(seconds)


def seconds_or_none(at: datetime | None) -> float | None:
    """A moment that may be absent, as it is stored."""
    return None if at is None else at.timestamp()


def day_of(at: datetime) -> float:
    """The day of a moment, as it is stored beside a contact.

    Exact moments of a contact and of a case would tell, laid side by side, who reported what.
    """
    return at.timestamp() // _DAY * _DAY


def minute_of(at: datetime) -> float:
    """The minute of a moment, as it is stored of a case; enough for who works on it."""
    return at.timestamp() // _MINUTE * _MINUTE
