"""Coming back to the page after days: a device stays known, and one that is not begins anew."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.conversations.event import Command
from bot.store import contacts
from bot.store.tx import day_of
from bot.store.writer import Tx
from tests.web.echo import Echo, echo
from tests.web.visitor import visiting

pytestmark = pytest.mark.asyncio

HTTP_UNAUTHORIZED = 401


def last_seen(tx: Tx) -> float:
    (seen,) = tx.db.execute("SELECT seen_at FROM contacts").fetchone()
    return float(seen)


def forget_all(tx: Tx) -> None:
    for row in tx.db.execute("SELECT contact_ref FROM contacts").fetchall():
        contacts.forget(tx, row["contact_ref"])


def openings(house: Echo) -> int:
    return sum(event.what == Command("open") for event in house.heard)


async def test_who_opens_or_types_days_later_was_seen_that_day(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        await page.open()
        clock, run = house.site.clock, house.site.writer.run
        clock.travel(clock.now() + timedelta(days=1))
        await page.open()
        assert await run(last_seen) == day_of(clock.now())
        clock.travel(clock.now() + timedelta(days=1))
        assert await page.say("hoi") == 200
        assert await run(last_seen) == day_of(clock.now())


async def test_a_page_whose_contact_is_forgotten_begins_anew(tmp_path: Path) -> None:
    async with echo(tmp_path) as house, visiting(house.url) as page:
        house.silent = True
        await page.open()
        await house.until(lambda: house.heard)
        for words in ("een", "twee"):
            await page.say(words)
        await house.until(lambda: len(house.heard) == 3)
        before = await page.open()
        house.site.clock.travel(house.site.clock.now() + timedelta(days=3))
        await house.site.writer.run(forget_all)
        assert await page.say("nog iets") == HTTP_UNAUTHORIZED
        anew = await page.open(before["revision"])
        assert anew["revision"] < before["revision"]
        await house.until(lambda: openings(house) == 2)
        assert await page.say("nog iets") == 200
