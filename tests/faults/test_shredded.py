"""A destroyed case is readable nowhere in the live folder any more; the log still holds."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import audit, cases, entries, erase
from bot.store.entries import EntryKind
from bot.store.keyring import KeyGone, case_key_id
from bot.store.writer import Reader, Tx, Writer
from tests.bot_process import ROOT
from tests.store.conftest import Place, clock, place, reader, writer
from tests.store.examples import FULL, PLAIN, a_case

__all__ = ["clock", "place", "reader", "writer"]


def a_told_case(tx: Tx) -> None:
    a_case(tx)
    entries.add(tx, PLAIN.case_id, EntryKind.STORY, "lepelaarspraat", None)
    audit.write(tx, audit.REPORTER, "Reported", PLAIN.case_id)


def sealed(path: Path, query: str) -> bytes:
    with closing(sqlite3.connect(path)) as db:
        (blob,) = db.execute(query).fetchone()
    return bytes(blob)


def lying(folder: Path) -> bytes:
    """All bytes of all files, also those of journal and log."""
    return b"".join(path.read_bytes() for path in folder.iterdir())


def killed_between_rows_and_key(folder: Path) -> None:
    """A process destroys a case there and does not come to its key."""
    folder.mkdir()
    ended = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "tests.faults.destroys_and_dies", folder],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.asyncio
async def test_t62_neither_key_nor_sealed_words_nor_case_are_left_in_any_file(
    place: Place, writer: Writer
) -> None:
    await writer.run(a_told_case)
    key = sealed(place.keys_path, "SELECT wrapped FROM keys WHERE key_id LIKE 'case:%'")
    words = sealed(place.path, "SELECT body FROM entries")
    before = lying(place.folder)
    assert key in before
    assert words in before
    await writer.run(lambda tx: erase.shred_case(tx, PLAIN.case_id))
    assert key not in lying(place.folder), "from this moment on it is unreadable"
    await writer.empty_log()
    after = lying(place.folder)
    assert words not in after
    assert PLAIN.name.encode() not in after
    assert place.path.with_name("maatje.db-wal").stat().st_size == 0
    assert await writer.run(audit.verify) is None
    with pytest.raises(KeyGone):
        await writer.run(lambda tx: tx.keys.key(case_key_id(PLAIN.case_id)))


@pytest.mark.asyncio
async def test_t62_a_reader_in_the_way_only_makes_it_later(
    place: Place, writer: Writer, reader: Reader
) -> None:
    await writer.run(a_told_case)
    await reader.read(audit.verify)
    await writer.run(lambda tx: erase.shred_case(tx, PLAIN.case_id))
    await writer.empty_log()
    assert await writer.run(audit.verify) is None
    assert PLAIN.name.encode() not in lying(place.folder)


@pytest.mark.asyncio
async def test_t62_a_key_that_a_power_cut_kept_is_gone_after_the_next_start(place: Place) -> None:
    killed_between_rows_and_key(place.folder)
    query = "SELECT wrapped FROM keys WHERE key_id LIKE 'case:%a1'"
    key = sealed(place.keys_path, query)
    writer = await place.writer()
    try:
        assert key not in lying(place.folder), "the start itself destroys it"
        left = await writer.run(cases.all_cases)
        assert [case.case_id for case in left] == [FULL.case_id]
        assert await writer.run(lambda tx: tx.keys.key(case_key_id(FULL.case_id)))
        assert await writer.run(lambda tx: erase.keys_without_row(tx, tx.now)) == ()
        doomed = await writer.run(lambda tx: tx.db.execute("SELECT * FROM doomed_keys").fetchall())
        assert doomed == [], "what is gone is not remembered"
    finally:
        await writer.close()
