"""The pages for a bad day: each command is carried out in a house with cases in it."""

from __future__ import annotations

import os
import shutil
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import offers as app
from bot.app.opening import open_house
from bot.settings import read_settings
from bot.store import cases
from bot.store.tx import Tx
from scripts.keep_release import INTO
from tests.bot_process import free_port
from tests.botapi import BotApi
from tests.house import ROOT
from tests.release.conftest import bare
from tests.release.test_guide import Paper
from tests.release.walkthrough import Reader, blocks

PAGES = sorted((ROOT / "docs/runbooks").glob("*.md"))
RELEASE = max(INTO.glob("release-*.tar.gz"))


def test_every_page_for_a_bad_day_is_there_and_has_commands() -> None:
    index = (ROOT / "docs/runbooks/index.md").read_text("utf-8")
    for page in PAGES:
        assert page.stem == "index" or f"]({page.name})" in index
        assert blocks(page), page.name


@pytest.mark.slow
@pytest.mark.asyncio
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
async def test_its_commands_do_what_they_say(page: Path, tmp_path: Path) -> None:
    paper = await _a_house(tmp_path)
    async with BotApi("123456:HET-NIEUWE-TOKEN") as api:
        env = bare(
            TELEGRAM_API_URL=api.url,
            WEB_LISTEN=f"127.0.0.1:{free_port()}",
            PYTHONPATH=str(ROOT),
            PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        )
        reader = Reader(tmp_path, env, paper.answer)
        try:
            for block in blocks(page):
                await reader.does(block)
        finally:
            await reader.ends_what_is_open()


async def _a_house(folder: Path) -> Paper:
    """The folder of a release with a backup, its settings, and the name of a case on a note."""
    with closing(tarfile.open(RELEASE)) as archive:
        archive.extractall(folder, filter="data")
    (folder / "data").chmod(0o700)
    (folder / "maatje.key").chmod(0o400)
    shutil.copy(ROOT / ".env.example", folder / ".env")
    given = {"DATA_DIR": str(folder / "data"), "KEY_FILE": str(folder / "maatje.key")}
    settings = read_settings(given, env_file=None)
    recovery = app.new_recovery_key(settings, again=True)
    app.keep_recovery_key(settings, recovery)
    await app.back_up(settings, None)
    async with open_house(settings) as house:
        name = await house.writer.run(_a_name)
    (folder / "zaak.txt").write_text(name, "utf-8")
    return Paper(recovery.typed().splitlines())


def _a_name(tx: Tx) -> str:
    return cases.all_cases(tx)[0].name
