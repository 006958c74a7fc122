"""What a school does is somebody's, and what it has decided lies behind it, or it is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.cases.people import Role
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


@pytest.mark.asyncio
async def test_a_step_that_is_nobodys_or_not_heard_of_and_a_measure_that_lacks_are_named(
    host: Host,
) -> None:
    host.change("protocol.toml", 'owner = "team_leader"', 'owner = "social_worker"')
    host.change("protocol.toml", 'duty = "sanction"\n', "")
    host.change("protocol.toml", 'needs = ["A.som"]\n', "")
    host.change("protocol.toml", 'if_needed = true\nneeds = ["A.3"]\n\n', "if_needed = true\n\n")
    writer = await host.writer()
    mentor = next(one for one in noordhoek().people if Role.MENTOR in one.roles)
    await writer.run(lambda tx: people.put(tx, mentor))
    await writer.close()
    found = {one.what: one for one in await host.check() if one.place.startswith("protocol.toml")}
    assert 'Nobody has the role "social_worker", so nobody does A.advies.' in found
    lacks = 'has no step with duty = "sanction": no case of it can end with "Measure taken".'
    assert [one for one in found if lacks in one] == [f"Route {one} {lacks}" for one in "ABC"]
    advice = found['Who does "A.advies" cannot work on such a case when it is their turn.']
    names = found['Who does "A.s5" is not told of such a case when it comes in.']
    lines = (host.school / "protocol.toml").read_text("utf-8").splitlines()
    for one, step in ((advice, "A.advies"), (names, "A.s5")):
        assert one.level == "warning"
        assert lines[int(one.place.split(":")[1])] == f'id = "{step}"'


@pytest.mark.asyncio
async def test_an_example_that_was_left_and_a_day_to_come_decide_nothing(host: Host) -> None:
    host.change("school.toml", '# privacy_contact = "..."', 'privacy_contact = "..."')
    host.change("school.toml", "# mr_consent = 2026-12-01", "mr_consent = 2026-12-01")
    told = [one for one in await host.check(go_live=True) if "decided yet" in one.what]
    lines = (host.school / "school.toml").read_text("utf-8").splitlines()
    assert "Not decided yet: whom people ask about privacy." in {one.what for one in told}
    assert told[-1].what.endswith("consented has still to come.")
    assert lines[int(told[-1].place.split(":")[1]) - 1] == "mr_consent = 2026-12-01"


@pytest.mark.asyncio
async def test_a_duty_that_a_later_release_brought_is_named_with_how_to_add_it(host: Host) -> None:
    host.change("calendar.toml", 'id = "prozo-plannen"', 'id = "ouder"')
    (found,) = [one for one in await host.check() if one.place == "calendar.toml"]
    assert found.level == "warning"
    assert found.what.startswith('"ProZO! plannen" is in the calendar that comes with Maatje')
    assert 'id = "prozo-plannen" from ' in found.mend
    path = host.school / "calendar.toml"
    path.write_text(f'left_out = ["prozo-plannen"]\n{path.read_text("utf-8")}', "utf-8")
    assert [one for one in await host.check() if one.place == "calendar.toml"] == []
