"""T50 of the test plan: the power goes while a file comes in; nothing readable is left of it."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.jobs import files
from bot.store import erase, evidence
from bot.store.evidence import Item
from bot.store.keyring import item_key_id
from bot.store.writer import Tx, Writer
from bot.vault import RootKey, read_file
from tests.bot_process import ROOT
from tests.faults.takes_in_and_dies import CONTENT, MARKER, MOMENTS

pytestmark = pytest.mark.asyncio

A_DAY_AND_MORE = timedelta(hours=25)


def killed(folder: Path, moment: str) -> None:
    """Run it until it dies, with a folder for temporary files that we can look into."""
    (folder / "tmp").mkdir()
    (folder / "data").mkdir()
    ended = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "tests.faults.takes_in_and_dies", folder / "data", moment],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "TMPDIR": str(folder / "tmp")},
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL


def readable(folder: Path) -> list[str]:
    """The files in which the marker, or any part of it that means something, lies open."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in found if MARKER[:12] in path.read_bytes()]


def items(tx: Tx) -> list[Item]:
    return evidence.loose(tx, tx.now + A_DAY_AND_MORE)


def key_of(tx: Tx, item: Item) -> bytes:
    return tx.keys.key(item_key_id(item.item_id))


@pytest.mark.parametrize("moment", MOMENTS)
async def test_t50_no_row_without_a_file_and_what_is_left_over_is_swept_after_a_day(
    tmp_path: Path, moment: str
) -> None:
    killed(tmp_path, moment)
    assert readable(tmp_path) == []
    folder, clock = tmp_path / "data", Clock()
    root = RootKey.from_bytes(b"r" * 32)
    writer = await Writer.open(folder / "maatje.db", folder / "keys.db", root, clock)
    try:
        kept = await writer.run(items)
        assert len(kept) == (moment == "committed")
        for item in kept:
            key = await writer.run(partial(key_of, item=item))
            sealed = folder / "evidence" / item.item_id
            assert read_file(sealed, key, item.item_id.encode()) == CONTENT
        left = {path.name for path in (folder / "evidence").iterdir()}
        assert left
        await files.sweep(writer, folder / "evidence", clock.now())
        assert {path.name for path in (folder / "evidence").iterdir()} == left
        clock.travel(clock.now() + A_DAY_AND_MORE)
        await files.sweep(writer, folder / "evidence", clock.now())
        await writer.run(lambda tx: erase.sweep_orphan_keys(tx, tx.now - timedelta(days=1)))
        left = {path.name for path in (folder / "evidence").iterdir()}
        assert left == {item.item_id for item in kept}
        assert len(await writer.run(lambda tx: tx.keys.ids("item:", before=tx.now))) == len(kept)
    finally:
        await writer.close()
