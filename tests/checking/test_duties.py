"""What a school does every year is somebody's, or it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.store import people
from bot.store.tx import Tx
from tests.cases.noordhoek import noordhoek
from tests.checking.a_host import Host


@pytest.mark.asyncio
async def test_a_yearly_duty_that_is_nobodys_is_named(host: Host) -> None:
    writer = await host.writer()
    school = noordhoek()

    def keep(tx: Tx, *left_out: str) -> None:
        for person in school.people:
            people.put(tx, replace(person, active=person.person_id not in left_out))

    await writer.run(keep)
    assert [one for one in await host.check() if one.place == "calendar.toml"] == []
    await writer.run(lambda tx: keep(tx, "e-yilmaz", "i-schumacher"))
    found = [str(one) for one in await host.check() if one.place == "calendar.toml"]
    await writer.close()
    assert any('"mentorles" is nobody\'s: no mentor of 1a.' in line for line in found)
    assert any('nobody has the role "safety_coordinator"' in line for line in found)
    assert all(line.startswith("warning") for line in found)
