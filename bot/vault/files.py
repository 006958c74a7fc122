"""Seals a file as a stream and opens it only when whole; knows not what the file shows."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag

from bot.vault.durable import sync_directory
from bot.vault.fields import Unreadable

_READ_BYTES: Final = 256 * 1024


@dataclass(frozen=True)
class Sealed:
    """What a finished file was: SHA-256 (hex) and size in bytes of the plaintext."""

    sha256: str
    size: int


class FileSealer:
    """Writes one sealed file; only ciphertext touches the disk, and `path` appears when whole.

    Use it in a `with`: leaving without `finish` leaves no file. Give every file a key of its own
    (32 bytes); `context` binds it to its place, as `Place` does for a value. `head` stands in clear
    before what is sealed. One writer per path: what an interrupted writer left in `<path>.part` is
    thrown away.
    """

    def __init__(self, path: Path, key: bytes, context: bytes, *, head: bytes = b"") -> None:
        """Raise FileExistsError if `path` is there: evidence is never replaced."""
        self._path = path
        self._part = path.with_name(f"{path.name}.part")
        self._encryptor = Cobblestone256Encryptor(key, context)
        self._digest = hashlib.sha256()
        self._size = 0
        self._refuse_existing()
        self._part.unlink(missing_ok=True)
        handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._file.write(head)

    def __enter__(self) -> Self:
        """Return the sealer itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Throw away what was not finished, whatever the reason."""
        self.abandon()

    def write(self, chunk: bytes) -> None:
        """Seal the next piece, of any size; ValueError once finished or abandoned."""
        self._refuse_closed()
        self._digest.update(chunk)
        self._size += len(chunk)
        self._file.write(self._encryptor.update(chunk))

    def finish(self) -> Sealed:
        """Make the file whole, lasting and visible; when writing fails no file is left behind."""
        self._refuse_closed()
        try:
            self._flush_all()
            self._refuse_existing()
            self._part.rename(self._path)
        except OSError:
            self.abandon()
            raise
        sync_directory(self._path.parent)
        return Sealed(sha256=self._digest.hexdigest(), size=self._size)

    def abandon(self) -> None:
        """Throw the unfinished file away; nothing happens when it was finished."""
        with suppress(OSError):  # a full disk refuses the last bytes too; it is closed all the same
            self._file.close()
        self._part.unlink(missing_ok=True)

    def _flush_all(self) -> None:
        self._file.write(self._encryptor.finalize())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def _refuse_existing(self) -> None:
        if self._path.exists():
            raise FileExistsError("A sealed file is never replaced.")

    def _refuse_closed(self) -> None:
        if self._file.closed:
            raise ValueError("This file is finished or abandoned.")


def open_file(path: Path, key: bytes, context: bytes, *, skip: int = 0) -> Iterator[bytes]:
    """Check the whole file now, then hand out its plaintext piece by piece in a second reading.

    A cut shows only at the very end, so a single reading would show half a file first. Raises
    Unreadable at the call if the file is absent, cut, changed, or of another key or context.
    `skip` is the length of the head.
    """
    for _ in _opened(path, key, context, skip):
        pass
    return _opened(path, key, context, skip)


def read_file(path: Path, key: bytes, context: bytes) -> bytes:
    """The whole plaintext in memory, for small files; raises Unreadable as `open_file` does."""
    return b"".join(_opened(path, key, context))


def _opened(path: Path, key: bytes, context: bytes, skip: int = 0) -> Iterator[bytes]:
    decryptor = Cobblestone256Decryptor(key, context)
    try:
        with path.open("rb") as file:
            file.seek(skip)
            while chunk := file.read(_READ_BYTES):
                yield decryptor.update(chunk)
        yield decryptor.finalize()
    except (InvalidTag, FileNotFoundError):
        raise Unreadable from None
