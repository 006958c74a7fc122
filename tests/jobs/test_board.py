"""The board is told every half hour of what the law says it must know, until it looked."""

import pytest

from bot.cases import events as happened
from bot.cases.case import Case, Reader
from bot.cases.kinds import Mark, RouteId
from bot.conversations import moving
from bot.conversations.world import look_around
from bot.jobs import board
from bot.jobs.job import Outcome
from bot.store import audit, pings
from bot.store.writer import Tx
from tests.cases.a_school import BORIS, MIRA, VERA, a_case
from tests.jobs.a_house import DAY, MINUTE, TUESDAY_0815, House, people_of

pytestmark = pytest.mark.asyncio


async def begun(house: House, **more: object) -> Case:
    facts: dict[str, object] = {
        "owner": "mira",
        "doer_person": "stef",
        "urgent": True,
        "created": TUESDAY_0815,
        "marks": frozenset({Mark.NUDE}),
        **more,
    }
    return await house.case(a_case(RouteId.C, **facts))


async def later(house: House, minutes: int) -> Outcome:
    house.clock.travel(TUESDAY_0815 + minutes * MINUTE)
    return await house.run(board.run)


async def test_the_board_is_told_every_half_hour_also_when_a_colleague_has_the_case(
    house: House,
) -> None:
    await house.everybody()
    case = await begun(house)

    def read(tx: Tx) -> None:
        moving.move(tx, house.world, look_around(tx), case, happened.Read("mira"))

    await house.do(read)
    counts = [len((await later(house, minutes)).told) for minutes in (0, 10, 29, 31, 60, 62, 93)]
    assert counts == [1, 0, 0, 1, 0, 1, 1]
    assert set(people_of(await house.waiting())) == {"boris"}
    words = [row.what for row in await house.do(lambda tx: audit.lines(tx, obj=case.case_id))]
    assert words.count("BoardTold") == 4


async def test_at_night_too(house: House) -> None:
    await house.everybody()
    await begun(house)
    assert (await later(house, 16 * 60)).told
    assert (await later(house, 16 * 60 + 31)).told


async def test_once_somebody_of_the_board_looked_it_is_over(house: House) -> None:
    await house.everybody()
    case = await begun(house)
    await later(house, 0)
    await house.do(lambda tx: pings.confirm(tx, case.case_id, "boris"))
    assert not (await later(house, 31)).told


async def test_without_a_chat_of_the_board_its_owner_is_told_to_call(house: House) -> None:
    await house.staff(MIRA, VERA)
    await begun(house)
    (told,) = (await later(house, 0)).told
    assert told.who == "mira"


async def test_without_anybody_it_is_silent(house: House) -> None:
    await begun(house, owner=None)
    assert not (await later(house, 0)).told


async def test_a_member_of_the_board_who_is_named_hears_nothing(house: House) -> None:
    await house.staff(MIRA, BORIS)
    await begun(house, doer_person="boris")
    assert {one.who for one in (await later(house, 0)).told} == {"mira"}


async def test_of_what_only_the_confidant_reads_the_board_hears_that_it_waits(house: House) -> None:
    await house.everybody()
    case = await begun(house, owner="vera", reader=Reader.CONFIDANT)
    await later(house, 0)
    (row,) = await house.sendable()
    assert row.person_id == "boris"
    assert case.name not in house.text(row)


async def test_other_cases_about_staff_are_not_the_boards(house: House) -> None:
    await house.everybody()
    await begun(house, marks=frozenset())
    assert not (await later(house, 0)).told
    house.clock.travel(TUESDAY_0815 + DAY)
    assert not await house.waiting()
