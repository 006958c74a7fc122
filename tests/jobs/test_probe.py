"""On Tuesday a test message to whom a case cannot do without; the next day who missed it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.cases.people import Role
from bot.checking.reach import unreached
from bot.jobs import probe
from tests.conversations.inside import House, a_house

pytestmark = pytest.mark.asyncio


async def ran(house: House) -> None:
    """It is ten o'clock on the next day."""
    house.clock.travel(house.clock.now() + timedelta(days=1))
    await house.run(lambda tx: probe.run(tx, house.world, tx.now))
    await house.deliver()


async def test_who_taps_it_is_left_in_peace_and_who_does_not_is_told_once(tmp_path: Path) -> None:
    async with a_house(tmp_path / "data") as house:
        mt, csv, mentor = await house.management(), await house.csv(), await house.mentor()
        await ran(house)
        assert mt.notes[-1] == csv.notes[-1] == "Test message: tap Seen."
        assert "Test message: tap Seen." not in mentor.notes
        await mt.tap("Seen")
        assert mt.screen == "Thank you. You can be reached."
        await ran(house)
        assert mt.notes[-1].startswith("Did not confirm the test message: mevrouw Schumacher")
        assert "Did not confirm" not in "".join(csv.notes)
        found = await house.run(unreached)
        assert any("test message" in one.what for one in found)
        told = len(mt.notes)
        await ran(house)
        assert len(mt.notes) == told


async def test_a_reporter_who_presses_it_changes_nothing(tmp_path: Path) -> None:
    async with a_house(tmp_path / "data") as house:
        await house.staff("i-schumacher", Role.SAFETY_COORDINATOR)
        await ran(house)
        await house.chat("student").press("a:probe")
        await ran(house)
        found = await house.run(unreached)
        assert any("test message" in one.what for one in found)
