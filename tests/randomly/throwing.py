"""Throws random updates at a school whose Telegram is in this process, and looks at what comes out.

Everything but the network is real: the inbox, the lanes, PTB, the conversations, the sender. A
mentor and a student with a case are there; what they said and who they are must reach nobody else.
"""

import json
import logging
import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, fields
from pathlib import Path
from random import Random
from typing import Any, Final

from bot.cases.case import Case
from bot.cases.kinds import Doer, Kind, ReporterRole, RouteId, Victim
from bot.cases.people import Role
from bot.conversations.guard import still_allowed
from bot.conversations.tables import ACTIONS
from bot.conversations.take import Conversations
from bot.handlers.connections import Connections
from bot.handlers.keeping import Keeper
from bot.store import audit, cases, contacts, entries, outbox, people
from bot.store.tx import Tx
from tests.botapi import BotApi
from tests.conversations.inside import a_world
from tests.handlers.door import I18N, Running, telegram_door
from tests.randomly.updates import Odd

MENTOR, STUDENT = 900, 901
CASE_ID: Final = "00000000000000a1"
CANARIES: Final = ("kanariepiet", "Roodborst Tapuitstra")
AT_ONCE: Final = 100
WAITING: Final = 400
"""More rows than these in the inbox are waited for before more come in."""


@dataclass
class Found:
    """What went wrong, and how much of everything there was."""

    updates: int = 0
    calls: int = 0
    buried: int = 0
    kept: int = 0
    unhandled: Counter[str] = field(default_factory=Counter)
    elsewhere: Counter[str] = field(default_factory=Counter)
    canaries: int = 0
    broken_logs: int = 0

    @property
    def good(self) -> bool:
        """Nothing went wrong, and every update was kept and ended."""
        wrong = sum(self.unhandled.values()) + sum(self.elsewhere.values()) + self.canaries
        return not wrong and not self.broken_logs and self.kept == self.updates

    def __add__(self, other: "Found") -> "Found":
        both = {
            one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)
        }
        return Found(**both)

    def __str__(self) -> str:
        return (
            f"{self.updates} updates ({self.buried} buried), {self.calls} calls: "
            f"{sum(self.unhandled.values())} unhandled exceptions, "
            f"{sum(self.elsewhere.values())} answers outside the sender's chat, "
            f"{self.canaries} canaries"
        )


class Ear(logging.Handler):
    """Counts what the log tells of exceptions; what nobody can read is buried on purpose."""

    def __init__(self, found: Found) -> None:
        super().__init__(logging.WARNING)
        self.found = found

    def emit(self, record: logging.LogRecord) -> None:
        told = record.getMessage()
        if "is buried" in told:
            self.found.buried += 1
        elif "Hopeless" not in told and record.levelno >= logging.WARNING:
            self.found.unhandled[re.sub(r"row \d+, try \d+", "row", told)] += 1


class InHere(Connections):
    """Telegram without a network: takes everything, and watches what goes to whom."""

    def __init__(self, found: Found) -> None:
        super().__init__("http://127.0.0.1:9")
        self.found = found
        self.buttons: dict[int, list[str]] = defaultdict(list)
        self.wrote: set[int] = set()
        self._ids = 0

    async def ask(self, path: str, body: Mapping[str, Any], *, seconds: float) -> tuple[int, bytes]:
        """Answer as Telegram does; files are always too big."""
        del seconds
        self.found.calls += 1
        name, told = path.rpartition("/")[2], dict(body)
        if "chat_id" in told:
            self._look(name, told["chat_id"], told)
        if name == "getFile":
            return (
                400,
                b'{"ok":false,"error_code":400,"description":"Bad Request: file is too big"}',
            )
        self._ids += 1
        return 200, b'{"ok":true,"result":{"message_id":%d}}' % self._ids

    def _look(self, name: str, address: object, told: dict[str, Any]) -> None:
        chat = int(str(address))
        rows = (told.get("reply_markup") or {}).get("inline_keyboard", [])
        if found := [b["callback_data"] for row in rows for b in row if b.get("callback_data")]:
            self.buttons[chat] = found
        text = json.dumps(told, ensure_ascii=False)
        if chat in {MENTOR, STUDENT}:
            return
        self.found.canaries += any(canary in text for canary in CANARIES)
        if chat not in self.wrote:
            self.found.elsewhere[f"{name} to a chat nobody wrote in"] += 1
        if any(int(who) != chat for who in re.findall(r"merk(\d{4})", text)):
            self.found.elsewhere[f"{name} with somebody else's words"] += 1


