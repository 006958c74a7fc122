"""Makes one backup beside a running bot: data, items, keys, and last the list of them.

Blocks until it is done, so it belongs in a thread; knows no settings and no schedule.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.backups.folder import BackupFolder, Lives
from bot.backups.manifest import Manifest, Part, digest, stamp_of
from bot.backups.problems import BackupFault, BackupProblem
from bot.clock import Clock
from bot.store import backing
from bot.store.backing import Sound
from bot.store.keyring import item_key_id
from bot.store.problems import StoreUnreachable
from bot.vault import BoxSealer, RootKey, public_id, read_public
from bot.vault.durable import replace_whole

DATA, KEYS, EVIDENCE, PUBLIC = "maatje.db", "keys.db", "evidence", "recovery.pub"
DATA_BOX, KEYS_BOX, SCHOOL_BOX = b"backup|data", b"backup|keys", b"backup|school"
COPIES: Final = ("", ".copy")
"""The original of an item, and what staff see of it where that was made."""

_SNAPSHOT: Final = "backup.tmp"
_READ_BYTES: Final = 256 * 1024
_FULL_SQLITE: Final = ("SQLITE_FULL", "SQLITE_IOERR")
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True)
class Source:
    """What is backed up and for how long; `going_on` is asked often and may raise to stop.

    `school` holds the texts of the school folder by file name.
    """

    data_dir: Path
    root: RootKey = field(repr=False)
    school: Mapping[str, str] = field(repr=False)
    clock: Clock
    lives: Lives
    going_on: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Made:
    """A backup that is there; `missing` are items whose file the data folder lacks."""

    stamp: str
    items: int
    size: int
    missing: tuple[str, ...]


def back_up(source: Source, folder: BackupFolder) -> Made:
    """Make one and let the old ones go; whatever goes wrong, the old ones are whole.

    Raises KeyProblem without a recovery key, BackupProblem, StoreProblem or OSError.
    """
    public = read_public(source.data_dir / PUBLIC, source.root)
    with _room(), folder.held():
        try:
            return _made(source, folder, public)
        finally:
            folder.prune(source.lives, source.clock.now())


def _made(source: Source, folder: BackupFolder, public: bytes) -> Made:
    at = _free_moment(source, folder)
    stamp = stamp_of(at)
    with _snapshot(source) as snapshot:
        keys = backing.copy_keys(source.data_dir / KEYS)
        sound = backing.inspect(snapshot, keys, source.root, source.clock)
        _refuse_lost_keys(source, sound)
        items, missing = _copy_items(source, folder, sound)
        data = _box(folder.data(stamp), public, DATA_BOX, _pieces(snapshot, source.going_on))
    sealed = _box(folder.keys(stamp), public, KEYS_BOX, iter([source.root.to_bytes(), keys]))
    school = json.dumps(dict(source.school)).encode()
    told = _box(folder.school(stamp), public, SCHOOL_BOX, iter([school]))
    days = source.lives.keys_days
    manifest = Manifest(at, public_id(public), days, data, sealed, told, items, sound.head)
    folder.keep(manifest, source.root)
    size = sum(part.size for part in (data, sealed, told, *items.values()))
    return Made(stamp, len(sound.items) - len(missing), size, missing)


def _free_moment(source: Source, folder: BackupFolder) -> datetime:
    """Files are named after a second; a second backup within it takes the next one."""
    at = source.clock.now().replace(microsecond=0)
    while folder.manifest(stamp_of(at)).exists():
        at += timedelta(seconds=1)
    return at


@contextmanager
def _snapshot(source: Source) -> Iterator[Path]:
    """The copy holds what the database holds, all of it sealed; it goes when it is in its box."""
    path = source.data_dir / _SNAPSHOT
    path.unlink(missing_ok=True)
    try:
        backing.copy_data(source.data_dir / DATA, path)
        source.going_on()
        yield path
    finally:
        path.unlink(missing_ok=True)


def _refuse_lost_keys(source: Source, sound: Sound) -> None:
    """What was shredded since the copy of the data is no loss."""
    if backing.still_asked_for(source.data_dir / DATA, sound.without_key):
        raise BackupProblem(BackupFault.KEYS_LOST)


def _copy_items(
    source: Source, folder: BackupFolder, sound: Sound
) -> tuple[dict[str, Part], tuple[str, ...]]:
    known = {name: part for one in folder.whole() for name, part in one.evidence.items()}
    copied: dict[str, Part] = {}
    for name in (item_id + ending for item_id in sound.items for ending in COPIES):
        part = _copy(source, folder.evidence / name, known.get(name))
        if part is not None:
            copied[name] = part
    gone = (item_id for item_id in sound.items if item_id not in copied)
    asked = backing.still_asked_for(source.data_dir / DATA, map(item_key_id, gone))
    return copied, asked


def _copy(source: Source, target: Path, known: Part | None) -> Part | None:
    """None if there is no such file. What is there already is read again: disks forget."""
    if known is not None and target.exists() and digest(target, source.going_on) == known:
        return known
    original = source.data_dir / EVIDENCE / target.name
    try:
        replace_whole(target, _pieces(original, source.going_on))
    except FileNotFoundError:  # asked before, it could still be destroyed at this very moment
        if original.exists():
            raise
        return None
    return digest(target, source.going_on)


def _box(path: Path, public: bytes, context: bytes, pieces: Iterator[bytes]) -> Part:
    path.unlink(missing_ok=True)
    with BoxSealer(path, public, context) as box:
        for piece in pieces:
            box.write(piece)
        box.finish()
    return digest(path)


def _pieces(path: Path, going_on: Callable[[], None]) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_READ_BYTES):
            going_on()
            yield piece


@contextmanager
def _room() -> Iterator[None]:
    """SQLite and the system each have their own word for a disk that is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise BackupProblem(BackupFault.NO_ROOM) from None
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith(_FULL_SQLITE):
            raise BackupProblem(BackupFault.NO_ROOM) from None
        raise StoreUnreachable from None
