"""Opens the house: the school's files, the key, the store, the people; knows no door.

Everything that can be wrong is said before anything is started.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.cases.naming import read_name_words, read_word_list
from bot.cases.school import School
from bot.cases.schoolfile import FILES, read_school
from bot.clock import Clock
from bot.conversations import leaving
from bot.conversations.handing import find_new_owners
from bot.conversations.take import Conversations
from bot.conversations.world import World
from bot.i18n import I18n, locales_folder
from bot.settings import Settings
from bot.store import audit, outbox, people
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import RootKey

WORDS = Path(__file__).parent.parent / "data" / "words"


DATA, KEYS = "maatje.db", "keys.db"


@dataclass(frozen=True)
class House:
    """What every door and every job is handed."""

    settings: Settings
    world: World
    writer: Writer = field(repr=False)
    clock: Clock
    conversations: Conversations
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


def make_world(settings: Settings, school: School) -> World:
    """What conversations count on."""
    i18n = I18n(locales_folder(), default=settings.default_language, timezone=settings.timezone)
    return World(
        school=school,
        i18n=i18n,
        name_words=read_name_words((WORDS / "case_names.toml").read_text("utf-8")),
        recovery_words=read_word_list((WORDS / "recovery_nl.txt").read_text("utf-8")),
        content_on_page=settings.case_content == "page",
        public_url=settings.public_url,
        mails=bool(settings.smtp_url),
    )


def find_key(settings: Settings) -> RootKey:
    """The key that fits the data, or a new one for a data folder that is still empty.

    A key that is gone while there is data is never replaced: nothing would be readable.
    """
    data = (settings.data_dir / name for name in (DATA, KEYS))
    if settings.key_file.exists() or any(path.exists() for path in data):
        return RootKey.load(settings.key_file)
    settings.key_file.parent.mkdir(parents=True, exist_ok=True)
    return RootKey.create(settings.key_file)


@asynccontextmanager
async def open_house(
    settings: Settings, *, clock: Clock | None = None, alone: bool = True
) -> AsyncIterator[House]:
    """The house with its store open. `alone`: nobody else may have this data folder now.

    Raises Problems, KeyProblem or StoreProblem; nothing has been started then.
    """
    clock = clock or Clock()
    school = read_school(read_files(settings.school_dir))
    world = make_world(settings, school)
    root = find_key(settings)
    folder = settings.data_dir
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder / "evidence").mkdir(exist_ok=True, mode=0o700)
    zone = ZoneInfo(school.timezone)
    writer = await Writer.open(folder / DATA, folder / KEYS, root, clock, alone=alone, zone=zone)
    try:
        await writer.run(lambda tx: keep_people(tx, school))
        await writer.run(lambda tx: find_new_owners(tx, world))
        yield House(settings, world, writer, clock, Conversations(world), root)
    finally:
        await writer.close()


def keep_people(tx: Tx, school: School) -> None:
    """The school's file decides for everyone it names, and for whom it named before.

    Whose rights end, loses in the same unit what waits to be sent and the invitations.
    """
    for person in school.people:
        if people.put_from_file(tx, person):
            audit.write(tx, audit.SYSTEM, "ReadFromFile", person.person_id)
            if not person.active:
                outbox.drop_for_person(tx, person.person_id)
    for gone in people.from_file(tx) - {person.person_id for person in school.people}:
        _let_go(tx, gone)


def _let_go(tx: Tx, person_id: str) -> None:
    person = people.get(tx, person_id)
    if person is None or not person.active:
        return
    leaving.end_rights(tx, person)
    audit.write(tx, audit.SYSTEM, "LeftTheFile", person_id)
