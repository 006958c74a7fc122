"""A staff list counts when it is asked to, all of it or nothing, and doubles nobody."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio
from click.testing import CliRunner

from bot.__main__ import main
from bot.app.roster import Taken, take
from bot.cases.people import Person, Role
from bot.roster.lines import read_lines
from bot.roster.table import rows_of
from bot.store import audit, people
from bot.store.writer import Tx
from tests.conversations.inside import House, a_house

LIST = """naam;rol;klas;dagen;vervanger
mevrouw Nieuw;mentor;2b;ma,di;meneer Ander
meneer Ander;docent;;;
"""


@pytest_asyncio.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """A school of which nobody stands in the school's file, but for one."""
    async with a_house(tmp_path / "data") as house:
        await house.run(_one_of_the_file)
        yield house


def _one_of_the_file(tx: Tx) -> None:
    person = people.get(tx, "i-schumacher")
    assert person is not None
    people.put_from_file(tx, person)


async def taking(house: House, words: str, *, apply: bool = True, leave: bool = False) -> Taken:
    read = read_lines(rows_of(words.encode()), house.world.school)
    return await house.run(lambda tx: take(tx, house.world, read, apply=apply, leave=leave))


async def named(house: House, name: str) -> Person:
    (found,) = await house.run(lambda tx: people.find_by_name(tx, name))
    return found


async def everyone(house: House) -> tuple[Person, ...]:
    return await house.run(people.all_people)


@pytest.mark.asyncio
async def test_a_look_changes_nothing_and_says_who_is_new_and_gone(house: House) -> None:
    before = await house.snapshot()
    taken = await taking(house, LIST, apply=False)
    assert [one.told() for one in taken.plan.new] == [
        "mevrouw Nieuw: + mentor; + class 2b",
        "meneer Ander: + staff",
    ]
    assert "mevrouw El Amrani" in {one.name for one in taken.plan.gone}
    assert "mevrouw Schumacher" not in {one.name for one in taken.plan.gone}
    assert not taken.applied
    assert await house.snapshot() == before


@pytest.mark.asyncio
async def test_a_list_counts_when_asked_and_a_second_time_changes_nothing(house: House) -> None:
    taken = await taking(house, LIST)
    assert (taken.applied, taken.waiting) == (True, 0)
    new, other = await named(house, "mevrouw nieuw"), await named(house, "meneer ander")
    assert new.roles == {Role.MENTOR}
    assert new.classes == {"2b"}
    assert new.days == {1, 2}
    assert new.deputies == (other.person_id,)
    before = await everyone(house)
    again = await taking(house, LIST.replace("mevrouw Nieuw", "Mevrouw  NIEUW", 0))
    assert (again.plan.new, again.plan.changed) == ((), ())
    assert await everyone(house) == before
    changed = await taking(house, LIST.replace("2b", "1a"))
    assert [one.told() for one in changed.plan.changed] == ["mevrouw Nieuw: + class 1a; - class 2b"]
    assert (await named(house, "mevrouw Nieuw")).classes == {"1a"}
    rows = [what for who, what in await house.log() if who == audit.COMMAND_LINE]
    assert rows == ["RosterChanged", "RosterAdded", "RosterAdded"]


@pytest.mark.asyncio
async def test_with_one_wrong_line_nothing_is_written(house: House) -> None:
    before = await house.snapshot()
    taken = await taking(house, LIST + "Bo;prins\n")
    assert not taken.applied
    assert [one.line for one in taken.plan.faults] == [4]
    assert await house.snapshot() == before


@pytest.mark.asyncio
async def test_a_role_waits_once_somebody_can_confirm_it(house: House) -> None:
    mt = await house.management()
    taken = await taking(house, LIST)
    assert taken.waiting == 1
    new = await named(house, "mevrouw Nieuw")
    assert new.roles == frozenset()
    assert new.proposed == {Role.MENTOR}
    await house.deliver()
    assert "A role waits" in mt.notes[-1]
    assert (await taking(house, LIST)).plan.new == ()


@pytest.mark.asyncio
async def test_who_is_not_in_the_list_leaves_only_when_asked_and_never_the_last_mt(
    house: House,
) -> None:
    await house.management()
    assert (await taking(house, LIST)).stayed == ()
    assert (await named(house, "mevrouw Yılmaz")).active  # noqa: RUF001 - her name
    taken = await taking(house, LIST, leave=True)
    assert [one.name for one in taken.stayed] == ["mevrouw El Amrani"]
    assert not (await named(house, "mevrouw Yılmaz")).active  # noqa: RUF001 - as above
    assert (await named(house, "mevrouw El Amrani")).active
    assert (await named(house, "mevrouw Schumacher")).active


