"""Seals one value for one place in a table; knows not what the value says."""

import secrets
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_VERSION: Final = b"\x01"
_KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12
_SEPARATOR: Final = "|"


class Unreadable(Exception):
    """Sealed data did not open: another key, another place, or changed. It never says what."""

    def __init__(self) -> None:
        """Take no argument, so that nobody can put content into the message."""
        super().__init__("Sealed data cannot be opened.")


@dataclass(frozen=True)
class Place:
    """Where a sealed value lies; it opens nowhere else. `row` is unique within the table."""

    table: str
    column: str
    row: str

    def __post_init__(self) -> None:
        """Refuse a separator where it would let two places look alike."""
        if _SEPARATOR in self.table or _SEPARATOR in self.column:
            raise ValueError("A table or column name cannot hold the separator.")

    def bound(self) -> bytes:
        """The bytes that are authenticated together with the value, but not stored."""
        return _SEPARATOR.join((self.table, self.column, self.row)).encode()


def seal(key: bytes, text: str | bytes, *, place: Place) -> bytes:
    """Encrypt with AES-256-GCM: version byte, 96-bit random nonce, ciphertext, 128-bit tag.

    Random nonces allow 2**32 values under one key (NIST SP 800-38D, 8.3). A case or a day holds
    some thousands, so with a key for each nobody has to count.
    """
    data = text.encode() if isinstance(text, str) else text
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + _cipher(key).encrypt(nonce, data, place.bound())


def open_sealed(key: bytes, blob: bytes, *, place: Place) -> bytes:
    """Return what was sealed; raise Unreadable for another key or place, or any changed bit."""
    cipher = _cipher(key)
    version, nonce, sealed = _split(blob)
    if version != _VERSION:
        raise Unreadable
    try:
        return cipher.decrypt(nonce, sealed, place.bound())
    except (InvalidTag, ValueError):  # ValueError: too short to hold a nonce
        raise Unreadable from None


def _split(blob: bytes) -> tuple[bytes, bytes, bytes]:
    start = len(_VERSION) + _NONCE_BYTES
    return blob[: len(_VERSION)], blob[len(_VERSION) : start], blob[start:]


def _cipher(key: bytes) -> AESGCM:
    """Insist on 32 bytes: the library would quietly take 16 and do AES-128."""
    if len(key) != _KEY_BYTES:
        raise ValueError("A key has 32 bytes.")
    return AESGCM(key)
