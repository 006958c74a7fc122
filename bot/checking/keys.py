"""Whether the keys, the rows and the files belong together, and the key file is well kept."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.checking.finding import Finding, error, warning
from bot.settings import Settings
from bot.store import erase, evidence
from bot.store.tx import Tx
from bot.vault import RootKey

_DAY: Final = timedelta(days=1)
_YEAR: Final = timedelta(days=365)
_WRITABLE: Final = stat.S_IWUSR
_ROOT: Final = 0


def check_keys(tx: Tx, settings: Settings) -> Iterator[Finding]:
    """Everything there is to say about keys; the caller opened the data, so the key fits."""
    yield from of_key_file(settings.key_file, settings.data_dir)
    yield from _rotation(settings.key_file)
    yield from _age(tx)
    yield from _keys_and_rows(tx)
    yield from _files_and_rows(tx, settings.data_dir / "evidence")


def of_key_file(path: Path, folder: Path) -> Iterator[Finding]:
    """Whose the file is, and what can happen to it."""
    status = path.stat()
    if status.st_mode & _WRITABLE:
        what = "The key file can be overwritten by mistake."
        yield warning("KEY_FILE", what, "Run chmod 0400 on it.")
    handed_out = status.st_uid == _ROOT and not status.st_mode & _WRITABLE
    if status.st_uid != folder.stat().st_uid and not handed_out:
        what = "The key file belongs to another user than the data folder."
        yield warning("KEY_FILE", what, "Give both to the user that runs Maatje.")


def _rotation(path: Path) -> Iterator[Finding]:
    if RootKey.load(path).successor is not None:
        what = "A change of the key was broken off; everything can still be read."
        yield warning("KEY_FILE", what, "Stop Maatje and run maatje keys rotate to end it.")


def _age(tx: Tx) -> Iterator[Finding]:
    since = tx.keys.since()
    if tx.now - since > _YEAR:
        what = f"The key has been in use since {since.date().isoformat()}, more than a year."
        yield warning("KEY_FILE", what, "Stop Maatje and run maatje keys rotate.")


def _keys_and_rows(tx: Tx) -> Iterator[Finding]:
    if lost := len(erase.rows_without_key(tx)):
        what = f"{lost} cases or items have lost their key and cannot be read."
        mend = "Restore maatje.db and keys.db of the same moment; without the key they are gone."
        yield error("keys", what, mend)
    if idle := len(erase.keys_without_row(tx, tx.now - _DAY)):
        what = f"{idle} keys belong to nothing any more."
        yield warning("keys", what, "Let Maatje run: its nightly cleaning destroys them.")


def _files_and_rows(tx: Tx, folder: Path) -> Iterator[Finding]:
    files = [path for path in folder.glob("*") if path.is_file()]
    if lost := len(evidence.without_file(tx, (path.name for path in files))):
        what = f"The files of {lost} items are gone."
        yield error("evidence", what, "Restore the evidence folder from a backup.")
    old = (path.name for path in files if _older(path, tx.now - _DAY))
    if idle := len(evidence.rubbish(tx, old)):
        what = f"{idle} files belong to no item."
        yield warning("evidence", what, "Let Maatje run: its nightly cleaning removes them.")


def _older(path: Path, moment: datetime) -> bool:
    """One that is gone in the meantime is no trouble: Maatje may be at work."""
    try:
        return path.stat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False
