"""Whether there would be a way back after a fire: the recovery key, the newest backup, a hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Final

from bot.backups.folder import BackupFolder
from bot.backups.making import PUBLIC
from bot.checking.finding import Finding, error, warning
from bot.clock import Clock
from bot.settings import Settings
from bot.store import hold
from bot.store.tx import Tx
from bot.vault import KeyProblem, RecoveryFault, RootKey, read_public

_OLD: Final = timedelta(days=2)
_MAKE: Final = "Run maatje backup, and look at the log of the night."


def check_backups(settings: Settings, clock: Clock, *, go_live: bool) -> Iterator[Finding]:
    """What is missing; a fault of the key file itself is told elsewhere."""
    try:
        read_public(settings.data_dir / PUBLIC, RootKey.load(settings.key_file))
    except KeyProblem as problem:
        yield from _of_recovery(problem, go_live=go_live)
        return
    try:
        yield from _of_folder(settings, clock, go_live=go_live)
    except OSError:
        what = "The folder for the backups cannot be read."
        yield error("BACKUP_DIR", what, "Let this user read and write it.")


def on_hold(tx: Tx) -> list[Finding]:
    """A restored house that waits for somebody to look."""
    held = hold.held(tx)
    if held is None:
        return []
    what = (
        f"This house was restored and is on hold since {held.since:%Y-%m-%d %H:%M} UTC:"
        f" {held.messages} messages and {held.escalations} escalations of before wait."
    )
    mend = "Look at the cases, then run maatje restore --release send (or drop)."
    return [warning("hold", what, mend)]


def _of_recovery(problem: KeyProblem, *, go_live: bool) -> Iterator[Finding]:
    what, _, mend = problem.sentence.partition(". ")
    if problem.sentence == RecoveryFault.NONE_YET:
        what = "There is no recovery key yet, so no backups are made."
        yield warning("recovery.pub", what, mend, is_error=go_live)
    elif problem.sentence == RecoveryFault.NOT_OURS:
        yield error("recovery.pub", what, "Run maatje backup key --new on a terminal.")


def _of_folder(settings: Settings, clock: Clock, *, go_live: bool) -> Iterator[Finding]:
    folder = BackupFolder(settings.backup_dir)
    whole = folder.whole()
    if not whole:
        yield warning("BACKUP_DIR", "There is no backup yet.", _MAKE, is_error=go_live)
        return
    age = clock.now() - whole[-1].at
    if age > _OLD:
        yield warning("BACKUP_DIR", f"The newest backup is {age.days} days old.", _MAKE)
    if _disk(settings.data_dir) == _disk(folder.path):
        what = "The backups lie on the same disk as the data, and would be lost with it."
        yield warning("BACKUP_DIR", what, "Name a folder on another disk or machine.")


def _disk(path: Path) -> int:
    return path.stat().st_dev
