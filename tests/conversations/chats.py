"""A school with people in its chats, so that a test reads as a story; knows no door's format.

Everything is real but the door: what is to be sent is taken off the outbox, past the sender's own
guard, and kept as what somebody sees.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.cases.case import Case
from bot.cases.naming import read_name_words, read_word_list
from bot.cases.people import Role
from bot.clock import Clock
from bot.conversations import running
from bot.conversations.event import Acted, Command, Event, What
from bot.conversations.guard import still_allowed
from bot.conversations.rendering import render
from bot.conversations.take import Conversations
from bot.conversations.world import World
from bot.flows.kit import Sent, Typed, read_button
from bot.i18n import I18n, locales_folder
from bot.store import audit, cases, contacts, evidence, outbox, people, screens
from bot.store.keyring import item_key_id
from bot.store.outbox import Op, OutboxRow
from bot.store.writer import Tx, Writer
from bot.text import Text, message_to_data
from bot.vault import RootKey, Sealed
from tests.cases.noordhoek import FOLDER, noordhoek

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDS = FOLDER.parent / "words"
DOORS = ("web", "telegram")
PAGE_URL = "https://maatje.example"

ABOUT_ME = ("Student: about me", "No", "Threats", "One or more students")
"""The taps of a student's report up to the story."""

STORY = "hij zegt dat hij me opwacht bij de fietsen"

MENTOR = "mevrouw Yılmaz"  # noqa: RUF001 - her name
"""Of class 1a."""

DOMAIN = (
    *("cases", "case_steps", "case_excluded", "case_asked", "entries"),
    *("evidence", "pings", "rungs", "recovery", "people"),
)

Guard = Callable[[Tx, OutboxRow], bool]
T = TypeVar("T")


def a_world(*, on_page: bool = False) -> World:
    """The school that comes with Maatje, and its words."""
    zone = ZoneInfo(noordhoek().timezone)
    return World(
        school=noordhoek(),
        i18n=I18n(locales_folder(), default="nl", timezone=zone),
        name_words=read_name_words((WORDS / "case_names.toml").read_text("utf-8")),
        recovery_words=read_word_list((WORDS / "recovery_nl.txt").read_text("utf-8")),
        content_on_page=on_page,
        public_url=PAGE_URL,
    )


