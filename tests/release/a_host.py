"""Somebody's machine with a house of a release on it, and the paper with its recovery key."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tarfile
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import offers as app
from bot.app.opening import open_house
from bot.settings import Settings, read_settings
from bot.store import cases
from bot.store.tx import Tx
from scripts.keep_release import INTO
from tests.bot_process import free_port
from tests.house import ROOT
from tests.release.conftest import bare

RELEASE = max(INTO.glob("release-*.tar.gz"))


@dataclass
class Paper:
    """The recovery key as somebody writes it down and types it again."""

    lines: list[str] = field(default_factory=list, repr=False)

    def answer(self, shown: str) -> str | None:
        """What is typed where something is asked."""
        written = re.findall(r"^((?:[A-Z0-9]{4} ?){7})\s*$", shown, re.MULTILINE)
        if len(written) > 1:  # one alone is what was typed here
            self.lines = written
        if "last four letters" in shown:
            return self.lines[-1].split()[-1]
        if "its first line:" in shown:
            return self.lines[0]
        if "Its second line:" in shown:
            return self.lines[1]
        return None


def unpacked(folder: Path) -> Settings:
    """The data folder of a release and its settings, without a recovery key of ours."""
    with closing(tarfile.open(RELEASE)) as archive:
        archive.extractall(folder, filter="data")
    (folder / "data").chmod(0o700)
    (folder / "maatje.key").chmod(0o400)
    shutil.copy(ROOT / ".env.example", folder / ".env")
    given = {"DATA_DIR": str(folder / "data"), "KEY_FILE": str(folder / "maatje.key")}
    return read_settings(given, env_file=None)


async def with_a_backup(settings: Settings, folder: Path) -> Paper:
    """A recovery key on paper, a first backup, and the name of a case on a note."""
    recovery = app.new_recovery_key(settings, again=True)
    app.keep_recovery_key(settings, recovery)
    await app.back_up(settings, None)
    async with open_house(settings) as house:
        name = await house.writer.run(_a_name)
    (folder / "zaak.txt").write_text(name, "utf-8")
    return Paper(recovery.typed().splitlines())


def _a_name(tx: Tx) -> str:
    return cases.all_cases(tx)[0].name


def at_the_machine(telegram_url: str) -> dict[str, str]:
    """What stands in the environment of who types there: the program on the path."""
    return bare(
        TELEGRAM_API_URL=telegram_url,
        WEB_LISTEN=f"127.0.0.1:{free_port()}",
        PYTHONPATH=str(ROOT),
        PATH=f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    )
