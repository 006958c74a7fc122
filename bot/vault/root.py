"""Holds the one secret of a school and derives its sub keys; knows not who asks or what for."""

import base64
import binascii
import os
import secrets
import stat
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.vault.durable import sync_directory

KEY_BYTES = 32
_PREFIX = "maatje-key-1:"
_OPEN_TO_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST_LINE = 1024


class KeyFault(StrEnum):
    """What can be wrong with a key file, each with the one sentence the operator reads."""

    MISSING = "The key file is missing."
    NO_FOLDER = "The folder for the key file does not exist."
    NOT_READABLE = "The key file cannot be read by this user."
    NOT_A_FILE = "The key file is not an ordinary file."
    OPEN_TO_OTHERS = "The key file can be read by other users; set its mode to 0400."
    MALFORMED = "The key file does not hold a key of this program."
    WRONG_LENGTH = "The key in the key file has the wrong length."
    EXISTS = "There is a key file already; it is never overwritten."


class KeyProblem(Exception):
    """The key file cannot be used; `sentence` says why and never holds key or path."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence as it is, so that it can be looked up in another language."""
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, eq=False)
class RootKey:
    """The 32 secret bytes all else hangs on; every sub key is HKDF-SHA256 with its own info."""

    _secret: bytes = field(repr=False)

    @classmethod
    def from_bytes(cls, secret: bytes) -> Self:
        """Raise KeyProblem unless there are exactly 32 bytes."""
        if len(secret) != KEY_BYTES:
            raise KeyProblem(KeyFault.WRONG_LENGTH)
        return cls(bytes(secret))

    @classmethod
    def create(cls, path: Path) -> Self:
        """Write a new random key to `path` (mode 0400); raise KeyProblem rather than overwrite."""
        root = cls(secrets.token_bytes(KEY_BYTES))
        root.keep(path)
        return root

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the key file; raise KeyProblem if it is absent, open to others or not a key."""
        return cls.from_bytes(_decoded(_read_private(path)))

    @cached_property
    def link(self) -> bytes:
        """The key of contact references, match codes and code hashes."""
        return self._derive("link")

    @cached_property
    def audit(self) -> bytes:
        """The key of the chain over the log."""
        return self._derive("audit")

    @cached_property
    def wrap(self) -> bytes:
        """The key that locks away the keys of cases and files."""
        return self._derive("wrap")

    @cached_property
    def backup(self) -> bytes:
        """The key of the marks that show what belongs to a backup."""
        return self._derive("backup")

    def keep(self, path: Path) -> None:
        """Write the key file (mode 0400); raise KeyProblem rather than overwrite."""
        _write_once(path, self._line())
        sync_directory(path.parent)

    def to_bytes(self) -> bytes:
        """The secret itself, for the sealed box of a backup and nothing else."""
        return self._secret

    def fingerprint(self) -> str:
        """16 hex digits that show whether key and data belong together; they reveal no key."""
        return self._derive("fingerprint")[:8].hex()

    def _derive(self, purpose: str) -> bytes:
        info = f"maatje-1 {purpose}".encode()
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._secret)

    def _line(self) -> bytes:
        return f"{_PREFIX}{base64.b64encode(self._secret).decode()}\n".encode()


def _write_once(path: Path, line: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    except FileExistsError:
        raise KeyProblem(KeyFault.EXISTS) from None
    except FileNotFoundError:
        raise KeyProblem(KeyFault.NO_FOLDER) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(line)
            file.flush()
            os.fsync(handle)
    except OSError:
        path.unlink()  # half a key would block the next try, and nothing is sealed with it yet
        raise


def _read_private(path: Path) -> bytes:
    """Look at the opened file, not at the path, so that nobody can swap it in between."""
    try:
        # Without O_NONBLOCK a named pipe in this place would hang the start for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        raise KeyProblem(KeyFault.MISSING) from None
    except PermissionError:
        raise KeyProblem(KeyFault.NOT_READABLE) from None
    try:
        _refuse_unsafe(os.fstat(handle).st_mode)
        return os.read(handle, _LONGEST_LINE)
    finally:
        os.close(handle)


def _refuse_unsafe(mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise KeyProblem(KeyFault.NOT_A_FILE)
    if mode & _OPEN_TO_OTHERS:
        raise KeyProblem(KeyFault.OPEN_TO_OTHERS)


def _decoded(line: bytes) -> bytes:
    prefix = _PREFIX.encode()
    text = line.strip()
    if not text.startswith(prefix):
        raise KeyProblem(KeyFault.MALFORMED)
    try:
        return base64.b64decode(text.removeprefix(prefix), validate=True)
    except binascii.Error:
        raise KeyProblem(KeyFault.MALFORMED) from None
