"""A house with a small school in it and nobody at the doors, for the tests of the jobs."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from bot.cases.case import Case
from bot.cases.naming import NameWords
from bot.cases.people import Person
from bot.clock import Clock
from bot.conversations.guard import still_allowed
from bot.conversations.world import World
from bot.flows.session import Session
from bot.jobs.job import Job, Outcome
from bot.store import cases, contacts, evidence, outbox, people, sessions
from bot.store.keyring import item_key_id
from bot.store.outbox import OutboxRow
from bot.store.writer import Tx, Writer
from bot.vault import Sealed
from tests.cases.a_school import PEOPLE, SCHOOL, a_case
from tests.wording import dutch_first

TUESDAY_0815 = datetime(2026, 11, 24, 7, 15, tzinfo=UTC)
WEDNESDAY_0815 = TUESDAY_0815 + timedelta(days=1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

T = TypeVar("T")


@cache
def world() -> World:
    return World(
        school=SCHOOL,
        i18n=dutch_first(),
        name_words=NameWords((), ()),
        recovery_words=(),
        content_on_page=False,
        public_url="",
    )


@dataclass(frozen=True)
class House:
    """One open database, its world, its clock and the folder of the items."""

    writer: Writer
    world: World
    clock: Clock
    items: Path

    async def do(self, work: Callable[[Tx], T]) -> T:
        return await self.writer.run(work)

    async def run(self, job: Callable[[Tx, World, datetime], Outcome]) -> Outcome:
        """Do a job now, with all its parts."""
        outcome = await self.do(lambda tx: job(tx, self.world, tx.now))
        while (part := outcome.then) is not None:
            more = await self.do(lambda tx, part=part: part(tx, self.world, tx.now))  # type: ignore[misc]
            outcome += more
        return outcome

    async def staff(self, *wanted: Person) -> dict[str, str]:
        """Keep these people, each with one chat; the contact by person id."""
        return await self.do(lambda tx: {one.person_id: _enrol(tx, one) for one in wanted})

    async def everybody(self) -> dict[str, str]:
        return await self.staff(*PEOPLE)

    async def case(self, case: Case | None = None) -> Case:
        kept = case or a_case(owner="anna")
        await self.do(lambda tx: cases.create(tx, kept, reporter=None, reporter_name=None))
        return kept

    async def change(self, case: Case, **more: object) -> Case:
        changed = replace(case, **more)  # type: ignore[arg-type]
        await self.do(lambda tx: cases.save(tx, changed))
        return changed

    async def student(self, address: str = "sanne") -> str:
        return await self.do(lambda tx: contacts.meet(tx, "web", address, "nl").contact_ref)

    async def draft(self, address: str = "sanne", **answers: str) -> str:
        """A contact with a report that was begun and not sent."""
        ref = await self.student(address)
        await self.do(lambda tx: _begin(tx, ref, answers or {"who": "self"}))
        return ref

    async def item(self, ref: str, item_id: str) -> Path:
        """A loose item of a contact, with something that stands for its sealed file."""
        await self.do(lambda tx: tx.keys.fresh(item_key_id(item_id)))
        await self.do(lambda tx: evidence.add(tx, item_id, ref, "photo", Sealed("00" * 32, 3)))
        path = self.items / item_id
        path.write_bytes(b"abc")
        return path

    async def waiting(self) -> list[OutboxRow]:
        """All that waits to be sent, taken out without a look at the guard."""
        return await self.do(_taken)

    async def sendable(self) -> list[OutboxRow]:
        """What the sender would send, with the guard it asks."""
        guard = still_allowed(self.world)
        return await self.do(lambda tx: _guarded(tx, guard))

    def text(self, row: OutboxRow) -> str:
        assert row.message is not None
        return "\n".join(self.world.i18n.paragraphs(row.message, "en"))


def a_job(name: str, outcome: Outcome | Exception, **more: object) -> Job:
    """A job that always does the same."""

    def run(_tx: Tx, _world: World, _now: datetime) -> Outcome:
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    return Job(name=name, run=run, **more)  # type: ignore[arg-type]


def _enrol(tx: Tx, person: Person) -> str:
    people.put(tx, person)
    ref = contacts.meet(tx, "web", person.person_id, "nl").contact_ref
    contacts.bind(tx, ref, person.person_id)
    return ref


def _begin(tx: Tx, ref: str, answers: dict[str, str]) -> None:
    session = Session("report", "abcdef", "", answers)
    open_now = {"session": session.to_data(), "parked": None, "guest": ""}
    sessions.save(tx, ref, "report", json.dumps(open_now))


def _taken(tx: Tx) -> list[OutboxRow]:
    return _guarded(tx, lambda _tx, _row: True)


def _guarded(tx: Tx, guard: Callable[[Tx, OutboxRow], bool]) -> list[OutboxRow]:
    found: list[OutboxRow] = []
    while rows := outbox.due(tx, "web", tx.now, 100):
        for row in rows:
            if guard(tx, row):
                outbox.sent(tx, row.row_id)
                found.append(row)
            else:
                outbox.drop(tx, row.row_id)
    return found


def people_of(rows: Sequence[OutboxRow]) -> list[str]:
    return sorted(row.person_id or "" for row in rows)
