"""The data folder of each release that went out: opened with this one, and the way back."""

from __future__ import annotations

import hashlib
import sqlite3
import tarfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.app import offers as app
from bot.app.backup import before_an_upgrade, restore
from bot.app.ground import DATA, find_key, read_files
from bot.app.opening import House, open_house
from bot.backups.folder import BackupFolder
from bot.backups.making import PUBLIC
from bot.backups.problems import BackupProblem
from bot.backups.restoring import Wish, lay_ready
from bot.cases.schoolfile import read_school
from bot.clock import Clock
from bot.settings import Settings, read_settings
from bot.store import audit, cases, entries, evidence, hold
from bot.store.keyring import item_key_id
from bot.store.migrations import packaged, version
from bot.store.problems import StoreTooNew
from bot.store.tx import Tx
from bot.vault import RecoveryKey, read_file
from scripts.keep_release import INTO, PHOTO, STORIES

OLDER = 29
RELEASES = sorted(path.name for path in INTO.glob("release-*.tar.gz"))


@dataclass(frozen=True)
class Kept:
    """What can be read in a folder."""

    stories: Mapping[str, str]
    closed: int
    photo: str
    log_is_whole: bool


def _unpacked(name: str, folder: Path) -> Settings:
    with tarfile.open(INTO / name) as archive:
        archive.extractall(folder, filter="data")
    given = {"DATA_DIR": folder / "data", "KEY_FILE": folder / "maatje.key"}
    return read_settings({key: str(path) for key, path in given.items()}, env_file=None)


async def _kept(house: House) -> Kept:
    def look(tx: Tx) -> Kept:
        found = cases.all_cases(tx)
        bodies = {one.case_id: _told(tx, one.case_id) for one in found}
        [item] = [item for one in found for item in evidence.of_case(tx, one.case_id)]
        key = tx.keys.key(item_key_id(item.item_id))
        path = house.settings.data_dir / "evidence" / item.item_id
        opened = read_file(path, key, item.item_id.encode())
        assert hashlib.sha256(opened).hexdigest() == evidence.sha256(tx, item.item_id)
        closed = sum(one.closed_at is not None for one in found)
        return Kept(bodies, closed, opened.decode("latin-1"), audit.verify(tx) is None)

    return await house.writer.run(look)


def _told(tx: Tx, case_id: str) -> str:
    return " ".join(one.body for one in entries.of_case(tx, case_id))


def _version(settings: Settings) -> int:
    with closing(sqlite3.connect(settings.data_dir / DATA)) as db:
        return version(db)


def test_each_release_left_a_folder_to_try() -> None:
    assert "release-1.0.0.tar.gz" in RELEASES


@pytest.mark.asyncio
@pytest.mark.parametrize("name", RELEASES)
async def test_an_older_folder_is_taken_along_with_all_that_is_in_it(
    name: str, tmp_path: Path
) -> None:
    settings = _unpacked(name, tmp_path)
    async with open_house(settings) as house:
        kept = await _kept(house)
    assert _version(settings) == packaged()[-1].number
    told = " ".join(kept.stories.values())
    assert all(story in told for story in STORIES.values())
    assert len(kept.stories) == len(STORIES)
    assert (kept.closed, kept.photo, kept.log_is_whole) == (1, PHOTO.decode("latin-1"), True)
    given = {"DATA_DIR": str(settings.data_dir), "KEY_FILE": str(settings.key_file)}
    found = await app.check(given, go_live=False, env_file=None)
    wrong = [str(one) for one in found if one.level == "error" and one.place != "people"]
    assert wrong == []


@pytest.mark.asyncio
async def test_there_and_back_by_the_backup_that_the_first_start_made_itself(
    tmp_path: Path,
) -> None:
    settings = _unpacked(RELEASES[-1], tmp_path)
    recovery = app.new_recovery_key(settings, again=True)
    app.keep_recovery_key(settings, recovery)
    _older_release(settings)
    async with open_house(settings) as house:
        before = await _kept(house)
        await house.writer.run(lambda tx: audit.write(tx, "after", "Worked", ""))
    assert _version(settings) == packaged()[-1].number
    async with open_house(settings):
        pass  # nothing more to bring up to date: no second backup
    school = read_school(read_files(settings.school_dir))
    await before_an_upgrade(settings, school, find_key(settings))  # nor when it is tried again
    assert len(BackupFolder(settings.backup_dir).whole()) == 1
    _newer_release(settings)
    with pytest.raises(StoreTooNew, match="release"):
        async with open_house(settings):
            pass
    assert _version_in_the_backup(settings, recovery, tmp_path / "looked") == OLDER
    back = await _restored(settings, recovery, tmp_path / "back")
    async with open_house(back) as house:
        assert await _kept(house) == before
        assert await house.writer.run(lambda tx: hold.since(tx) is not None)


@pytest.mark.asyncio
async def test_where_the_backup_cannot_be_made_the_data_stays_as_the_older_release_left_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = replace(_unpacked(RELEASES[-1], tmp_path), backup_dir=tmp_path / "data/maatje.db")
    _older_release(settings)
    with pytest.raises(BackupProblem, match="cannot be written to"):
        async with open_house(settings):
            pass
    assert _version(settings) == OLDER
    assert "was not brought up to date" in caplog.text


@pytest.mark.asyncio
async def test_without_a_recovery_key_there_is_no_way_back_but_the_doors_open(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = _unpacked(RELEASES[-1], tmp_path)
    (settings.data_dir / PUBLIC).unlink()
    _older_release(settings)
    async with open_house(settings):
        assert _version(settings) == packaged()[-1].number
    assert "No backup before" in caplog.text


def _older_release(settings: Settings) -> None:
    """The folder as the release before the last two changes of its shape would have left it."""
    with closing(sqlite3.connect(settings.data_dir / DATA)) as db:
        db.executescript(
            f"ALTER TABLE post_questions DROP COLUMN seen; PRAGMA user_version = {OLDER};"
        )


def _newer_release(settings: Settings) -> None:
    """What a release of later does to the folder at its first start."""
    with closing(sqlite3.connect(settings.data_dir / DATA)) as db:
        db.executescript(
            f"ALTER TABLE inbox ADD COLUMN later TEXT; PRAGMA user_version = {version(db) + 1};"
        )


def _version_in_the_backup(settings: Settings, recovery: RecoveryKey, folder: Path) -> int:
    """As the older release itself would find it: this one brings up to date what it restores."""
    wish = Wish(BackupFolder(settings.backup_dir), folder / "data", folder / "maatje.key", recovery)
    return _version(replace(settings, data_dir=lay_ready(wish, Clock()).folder))


async def _restored(settings: Settings, recovery: RecoveryKey, folder: Path) -> Settings:
    backups = BackupFolder(settings.backup_dir)
    wish = Wish(backups, folder / "data", folder / "maatje.key", recovery)
    restored = await restore(wish)
    return replace(settings, data_dir=restored.data_dir, key_file=restored.key_file)
