"""A school in which everything comes twice and the power goes; knows no person and no case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.conversations.event import What
from bot.conversations.lanes import end
from bot.conversations.take import Conversations
from bot.jobs.scheduler import Ticker
from bot.jobs.table import JOBS
from bot.store import inbox, people
from bot.store.inbox import InboxRow, Incoming
from bot.store.outbox import OutboxRow
from bot.store.tx import Tx
from tests.conversations.chats import Chat
from tests.conversations.inside import MONDAY, House, a_world
from tests.opened import a_writer

DOOR = "web"


def _unheard(_chat: Unlucky, _said: str) -> None:
    """Nobody listens yet."""


@dataclass(repr=False)
class Unlucky(Chat):
    """A chat whose events lie in the inbox first, come again, and are tried twice."""

    async def act(self, what: What) -> None:
        await self.says(what)  # in commits of its own, and more than one of them
        await self.house.deliver()

    async def says(self, what: What, *, album: str = "") -> None:
        assert not album, "albums are tested elsewhere"
        self.notes, self._on_notes = [], []
        await self.lays_down(what)
        await self.school.work_off()

    async def lays_down(self, what: What) -> None:
        """It is kept, and told twice; nobody looks at it yet."""
        self.ref = ""  # met anew each time, as a door does: who was away may be forgotten
        await self.meet()
        external = str(next(self.school.numbers))
        row = Incoming(external, self.ref, external.encode())
        self.school.coming[external] = (self, what)
        for expected in (1, 0):
            assert len(await self.house.run(lambda tx: inbox.add(tx, DOOR, [row]))) == expected

    @property
    def school(self) -> School:
        assert isinstance(self.house, School)
        return self.house

    def receive(self, row: OutboxRow, language: str) -> None:
        super().receive(row, language)
        if row.message is not None:
            self.school.heard(self, self.heard[-1])


@dataclass(repr=False)
class School(House):
    """`folder` outlives every crash. `heard` is told what comes in a chat, when it comes."""

    folder: Path = Path()
    numbers: count[int] = field(default_factory=count)
    coming: dict[str, tuple[Unlucky, What]] = field(default_factory=dict)
    heard: Callable[[Unlucky, str], None] = _unheard

    def chat(self, name: str, *, door: str = DOOR, language: str = "en") -> Unlucky:
        return Unlucky(self, name, door, language)

    async def crash(self) -> None:
        """Everything that was only remembered is gone."""
        await self.writer.close()
        self.writer = await a_writer(self.folder, self.clock)
        self.conversations = Conversations(self.world)

    async def work_off(self) -> None:
        """What lies in the inbox, as the lanes do it, and each row once more."""
        for row in await self.run(lambda tx: inbox.waiting(tx, DOOR)):
            for _ in range(2):
                await end(self.writer, row, lambda tx, row=row: self._take(tx, row))  # type: ignore[misc]

    def _take(self, tx: Tx, row: InboxRow) -> None:
        chat, what = self.coming[row.external_id]
        chat._take(tx, what)

    async def tick(self) -> None:
        """What happens by itself now; backups are made elsewhere."""
        jobs = [job for job in JOBS if job.name != "backup"]
        await Ticker(self.writer, self.world, self.clock, jobs).tick()
        await self.deliver()


async def a_school(folder: Path) -> School:
    """On a Monday morning; everyone of the list is known and nobody in yet."""
    clock = Clock()
    clock.travel(MONDAY)
    world, writer = a_world(), await a_writer(folder, clock)

    def keep_people(tx: Tx) -> None:
        for person in world.school.people:
            people.put(tx, person)

    await writer.run(keep_people)
    known: dict[str, Any] = {"folder": folder}
    return School(writer, world, clock, Conversations(world), **known)
