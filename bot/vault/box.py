"""Seals a file for who holds the recovery key, without having that key; knows no backup.

A box is a fresh X25519 public half in clear and a sealed file. Its key is HKDF-SHA256 of what the
two halves share, bound to both of them: whoever sealed it cannot open it again.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.vault.fields import Unreadable
from bot.vault.files import FileSealer, open_file
from bot.vault.recovery import RecoveryKey

_MAGIC: Final = b"maatje-box-1\n"
_PUBLIC_BYTES: Final = 32
_HEAD_BYTES: Final = len(_MAGIC) + _PUBLIC_BYTES


class BoxSealer(FileSealer):
    """Writes one box, in the way of a FileSealer; `context` says what it is."""

    def __init__(self, path: Path, public: bytes, context: bytes) -> None:
        """For who holds the other half of `public`; FileExistsError if `path` is there."""
        once = RecoveryKey.create()
        key = _key(once.agree(public), once.public(), public)
        super().__init__(path, key, context, head=_MAGIC + once.public())


def open_box(path: Path, recovery: RecoveryKey, context: bytes) -> Iterator[bytes]:
    """Check the whole box now, then hand out what is in it; raise Unreadable unless all fits."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
        once = head.removeprefix(_MAGIC)
        key = _key(recovery.agree(once), once, recovery.public())
    except (FileNotFoundError, ValueError):  # ValueError: no public half, or one that shares zeros
        raise Unreadable from None
    return open_file(path, key, context, skip=_HEAD_BYTES)


def _key(shared: bytes, once: bytes, public: bytes) -> bytes:
    info = b"maatje-1 box"
    return HKDF(algorithm=SHA256(), length=32, salt=once + public, info=info).derive(shared)
