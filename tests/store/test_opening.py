"""The store refuses to start with one clear sentence, and leaves the files as they were."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bot.store import contacts, inbox
from bot.store.inbox import Incoming
from bot.store.problems import (
    DataFolderInUse,
    DataMissing,
    KeyDoesNotFit,
    KeysMissing,
    StoreDamaged,
    StoreMissing,
    StoreProblem,
    StoreTooNew,
    StoreUnreachable,
)
from bot.store.writer import Reader, Writer
from bot.vault import RootKey
from tests.store.conftest import Place

ROOT = Path(__file__).parents[2]


async def fill(place: Place, rows: int = 200) -> None:
    writer = await place.writer()
    said = [Incoming(str(number), "ref", b"x" * 200) for number in range(rows)]
    await writer.run(lambda tx: inbox.add(tx, "web", said))
    await writer.close()


async def refused(place: Place, reason: type[StoreProblem]) -> None:
    """Refused twice, so nothing was left locked or half open by the first time."""
    before = files(place)
    for _ in range(2):
        with pytest.raises(reason) as caught:
            await place.writer()
        assert str(caught.value) == reason.sentence
    after = files(place)
    assert {name: after.get(name) for name in before} == before


def files(place: Place) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in place.folder.glob("*.db*") if file.is_file()}


def overwrite(path: Path, offset: int, junk: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(junk)


@pytest.mark.asyncio
async def test_a_first_start_makes_files_nobody_else_can_read(place: Place) -> None:
    await (await place.writer()).close()
    assert stat.S_IMODE(place.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.keys_path.stat().st_mode) == 0o600


@pytest.mark.asyncio
async def test_t17_a_file_that_is_no_database_is_refused_untouched(place: Place) -> None:
    await fill(place)
    overwrite(place.path, 0, b"this is no database at all")
    await refused(place, StoreDamaged)


@pytest.mark.asyncio
@pytest.mark.parametrize("name", ["maatje.db", "keys.db"])
async def test_t17_a_page_that_was_overwritten_is_found_and_left_alone(
    place: Place, name: str
) -> None:
    await fill(place)
    overwrite(place.folder / name, 4096, b"\xff" * 4096)
    await refused(place, StoreDamaged)


@pytest.mark.asyncio
async def test_t17_a_database_cut_off_in_the_middle_is_refused_untouched(place: Place) -> None:
    await fill(place)
    os.truncate(place.path, 4096 * 5)
    await refused(place, StoreDamaged)


@pytest.mark.asyncio
async def test_an_index_that_lost_its_rows_is_found(place: Place) -> None:
    await fill(place)
    with closing(sqlite3.connect(place.path, isolation_level=None)) as db:
        db.executescript(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = (SELECT rootpage"
            " FROM sqlite_schema WHERE name = 'jobs_due') WHERE name = 'inbox_waiting';"
        )
    await refused(place, StoreDamaged)


@pytest.mark.asyncio
async def test_a_folder_in_the_place_of_the_database_is_refused(place: Place) -> None:
    place.path.mkdir(parents=True)
    await refused(place, StoreUnreachable)


@pytest.mark.asyncio
async def test_a_file_in_the_place_of_the_data_folder_is_refused(place: Place) -> None:
    place.folder.write_text("in the way")
    with pytest.raises(StoreUnreachable):
        await place.writer()


@pytest.mark.asyncio
async def test_another_root_key_is_refused_before_anything_is_opened(place: Place) -> None:
    await fill(place)
    stranger = Place(place.folder, RootKey.from_bytes(b"s" * 32), place.clock)
    await refused(stranger, KeyDoesNotFit)
    with pytest.raises(KeyDoesNotFit):
        await stranger.reader()


@pytest.mark.asyncio
async def test_a_database_of_a_newer_release_is_refused(place: Place) -> None:
    await fill(place)
    with closing(sqlite3.connect(place.path, isolation_level=None)) as db:
        db.execute("PRAGMA user_version = 9999")
    await refused(place, StoreTooNew)
    with pytest.raises(StoreTooNew):
        await place.reader()


@pytest.mark.asyncio
async def test_a_database_without_its_keys_is_refused_and_no_keys_are_made(place: Place) -> None:
    await fill(place)
    place.keys_path.unlink()
    await refused(place, KeysMissing)
    assert not place.keys_path.exists()


@pytest.mark.asyncio
async def test_keys_without_their_database_are_refused(place: Place) -> None:
    await fill(place)
    place.path.unlink()
    await refused(place, DataMissing)
    assert not place.path.exists()


@pytest.mark.asyncio
async def test_a_first_start_that_was_killed_between_the_two_files_goes_on(place: Place) -> None:
    await fill(place, rows=0)
    place.path.unlink()
    await fill(place)
    place.keys_path.with_name("keys.db-journal").touch()
    await fill(place, rows=0)


def leave_a_half_written_commit(path: Path) -> None:
    """The files as a power cut leaves them: pages written, the journal still beside them."""
    copies = {}
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 1")
        db.execute("BEGIN IMMEDIATE")
        junk = ((f"junk:{number}", b"x" * 3000) for number in range(50))
        db.executemany("INSERT INTO keys VALUES (?, ?, 0)", junk)
        for file in path.parent.glob(f"{path.name}*"):
            copies[file] = file.read_bytes()
        db.execute("ROLLBACK")
    for file, content in copies.items():
        file.write_bytes(content)
    assert len(copies) == 2


@pytest.mark.asyncio
async def test_a_key_commit_cut_off_by_a_power_cut_is_undone_at_the_start(place: Place) -> None:
    await fill(place)
    leave_a_half_written_commit(place.keys_path)
    writer = await place.writer()
    assert await writer.run(lambda tx: tx.keys.ids("junk:", before=tx.now)) == []
    assert len(await writer.run(lambda tx: inbox.waiting(tx, "web"))) == 200
    await writer.close()


@pytest.mark.asyncio
async def test_nothing_can_be_read_before_there_is_a_database(place: Place) -> None:
    with pytest.raises(StoreMissing):
        await place.reader()


@pytest.mark.asyncio
async def test_a_reader_cannot_write(writer: Writer, reader: Reader) -> None:
    contact = await writer.run(lambda tx: contacts.meet(tx, "web", "cookie", "nl"))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await reader.read(lambda tx: contacts.set_language(tx, contact.contact_ref, "uk"))
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await reader.read(lambda tx: tx.keys.fresh("case:one"))
    assert await reader.read(lambda tx: contacts.find(tx, contact.contact_ref)) == contact


@pytest.mark.asyncio
async def test_a_second_writer_in_the_same_process_is_refused(place: Place, writer: Writer) -> None:
    assert writer.committed.count == 0
    with pytest.raises(DataFolderInUse):
        await place.writer()


@pytest.mark.asyncio
async def test_a_second_process_on_the_same_folder_is_refused_with_one_sentence(
    place: Place, writer: Writer
) -> None:
    assert writer.committed.count == 0
    script = (
        "import sys; from pathlib import Path; from bot.store.lock import DataFolderLock\n"
        "DataFolderLock(Path(sys.argv[1]))"
    )
    second = subprocess.run(  # noqa: ASYNC221, S603 - our own words; the loop may wait
        [sys.executable, "-c", script, place.folder],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert second.stderr.strip().endswith(DataFolderInUse.sentence)
