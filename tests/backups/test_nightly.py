"""The night's backup of an open house: how it ended is one word, and an alarm when it did not."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest

from bot.app import offers as app
from bot.app.backup import nightly
from bot.app.opening import open_house
from bot.jobs.job import Word
from bot.settings import Settings, read_settings
from tests.store.examples import an_item


def settings(folder: Path) -> Settings:
    given = {"DATA_DIR": str(folder / "data"), "KEY_FILE": str(folder / "maatje.key")}
    return read_settings(given, env_file=None)


@pytest.mark.asyncio
async def test_an_item_without_its_file_makes_it_partly_and_an_alarm(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given = settings(tmp_path)
    app.keep_recovery_key(given, app.new_recovery_key(given))
    async with open_house(given) as house:
        await house.writer.run(lambda tx: an_item(tx, "00000000000000a1"))
        word = await asyncio.to_thread(nightly(house), threading.Event())
    assert word is Word.PARTLY
    assert "ALARM: 1 items have no file to back up." in caplog.text


@pytest.mark.asyncio
async def test_a_house_that_closes_stops_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given = settings(tmp_path)
    app.keep_recovery_key(given, app.new_recovery_key(given))
    stop = threading.Event()
    stop.set()
    async with open_house(given) as house:
        assert await asyncio.to_thread(nightly(house), stop) is Word.FAILED
    assert "The backup was stopped before its end." in caplog.text
    assert not [*given.backup_dir.glob("*.json")]
