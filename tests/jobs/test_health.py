"""Who looks after the machine hears when it is not well: once a day, and not a word of content."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.app.health import ClockLook
from bot.clock import Clock
from bot.jobs.health import Health, Trouble
from bot.store.tx import Tx
from tests.cases.a_school import ADA, MIRA
from tests.jobs.a_house import DAY, House

pytestmark = pytest.mark.asyncio


async def well() -> bool:
    return False


async def ill() -> bool:
    return True


async def broken() -> bool:
    raise OSError


async def test_the_administrator_hears_once_a_day_what_is_not_well(house: House) -> None:
    await house.staff(ADA, MIRA)
    health = Health(
        house.writer,
        house.world,
        {Trouble.DISK: ill, Trouble.CLOCK: well, Trouble.BACKUP: broken},
    )
    assert await health.look() == [Trouble.DISK, Trouble.BACKUP]
    assert await health.look() == [Trouble.DISK, Trouble.BACKUP]
    rows = await house.sendable()
    assert [row.person_id for row in rows] == ["ada", "ada"]
    assert "the disk is almost full" in house.text(rows[0])
    house.clock.travel(house.clock.now() + DAY)
    await health.look()
    assert len(await house.sendable()) == 2


async def test_without_an_administrator_management_hears_it(house: House) -> None:
    await house.staff(MIRA)
    await Health(house.writer, house.world, {Trouble.POLLING: ill}).look()
    assert [row.person_id for row in await house.sendable()] == ["mira"]


async def test_a_log_that_was_changed_is_an_alarm(house: House) -> None:
    def change(tx: Tx) -> None:
        tx.db.execute("INSERT INTO audit VALUES (99, 0.0, 'system', 'Reported', 'x', x'00')")

    await house.do(change)
    health = Health(house.writer, house.world, {})
    assert await health.look() == [Trouble.LOG]
    assert await health.look() == []  # once a day


async def test_a_clock_that_jumps_is_seen_at_the_next_look() -> None:
    clock = Clock()
    look = ClockLook(clock)
    assert not await look.jumped()
    await asyncio.sleep(0)
    assert not await look.jumped()
    clock.travel(clock.now() + timedelta(hours=1))
    assert await look.jumped()