@dataclass
class Chat:
    """One chat of one person; `notes` are those since their own last act."""

    house: House = field(repr=False)
    name: str
    door: str = "web"
    language: str = "en"
    ref: str = ""
    screen: str = ""
    notes: list[str] = field(default_factory=list)
    ended_taps: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list, repr=False)
    _on_screen: list[tuple[str, str]] = field(default_factory=list, repr=False)
    _on_notes: list[tuple[str, str]] = field(default_factory=list, repr=False)

    @property
    def labels(self) -> list[str]:
        """What can be tapped now."""
        return [label for label, _data in self._buttons]

    @property
    def offers(self) -> list[str]:
        """What the buttons carry that can be tapped now."""
        return [data for _label, data in self._buttons]

    @property
    def _buttons(self) -> list[tuple[str, str]]:
        return [*self._on_notes, *self._on_screen]

    @property
    def everything(self) -> str:
        """All that was ever sent here, as it lay in the outbox."""
        return "\n".join(self.heard)

    @property
    def said(self) -> str:
        """What came since the last act: the notes and the screen."""
        return "\n".join([*self.notes, self.screen])

    def data(self, label: str) -> str:
        """What the button with this label carries; its pictogram may be left out."""
        for shown, data in self._buttons:
            if shown == label or shown.split(" ", 1)[-1] == label:
                return data
        raise AssertionError(f"{self.name} sees no {label!r} among {self.labels}")

    async def type(self, *messages: str) -> None:
        for words in messages:
            await self.act(Typed(words))

    async def tap(self, *labels: str) -> None:
        for label in labels:
            await self.press(self.data(label))

    async def tick(self, *steps: str) -> None:
        """Tap the button that ticks a step of the shown case off."""
        for step_id in steps:
            await self.press(self.of_step("done", step_id))

    async def drop(self, step_id: str) -> None:
        """Tap "Not needed" beside a step."""
        await self.press(self.of_step("drop", step_id))

    def of_step(self, action: str, step_id: str) -> str:
        """What the button of a step carries."""
        ends = (f"a:{action}:", f":{step_id}")
        for data in self.offers:
            if data.startswith(ends[0]) and data.endswith(ends[1]):
                return data
        raise AssertionError(f"{self.name} cannot {action} {step_id}: {self.offers}")

    async def command(self, name: str, argument: str = "") -> None:
        await self.act(Command(name, argument))

    async def press(self, data: str) -> None:
        """Press a button by what it carries, shown or not."""
        pressed = read_button(data)
        if pressed is not None:
            await self.act(pressed)
            return
        _, action, *args = data.split(":")
        await self.act(Acted(action, tuple(args)))

    async def join(self, person_id: str, role: Role) -> None:
        """Become a colleague by a real invitation."""
        code = await self.house.run(lambda tx: people.invite(tx, person_id, role))
        await self.command("start", code)

    async def send(self, kind: str = "photo") -> str:
        """Send a file: as a door does, its item is kept before anyone hears of it."""
        item_id = secrets.token_hex(8)
        await self.meet()
        await self.house.run(lambda tx: _keep_item(tx, item_id, self.ref, kind))
        await self.act(Sent(item_id, kind))
        return item_id

    async def report(self, *taps: str, school_class: str = "", story: str = STORY) -> None:
        """Tell it and send it."""
        await self.command("melden")
        await self.tap(*taps)
        await self.type(story)
        send = (school_class, "Send") if school_class else (self._way_to_send(),)
        await self.tap(*send)

    def _way_to_send(self) -> str:
        without = "Send without a class"
        return without if any(without in label for label in self.labels) else "Send"

    async def act(self, what: What) -> None:
        """One event, and everything that is sent because of it, to whomever."""
        await self.meet()
        self.notes, self._on_notes = [], []
        tap = "" if isinstance(what, Typed | Sent | Command) else secrets.token_hex(4)
        await self.house.run(lambda tx: self._take(tx, what, tap))
        await self.house.deliver()

    async def meet(self) -> None:
        """Be known, with a contact of one's own."""
        if not self.ref:
            found = await self.house.run(
                lambda tx: contacts.meet(tx, self.door, f"address of {self.name}", self.language)
            )
            self.ref = found.contact_ref
            self.house.chats[self.ref] = self

    def _take(self, tx: Tx, what: What, tap: str) -> None:
        contact = contacts.find(tx, self.ref)
        assert contact is not None
        message_id = "7" if tap else ""
        event = Event(contact, what, tx.now, inbox_id=0, message_id=message_id, tap=tap)
        self.house.conversations.take(tx, event)

    def receive(self, row: OutboxRow, language: str) -> None:
        """See what one row of the outbox says."""
        if row.message is None:
            (self.ended_taps if row.op is Op.ANSWER else self.deleted).append(row.target)
            return
        self.heard.append(json.dumps(message_to_data(row.message), ensure_ascii=False))
        shown = render(row.message, self.house.world.i18n, language)
        text = "\n".join(shown.lines)
        buttons = [(label, data) for line in shown.buttons for label, data, _url in line]
        if row.op is Op.SHOW:
            self.screen, self._on_screen = text, buttons
        else:
            self.notes.append(text)
            self._on_notes += buttons


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

    def refuses_upload(self, tx: Tx, chat: Chat) -> Text | None:
        """Why this chat may send no file now."""
        contact = contacts.find(tx, chat.ref)
        assert contact is not None
        return self.conversations.upload_refused(tx, contact)

    async def case(self) -> Case:
        """The one case there is."""
        (found,) = await self.run(cases.all_cases)
        return found

    async def cases(self) -> tuple[Case, ...]:
        return await self.run(cases.all_cases)

    async def log(self) -> list[tuple[str, str]]:
        """Who did what, the last first."""
        rows = await self.run(audit.lines)
        return [(row.who, row.what) for row in rows]

    async def snapshot(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything the school knows, to compare with later."""
        return await self.run(_snapshot)

    async def deliver(self) -> None:
        """Take everything off the outbox, as the senders of the doors do."""
        guard = still_allowed(self.world)
        while rows := await self.run(lambda tx: self._due(tx, guard)):
            for row, language in rows:
                if row.contact_ref in self.chats:
                    self.chats[row.contact_ref].receive(row, language)

    def _due(self, tx: Tx, guard: Guard) -> list[tuple[OutboxRow, str]]:
        found = [row for door in DOORS for row in outbox.due(tx, door, tx.now, 100)]
        return [(row, self._language(tx, row)) for row in found if self._goes(tx, row, guard)]

    def _goes(self, tx: Tx, row: OutboxRow, guard: Guard) -> bool:
        if not guard(tx, row):
            outbox.drop(tx, row.row_id)
            self.held_back.append(row)
            return False
        outbox.sent(tx, row.row_id)
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
    folder.mkdir()  # noqa: ASYNC240 - once, before anything waits
    root = RootKey.from_bytes(b"r" * 32)
    writer = await Writer.open(folder / "maatje.db", folder / "keys.db", root, clock)
    world = a_world(on_page=on_page)
    try:
        await writer.run(lambda tx: _keep_people(tx, world))
        yield House(writer, world, clock, Conversations(world))
    finally:
        await writer.close()


def _keep_people(tx: Tx, world: World) -> None:
    for person in world.school.people:
        people.put(tx, person)


def _keep_item(tx: Tx, item_id: str, ref: str, kind: str) -> None:
    tx.keys.fresh(item_key_id(item_id))
    evidence.add(tx, item_id, ref, kind, Sealed(item_id.ljust(64, "0"), 3))


def _snapshot(tx: Tx) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: [tuple(row) for row in tx.db.execute(f"SELECT * FROM {table}")]  # noqa: S608
        for table in DOMAIN
    }
