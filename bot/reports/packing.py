"""Packs files into a ZIP with the list of their hashes, piece by piece; knows not what they are.

The same files at the same moment make the same ZIP, byte for byte.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Final, cast

SUMS: Final = "SHA256SUMS"
_UNIX, _ONLY_MINE = 3, 0o600 << 16
_STORED: Final = frozenset({"jpg", "png", "webp", "gif", "mp4", "mov", "webm", "ogg", "mp3", "m4a"})
"""What is small already."""

Write = Callable[[bytes], object]


@dataclass(frozen=True)
class Packed:
    """One file to be packed; `pieces` are asked for once, when it is its turn."""

    name: str
    pieces: Iterable[bytes] = field(repr=False)


def pack(files: Iterable[Packed], write: Write, at: datetime) -> str:
    """Hand a ZIP of these files to `write`, the list last; the SHA-256 (hex) of that list.

    `at` is what the files are dated, in the time of the place.
    """
    with zipfile.ZipFile(cast(IO[bytes], _Out(write)), "w") as archive:
        sums = [f"{_put(archive, file, at)}  {file.name}\n" for file in files]
        listed = "".join(sums).encode()
        return _put(archive, Packed(SUMS, (listed,)), at)


class _Out:
    """As much of a file as a ZIP asks for that is written from front to back."""

    def __init__(self, write: Write) -> None:
        self._write = write

    def write(self, data: bytes) -> int:
        self._write(bytes(data))
        return len(data)

    def flush(self) -> None:
        """What was written has gone on already."""


def _put(archive: zipfile.ZipFile, file: Packed, at: datetime) -> str:
    info = zipfile.ZipInfo(file.name, (at.year, at.month, at.day, at.hour, at.minute, at.second))
    stored = file.name.rpartition(".")[2] in _STORED
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    info.create_system, info.external_attr = _UNIX, _ONLY_MINE
    digest = hashlib.sha256()
    with archive.open(info, "w") as packed:
        for piece in file.pieces:
            digest.update(piece)
            packed.write(piece)
    return digest.hexdigest()
