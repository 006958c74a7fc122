"""T5, T9, T16 of the test plan: what waits at Telegram stays there until it lies with us."""

import random
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.handlers.polling import BACK_OFF
from bot.store import opening, outbox
from tests.botapi import BotApi
from tests.handlers.door import Echo, Running, telegram_door
from tests.opened import DATA
from tests.phone import Phone

pytestmark = pytest.mark.asyncio

WORDS = ("een", "twee", "drie", "vier")


async def test_t5_a_batch_in_any_order_is_worked_off_in_the_order_of_its_numbers(
    tmp_path: Path, api: BotApi
) -> None:
    people = [Phone(api, user_id=11 + number) for number in range(4)]
    for word in WORDS:
        for one in people:
            sent = await one.type(word)
            await one.edit(sent.message_id, f"{word}, nee toch niet")
    random.Random(5).shuffle(api.updates.pending)  # noqa: S311 - repeatable
    async with telegram_door(api, tmp_path / "data", Echo()) as door:
        await door.until("done", len(people) * len(WORDS) * 2)
        expected = [said for w in WORDS for said in (w, f"changed {w}, nee toch niet")]
        for one in people:
            await one.wait_for(expected[-1])
            assert one.messages == expected


async def test_t9_nobody_waits_longer_than_half_a_minute_whatever_telegram_asks(
    tmp_path: Path, api: BotApi
) -> None:
    assert max(BACK_OFF) <= 30
    sanne = Phone(api, user_id=11)
    async with telegram_door(api, tmp_path / "data", Echo(), back_off=(0.01, 0.02)) as door:
        await sanne.say("voor")
        assert door.polling.silent_seconds < 90
        api.fail("getUpdates", status=429, times=2, retry_after=3600)
        await sanne.say("na")


@asynccontextmanager
async def read_only(door: Running, _folder: Path) -> AsyncIterator[None]:
    """The disk takes nothing more, not even a row."""

    db = door.writer._connection
    await opening.on_its_thread(db, lambda db: db.execute("PRAGMA query_only = ON"))
    yield
    await opening.on_its_thread(db, lambda db: db.execute("PRAGMA query_only = OFF"))


@asynccontextmanager
async def busy(door: Running, folder: Path) -> AsyncIterator[None]:
    """Another program holds the database for longer than anybody waits for it."""
    await door.writer.run(lambda tx: tx.db.execute("PRAGMA busy_timeout = 20").fetchone())
    with closing(sqlite3.connect(folder / DATA, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def noted(door: Running) -> None:
    """Wait until the first answer is marked as sent."""
    seen = door.writer.committed.count
    while not await door.writer.run(lambda tx: outbox.count(tx, "sent")):
        seen = await door.writer.committed.wait(seen)


@pytest.mark.parametrize("trouble", [read_only, busy])
async def test_t16_what_the_disk_does_not_take_stays_at_telegram_and_comes_later(
    tmp_path: Path,
    api: BotApi,
    trouble: Callable[[Running, Path], AbstractAsyncContextManager[None]],
) -> None:
    sanne, folder = Phone(api, user_id=11), tmp_path / "data"
    async with telegram_door(api, folder, Echo()) as door:
        await sanne.say("voor")
        await noted(door)
        async with trouble(door, folder):
            await sanne.type("daarna")
            asked = len(api.calls_of("getUpdates"))
            await api.until(lambda: len(api.calls_of("getUpdates")) > asked + 3)
            assert len(api.updates.pending) == 1
        await sanne.wait_for("daarna")
    assert sanne.messages == ["voor", "daarna"]
