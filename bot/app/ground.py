"""Opens what everything stands on: the school's files, the key, the store; knows no conversation.

Everything that can be wrong with them is said before anything is started. Imports little: the bot
asks Telegram for what came in from here on, while the rest of it is still being read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cases.school import School
from bot.cases.schoolfile import FILES, read_school
from bot.clock import Clock
from bot.i18n import I18n, locales_folder
from bot.settings import Settings
from bot.store.opening import is_older
from bot.store.problems import StoreMissing
from bot.store.writer import Writer
from bot.vault import RootKey

DATA, KEYS = "maatje.db", "keys.db"


@dataclass(frozen=True)
class Ground:
    """What a house is built on."""

    settings: Settings
    school: School = field(repr=False)
    i18n: I18n = field(repr=False)
    writer: Writer = field(repr=False)
    clock: Clock
    root: RootKey = field(repr=False)


def read_files(folder: Path) -> dict[str, str]:
    """The school folder's files by name; what is missing is told by `read_school`."""
    paths = [folder / name for name in FILES]
    return {path.name: path.read_text("utf-8-sig") for path in paths if path.is_file()}


def read_folder(folder: Path) -> dict[str, str]:
    """Every text of a school folder by name: what a backup takes along."""
    return {
        path.name: path.read_text("utf-8-sig")
        for path in sorted(folder.iterdir())
        if path.suffix in {".toml", ".txt"} and path.is_file()
    }


def nothing_kept(settings: Settings) -> bool:
    """Whether this folder was never started: a command that only reads makes no key then."""
    return not (settings.data_dir / DATA).exists()


def find_key(settings: Settings) -> RootKey:
    """The key that fits the data, or a new one for a data folder that is still empty.

    A key that is gone while there is data is never replaced: nothing would be readable.
    """
    data = (settings.data_dir / name for name in (DATA, KEYS))
    if settings.key_file.exists() or any(path.exists() for path in data):
        return RootKey.load(settings.key_file)
    settings.key_file.parent.mkdir(parents=True, exist_ok=True)
    return RootKey.create(settings.key_file)


def languages(settings: Settings, school: School) -> I18n:
    """The catalogs, with the school's own names for roles."""
    return I18n(
        locales_folder(),
        default=settings.default_language,
        timezone=settings.timezone,
        names=school.role_names,
    )


@asynccontextmanager
async def open_ground(
    settings: Settings, *, clock: Clock | None = None, alone: bool = True, kept: bool = False
) -> AsyncIterator[Ground]:
    """The store open. `alone`: nobody else may have this data folder now.

    `kept`: who only reads makes no key and no store, and gets StoreMissing where there is none.
    Raises Problems, KeyProblem, BackupProblem or StoreProblem; nothing has been started then.
    """
    if kept and nothing_kept(settings):
        raise StoreMissing
    clock = clock or Clock()
    school = read_school(read_files(settings.school_dir))
    i18n = languages(settings, school)
    root = find_key(settings)
    folder = settings.data_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "evidence").mkdir(exist_ok=True, mode=0o700)
    await _keep_the_way_back(settings, school, root)
    zone = ZoneInfo(school.timezone)
    writer = await Writer.open(folder / DATA, folder / KEYS, root, clock, alone=alone, zone=zone)
    try:
        yield Ground(settings, school, i18n, writer, clock, root)
    finally:
        await writer.close()


async def _keep_the_way_back(settings: Settings, school: School, root: RootKey) -> None:
    """Back up what an older release left, before it is brought up to date for good."""
    if await asyncio.to_thread(is_older, settings.data_dir / DATA):
        from bot.app.backup import before_an_upgrade  # noqa: PLC0415 - once in a release

        await before_an_upgrade(settings, school, root)
