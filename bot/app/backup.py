"""Backups as the command line and the night know them: the key, making one, bringing one back."""

from __future__ import annotations

import asyncio
import logging
import shutil
import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.app.ground import DATA, KEYS, find_key, nothing_kept, read_files, read_folder
from bot.app.opening import House
from bot.backups import restoring
from bot.backups.folder import BackupFolder, Lives
from bot.backups.making import EVIDENCE, PUBLIC, Made, Source
from bot.backups.making import back_up as make
from bot.backups.problems import BackupFault, BackupProblem
from bot.backups.restoring import Laid, Settled, Wish
from bot.cases.school import School
from bot.cases.schoolfile import read_school
from bot.clock import Clock
from bot.jobs import files
from bot.jobs.errands import Errand
from bot.jobs.job import Word
from bot.settings import Settings
from bot.store import audit, hold
from bot.store.hold import Held
from bot.store.problems import StoreMissing, StoreProblem
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import KeyProblem, RecoveryFault, RecoveryKey, RootKey, keep_public

log = logging.getLogger(__name__)

FRESH: Final = timedelta(hours=1)
"""A backup as young as this holds what an older release left, and is not made once more."""


@dataclass(frozen=True)
class Restored:
    """What stands in the folder now; `damaged` names files of items that are not among it."""

    data_dir: Path
    key_file: Path
    school_dir: Path
    backup_of: datetime
    keys_of: datetime
    shredded_cases: int
    shredded_items: int
    damaged: tuple[str, ...]


def first_start(settings: Settings) -> bool:
    """Nothing was ever kept in this data folder."""
    return nothing_kept(settings) and not (settings.data_dir / PUBLIC).exists()


def new_recovery_key(settings: Settings, *, again: bool = False) -> RecoveryKey:
    """One to show; it counts from `keep_recovery_key` on. Raises KeyProblem if there is one."""
    find_key(settings)
    if not again and (settings.data_dir / PUBLIC).exists():
        raise KeyProblem(RecoveryFault.THERE_IS_ONE)
    return RecoveryKey.create()


def keep_recovery_key(settings: Settings, recovery: RecoveryKey) -> None:
    """Seal backups for it from now on; only the half that cannot open them is kept."""
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    keep_public(settings.data_dir / PUBLIC, recovery.public(), find_key(settings))


async def back_up(settings: Settings, to: Path | None) -> Made:
    """Make a backup now, beside a running bot or without one."""
    if nothing_kept(settings):
        raise StoreMissing
    school = read_school(read_files(settings.school_dir))
    source = _source(settings, school, RootKey.load(settings.key_file))
    return await asyncio.to_thread(make, source, BackupFolder(to or settings.backup_dir))


async def before_an_upgrade(settings: Settings, school: School, root: RootKey) -> None:
    """The way back, made before a newer release changes the data; a fault keeps that from it.

    Without a recovery key there is none: who has none was told each day, and reports must come in.
    A start that fails is tried again and again: the backup of the first try does for all.
    """
    source = _source(settings, school, root)
    made_last = BackupFolder(settings.backup_dir).whole(root)[-1:]
    if made_last and abs(Clock().now() - made_last[0].at) < FRESH:
        return
    try:
        made = await asyncio.to_thread(make, source, BackupFolder(settings.backup_dir))
    except KeyProblem as problem:
        log.warning("No backup before the data is brought up to date. %s", problem.sentence)
    except (BackupProblem, StoreProblem):
        log.error("ALARM: no backup, so the data was not brought up to date.")  # noqa: TRY400
        raise
    else:
        log.info("Backup %s made before the data is brought up to date.", made.stamp)


def nightly(house: House) -> Errand:
    """What the nightly job sets off."""
    source = _source(house.settings, house.world.school, house.root)
    folder = BackupFolder(house.settings.backup_dir)

    def one(stop: threading.Event) -> Word:
        try:
            made = make(replace(source, going_on=lambda: _go_on(stop)), folder)
        except KeyProblem as problem:
            log.warning("No backup was made. %s", problem.sentence)
            return Word.NO_KEY
        except (BackupProblem, StoreProblem) as problem:
            log.error("ALARM: no backup was made. %s", problem.sentence)  # noqa: TRY400
            return Word.FAILED
        if made.missing:
            log.error("ALARM: %d items have no file to back up.", len(made.missing))
        return Word.PARTLY if made.missing else Word.DONE

    return one


def _go_on(stop: threading.Event) -> None:
    if stop.is_set():
        raise BackupProblem(BackupFault.STOPPED)


async def restore(wish: Wish) -> Restored:
    """Bring a backup back into an empty folder, on hold; when it is refused nothing is there."""
    clock = Clock()
    laid = await asyncio.to_thread(restoring.lay_ready, wish, clock)
    try:
        settled = await _settled(laid, clock)
        await asyncio.to_thread(restoring.put_in_place, wish, laid)
    except BaseException:
        shutil.rmtree(laid.folder, ignore_errors=True)
        raise
    return Restored(
        wish.into,
        wish.key_file,
        wish.school_dir,
        laid.manifest.at,
        laid.keys_at,
        settled.cases,
        settled.items,
        laid.damaged,
    )


async def _settled(laid: Laid, clock: Clock) -> Settled:
    writer = await Writer.open(laid.folder / DATA, laid.folder / KEYS, laid.root, clock)
    try:
        settled = await writer.run(lambda tx: restoring.settle(tx, laid))
    finally:
        await writer.close()
    await files.remove(laid.folder / EVIDENCE, settled.files)
    return settled


async def release(settings: Settings, *, drop: bool) -> Held | None:
    """End the hold of a restored house, beside a running bot or without; None if there is none."""
    root = RootKey.load(settings.key_file)
    folder = settings.data_dir
    if nothing_kept(settings):
        raise StoreMissing
    writer = await Writer.open(folder / DATA, folder / KEYS, root, Clock(), alone=False)
    try:
        return await writer.run(lambda tx: _release(tx, drop=drop))
    finally:
        await writer.close()


def _release(tx: Tx, *, drop: bool) -> Held | None:
    found = hold.release(tx, drop=drop)
    if found is not None:
        audit.write(tx, audit.COMMAND_LINE, "Released drop" if drop else "Released send", "")
    return found


def _source(settings: Settings, school: School, root: RootKey) -> Source:
    """On the machine's own clock, whatever moment jobs are tried at: lives count real days."""
    terms = school.terms
    lives = Lives(terms.backup_keys_days, terms.backup_days)
    texts = read_folder(settings.school_dir)
    return Source(settings.data_dir, root, texts, Clock(), lives)
