"""Makes a file or a directory entry survive a power cut; knows nothing of what the file holds."""

import os
from collections.abc import Iterable
from pathlib import Path


def sync_directory(directory: Path) -> None:
    """Flush the directory itself: without it a new or renamed file can vanish in a power cut."""
    handle = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_new(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file for this user alone and flush it; FileExistsError if it is there."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(handle)


def replace_whole(path: Path, pieces: Iterable[bytes]) -> None:
    """Let `path` be the old file or the whole new one at every moment; one writer per path."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    write_new(part, pieces)
    part.replace(path)
    sync_directory(path.parent)
