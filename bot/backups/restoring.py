"""Brings one backup back into an empty folder, checked and on hold; asks nobody for the key.

Everything is made in a folder beside it and appears there whole. Blocks, so it is for a thread.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.backups.folder import BackupFolder
from bot.backups.making import DATA, DATA_BOX, EVIDENCE, KEYS, KEYS_BOX, PUBLIC, SCHOOL_BOX
from bot.backups.manifest import Manifest, NotOurs, Part, digest, read
from bot.backups.problems import BackupFault, BackupProblem
from bot.clock import Clock
from bot.store import audit, backing, erase, evidence, hold
from bot.store.keyring import case_key_id, item_key_id
from bot.store.problems import StoreProblem
from bot.store.tx import Tx
from bot.vault import KeyProblem, RecoveryKey, RootKey, Unreadable, keep_public, open_box, public_id
from bot.vault.durable import sync_directory, write_new
from bot.vault.root import ROOT_BYTES


@dataclass(frozen=True)
class Wish:
    """What to bring back and where; `of` names the moment of one backup, "" for the newest."""

    source: BackupFolder
    into: Path
    key_file: Path
    recovery: RecoveryKey = field(repr=False)
    of: str = ""
    also_expired: bool = False

    @property
    def school_dir(self) -> Path:
        """Where the school folder goes, unless there is one."""
        return self.into.with_name("school")

    @property
    def beside(self) -> Path:
        """Where it is made until it is whole."""
        return self.into.with_name(f"{self.into.name}.restoring")


@dataclass(frozen=True)
class Laid:
    """What lies ready in `folder`; `damaged` names files of items that are absent or changed.

    `school` holds the texts of the school folder by file name.
    """

    folder: Path
    root: RootKey = field(repr=False)
    manifest: Manifest
    keys_at: datetime
    school: dict[str, str] = field(repr=False)
    damaged: tuple[str, ...]


@dataclass(frozen=True)
class Settled:
    """How many cases and items had no key any more; `files` are those of their items."""

    cases: int
    items: int
    files: tuple[str, ...]


def lay_ready(wish: Wish, clock: Clock) -> Laid:
    """Check and open the backup beside its place; raises BackupProblem, and nothing is there."""
    _refuse_full(wish.into)
    chosen, newest = _choose(wish, clock.now())
    root, keys = _open_keys(wish, newest)
    _refuse_strange(wish, root, chosen, newest)
    folder = wish.beside
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    try:
        data = _opened(wish, wish.source.data(chosen.stamp), chosen.data, DATA_BOX)
        write_new(folder / DATA, data)
        told = _opened(wish, wish.source.school(chosen.stamp), chosen.school, SCHOOL_BOX)
        school = json.loads(b"".join(told))
        _refuse_unsound(folder / DATA, keys, root, clock)
        write_new(folder / KEYS, [keys])
        damaged = tuple(_lay_items(wish, chosen))
        keep_public(folder / PUBLIC, wish.recovery.public(), root)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Laid(folder, root, chosen, newest.at, school, damaged)


def settle(tx: Tx, laid: Laid) -> Settled:
    """Hold what waits, and let go of what has no key any more; raises BackupProblem.

    A line cut off the log shows here: its end was kept in the list.
    """
    if audit.verify(tx) is not None or not audit.holds(tx, laid.manifest.head):
        raise BackupProblem(BackupFault.DAMAGED)
    hold.begin(tx)
    gone = erase.rows_without_key(tx)
    cases = [key_id for key_id in gone if key_id.startswith(case_key_id(""))]
    items = [key_id.removeprefix(item_key_id("")) for key_id in gone if key_id not in cases]
    files = list(items)
    for item_id in items:
        evidence.shred_item(tx, item_id)
    for key_id in cases:
        files += erase.shred_case(tx, key_id.removeprefix(case_key_id("")))
    audit.write(tx, audit.COMMAND_LINE, "Restored", laid.manifest.stamp)
    return Settled(len(cases), len(items), tuple(files))


def put_in_place(wish: Wish, laid: Laid) -> None:
    """The key file first: data without its key would be taken for a fault.

    A school folder that is there is the newer one, and stays.
    """
    if not wish.key_file.exists():
        wish.key_file.parent.mkdir(parents=True, exist_ok=True)
        laid.root.keep(wish.key_file)
    if not wish.school_dir.exists():
        _put_school(wish.school_dir, laid.school)
    laid.folder.replace(wish.into)
    sync_directory(wish.into.parent)


def _put_school(place: Path, school: Mapping[str, str]) -> None:
    """Whole or not at all: half a school folder would be taken for the newer one."""
    beside = place.with_name(f"{place.name}.restoring")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    for name, text in school.items():
        write_new(beside / Path(name).name, [text.encode()])
    beside.replace(place)


def look_first(source: BackupFolder, into: Path) -> None:
    """Raise BackupProblem for folders that cannot be right, before a long key is typed."""
    _refuse_full(into)
    if not source.whole():
        raise BackupProblem(BackupFault.NOTHING_THERE)


def _refuse_full(into: Path) -> None:
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise BackupProblem(BackupFault.NOT_EMPTY)


def _choose(wish: Wish, now: datetime) -> tuple[Manifest, Manifest]:
    """The backup that is wanted, and the newest that still has its keys.

    Only of those for this recovery key: after a change of it the folder holds both for a while.
    """
    there = wish.source.whole()
    if not there:
        raise BackupProblem(BackupFault.NOTHING_THERE)
    whole = [one for one in there if one.recovery == public_id(wish.recovery.public())]
    if not whole:
        raise BackupProblem(BackupFault.WRONG_KEY)
    found = [one for one in whole if wish.of in {"", one.stamp}]
    if not found:
        raise BackupProblem(BackupFault.NO_SUCH)
    with_keys = [one for one in whole if wish.source.keys(one.stamp).exists()]
    if not with_keys:
        raise BackupProblem(BackupFault.NO_KEYS)
    newest = with_keys[-1]
    if now - newest.at > timedelta(days=newest.keys_days) and not wish.also_expired:
        raise BackupProblem(BackupFault.EXPIRED)
    return found[-1], newest


def _open_keys(wish: Wish, newest: Manifest) -> tuple[RootKey, bytes]:
    held = b"".join(_opened(wish, wish.source.keys(newest.stamp), newest.keys, KEYS_BOX))
    try:
        return RootKey.from_bytes(held[:ROOT_BYTES]), held[ROOT_BYTES:]
    except KeyProblem:
        raise BackupProblem(BackupFault.DAMAGED) from None


def _refuse_strange(wish: Wish, root: RootKey, *manifests: Manifest) -> None:
    """A list somebody changed; a key file of other data, which must never be overwritten."""
    try:
        for one in manifests:
            read(wish.source.manifest(one.stamp), root)
    except NotOurs:
        raise BackupProblem(BackupFault.DAMAGED) from None
    if wish.key_file.exists() and _locks_else(wish.key_file, root):
        raise BackupProblem(BackupFault.KEY_FILE_THERE)


def _locks_else(path: Path, root: RootKey) -> bool:
    return RootKey.load(path).lock_fingerprint() != root.lock_fingerprint()


def _opened(wish: Wish, box: Path, part: Part, context: bytes) -> Iterator[bytes]:
    """What is in a box that is as the list says."""
    if not box.exists() or digest(box) != part:
        raise BackupProblem(BackupFault.DAMAGED)
    try:
        return open_box(box, wish.recovery, context)
    except Unreadable:
        raise BackupProblem(BackupFault.WRONG_KEY) from None


def _refuse_unsound(data: Path, keys: bytes, root: RootKey, clock: Clock) -> None:
    try:
        backing.inspect(data, keys, root, clock)
    except StoreProblem:
        raise BackupProblem(BackupFault.DAMAGED) from None


def _lay_items(wish: Wish, chosen: Manifest) -> Iterator[str]:
    """The names of those that cannot be brought back; one bad disk block must not lose the rest."""
    (wish.beside / EVIDENCE).mkdir(mode=0o700)
    for name, part in chosen.evidence.items():
        source = wish.source.evidence / Path(name).name
        if not source.is_file() or not _laid_whole(source, wish.beside / EVIDENCE, part):
            yield name


def _laid_whole(source: Path, folder: Path, part: Part) -> bool:
    target = folder / source.name
    with source.open("rb") as file:
        write_new(target, iter(lambda: file.read(256 * 1024), b""))
    if digest(target) == part:
        return True
    target.unlink()
    return False
