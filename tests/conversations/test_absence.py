"""A colleague is ill: who stands in reads for them, on those days and no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.cases.people import Absence, Person, Role
from bot.cases.reaching import Ping, PingKind
from bot.conversations import moving
from bot.conversations.world import look_around
from bot.jobs import open_cases
from bot.jobs.parts import at_once
from bot.store import people
from bot.store.writer import Tx
from tests.conversations.chats import ABOUT_ME, STORY, Chat
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
ILL, DEPUTY = "e-yilmaz", "t-bakker"


def known(tx: Tx, person_id: str) -> Person:
    found = people.get(tx, person_id)
    assert found is not None
    return found


async def away(mt: Chat, *, last: str, deputy: str) -> None:
    """Management notes that the mentor is away from today on."""
    await mt.press(f"a:isaway:{ILL}")
    for value in (MONDAY.isoformat(), last, deputy):
        await mt.press(next(one for one in mt.offers if one.endswith(f":{value}")))


async def test_new_reports_go_to_who_stands_in_and_the_reporter_is_told_so(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    stand_in = await house.staff(DEPUTY, Role.MENTOR)
    await away(mt, last=TUESDAY.isoformat(), deputy=DEPUTY)
    assert "Instead of them: meneer Bakker." in mt.screen
    assert "You stand in for a colleague" in stand_in.notes[-1]
    assert "You are noted as not in, from" in mentor.notes[-1]
    assert "You are noted as not in" not in mt.everything
    sanne = house.chat("Sanne")
    await sanne.command("melden")
    await sanne.tap(*ABOUT_ME)
    await sanne.type(STORY)
    await sanne.tap("1a")
    assert "These people read it: meneer Bakker." in sanne.screen
    await sanne.tap("Send")
    case = await house.case()
    assert case.owner == DEPUTY
    await stand_in.command("zaak", case.name)
    assert STORY in stand_in.screen
    assert STORY not in mentor.screen


async def test_who_stands_in_sees_open_cases_and_hears_of_them_until_it_ends(
    house: House,
) -> None:
    await house.mentor()
    mt, stand_in = await house.management(), await house.staff(DEPUTY, Role.MENTOR)
    await house.reported()
    case = await house.case()
    await stand_in.command("zaak", case.name)
    assert STORY not in stand_in.screen
    await away(mt, last=TUESDAY.isoformat(), deputy=DEPUTY)
    await stand_in.command("zaak", case.name)
    assert STORY in stand_in.screen
    assert (await house.case()).owner == ILL
    house.days_later(2)
    await stand_in.command("zaak", case.name)
    assert STORY not in stand_in.screen


async def test_an_answer_of_the_reporter_is_told_to_who_stands_in_too(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    stand_in = await house.staff(DEPUTY, Role.MENTOR)
    await house.reported()
    case = await house.case()
    await mentor.press(f"a:case:{case.case_id}")
    await away(mt, last="?", deputy=DEPUTY)
    call = Ping(ILL, PingKind.ANSWER)
    await house.run(lambda tx: moving.ping(tx, house.world, look_around(tx), case, call))
    await house.deliver()
    assert f"{case.name}: answer" in stand_in.notes


async def test_with_nobody_to_stand_in_the_next_in_line_has_the_open_cases_at_once(
    house: House,
) -> None:
    await house.mentor()
    mt = await house.management()
    await house.reported()
    await away(mt, last="?", deputy="-")
    case = await house.case()
    assert case.owner == "f-el-amrani"
    assert "Instead of them: the next in line." in mt.screen


async def test_an_absence_that_begins_later_counts_from_that_morning(house: House) -> None:
    await house.mentor()
    await house.management()
    await house.reported()
    ill = replace(await house.run(lambda tx: known(tx, ILL)), away=Absence(TUESDAY))
    await house.run(lambda tx: people.put(tx, ill))
    await house.run(lambda tx: at_once(open_cases.run)(tx, house.world, tx.now))
    assert (await house.case()).owner == ILL
    house.days_later(1)
    await house.run(lambda tx: at_once(open_cases.run)(tx, house.world, tx.now))
    assert (await house.case()).owner == "f-el-amrani"


async def test_a_day_begins_at_midnight_at_school(house: House) -> None:
    await house.mentor()
    ill = replace(
        await house.run(lambda tx: known(tx, ILL)), away=Absence(TUESDAY, TUESDAY, DEPUTY)
    )
    await house.run(lambda tx: people.put(tx, ill))
    stands_in = []
    for day, clock in ((MONDAY, time(22, 50)), (MONDAY, time(23, 10)), (TUESDAY, time(23, 10))):
        house.clock.travel(datetime.combine(day, clock, UTC))
        stands_in.append((await house.run(lambda tx: known(tx, DEPUTY))).stands_in)
    assert stands_in == [frozenset(), {ILL}, frozenset()]


async def test_who_is_back_stands_in_for_nobody(house: House) -> None:
    mt, stand_in = await house.management(), await house.staff(DEPUTY, Role.MENTOR)
    await house.mentor()
    await house.reported()
    await away(mt, last="?", deputy=DEPUTY)
    assert "Away from" in mt.screen
    await mt.tap("Is back")
    assert "Away from" not in mt.screen
    await stand_in.command("zaak", (await house.case()).name)
    assert STORY not in stand_in.screen


async def test_only_who_shares_a_role_is_offered_to_stand_in(house: House) -> None:
    await house.mentor()
    mt = await house.management()
    await mt.press(f"a:isaway:{ILL}")
    for value in (MONDAY.isoformat(), "?"):
        await mt.press(next(one for one in mt.offers if one.endswith(f":{value}")))
    offered = {one.rsplit(":", 1)[1] for one in mt.offers}
    assert DEPUTY in offered
    assert not offered & {ILL, "b-smit", "d-van-der-hoeven"}


async def test_a_colleague_without_the_right_notes_nobody_away(house: House) -> None:
    mentor = await house.mentor()
    for data in (f"a:isaway:{DEPUTY}", f"a:isback:{DEPUTY}"):
        await mentor.press(data)
    assert (await house.run(lambda tx: known(tx, DEPUTY))).away is None


async def test_who_loses_the_right_while_answering_notes_nothing(house: House) -> None:
    await house.management("j-de-wit")
    mt = await house.management()
    await mt.press(f"a:isaway:{ILL}")
    await mt.press(next(one for one in mt.offers if one.endswith(":2026-11-23")))
    await mt.press(next(one for one in mt.offers if one.endswith(":?")))
    await house.leaves("f-el-amrani")
    await mt.press(next(one for one in mt.offers if one.endswith(":-")))
    assert (await house.run(lambda tx: known(tx, ILL))).away is None


async def test_an_absence_comes_back_as_it_went_in_and_survives_the_next_start(
    house: House,
) -> None:
    absence = Absence(MONDAY, None, DEPUTY)

    def work(tx: Tx) -> None:
        person = known(tx, ILL)
        people.put_from_file(tx, person)
        people.put(tx, replace(person, away=absence))
        people.put_from_file(tx, person)
        assert known(tx, ILL).away == absence
        assert known(tx, DEPUTY).stands_in == {ILL}

    await house.run(work)
