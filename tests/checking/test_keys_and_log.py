"""What `check` says of keys, rows, files and the log, each in one sentence with the mend."""

import os
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.checking.keys import of_key_file
from bot.store import audit, evidence, log_heads
from bot.store.audit import Head
from bot.store.tx import Tx
from bot.vault import RootKey
from tests.checking.a_host import SUNDAY, Host
from tests.store.examples import PLAIN, a_case, an_item

TWO_DAYS = timedelta(days=2)


async def fill(host: Host) -> Head:
    """A case, an item with its file, and three lines in the log; two days later."""

    def work(tx: Tx) -> Head:
        a_case(tx)
        an_item(tx, "0" * 16)
        for what in ("Reported", "Read", "Closed"):
            audit.write(tx, "anna", what, PLAIN.case_id)
        log_heads.keep(tx, SUNDAY.date(), audit.head(tx))
        return audit.head(tx)

    writer = await host.writer()
    head = await writer.run(work)
    await writer.close()
    (host.data / "evidence").mkdir()
    (host.data / "evidence" / ("0" * 16)).write_bytes(b"sealed")
    host.clock.travel(SUNDAY + TWO_DAYS)
    return head


def tamper(host: Host, *statements: str, name: str = "maatje.db") -> None:
    with closing(sqlite3.connect(host.data / name, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


async def said(host: Host, log_head: Head | None = None) -> list[str]:
    """What is told of keys, items and the log only."""
    found = await host.check(log_head=log_head)
    places = {"keys", "evidence", "log", "KEY_FILE"}
    return [f"{one.level}: {one.what}" for one in found if one.place in places and one.mend]


@pytest.mark.asyncio
async def test_data_in_order_is_met_with_silence(host: Host) -> None:
    head = await fill(host)
    assert await said(host, head) == []
    assert await said(host, Head(head.number, head.mark)) == []


@pytest.mark.asyncio
async def test_a_row_that_lost_its_key_is_an_error_and_a_key_without_row_a_warning(
    host: Host,
) -> None:
    await fill(host)
    tamper(host, "UPDATE keys SET key_id = 'item:1' WHERE key_id LIKE 'item:%'", name="keys.db")
    assert await said(host) == [
        "error: 1 cases or items have lost their key and cannot be read.",
        "warning: 1 keys belong to nothing any more.",
    ]


@pytest.mark.asyncio
async def test_an_item_without_its_file_is_an_error_and_a_file_without_item_a_warning(
    host: Host,
) -> None:
    await fill(host)
    folder = host.data / "evidence"
    (folder / ("0" * 16)).rename(folder / ("1" * 16))
    assert await said(host) == ["error: The files of 1 items are gone."]
    long_ago = (SUNDAY - TWO_DAYS).timestamp()
    os.utime(folder / ("1" * 16), (long_ago, long_ago))
    assert await said(host) == [
        "error: The files of 1 items are gone.",
        "warning: 1 files belong to no item.",
    ]


@pytest.mark.asyncio
async def test_an_item_that_was_destroyed_misses_neither_key_nor_file(host: Host) -> None:
    await fill(host)
    writer = await host.writer()
    await writer.run(lambda tx: evidence.shred_item(tx, "0" * 16))
    await writer.close()
    (host.data / "evidence" / ("0" * 16)).unlink()
    assert await said(host) == []


@pytest.mark.asyncio
async def test_t64_an_edit_of_the_log_is_named_by_its_line(host: Host) -> None:
    await fill(host)
    tamper(
        host,
        "DROP TRIGGER audit_is_never_changed",
        "UPDATE audit SET who = 'kok' WHERE id = 2",
    )
    assert await said(host) == ["error: Line 2 of the log is not as it was written."]


@pytest.mark.asyncio
async def test_t64_a_cut_end_is_found_against_what_was_sent_and_against_what_somebody_kept(
    host: Host,
) -> None:
    head = await fill(host)
    tamper(host, "DROP TRIGGER audit_is_never_removed", "DELETE FROM audit WHERE id = 3")
    gone = "error: Line 3 of the log is not there as it was sent on 2026-11-22: "
    assert await said(host) == [f"{gone}the end was cut off or replaced."]
    tamper(host, "DROP TRIGGER log_heads_are_never_removed", "DELETE FROM log_heads")
    assert await said(host) == [], "who can write the file can remove what it says of itself"
    (kept,) = await said(host, Head(head.number, head.mark))
    assert kept.startswith("error: Line 3 of the log is not there as you kept it")


@pytest.mark.asyncio
async def test_a_key_in_use_for_more_than_a_year_is_to_be_changed(host: Host) -> None:
    await fill(host)
    host.clock.travel(SUNDAY + timedelta(days=364))
    assert await said(host) == []
    host.clock.travel(SUNDAY + timedelta(days=366))
    assert await said(host) == [
        "warning: The key has been in use since 2026-11-22, more than a year."
    ]


@pytest.mark.asyncio
async def test_a_key_file_that_is_kept_badly_is_a_warning(host: Host) -> None:
    await fill(host)
    host.key.chmod(0o600)
    assert await said(host) == ["warning: The key file can be overwritten by mistake."]
    RootKey.load(host.key).rotated().save(host.key)
    assert await said(host) == [
        "warning: A change of the key was broken off; everything can still be read."
    ]


def test_a_key_file_of_another_user_is_a_warning(tmp_path: Path) -> None:
    told = [finding.what for finding in of_key_file(of_another_user(tmp_path / "key"), tmp_path)]
    assert "The key file belongs to another user than the data folder." in told


def of_another_user(path: Path) -> Path:
    """Only root gives files away; for anybody else root's own are another user's."""
    if os.geteuid() != 0:
        return Path("/etc/passwd")
    path.touch()
    os.chown(path, 65534, 65534)
    return path
