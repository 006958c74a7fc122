"""A backup is whole or not there, holds nothing readable, and leaves the older ones alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.backups.folder import Lives
from bot.backups.making import back_up
from bot.backups.problems import BackupFault, BackupProblem
from bot.store import evidence
from bot.store.keyring import case_key_id
from bot.store.problems import StoreDamaged
from bot.vault import KeyProblem, RecoveryFault
from tests.backups.a_safe import DAY, Safe
from tests.vault.limits import full_disk

CASE, OTHER = "00000000000000a1", "00000000000000b2"


def names(safe: Safe) -> set[str]:
    """The files of the backups, without the lock."""
    found = {path.name for path in safe.backups.path.rglob("*") if path.is_file()}
    return found - {"in-use.lock"}


@pytest.mark.asyncio
async def test_a_backup_is_for_its_owner_alone(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    made = safe.back_up()
    assert (made.items, made.missing) == (1, ())
    assert names(safe) == {
        f"{made.stamp}.json",
        f"data-{made.stamp}.box",
        f"keys-{made.stamp}.box",
        f"school-{made.stamp}.box",
        CASE[::-1],
    }
    for path in safe.backups.path.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert not (safe.data / "backup.tmp").exists()


@pytest.mark.asyncio
async def test_an_item_is_copied_once_and_again_when_the_copy_went_bad(safe: Safe) -> None:
    item_id = await safe.tell(CASE, "words")
    (safe.data / "evidence" / f"{item_id}.copy").write_bytes(b"sealed too")
    safe.back_up()
    copy = safe.backups.evidence / item_id
    whole, inode = copy.read_bytes(), copy.stat().st_ino
    assert (safe.backups.evidence / f"{item_id}.copy").read_bytes() == b"sealed too"
    safe.back_up()
    assert copy.stat().st_ino == inode
    copy.write_bytes(bytes([*whole[:-1], whole[-1] ^ 1]))
    safe.back_up()
    assert copy.read_bytes() == whole


@pytest.mark.asyncio
async def test_without_a_recovery_key_there_is_no_backup(safe: Safe) -> None:
    (safe.data / "recovery.pub").unlink()
    with pytest.raises(KeyProblem) as refused:
        safe.back_up()
    assert refused.value.sentence == RecoveryFault.NONE_YET
    assert not safe.backups.path.exists()


@pytest.mark.asyncio
async def test_two_backups_within_a_second_are_two(safe: Safe) -> None:
    assert len({safe.back_up().stamp for _ in range(3)}) == 3


@pytest.mark.asyncio
async def test_only_one_is_made_at_a_time(safe: Safe) -> None:
    with safe.backups.held(), pytest.raises(BackupProblem) as refused:
        safe.back_up()
    assert refused.value.sentence == BackupFault.UNDER_WAY


@pytest.mark.asyncio
async def test_a_folder_that_cannot_be_made_is_told(safe: Safe) -> None:
    safe.backups.path.write_text("a file")
    with pytest.raises(BackupProblem) as refused:
        safe.back_up()
    assert refused.value.sentence == BackupFault.NO_FOLDER


@pytest.mark.asyncio
async def test_an_item_without_its_file_is_named_and_the_rest_is_kept(safe: Safe) -> None:
    item_id = await safe.tell(CASE, "words")
    await safe.tell(OTHER, "more words")
    (safe.data / "evidence" / item_id).unlink()
    made = safe.back_up()
    assert (made.items, made.missing) == (1, (f"item:{item_id}",))
    assert not list(safe.backups.evidence.glob(f"{item_id}*"))


@pytest.mark.asyncio
async def test_keys_that_are_lost_are_told_and_the_older_backup_stays(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    before = safe.back_up()
    await safe.writer.run(lambda tx: tx.keys.destroy(case_key_id(CASE)))
    with pytest.raises(BackupProblem) as refused:
        safe.back_up()
    assert refused.value.sentence == BackupFault.KEYS_LOST
    assert [one.stamp for one in safe.backups.whole()] == [before.stamp]


@pytest.mark.asyncio
async def test_a_log_that_was_changed_is_not_backed_up(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    await safe.writer.run(
        lambda tx: tx.db.execute(
            "INSERT INTO audit (at, who, what, object, mac) VALUES (1, 'a', 'b', 'c', x'00')"
        )
    )
    with pytest.raises(StoreDamaged):
        safe.back_up()


@pytest.mark.asyncio
@pytest.mark.parametrize("after", [0, 20_000, 300_000])
async def test_a_full_disk_is_told_and_the_older_ones_are_whole(safe: Safe, after: int) -> None:
    await safe.tell(CASE, "words")
    safe.back_up()
    before = {path: path.read_bytes() for path in safe.backups.path.rglob("*") if path.is_file()}
    with full_disk(after=after), pytest.raises(BackupProblem) as refused:
        safe.back_up()
    assert refused.value.sentence == BackupFault.NO_ROOM
    assert {path: path.read_bytes() for path in before} == before
    assert names(safe) == {path.name for path in before} - {"in-use.lock"}
    assert not (safe.data / "backup.tmp").exists()


class Killed(BaseException):
    """Ends the work wherever it is, and lets nothing tidy up but what a next run would."""


@pytest.mark.asyncio
async def test_a_stop_at_any_point_leaves_the_older_ones_whole(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    before = safe.back_up().stamp
    for steps in range(1, 30):
        left = iter(range(steps))

        def go_on(left: object = left) -> None:
            if next(left, None) is None:  # type: ignore[call-overload]
                raise Killed

        try:
            back_up(replace(safe.source, going_on=go_on), safe.backups)
        except Killed:
            assert [one.stamp for one in safe.backups.whole()] == [before]
        else:
            break
    else:
        pytest.fail("It never got through.")
    assert len(safe.backups.whole()) == 2


@pytest.mark.asyncio
async def test_what_an_interrupted_run_left_is_gone_after_the_next(safe: Safe) -> None:
    safe.back_up()
    left = ("data-x.box", "keys-x.box", "data-y.box.part", "z.json.part", "evidence/abc")
    for name in left:
        (safe.backups.path / name).write_bytes(b"half")
    (safe.data / "backup.tmp").write_bytes(b"half")
    safe.back_up()
    assert not any((safe.backups.path / name).exists() for name in left)


@pytest.mark.asyncio
async def test_a_folder_that_a_file_server_made_there_is_no_trouble(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    for place in (safe.backups.path, safe.backups.evidence):
        (place / "@eaDir.box").mkdir(parents=True)
    made = safe.back_up()
    assert [one.stamp for one in safe.backups.whole()] == [made.stamp]
    assert (safe.backups.evidence / "@eaDir.box").is_dir()


@pytest.mark.asyncio
async def test_keys_and_data_each_have_their_own_life(safe: Safe) -> None:
    first = safe.back_up().stamp
    later = [safe.back_up_later(DAY).stamp for _ in range(7)]
    assert not safe.backups.keys(first).exists()
    assert safe.backups.data(first).exists()
    assert all(safe.backups.keys(stamp).exists() for stamp in later)
    last = safe.back_up_later(22 * DAY).stamp
    assert [one.stamp for one in safe.backups.whole()] == [*later[1:], last]
    assert [path.name for path in safe.backups.path.glob("keys-*")] == [f"keys-{last}.box"]


@pytest.mark.asyncio
async def test_the_newest_stays_however_old_it_is(safe: Safe) -> None:
    await safe.tell(CASE, "words")
    stamp = safe.back_up().stamp
    safe.clock.travel(safe.clock.now() + timedelta(days=400))
    safe.backups.prune(Lives(1, 1), safe.clock.now())
    assert safe.backups.keys(stamp).exists()
    assert [one.stamp for one in safe.backups.whole()] == [stamp]


@pytest.mark.asyncio
async def test_an_item_leaves_the_backups_with_the_last_that_names_it(safe: Safe) -> None:
    item_id = await safe.tell(CASE, "words")
    safe.back_up()
    await safe.writer.run(lambda tx: evidence.shred_item(tx, item_id))
    safe.back_up_later(DAY)
    assert (safe.backups.evidence / item_id).exists()
    safe.back_up_later(28 * DAY)
    assert not (safe.backups.evidence / item_id).exists()


@pytest.mark.asyncio
@pytest.mark.parametrize("text", ["", "{}\n00\n", "[]\nx\n", "no\njson\n", '{"format": 2}\nx\n'])
async def test_a_list_that_cannot_be_read_is_no_backup(safe: Safe, text: str) -> None:
    stamp = safe.back_up().stamp
    (safe.backups.path / "20260101T000000Z.json").write_text(text)
    copy = json.dumps("x")
    (safe.backups.path / "other.json").write_text(copy)
    assert [one.stamp for one in safe.backups.whole()] == [stamp]
