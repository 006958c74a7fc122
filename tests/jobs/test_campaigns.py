"""A survey goes by itself: each round on its day, to everyone once, to classes that lag only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.cases.surveys import Survey
from bot.jobs import campaigns
from bot.store import campaigns as store
from bot.store import contacts, outbox
from bot.store.campaigns import Campaign
from bot.store.tx import Tx
from tests.cases.a_school import ANNA, BRAM, MIRA
from tests.jobs.a_house import House

pytestmark = pytest.mark.asyncio

NOVEMBER = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
MANY = 1200
"""More than one tick queues."""


async def planned(house: House, *, yes: int = 0) -> None:
    await house.staff(ANNA, BRAM, MIRA)

    def begin(tx: Tx) -> None:
        store.plan(tx, Survey.PROZO, 2026, "mira")
        for number in range(yes):
            ref = contacts.meet(tx, "web", f"yes {number}", "nl").contact_ref
            store.want_news(tx, ref, wants=True)

    await house.do(begin)


async def tick(house: House, at: datetime) -> int:
    """A look at the clock; how many rows lie in the outbox since the beginning."""
    house.clock.travel(at)
    await house.run(campaigns.run)
    return await house.do(lambda tx: tx.db.execute("SELECT count(*) FROM outbox").fetchone()[0])


async def the_one(house: House) -> Campaign:
    found = await house.do(lambda tx: store.find(tx, Survey.PROZO, 2026))
    assert found
    return found


async def test_everyone_who_said_yes_gets_it_once_however_often_the_house_stops(
    house: House,
) -> None:
    await planned(house, yes=MANY)
    assert await tick(house, NOVEMBER - timedelta(days=1)) == 0
    await tick(house, NOVEMBER)
    assert await tick(house, NOVEMBER + timedelta(minutes=1)) == campaigns.AT_ONCE
    told = await house.do(lambda tx: store.progress(tx, store.find(tx, Survey.PROZO, 2026)))  # type: ignore[arg-type]
    assert (told.total, told.done) == (MANY + 2, 0)
    assert len(await house.sendable()) == campaigns.AT_ONCE

    def die(tx: Tx) -> None:
        campaigns.run(tx, house.world, tx.now)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await house.do(die)
    for minute in range(2, 6):
        assert await tick(house, NOVEMBER + timedelta(minutes=minute)) == MANY + 2
    rows = await house.do(
        lambda tx: tx.db.execute(
            "SELECT contact_ref, priority FROM outbox WHERE state = 'waiting'"
        ).fetchall()
    )
    assert len(rows) == len({row["contact_ref"] for row in rows}) == MANY + 2 - campaigns.AT_ONCE
    assert {row["priority"] for row in rows} == {3}


async def test_only_classes_that_lag_are_reminded_and_a_pause_holds_what_waits(
    house: House,
) -> None:
    await planned(house, yes=1)
    for minute in range(2):
        await tick(house, NOVEMBER + timedelta(minutes=minute))
    one = await the_one(house)
    await house.do(lambda tx: store.pause(tx, one))
    assert await house.do(lambda tx: outbox.due(tx, "web", tx.now, 10)) == []
    await house.do(lambda tx: store.go_on(tx, the_paused(tx)))
    first = [house.text(row) for row in await house.sendable()]
    assert sorted("ProZO! is open." in text for text in first) == [False, True, True]
    assert (await house.do(lambda tx: store.progress(tx, one))).done == 3

    await house.do(lambda tx: store.count(tx, one, "1A", 14))
    for minute in range(2):
        await tick(house, datetime(2026, 11, 23, 9, minute, tzinfo=UTC))
    (reminded,) = await house.sendable()
    bram = await house.do(lambda tx: contacts.of_person(tx, "bram")[0].contact_ref)
    assert reminded.contact_ref == bram
    assert "nobody of your class" in house.text(reminded)
    for minute in range(2):
        await tick(house, datetime(2027, 4, 1, 9, minute, tzinfo=UTC))
    last = [house.text(row) for row in await house.sendable()]
    assert sorted("Nobody of your class" in text for text in last) == [False, True]
    assert all("Saturday 1 May" in text for text in last)
    await tick(house, datetime(2027, 5, 3, 9, 0, tzinfo=UTC))
    assert await house.do(store.going) == ()
    (end,) = await house.sendable()
    assert end.person_id == "mira"
    assert "Counted: 1A: 14 and 2B: 0." in house.text(end)


def the_paused(tx: Tx) -> Campaign:
    found = store.find(tx, Survey.PROZO, 2026)
    assert found
    assert found.paused
    return found


async def test_at_night_nothing_begins(house: House) -> None:
    await planned(house, yes=1)
    assert await tick(house, NOVEMBER.replace(hour=2)) == 0
    assert (await the_one(house)).round.value == "planned"