def forged() -> list[str]:
    """A press on each button there is, about the one case."""
    return [f"a:{name}:{CASE_ID}" for name in ACTIONS] + [f"a:done:{CASE_ID}:A.3"]


def begin(tx: Tx) -> None:
    """A mentor, a student, and what the student told."""
    world = a_world()
    for person in world.school.people:
        people.put(tx, person)
    mentor = next(p for p in world.school.people if p.has(Role.MENTOR))
    theirs = contacts.meet(tx, "telegram", str(MENTOR), "nl").contact_ref
    contacts.bind(tx, theirs, mentor.person_id)
    student = contacts.meet(tx, "telegram", str(STUDENT), "nl").contact_ref
    case = Case(
        case_id=CASE_ID,
        name="Blauwe Otter",
        route=RouteId.A,
        route_version=1,
        kind=Kind.THREAT,
        reporter_role=ReporterRole.STUDENT,
        victim=Victim.STUDENT,
        doer=Doer.STUDENT,
        created=tx.now,
        owner=mentor.person_id,
    )
    cases.create(tx, case, reporter=student, reporter_name=CANARIES[1])
    contacts.add_case(tx, student, CASE_ID)
    entries.add(tx, CASE_ID, "story", CANARIES[0], None)


async def throw(folder: Path, *, updates: int, seed: int) -> Found:
    """So many updates into a school of their own."""
    found = Found(updates=updates)
    inside = InHere(found)
    pressed = forged()
    chance = Random(seed)  # noqa: S311 - repeatable
    odd = Odd(chance, lambda who: [*inside.buttons[who], chance.choice(pressed)])
    async with a_door(folder, inside) as (door, keeper):
        await door.writer.run(begin)
        with listening(found):
            for begun in range(0, updates, AT_ONCE):
                batch = [odd.update() for _ in range(min(AT_ONCE, updates - begun))]
                inside.wrote.update(chats_in(batch))
                await keeper.keep(batch)
                await until_waiting(door, WAITING)
            await until_waiting(door, 0)
            await until_sent(door)
        found.kept = await door.writer.run(ended)
        found.broken_logs += await door.writer.run(audit.verify) is not None
    return found


@asynccontextmanager
async def a_door(folder: Path, inside: InHere) -> AsyncIterator[tuple[Running, Keeper]]:
    world, api = a_world(), BotApi()
    conversations, guard = Conversations(world), still_allowed(world)
    async with telegram_door(
        api, folder, conversations, guard=guard, connections=inside, poll=False, seconds_each=300
    ) as door:
        yield door, Keeper(door.writer, I18N, door.lanes.put)


class listening:  # noqa: N801 - read aloud in a `with`
    """Hear the log of everything while the block lasts."""

    def __init__(self, found: Found) -> None:
        self._ear = Ear(found)

    def __enter__(self) -> None:
        logging.getLogger().addHandler(self._ear)

    def __exit__(self, *_: object) -> None:
        logging.getLogger().removeHandler(self._ear)


def ended(tx: Tx) -> int:
    ended: int = tx.db.execute(
        "SELECT count(*) FROM inbox WHERE door = 'telegram' AND state IN ('done', 'dead')"
    ).fetchone()[0]
    return ended


async def until_waiting(door: Running, most: int) -> None:
    seen = door.writer.committed.count
    while await door.count("new") > most:
        seen = await door.writer.committed.wait(seen)


async def until_sent(door: Running) -> None:
    """Until nothing is due any more; what comes later is about an album or a night."""
    seen = door.writer.committed.count
    while await door.writer.run(lambda tx: outbox.due(tx, "telegram", tx.now, 1)):
        seen = await door.writer.committed.wait(seen)


def chats_in(found: list[Any] | dict[str, Any]) -> Iterator[int]:
    """Whoever may be meant by a chat, anywhere in it."""
    if isinstance(found, dict):
        chat = found.get("chat")
        if isinstance(chat, dict) and isinstance(chat.get("id"), int):
            yield chat["id"]
    for inside in found.values() if isinstance(found, dict) else found:
        if isinstance(inside, dict | list):
            yield from chats_in(inside)
