"""Which colleagues' devices are unlocked now, in memory only: a restart locks them all.

Whose a device is says its cookie; that the person sits at it says a second one, which is new at
every enrolment and every unlocking. Knows no code and no passkey.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.clock import Clock
from bot.store import devices
from bot.store.contacts import Contact
from bot.store.devices import Device
from bot.store.writer import Tx

IDLE: Final = timedelta(minutes=15)
SETTING_UP: Final = timedelta(hours=1)
"""After enrolment, to choose a lock in; nothing of a case can be seen then."""


class Standing(StrEnum):
    """What a device may: everything, choose its lock, or unlock."""

    OPEN = "open"
    SET = "set"
    LOCKED = "locked"


@dataclass
class _Open:
    key: str = field(repr=False)
    used: datetime
    whose: str | None


@dataclass
class _Waiting:
    what: str = field(repr=False)
    until: datetime


class Locks:
    """The doors that stand open; one browser for each device."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._open: dict[str, _Open] = {}
        self._waiting: dict[tuple[str, str], _Waiting] = {}

    def open(self, contact: Contact) -> str:
        """Unlock a device: the new key of its browser; the one before opens nothing any more.

        It opens nothing either once the device is somebody else's, or no colleague's any more.
        """
        key = secrets.token_hex(16)
        self._open[contact.contact_ref] = _Open(key, self._clock.now(), contact.person_id)
        return key

    def shut(self, contact_ref: str) -> None:
        """Lock a device."""
        self._open.pop(contact_ref, None)

    def used(self, contact_ref: str) -> None:
        """Somebody did something on an unlocked device."""
        if held := self._open.get(contact_ref):
            held.used = self._clock.now()

    def standing(self, tx: Tx, contact: Contact | None, key: str) -> Standing:
        """What this browser may now. A reporter's device has no lock, unless from before."""
        if contact is None:
            return Standing.OPEN
        device = devices.find(tx, contact.contact_ref)
        if contact.person_id is None and device is None:
            return Standing.OPEN
        locked = device is not None and device.has_lock
        if not self._holds(contact, key, IDLE if locked else SETTING_UP):
            return Standing.LOCKED
        return _with_key(device)

    def remember(self, contact_ref: str, way: str, what: str) -> None:
        """Keep what was handed out for the way that is being tried."""
        self._waiting[contact_ref, way] = _Waiting(what, self._clock.now() + IDLE)

    def handed_out(self, contact_ref: str, way: str, *, once: bool) -> str:
        """What was handed out for this way, "" when nothing, or too long ago."""
        held = self._waiting.get((contact_ref, way))
        if held is None or once:
            self._waiting.pop((contact_ref, way), None)
        return held.what if held and held.until > self._clock.now() else ""

    def _holds(self, contact: Contact, key: str, lasts: timedelta) -> bool:
        held = self._open.get(contact.contact_ref)
        if held is None or held.whose != contact.person_id:
            return False
        if not hmac.compare_digest(held.key.encode(), key.encode()):
            return False
        return self._clock.now() - held.used < lasts


def _with_key(device: Device | None) -> Standing:
    if device is None:
        return Standing.LOCKED
    return Standing.OPEN if device.has_lock else Standing.SET
