"""Another root key: broken off anywhere all can be read; at the end the old one opens nothing."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from bot.app.keys import ROTATED, Rotation, keys_list, keys_rotate
from bot.clock import Clock
from bot.settings import Settings, read_settings
from bot.store import audit, cases, contacts
from bot.store.problems import DataFolderInUse, KeyDoesNotFit, StoreMissing
from bot.store.reader import Reader
from bot.store.writer import Tx, Writer
from bot.vault import KeyFault, KeyProblem, RootKey
from tests.house import ROOT
from tests.store.examples import FULL, PLAIN

NAME = "Roodborst Tapuitstra"
STEPS = ("offer", "lock_away", "note", "settle")
DIES = """
import os, signal, sqlite3, sys
from bot.clock import Clock
from bot.store.rotating import rewrap
from bot.vault import RootKey
from pathlib import Path

asked = 0

def dies(statement):
    global asked
    asked += statement.startswith(("UPDATE", "COMMIT"))
    if asked > int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.set_trace_callback(dies)
rewrap(db, RootKey.load(Path(sys.argv[2])), Clock().now())
"""


@dataclass(frozen=True)
class School:
    """A data folder with two cases in it, and its key file."""

    settings: Settings

    @property
    def data(self) -> Path:
        return self.settings.data_dir

    @property
    def keys(self) -> Path:
        return self.data / "keys.db"

    @property
    def key_file(self) -> Path:
        return self.settings.key_file

    def rotation(self) -> Rotation:
        return Rotation(self.data, self.key_file, Clock())

    async def writer(self, root: RootKey | None = None) -> Writer:
        key = root or RootKey.load(self.key_file)
        return await Writer.open(self.data / "maatje.db", self.keys, key, Clock())

    async def is_readable(self, root: RootKey | None = None) -> bool:
        """What was told is there, who reported is known again, and new things can be kept."""
        writer = await self.writer(root)
        try:
            return await writer.run(_all_is_well)
        finally:
            await writer.close()

    async def rotations(self) -> int:
        """How many the log tells of."""
        writer = await self.writer()
        lines = await writer.run(audit.lines)
        await writer.close()
        return sum(line.what == ROTATED for line in lines)

    def wrapped(self) -> list[bytes]:
        with closing(sqlite3.connect(self.keys)) as db:
            return [blob for (blob,) in db.execute("SELECT wrapped FROM keys ORDER BY key_id")]


def _fill(tx: Tx) -> None:
    ref = contacts.meet(tx, "web", "cookie", "nl").contact_ref
    for case in (PLAIN, FULL):
        cases.create(tx, case, reporter=ref, reporter_name=NAME)
        contacts.add_case(tx, ref, case.case_id)
        audit.write(tx, audit.REPORTER, "Reported", case.case_id)


def _all_is_well(tx: Tx) -> bool:
    known = contacts.my_cases(tx, contacts.meet(tx, "web", "cookie", "nl").contact_ref)
    names = {cases.reporter_name(tx, case_id) for case_id in known}
    tx.today()
    return (len(known), names, audit.verify(tx)) == (2, {NAME}, None)


@pytest_asyncio.fixture
async def school(tmp_path: Path) -> School:
    environ = {"DATA_DIR": str(tmp_path / "data"), "KEY_FILE": str(tmp_path / "keys" / "key")}
    school = School(read_settings(environ, env_file=None))
    school.key_file.parent.mkdir()
    RootKey.create(school.key_file)
    writer = await school.writer()
    await writer.run(_fill)
    await writer.close()
    return school


@pytest.mark.asyncio
async def test_t60_after_a_rotation_all_is_readable_and_the_old_key_is_refused(
    school: School,
) -> None:
    old, before = RootKey.load(school.key_file), school.wrapped()
    await keys_rotate(school.settings)
    assert await school.is_readable()
    with pytest.raises(KeyDoesNotFit):
        await school.is_readable(old)
    new = RootKey.load(school.key_file)
    assert (new.link, new.audit, new.successor) == (old.link, old.audit, None)
    assert stat.S_IMODE(school.key_file.stat().st_mode) == 0o400
    assert [path.name for path in school.key_file.parent.iterdir()] == ["key"]
    assert not set(before) & set(school.wrapped())
    assert await school.rotations() == 1


@pytest.mark.asyncio
async def test_t60_no_key_locked_away_as_before_lies_in_any_file(school: School) -> None:
    before = school.wrapped()
    await keys_rotate(school.settings)
    lying = b"".join(path.read_bytes() for path in school.data.iterdir())
    assert not any(blob in lying for blob in before)


@pytest.mark.asyncio
@pytest.mark.parametrize("done", range(len(STEPS) + 1))
async def test_t60_broken_off_after_any_step_all_is_readable_and_the_next_call_ends_it(
    school: School, done: int
) -> None:
    rotation = school.rotation()
    assert [step.__name__ for step in rotation.steps] == list(STEPS)
    for step in rotation.steps[:done]:
        await step()
    assert await school.is_readable()
    await keys_rotate(school.settings)
    assert await school.is_readable()
    assert RootKey.load(school.key_file).successor is None
    assert await school.rotations() == (1 if done < len(STEPS) else 2)


@pytest.mark.asyncio
@pytest.mark.parametrize("updates", [2, 4])
async def test_t60_a_power_cut_in_the_middle_leaves_all_keys_as_they_were(
    school: School, updates: int
) -> None:
    await school.rotation().offer()
    before = school.wrapped()
    words = [sys.executable, "-c", DIES, str(school.keys), str(school.key_file), str(updates)]
    died = subprocess.run(words, cwd=ROOT, check=False, env={"PATH": os.environ["PATH"]})  # noqa: ASYNC221, S603
    assert died.returncode == -signal.SIGKILL
    assert await school.is_readable()
    assert set(before) <= set(school.wrapped())
    await keys_rotate(school.settings)
    assert await school.is_readable()


@pytest.mark.asyncio
async def test_t60_a_half_written_key_file_beside_the_real_one_is_no_obstacle(
    school: School,
) -> None:
    beside = school.key_file.with_name("key.new")
    beside.write_bytes(b"maatje-key-1:")
    await keys_rotate(school.settings)
    assert await school.is_readable()
    assert not beside.exists()


@pytest.mark.asyncio
async def test_two_rotations_are_two_keys(school: School) -> None:
    await keys_rotate(school.settings)
    between = RootKey.load(school.key_file)
    await keys_rotate(school.settings)
    assert await school.is_readable()
    with pytest.raises(KeyDoesNotFit):
        await school.is_readable(between)


@pytest.mark.asyncio
async def test_a_key_file_that_cannot_be_replaced_changes_nothing(school: School) -> None:
    before = school.key_file.read_bytes()
    school.key_file.with_name("key.new").mkdir()  # as on a disk that takes no new file there
    with pytest.raises(KeyProblem) as refused:
        await keys_rotate(school.settings)
    assert refused.value.sentence == KeyFault.NOT_REPLACEABLE
    assert school.key_file.read_bytes() == before
    assert await school.is_readable()


@pytest.mark.asyncio
async def test_a_rotation_waits_for_nobody_and_needs_data(school: School, tmp_path: Path) -> None:
    writer = await school.writer()
    with pytest.raises(DataFolderInUse):
        await keys_rotate(school.settings)
    await writer.close()
    empty = read_settings(
        {"DATA_DIR": str(tmp_path / "none"), "KEY_FILE": str(school.key_file)}, env_file=None
    )
    with pytest.raises(StoreMissing):
        await keys_rotate(empty)
    assert not empty.data_dir.exists()


@pytest.mark.asyncio
async def test_who_still_holds_the_old_key_cannot_lock_anything_away_with_it(
    school: School,
) -> None:
    old = RootKey.load(school.key_file)
    writer = await Writer.open(school.data / "maatje.db", school.keys, old, Clock(), alone=False)
    await keys_rotate(school.settings)
    with pytest.raises(KeyDoesNotFit):
        await writer.run(lambda tx: tx.keys.fresh("case:1"))
    with pytest.raises(KeyDoesNotFit):
        await writer.run(lambda tx: tx.keys.fresh("case:2"))
    await writer.close()
    assert await school.is_readable()


@pytest.mark.asyncio
async def test_keys_are_listed_by_kind_and_none_is_shown(school: School) -> None:
    rows = await keys_list(school.settings)
    assert [(row["kind"], row["number"]) for row in rows] == [("case", 2), ("contacts", 1)]
    assert all(row["oldest"] <= row["newest"] for row in rows)
    assert PLAIN.case_id not in str(rows)


@pytest.mark.asyncio
async def test_a_reader_with_the_old_key_is_refused_too(school: School) -> None:
    old = RootKey.load(school.key_file)
    await keys_rotate(school.settings)
    with pytest.raises(KeyDoesNotFit):
        await Reader.open(school.data / "maatje.db", school.keys, old, Clock())
