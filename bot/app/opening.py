"""Makes a house of open ground: what conversations count on, and the people; knows no door."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from bot.app.ground import Ground, open_ground
from bot.cases.naming import read_name_words, read_word_list
from bot.cases.school import School
from bot.clock import Clock
from bot.conversations import leaving
from bot.conversations.handing import HANDED, hand_on, lost_cases
from bot.conversations.take import Conversations
from bot.conversations.world import World
from bot.i18n import I18n
from bot.settings import Settings
from bot.store import audit, outbox, people
from bot.store.tx import Tx
from bot.store.writer import Writer
from bot.vault import RootKey

WORDS = Path(__file__).parent.parent / "data" / "words"


@dataclass(frozen=True)
class House:
    """What every door and every job is handed."""

    settings: Settings
    world: World
    writer: Writer = field(repr=False)
    clock: Clock
    conversations: Conversations
    root: RootKey = field(repr=False)


def make_world(settings: Settings, school: School, i18n: I18n) -> World:
    """What conversations count on."""
    return World(
        school=school,
        i18n=i18n,
        name_words=read_name_words((WORDS / "case_names.toml").read_text("utf-8")),
        recovery_words=read_word_list((WORDS / "recovery_nl.txt").read_text("utf-8")),
        content_on_page=settings.case_content == "page",
        public_url=settings.public_url,
        mails=bool(settings.smtp_url),
    )


@asynccontextmanager
async def open_house(
    settings: Settings, *, clock: Clock | None = None, alone: bool = True, kept: bool = False
) -> AsyncIterator[House]:
    """The house with its store open, as `open_ground` opens it."""
    async with open_ground(settings, clock=clock, alone=alone, kept=kept) as ground:
        yield await furnished(ground)


async def furnished(ground: Ground) -> House:
    """The house on open ground, with the people whom the school's file names."""
    world = make_world(ground.settings, ground.school, ground.i18n)
    writer = ground.writer
    await writer.run(lambda tx: keep_people(tx, ground.school))
    await _find_new_owners(writer, world)
    conversations = Conversations(world)
    return House(ground.settings, world, writer, ground.clock, conversations, ground.root)


async def _find_new_owners(writer: Writer, world: World) -> None:
    """Some cases at a time: a command may do this beside the running bot."""
    lost = await writer.run(lambda tx: lost_cases(tx, world))
    for at in range(0, len(lost), HANDED):
        await writer.run(partial(hand_on, world=world, case_ids=lost[at : at + HANDED]))


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
