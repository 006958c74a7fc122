"""Whether key and data can be used and belong together; opens both, changes neither."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.checking.finding import Finding, error, warning
from bot.clock import Clock
from bot.settings import Settings
from bot.store.migrations import packaged
from bot.store.opening import check_files
from bot.store.problems import StoreProblem
from bot.store.reader import Reader
from bot.vault import KeyFault, KeyProblem, RootKey

_OPEN_TO_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_MENDS: Final = {
    KeyFault.MISSING: "Put the key file back; no new key is made while there is data.",
    KeyFault.NOT_READABLE: "Give it to the user that runs Maatje, with mode 0400.",
    KeyFault.NOT_A_FILE: "Let KEY_FILE name the key file itself.",
    KeyFault.OPEN_TO_OTHERS: "Run chmod 0400 on it.",
}
_OTHER_MEND: Final = "Put the right key file back; no new key is made."


@dataclass(frozen=True)
class Data:
    """What came of key and data; `reader` is open, and there only when both are in order."""

    findings: tuple[Finding, ...]
    exists: bool
    reader: Reader | None = field(default=None, repr=False)


async def open_data(settings: Settings, clock: Clock) -> Data:
    """Look at key and data; who gets a reader closes it."""
    path, keys_path = settings.data_dir / "maatje.db", settings.data_dir / "keys.db"
    exists = path.exists() or keys_path.exists()
    found = [*_open_folder(settings.data_dir)]
    root = _key(settings.key_file, found, needed=exists)
    if not exists:
        return Data(tuple(found), exists)
    reader = None
    try:
        await asyncio.to_thread(check_files, path, keys_path, packaged())
        if root is not None:
            reader = await Reader.open(path, keys_path, root, clock)
    except StoreProblem as problem:
        found.append(_of_store(problem))
    except sqlite3.Error:
        what = "The database cannot be read."
        found.append(error("DATA_DIR", what, "Check the disk and the rights on the folder."))
    return Data(tuple(found), exists, reader)


def _key(path: Path, found: list[Finding], *, needed: bool) -> RootKey | None:
    """No key and no data is no fault: the first run makes one."""
    try:
        return RootKey.load(path)
    except KeyProblem as problem:
        if needed or problem.sentence != KeyFault.MISSING:
            found.append(_of_key(problem))
    except OSError:
        mend = "Check the disk it lies on."
        found.append(error("KEY_FILE", "The key file cannot be read.", mend))
    return None


def _of_key(problem: KeyProblem) -> Finding:
    """The mend may stand in the sentence itself, behind a semicolon."""
    what = problem.sentence.partition(";")[0].rstrip(".")
    mends = (mend for fault, mend in _MENDS.items() if fault == problem.sentence)
    return error("KEY_FILE", f"{what}.", next(mends, _OTHER_MEND))


def _of_store(problem: StoreProblem) -> Finding:
    """Its sentence says what, then how to mend it."""
    sign = ". " if ". " in problem.sentence else "; "
    what, _, mend = problem.sentence.partition(sign)
    return error("DATA_DIR", f"{what.rstrip('.')}.", mend[:1].upper() + mend[1:])


def _open_folder(folder: Path) -> Iterator[Finding]:
    try:
        mode = folder.stat().st_mode
    except OSError:
        return
    if mode & _OPEN_TO_OTHERS:
        what = "Other users of this machine can look into the data folder."
        yield warning("DATA_DIR", what, "Run chmod 0700 on it.")
