"""Keeps a second process out of a data folder; knows nothing of what lies in it."""

import fcntl
import os
from pathlib import Path
from typing import Final

from bot.store.problems import DataFolderInUse, StoreUnreachable

_LOCK_NAME: Final = "in-use.lock"


class DataFolderLock:
    """Held from construction until `release`; the kernel releases it when the process dies.

    The file itself stays: removing it would let two processes hold a lock on two files.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder if it is not there; raise DataFolderInUse or StoreUnreachable."""
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._handle = os.open(folder / _LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError:
            raise StoreUnreachable from None
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._handle)
            raise DataFolderInUse from None

    def release(self) -> None:
        """Let the next process in; call it once."""
        os.close(self._handle)
