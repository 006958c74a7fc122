"""A backup comes back whole or not at all, and is checked before it is let in."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.backups.manifest import digest
from bot.backups.problems import BackupFault, BackupProblem
from bot.store.audit import Head
from bot.store.keyring import item_key_id
from bot.vault import BoxSealer, RecoveryKey, RootKey, keep_public
from tests.backups.a_safe import DAY, RECOVERY, ROOT, SCHOOL, Safe, content, opened

CASE, OTHER = "00000000000000a1", "00000000000000b2"


async def refused(safe: Safe, **more: Any) -> str:
    """The sentence of a restore that is not done; nothing of it is there."""
    before = {*safe.folder.rglob("*.db")}
    with pytest.raises(BackupProblem) as problem:
        await safe.restore(**more)
    assert {*safe.folder.rglob("*.db")} == before
    return problem.value.sentence


def spoil(path: Path, old: bytes = b"", new: bytes = b"") -> None:
    """Say something else where it says `old`; else change one bit, in the middle."""
    whole = path.read_bytes()
    at = len(whole) // 2
    flipped = whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]
    path.write_bytes(whole.replace(old, new) if old and old in whole else flipped)


@pytest.mark.asyncio
async def test_what_comes_back_is_for_its_owner_alone_and_its_key_lies_beside(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    safe.back_up()
    restored = await safe.restore()
    assert RootKey.load(restored.key_file).fingerprint() == ROOT.fingerprint()
    assert restored.key_file.stat().st_mode & 0o777 == 0o400
    assert restored.data_dir.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in restored.data_dir.iterdir()} - {"in-use.lock"} == {
        "maatje.db",
        "keys.db",
        "evidence",
        "recovery.pub",
    }
    assert (restored.damaged, restored.shredded_cases, restored.shredded_items) == ((), 0, 0)


@pytest.mark.asyncio
async def test_a_folder_with_something_in_it_is_left_alone(safe: Safe) -> None:
    safe.back_up()
    (safe.folder / "new" / "data").mkdir(parents=True)
    await safe.restore()
    assert await refused(safe) == BackupFault.NOT_EMPTY
    (safe.folder / "file").write_text("")
    assert await refused(safe, into=safe.folder / "file") == BackupFault.NOT_EMPTY


@pytest.mark.asyncio
async def test_the_school_folder_comes_back_where_there_is_none(safe: Safe) -> None:
    safe.back_up()
    restored = await safe.restore()
    there = restored.school_dir / "school.toml"
    assert there.read_text() == SCHOOL["school.toml"]
    shutil.rmtree(restored.school_dir)
    shutil.rmtree(restored.data_dir)
    half = restored.school_dir.with_name("school.restoring")
    half.mkdir()
    (half / "of a restore that the power cut").write_text("")
    assert {path.name for path in (await safe.restore()).school_dir.iterdir()} == set(SCHOOL)
    there.write_text("newer")
    shutil.rmtree(restored.data_dir)
    await safe.restore()
    assert there.read_text() == "newer"


@pytest.mark.asyncio
async def test_a_key_file_of_other_data_is_never_overwritten(safe: Safe) -> None:
    safe.back_up()
    (safe.folder / "new").mkdir()
    other = RootKey.create(safe.folder / "new" / "maatje.key")
    assert await refused(safe) == BackupFault.KEY_FILE_THERE
    assert RootKey.load(safe.folder / "new" / "maatje.key").fingerprint() == other.fingerprint()
    ROOT.keep(safe.folder / "right.key")
    assert (await safe.restore(key_file=safe.folder / "right.key")).data_dir.is_dir()


@pytest.mark.asyncio
async def test_only_the_recovery_key_opens_it(safe: Safe) -> None:
    safe.back_up()
    assert await refused(safe, recovery=RecoveryKey.create()) == BackupFault.WRONG_KEY


@pytest.mark.asyncio
async def test_after_a_change_each_key_opens_its_own(safe: Safe) -> None:
    old, new = safe.back_up().stamp, RecoveryKey.create()
    keep_public(safe.data / "recovery.pub", new.public(), ROOT)
    newest = safe.back_up_later(DAY).stamp
    assert (await safe.restore("old")).backup_of < (
        await safe.restore("new", recovery=new)
    ).backup_of
    assert await refused(safe, name="again", of=newest) == BackupFault.NO_SUCH
    assert await refused(safe, name="again", of=old, recovery=new) == BackupFault.NO_SUCH


@pytest.mark.asyncio
async def test_a_folder_without_a_whole_backup_is_told(safe: Safe) -> None:
    assert await refused(safe) == BackupFault.NOTHING_THERE
    stamp = safe.back_up().stamp
    assert await refused(safe, of="20200101T000000Z") == BackupFault.NO_SUCH
    safe.backups.keys(stamp).unlink()
    assert await refused(safe) == BackupFault.NO_KEYS
    safe.backups.data(stamp).unlink()
    assert await refused(safe) == BackupFault.NOTHING_THERE


@pytest.mark.asyncio
@pytest.mark.parametrize("part", ["data", "keys", "school", "manifest"])
async def test_what_was_changed_or_went_bad_is_not_let_in(safe: Safe, part: str) -> None:
    stamp = safe.back_up().stamp
    spoil(getattr(safe.backups, part)(stamp), b'"keys_days": 7', b'"keys_days": 9')
    assert await refused(safe) == BackupFault.DAMAGED


@pytest.mark.asyncio
async def test_a_box_of_another_key_under_a_good_name_is_not_let_in(safe: Safe) -> None:
    stamp = safe.back_up().stamp
    path = safe.backups.manifest(stamp)
    body = json.loads(path.read_text().splitlines()[0])
    body["keys"] = body["data"]
    path.write_text(f"{json.dumps(body)}\nx\n")
    safe.backups.keys(stamp).write_bytes(safe.backups.data(stamp).read_bytes())
    assert await refused(safe) == BackupFault.WRONG_KEY


@pytest.mark.asyncio
async def test_one_bad_item_is_named_and_the_others_come_back(safe: Safe) -> None:
    bad = await safe.tell(CASE, "words")
    gone = await safe.tell("00000000000000c3", "words")
    good = await safe.tell(OTHER, "other words")
    safe.back_up()
    spoil(safe.backups.evidence / bad)
    (safe.backups.evidence / gone).unlink()
    restored = await safe.restore()
    assert set(restored.damaged) == {bad, gone}
    files = {path.name for path in (restored.data_dir / "evidence").iterdir()}
    assert files == {good}


@pytest.mark.asyncio
async def test_keys_that_had_their_time_are_used_only_when_asked(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    safe.clock.travel(safe.clock.now() - 8 * DAY)
    safe.back_up()
    assert await refused(safe, also_expired=False) == BackupFault.EXPIRED
    restored = await safe.restore(also_expired=True)
    assert restored.shredded_cases == 0


@pytest.mark.asyncio
async def test_an_older_one_comes_back_with_the_newest_keys(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    await safe.tell(OTHER, "other words")
    item = await safe.tell("00000000000000c3", "words")
    old = safe.back_up().stamp
    await safe.shred(CASE)
    await safe.writer.run(lambda tx: tx.keys.destroy(item_key_id(item)))
    await safe.writer.run(
        lambda tx: (
            tx.db.execute(
                "UPDATE evidence SET destroyed_at = 1 WHERE item_id = ?", (item,)
            ).rowcount
        )
    )
    safe.back_up_later(DAY)
    restored = await safe.restore(of=old)
    assert (restored.shredded_cases, restored.shredded_items) == (1, 2)
    writer = await opened(restored.data_dir, safe.clock)
    try:
        found = await content(writer, restored.data_dir)
        assert CASE not in found
        assert OTHER in found
    finally:
        await writer.close()
    assert not (restored.data_dir / "evidence" / CASE[::-1]).exists()


@pytest.mark.asyncio
async def test_a_log_that_lost_its_end_is_noticed(safe: Safe) -> None:
    """The head is kept in the list, so a cut tail shows (T64); what was laid ready is gone."""
    stamp = safe.back_up().stamp
    [manifest] = safe.backups.whole()
    longer = replace(manifest, head=Head(7, "00" * 32))
    safe.backups.manifest(stamp).write_text(longer.to_text(ROOT))
    assert await refused(safe) == BackupFault.DAMAGED
    assert not (safe.folder / "new" / "data.restoring").exists()


@pytest.mark.asyncio
@pytest.mark.parametrize("part", ["data", "keys"])
async def test_a_box_that_does_not_hold_what_its_name_says_is_not_let_in(
    safe: Safe, part: str
) -> None:
    """Well sealed and well listed, but wrong inside."""
    stamp = safe.back_up().stamp
    [manifest] = safe.backups.whole()
    path = getattr(safe.backups, part)(stamp)
    path.unlink()
    with BoxSealer(path, RECOVERY.public(), f"backup|{part}".encode()) as box:
        box.write(ROOT.to_bytes() + b"no database" * 1000)
        box.finish()
    changed: dict[str, Any] = {part: digest(path)}
    wrong = replace(manifest, **changed)
    safe.backups.manifest(stamp).write_text(wrong.to_text(ROOT))
    assert await refused(safe) == BackupFault.DAMAGED


@pytest.mark.asyncio
async def test_a_restore_that_was_killed_is_begun_anew(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    safe.back_up()
    beside = safe.folder / "new" / "data.restoring"
    (beside / "evidence").mkdir(parents=True)
    (beside / "maatje.db").write_bytes(b"half")
    restored = await safe.restore()
    assert not beside.exists()
    writer = await opened(restored.data_dir, safe.clock)
    assert CASE in await content(writer, restored.data_dir)
    await writer.close()


@pytest.mark.asyncio
async def test_a_restored_house_goes_on_making_backups(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    safe.back_up()
    restored = await safe.restore()
    assert (restored.data_dir / "recovery.pub").read_text() == (
        safe.data / "recovery.pub"
    ).read_text()
