"""A file has its name when it is on the disk, and keeps it when the power goes."""

import os
import stat
from pathlib import Path

import pytest

from bot.vault import FileSealer
from bot.vault.durable import replace_whole


def test_t50_a_file_is_on_the_disk_before_it_has_its_name_and_then_its_name_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "photo"
    flushed: list[tuple[bool, bool]] = []

    def fsync(handle: int) -> None:
        flushed.append((stat.S_ISDIR(os.fstat(handle).st_mode), path.exists()))

    monkeypatch.setattr(os, "fsync", fsync)
    with FileSealer(path, bytes(32), b"") as sealer:
        sealer.finish()
    assert flushed == [(False, False), (True, True)]
    path.unlink()
    flushed.clear()
    replace_whole(path, [b"words"])
    assert flushed == [(False, False), (True, True)]
