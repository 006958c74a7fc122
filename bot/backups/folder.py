"""Where everything lies in a folder of backups, and how long; knows not how a backup is made.

A backup is there when its manifest is, which is written last and removed first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from bot.backups.manifest import Manifest, NotOurs, read
from bot.backups.problems import BackupFault, BackupProblem
from bot.store.lock import DataFolderLock
from bot.store.problems import DataFolderInUse, StoreUnreachable
from bot.vault import RootKey
from bot.vault.durable import replace_whole, sync_directory

_SLACK: Final = timedelta(hours=2)
"""A night is 23 hours once a year, and a tick comes late: a life must not last one more night."""


@dataclass(frozen=True)
class Lives:
    """How many days keys and data may lie here; the newest backup stays in any case."""

    keys_days: int
    data_days: int


@dataclass(frozen=True)
class BackupFolder:
    """One folder of backups; `evidence` is shared by all of them, for an item never changes."""

    path: Path

    @property
    def evidence(self) -> Path:
        """The items, sealed as they were."""
        return self.path / "evidence"

    def data(self, stamp: str) -> Path:
        """The database, in a box."""
        return self.path / f"data-{stamp}.box"

    def keys(self, stamp: str) -> Path:
        """The keys and the root key, in a box."""
        return self.path / f"keys-{stamp}.box"

    def school(self, stamp: str) -> Path:
        """The files of the school folder, in a box: people are known by their ids in it."""
        return self.path / f"school-{stamp}.box"

    def manifest(self, stamp: str) -> Path:
        """The list of all that belongs to one backup."""
        return self.path / f"{stamp}.json"

    def whole(self, root: RootKey | None = None) -> list[Manifest]:
        """The backups that are there, the oldest first; what cannot be read is none."""
        found = (self._read(path, root) for path in sorted(self.path.glob("*.json")))
        return [one for one in found if one is not None and self.data(one.stamp).exists()]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else may make or prune a backup here meanwhile; makes the folder."""
        try:
            lock = DataFolderLock(self.path)
        except DataFolderInUse:
            raise BackupProblem(BackupFault.UNDER_WAY) from None
        except StoreUnreachable:
            raise BackupProblem(BackupFault.NO_FOLDER) from None
        try:
            self.evidence.mkdir(mode=0o700, exist_ok=True)
            yield
        finally:
            lock.release()

    def keep(self, manifest: Manifest, root: RootKey) -> None:
        """From now on this backup is there."""
        replace_whole(self.manifest(manifest.stamp), [manifest.to_text(root).encode()])

    def prune(self, lives: Lives, now: datetime) -> None:
        """Remove what has had its time, and what an interrupted backup left; only while held."""
        kept = self.whole()
        for old in kept[:-1]:
            if _over(old, lives.data_days, now):
                self.manifest(old.stamp).unlink()
        kept = self.whole()
        self._remove_boxes(kept, lives, now)
        wanted = {name for one in kept for name in one.evidence}
        for path in self.evidence.iterdir():
            if path.name not in wanted and path.is_file():
                path.unlink()
        sync_directory(self.evidence)
        sync_directory(self.path)

    def _remove_boxes(self, kept: list[Manifest], lives: Lives, now: datetime) -> None:
        data = {path for one in kept for path in (self.data(one.stamp), self.school(one.stamp))}
        keys = {
            self.keys(one.stamp)
            for one in kept
            if one is kept[-1] or not _over(one, lives.keys_days, now)
        }
        for path in (*self.path.glob("*.box"), *self.path.glob("*.part")):
            if path not in data | keys and path.is_file():
                path.unlink()

    def _read(self, path: Path, root: RootKey | None) -> Manifest | None:
        try:
            manifest = read(path, root)
        except NotOurs:
            return None
        return manifest if path == self.manifest(manifest.stamp) else None


def _over(one: Manifest, days: int, now: datetime) -> bool:
    return now - one.at >= timedelta(days=days) - _SLACK