@pytest.mark.asyncio
async def test_a_list_takes_no_role_from_the_last_of_the_management(house: House) -> None:
    mt = [one for one in await everyone(house) if Role.MANAGEMENT in one.roles]
    words = "naam;rol\n" + "".join(f"{one.name};docent\n" for one in mt)
    taken = await taking(house, words)
    assert taken.plan.faults
    assert "last one of the management" in taken.plan.faults[0].what
    assert [one for one in await everyone(house) if Role.MANAGEMENT in one.roles] == mt


@pytest.mark.asyncio
async def test_a_role_is_taken_away_by_the_list(house: House) -> None:
    await taking(house, "naam;rol\nmeneer Bakker;docent\n")
    assert (await named(house, "meneer Bakker")).roles == {Role.STAFF}


@pytest.mark.asyncio
async def test_the_school_file_decides_for_whom_it_names(house: House) -> None:
    words = "naam;rol;dagen;e-mail\nmevrouw Schumacher;zorgteam;vr;i@school.example\n"
    taken = await taking(house, words)
    assert taken.plan.held == ("mevrouw Schumacher",)
    found = await named(house, "mevrouw Schumacher")
    assert found.roles >= {Role.SAFETY_COORDINATOR, Role.CARE_TEAM}
    assert found.days != {5}
    assert found.email == "i@school.example"


@pytest.mark.asyncio
async def test_what_cannot_be_told_apart_or_found_is_a_fault(house: House) -> None:
    def prepared(tx: Tx) -> None:
        people.put(tx, Person("one", "Bo Bos"))
        people.put(tx, Person("two", "bo bos"))
        csv = people.get(tx, "i-schumacher")
        assert csv is not None
        people.put(tx, replace(csv, active=False))

    await house.run(prepared)
    words = "naam;vervanger\nBo Bos;\nmevrouw Schumacher;\nAn;An\nCo;Wie\n"
    taken = await taking(house, words)
    assert [(one.line, one.what.split(".")[0]) for one in taken.plan.faults] == [
        (2, "Two colleagues have this name"),
        (3, "This person is not active in school"),
        (4, "Somebody is their own deputy"),
        (5, 'Nobody is called "Wie", named as deputy'),
    ]


@pytest.mark.asyncio
async def test_who_left_and_stands_in_the_list_again_is_new(house: House) -> None:
    await house.leaves("t-bakker")
    taken = await taking(house, "naam;rol\nmeneer Bakker;docent\n")
    assert [one.after.person_id for one in taken.plan.new] == ["t-bakker"]
    found = await named(house, "meneer Bakker")
    assert found.active
    assert found.roles == {Role.STAFF}
    assert found.classes == frozenset()


def typed(*words: str, folder: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["roster", *words], env={"DATA_DIR": str(folder / "data")})
    return result.exit_code, result.output


def test_the_command_line_looks_writes_and_tells_what_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "team.csv"
    file.write_text(LIST.replace("vervanger", "vervanger;schoenmaat"), "utf-8")
    code, told = typed(str(file), folder=tmp_path)
    assert (code, "The first maatje run makes it." in told) == (2, True)
    empty = tmp_path / "empty.csv"
    empty.write_text("naam;rol\n", "utf-8")
    assert typed(str(empty), "--apply", folder=tmp_path)[0] == 0
    code, told = typed(str(file), folder=tmp_path)
    assert code == 0
    assert "new      mevrouw Nieuw: + mentor; + class 2b" in told
    assert "Not used: schoenmaat." in told
    assert "Nothing is written yet." in told
    code, told = typed(str(file), "--apply", folder=tmp_path)
    assert (code, "Written." in told) == (0, True)
    code, told = typed(str(file), "--apply", "--json", folder=tmp_path)
    assert (code, json.loads(told)["new"]) == (0, [])
    file.write_text("naam;rol\nBo;prins\n", "utf-8")
    code, told = typed(str(file), "--apply", folder=tmp_path)
    assert code == 1
    assert "Line 2:" in told
    assert "Nothing is written: mend these lines first." in told
    file.write_bytes(b"")
    code, told = typed(str(file), folder=tmp_path)
    assert code == 2
    assert told.startswith("The file is empty.")
