"""`/agenda` told as the stories of who uses it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web

from bot.cases.agenda import DutyRow
from bot.cases.people import Role
from bot.jobs import calendar, open_cases
from bot.jobs.parts import at_once
from bot.store import duties
from bot.web.feed import Feed
from tests.conversations.inside import PAGE_URL, House

pytestmark = pytest.mark.asyncio

AUGUST = datetime(2026, 8, 1, 4, 0, tzinfo=UTC)
FIRST_OCTOBER = datetime(2026, 10, 1, 6, 15, tzinfo=UTC)


async def rows(house: House) -> tuple[DutyRow, ...]:
    return await house.run(lambda tx: duties.of_year(tx, 2026))


async def row(house: House, duty_id: str, part: str = "") -> DutyRow:
    return next(one for one in await rows(house) if (one.duty_id, one.part) == (duty_id, part))


async def year_of(house: House) -> None:
    """The school year has begun, and it is October."""
    house.clock.travel(AUGUST)
    await house.run(lambda tx: calendar.run(tx, house.world, tx.now))
    house.clock.travel(FIRST_OCTOBER)


async def morning(house: House) -> None:
    await house.run(lambda tx: at_once(open_cases.run)(tx, house.world, tx.now))
    await house.deliver()


async def test_a_school_year_begins_by_itself_once_and_its_owners_are_asked(house: House) -> None:
    mentor, mt = await house.mentor(), await house.management()
    await year_of(house)
    number = len(await rows(house))
    again = await house.run(lambda tx: calendar.run(tx, house.world, tx.now))
    assert again.told == ()
    assert len(await rows(house)) == number
    await morning(house)
    told = mentor.notes[-1]
    assert told.startswith("Good morning.\nFrom the year calendar:\n")
    assert (
        "Discuss the protocol in the mentor lesson. For 1a. Do this by Friday 30 October." in told
    )
    assert "2a" not in told
    assert "team meeting" in mt.notes[-1]
    await morning(house)
    assert mentor.notes[-1] == told
    assert len(mentor.notes) == 2
    await mentor.tap("Mentorles 1a")
    assert "The protocol says: In de mentorlessen wordt het protocol" in mentor.screen
    assert "Whose it is: mevrouw Yılmaz." in mentor.screen  # noqa: RUF001 - her name
    await mentor.tap("Done")
    assert "Done: Mentorles 1a\n" in mentor.screen
    assert "Mentorles 1a" not in mentor.labels
    await mentor.tap("Not done after all")
    assert (await row(house, "mentorles", "1a")).done_by is None
    await mentor.tap("Done")
    assert (await row(house, "mentorles", "1a")).done_by == "e-yilmaz"
    assert ("e-yilmaz", "DutyDone") in await house.log()
    await mentor.press(f"a:duty:{(await row(house, 'mentorles', '1a')).row_id}")
    assert "Done on" in mentor.screen
    await mentor.tap("Not done after all")
    assert (await row(house, "mentorles", "1a")).done_on is None


async def test_it_is_moved_handed_over_and_ticked_off_in_the_form_it_had(house: House) -> None:
    mentor, csv = await house.mentor(), await house.csv()
    await year_of(house)
    await csv.command("agenda")
    assert {"🗓️ Online check (October)", "🗓️ Online check (November)"} <= set(csv.labels)
    await csv.tap("More")
    assert (
        "Give the programme “It's up to you”. For ICT. Do this by Friday 29 January." in csv.screen
    )
    assert "🗓️ It’s up to you ICT" in csv.labels
    await csv.press(f"a:duty:{(await row(house, 'integraal')).row_id}")
    await csv.tap("Plan and follow it")
    assert "It is not planned yet." in csv.screen
    await mentor.press(f"a:duty:{(await row(house, 'prozo', '1a')).row_id}")
    assert "🗳️ Plan and follow it" not in mentor.labels
    await csv.command("start")
    await csv.tap("More", "Year calendar", "Of the whole school")
    assert "Calendar of school year 2026-2027" in csv.screen
    await csv.tap("More")
    await csv.tap("Only mine")
    moment = await row(house, "moment-leerjaar", "2")
    await csv.press(f"a:duty:{moment.row_id}")
    await csv.tap("Four weeks later")
    moved = await row(house, "moment-leerjaar", "2")
    assert moved.due > moment.due
    await csv.press(f"a:dutymove:{moment.row_id}:999")
    assert (await row(house, "moment-leerjaar", "2")).due == moved.due
    await csv.tap("Hand over")
    await csv.tap("More")
    await csv.press(f"a:dutyto:{moment.row_id}:nobody")
    await csv.press(f"a:dutyto:{moment.row_id}:e-yilmaz")
    assert "Whose it is: mevrouw Yılmaz." in csv.screen  # noqa: RUF001 - her name
    assert mentor.notes[-1] == "A colleague handed something of the year calendar over to you."
    await mentor.tap("Open")
    assert "Sociale media in leerjaar 2" in mentor.screen
    await mentor.tap("Done: film")
    await csv.press(f"a:duty:{moment.row_id}")
    assert "How: film." in csv.screen


async def test_who_does_not_owe_it_may_look_and_change_nothing_and_a_student_sees_none(
    house: House,
) -> None:
    colleague = await house.staff("t-bakker", Role.MENTOR)
    sanne = house.chat("Sanne")
    await colleague.command("agenda")
    assert "Nothing in the calendar waits for you." in colleague.screen
    await colleague.tap("Of the whole school")
    assert "The calendar of this school year is empty." in colleague.screen
    await year_of(house)
    one = await row(house, "mentorles", "1a")
    await colleague.press(f"a:duty:{one.row_id}")
    assert "Done" not in colleague.labels
    for act in ("dutydone", "dutymove", "dutywho", "dutyundone", "dutyto"):
        more = ":1" if act == "dutyto" else ""
        await colleague.press(f"a:{act}:{one.row_id}{more}")
        assert "Mentorles 1a" in colleague.screen
    assert await row(house, "mentorles", "1a") == one
    assert ("t-bakker", "Refused edit_calendar") in await house.log()
    await colleague.press("a:duty:0000")
    assert colleague.screen == "I do not know that line of the calendar."
    await sanne.command("agenda")
    await sanne.press(f"a:duty:{one.row_id}")
    assert "mentorles" not in sanne.everything
    await house.run(
        lambda tx: tx.db.execute("UPDATE duties SET part = '9z' WHERE row_id = ?", (one.row_id,))
    )
    await colleague.press(f"a:duty:{one.row_id}")
    assert colleague.screen == "I do not know that line of the calendar."


async def test_the_calendar_file_is_ones_own_share_and_ends_with_leaving(house: House) -> None:
    mentor = await house.staff("e-yilmaz", Role.MENTOR, door="telegram")
    csv = await house.csv()
    await year_of(house)
    await mentor.command("agenda")
    await csv.command("agenda")
    assert mentor.urls[-1].startswith(PAGE_URL)
    paths = [mentor.urls[-1].removeprefix(PAGE_URL), csv.urls[-1]]
    app = web.Application()
    app.router.add_routes(Feed(house.writer, house.world).routes())
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]

    async def get(session: ClientSession, path: str) -> tuple[int, str]:
        async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
            return answer.status, await answer.text()

    async with ClientSession() as session:
        (_, own), (_, whole) = [await get(session, path) for path in paths]
        assert own.count("BEGIN:VEVENT") < whole.count("BEGIN:VEVENT") == len(await rows(house))
        assert "(1a)" in own
        assert "(2a)" not in own
        wrong = paths[0].replace("e-yilmaz", "t-bakker")
        assert (await get(session, wrong))[0] == 404
        await house.leaves("e-yilmaz")
        assert (await get(session, paths[0]))[0] == 404
    await runner.cleanup()
