"""Holds the one secret of a school and derives its sub keys; knows not who asks or what for.

The first line of a key file never changes: references and the chain over the log hang on it, and
neither can be made anew. What locks the other keys away can be changed: `rotated`.
"""

import base64
import binascii
import secrets
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.vault import keyfile
from bot.vault.keyfile import KeyFault, KeyProblem

KEY_BYTES: Final = 32
ROOT_BYTES: Final = 3 * KEY_BYTES
"""What `to_bytes` hands out."""
_FIRST: Final = "maatje-key-1"
_LOCK: Final = "maatje-lock-1"
_NEXT: Final = "maatje-next-1"
# A line of another name, one twice or one in another place is no key file of ours.
_SHAPES: Final = ((_FIRST,), (_FIRST, _NEXT), (_FIRST, _LOCK), (_FIRST, _LOCK, _NEXT))


@dataclass(frozen=True, eq=False)
class RootKey:
    """The secret bytes all else hangs on; every sub key is HKDF-SHA256 with its own info.

    While a rotation is under way `successor` is the key that comes after this one.
    """

    _secret: bytes = field(repr=False)
    _lock: bytes = field(default=b"", repr=False)  # since the last rotation; none before the first
    _next: bytes = field(default=b"", repr=False)

    @classmethod
    def from_bytes(cls, secret: bytes) -> Self:
        """A first secret alone, or what `to_bytes` wrote; raise KeyProblem for another length."""
        if len(secret) != ROOT_BYTES:
            return cls(_whole(secret))
        parts = (secret[at : at + KEY_BYTES] for at in range(0, ROOT_BYTES, KEY_BYTES))
        return cls(*(part if any(part) else b"" for part in parts))

    def to_bytes(self) -> bytes:
        """All of it, for the sealed box of a backup and nothing else."""
        parts = (self._secret, self._lock, self._next)
        return b"".join(part or bytes(KEY_BYTES) for part in parts)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Write a new random key to `path` (mode 0400); raise KeyProblem rather than overwrite."""
        root = cls(secrets.token_bytes(KEY_BYTES))
        root.keep(path)
        return root

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the key file; raise KeyProblem if it is absent, open to others or not a key."""
        parts = _decoded(keyfile.read_private(path))
        return cls(parts[_FIRST], parts.get(_LOCK, b""), parts.get(_NEXT, b""))

    def rotated(self) -> Self:
        """The same key with a random successor, unless it has one already."""
        return self if self._next else replace(self, _next=secrets.token_bytes(KEY_BYTES))

    @property
    def successor(self) -> Self | None:
        """What this key becomes when its rotation is done; None when none is under way."""
        return replace(self, _lock=self._next, _next=b"") if self._next else None

    def keep(self, path: Path) -> None:
        """Write the key file (mode 0400); raise KeyProblem rather than overwrite."""
        keyfile.write_once(path, self._lines())

    def save(self, path: Path) -> None:
        """Put this key in the place of the one in the file; raise KeyProblem if it cannot be."""
        keyfile.replace(path, self._lines())

    @cached_property
    def link(self) -> bytes:
        """The key of contact references, match codes and code hashes."""
        return _derive(self._secret, "link")

    @cached_property
    def audit(self) -> bytes:
        """The key of the chain over the log."""
        return _derive(self._secret, "audit")

    @cached_property
    def wrap(self) -> bytes:
        """The key that locks away the keys of cases and files."""
        return _derive(self._secret + self._lock, "wrap")

    @cached_property
    def backup(self) -> bytes:
        """The key of the marks that show what belongs to a backup."""
        return _derive(self._secret, "backup")

    def fingerprint(self) -> str:
        """16 hex digits that name the school whatever its key becomes; they reveal no key."""
        return _derive(self._secret, "fingerprint")[:8].hex()

    def lock_fingerprint(self) -> str:
        """The same for what locks the other keys away: another one after a rotation."""
        return _derive(self._secret + self._lock, "fingerprint")[:8].hex()

    def _lines(self) -> bytes:
        parts = ((_FIRST, self._secret), (_LOCK, self._lock), (_NEXT, self._next))
        lines = (f"{name}:{base64.b64encode(part).decode()}\n" for name, part in parts if part)
        return "".join(lines).encode()


def _derive(secret: bytes, purpose: str) -> bytes:
    info = f"maatje-1 {purpose}".encode()
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def _decoded(content: bytes) -> dict[str, bytes]:
    """The parts of a key file by the name of their line."""
    lines = [line.strip().partition(b":") for line in content.strip().split(b"\n")]
    names = tuple(name.decode(errors="replace") for name, _, _ in lines)
    if names not in _SHAPES:
        raise KeyProblem(KeyFault.MALFORMED)
    try:
        parts = [base64.b64decode(part, validate=True) for _, _, part in lines]
    except binascii.Error:
        raise KeyProblem(KeyFault.MALFORMED) from None
    return dict(zip(names, map(_whole, parts), strict=True))


def _whole(part: bytes) -> bytes:
    if len(part) != KEY_BYTES:
        raise KeyProblem(KeyFault.WRONG_LENGTH)
    return bytes(part)
