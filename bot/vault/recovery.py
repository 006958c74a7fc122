"""The key pair that opens backups: one half to write down, one to keep; knows no backup.

The half that opens is typed by a person years later, so it is letters and digits that cannot be
mixed up, with a check. The half that seals lies with the data, marked by the root key, or whoever
can write there could have the backups sealed for themselves.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from bot.vault.chain import START, link
from bot.vault.durable import replace_whole
from bot.vault.keyfile import KeyProblem
from bot.vault.references import same
from bot.vault.root import RootKey

_KEY_BYTES: Final = 32
_CHECK_BYTES: Final = 3  # with the key 35 bytes: exactly 56 letters, nothing is padded
_GROUP, _GROUPS_A_LINE = 4, 7
_PREFIX: Final = "maatje-recovery-1"
# The alphabet has neither 0, 1 nor 8: who types one has misread the letter it looks like.
_MISREAD: Final = str.maketrans("018", "OIB", " \t\r\n-")


class RecoveryFault(StrEnum):
    """What can be wrong with either half, each with the sentence the operator reads."""

    NONE_YET = "There is no recovery key yet. Run maatje backup key on a terminal."
    THERE_IS_ONE = "There is a recovery key already. Use --new to make another one."
    MISTYPED = "That is not a recovery key as it was shown; look for a letter that differs."
    NOT_OURS = "The recovery.pub in the data folder is damaged or of another key file."


@dataclass(frozen=True, eq=False)
class RecoveryKey:
    """The half that opens; it is shown once and lies nowhere."""

    _secret: bytes = field(repr=False)

    @classmethod
    def create(cls) -> Self:
        """A new one."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def from_typed(cls, typed: str) -> Self:
        """However it is spaced and capitalised; raise KeyProblem when its check does not fit."""
        try:
            raw = base64.b32decode(typed.upper().translate(_MISREAD))
        except (binascii.Error, ValueError):
            raise KeyProblem(RecoveryFault.MISTYPED) from None
        secret, check = raw[:_KEY_BYTES], raw[_KEY_BYTES:]
        if len(secret) != _KEY_BYTES or not same(check, _check(secret)):
            raise KeyProblem(RecoveryFault.MISTYPED)
        return cls(secret)

    def typed(self) -> str:
        """Two lines of seven groups of four, to be written down."""
        letters = base64.b32encode(self._secret + _check(self._secret)).decode()
        groups = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
        lines = (groups[:_GROUPS_A_LINE], groups[_GROUPS_A_LINE:])
        return "\n".join(" ".join(line) for line in lines)

    def public(self) -> bytes:
        """The half that seals, 32 bytes."""
        return self._private().public_key().public_bytes_raw()

    def agree(self, other: bytes) -> bytes:
        """The secret shared with another public half (X25519, RFC 7748); ValueError if it is none.

        Only to derive keys from: its bits are not evenly spread.
        """
        return self._private().exchange(X25519PublicKey.from_public_bytes(other))

    def _private(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self._secret)


def public_id(public: bytes) -> str:
    """16 hex digits that show which recovery key is asked for; they open nothing."""
    return hashlib.sha256(f"{_PREFIX}|public|".encode() + public).hexdigest()[:16]


def keep_public(path: Path, public: bytes, root: RootKey) -> None:
    """Let backups be sealed for this half from now on; an earlier one is replaced."""
    line = f"{_PREFIX}:{base64.b64encode(public).decode()}:{_mark(public, root)}\n"
    replace_whole(path, [line.encode()])


def read_public(path: Path, root: RootKey) -> bytes:
    """The half that seals; raise KeyProblem if there is none, or the root key did not mark it."""
    try:
        prefix, encoded, mark = path.read_text("ascii").strip().split(":")
        public = base64.b64decode(encoded, validate=True)
    except FileNotFoundError:
        raise KeyProblem(RecoveryFault.NONE_YET) from None
    except ValueError:
        raise KeyProblem(RecoveryFault.NOT_OURS) from None
    if prefix != _PREFIX or not same(mark, _mark(public, root)):
        raise KeyProblem(RecoveryFault.NOT_OURS)
    return public


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(f"{_PREFIX}|".encode() + secret).digest()[:_CHECK_BYTES]


def _mark(public: bytes, root: RootKey) -> str:
    return link(root.backup, START, b"recovery|" + public).hex()
