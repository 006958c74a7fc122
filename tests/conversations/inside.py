"""A school with people in its chats; everything is real but the door.

What is to be sent is taken off the outbox, past the sender's own guard, and kept as what somebody
sees.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from bot.cases.case import Case
from bot.cases.naming import read_name_words, read_word_list
from bot.cases.people import Role
from bot.clock import Clock
from bot.conversations import running
from bot.conversations.arrived import part
from bot.conversations.guard import still_allowed
from bot.conversations.sending import target_of
from bot.conversations.take import Conversations
from bot.conversations.world import World
from bot.store import audit, cases, contacts, outbox, people, screens
from bot.store.contacts import Contact
from bot.store.outbox import Op, OutboxRow
from bot.store.writer import Tx, Writer
from bot.text import Text
from tests.cases.noordhoek import FOLDER, noordhoek
from tests.conversations.chats import ABOUT_ME, STORY, Chat
from tests.opened import a_writer
from tests.wording import dutch_first

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDS = FOLDER.parent / "words"
DOORS = ("web", "telegram")
PAGE_URL = "https://maatje.example"

DOMAIN = (
    *("cases", "case_steps", "case_excluded", "case_asked", "entries"),
    *("evidence", "pings", "rungs", "recovery", "people"),
)

Guard = Callable[[Tx, OutboxRow], bool]
T = TypeVar("T")


@cache
def a_world(*, on_page: bool = False) -> World:
    """The school that comes with Maatje, and its words."""
    return World(
        school=noordhoek(),
        i18n=dutch_first(),
        name_words=read_name_words((WORDS / "case_names.toml").read_text("utf-8")),
        recovery_words=read_word_list((WORDS / "recovery_nl.txt").read_text("utf-8")),
        content_on_page=on_page,
        public_url=PAGE_URL,
    )


@dataclass
class House:
    """The school's database with nobody at its doors yet."""

    writer: Writer
    world: World
    clock: Clock
    conversations: Conversations
    chats: dict[str, Chat] = field(default_factory=dict)
    held_back: list[OutboxRow] = field(default_factory=list)

    async def run(self, work: Callable[[Tx], T]) -> T:
        return await self.writer.run(work)

    def chat(self, name: str, *, door: str = "web", language: str = "en") -> Chat:
        """Somebody nobody knows."""
        return Chat(self, name, door, language)

    async def staff(self, person_id: str, role: Role, *, door: str = "web") -> Chat:
        """A colleague in their chat, let in by a real invitation."""
        chat = self.chat(f"{person_id} at {door}", door=door)
        await chat.join(person_id, role)
        return chat

    async def leaves(self, person_id: str) -> None:
        """Somebody does not work here any more."""

        def leave(tx: Tx) -> None:
            person = people.get(tx, person_id)
            assert person is not None
            people.put(tx, replace(person, active=False))

        await self.run(leave)

    async def taken_off(self, person_id: str) -> None:
        """The one case there is, is kept from somebody from now on."""
        case = await self.case()
        changed = replace(case, excluded=case.excluded | {person_id})
        await self.run(lambda tx: cases.save(tx, changed))

    async def forget_flow(self, chat: Chat) -> None:
        """The open conversation is one that no release knows any more."""

        def rename(tx: Tx) -> None:
            was = running.load(tx, chat.ref)
            assert was.session is not None
            gone = replace(was, session=replace(was.session, flow="gone"))
            running.keep(tx, chat.ref, gone)

        await self.run(rename)

    def hours_later(self, hours: int) -> None:
        self.clock.travel(self.clock.now() + timedelta(hours=hours))

    def days_later(self, days: int) -> None:
        self.clock.travel(self.clock.now() + timedelta(days=days))

    async def mentor(self, *, door: str = "web") -> Chat:
        return await self.staff("e-yilmaz", Role.MENTOR, door=door)

    async def csv(self) -> Chat:
        return await self.staff("i-schumacher", Role.SAFETY_COORDINATOR)

    async def management(self, person_id: str = "f-el-amrani", *, door: str = "web") -> Chat:
        return await self.staff(person_id, Role.MANAGEMENT, door=door)

    async def confidant(self) -> Chat:
        return await self.staff("d-van-der-hoeven", Role.CONFIDANT)

    async def care_team(self) -> Chat:
        return await self.staff("n-haddad", Role.CARE_TEAM)

    async def reported(self, *, school_class: str = "1a", story: str = STORY) -> Chat:
        """A student has just reported a threat, without a name."""
        sanne = self.chat(f"Sanne {len(self.chats)}")
        await sanne.report(*ABOUT_ME, school_class=school_class, story=story)
        return sanne

    def known(self, tx: Tx, chat: Chat) -> Contact:
        """The contact of a chat."""
        contact = contacts.find(tx, chat.ref)
        assert contact is not None
        return contact

    def refuses_upload(self, tx: Tx, chat: Chat) -> Text | None:
        """Why this chat may send no file now."""
        contact = self.known(tx, chat)
        why = self.conversations.refusal(tx, contact, "photo")
        return why.why if why else None

    async def case(self) -> Case:
        """The one case there is."""
        (found,) = await self.run(cases.all_cases)
        return found

    async def cases(self) -> tuple[Case, ...]:
        return await self.run(cases.all_cases)

    async def log(self) -> list[tuple[str, str]]:
        """Who did what, the last first."""
        rows = await self.run(lambda tx: audit.lines(tx, limit=1000))
        return [(row.who, row.what) for row in rows]

    async def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything the school knows, to compare with later."""
        return await self.run(_snapshot)

    async def deliver(self) -> None:
        """Take everything off the outbox, as the senders of the doors do."""
        guard = still_allowed(self.world)
        for row, language in await self.run(lambda tx: self._due(tx, guard)):
            if row.contact_ref in self.chats:
                self.chats[row.contact_ref].receive(row, language)

    def _due(self, tx: Tx, guard: Guard) -> list[tuple[OutboxRow, str]]:
        """Until nothing is left: of one chat only the first one is due at a time."""
        goes: list[tuple[OutboxRow, str]] = []
        while due := [row for door in DOORS for row in outbox.due(tx, door, tx.now, 100)]:
            found = [replace(row, target=target_of(tx, row, row.target)) for row in due]
            goes += ((row, self._language(tx, row)) for row in found if self._goes(tx, row, guard))
        return goes

    def _goes(self, tx: Tx, row: OutboxRow, guard: Guard) -> bool:
        if not guard(tx, row):
            outbox.drop(tx, row.row_id)
            self.held_back.append(row)
            return False
        outbox.sent(tx, row.row_id)
        for message_id in row.target.split(",") if row.op is Op.DELETE else ():
            screens.removed(tx, row.contact_ref, message_id)
        part(tx, row)
        if row.message is not None:
            screens.remember(tx, row.contact_ref, str(row.row_id), mine=False)
        return True

    def _language(self, tx: Tx, row: OutboxRow) -> str:
        contact = contacts.find(tx, row.contact_ref)
        return contact.language if contact else self.world.i18n.default


@asynccontextmanager
async def a_house(folder: Path, *, on_page: bool = False) -> AsyncIterator[House]:
    """The school on a Monday morning in November, everyone known and nobody in yet."""
    clock = Clock()
    clock.travel(MONDAY)
    writer = await a_writer(folder, clock)
    world = a_world(on_page=on_page)
    try:
        await writer.run(lambda tx: _keep_people(tx, world))
        yield House(writer, world, clock, Conversations(world))
    finally:
        await writer.close()


def _keep_people(tx: Tx, world: World) -> None:
    for person in world.school.people:
        people.put(tx, person)


def _snapshot(tx: Tx) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: [tuple(row) for row in tx.db.execute(f"SELECT * FROM {table}")]  # noqa: S608
        for table in DOMAIN
    }
