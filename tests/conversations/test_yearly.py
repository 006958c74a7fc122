"""`/jaarverslag` as who uses it sees it, and the files behind its links."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from aiohttp import ClientSession, web

from bot.cases.people import Role
from bot.jobs import calendar
from bot.web.yearly import Yearly
from tests.conversations.inside import House

pytestmark = pytest.mark.asyncio

AUGUST = datetime(2026, 8, 1, 4, 0, tzinfo=UTC)
JUNE = datetime(2027, 6, 21, 9, 0, tzinfo=UTC)
TOKEN, MENTORS_TOKEN = "a" * 32, "b" * 32


async def test_management_looks_at_the_numbers_and_gets_them_ready_to_present(house: House) -> None:
    house.clock.travel(AUGUST)
    await house.run(lambda tx: calendar.run(tx, house.world, tx.now))
    house.clock.travel(datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    for _ in range(3):
        await house.reported()
    mt = house.chat("El Amrani")
    mt.address = TOKEN
    await mt.join("f-el-amrani", Role.MANAGEMENT)
    house.clock.travel(JUNE)

    await mt.command("jaarverslag", "24-6-2027")
    assert "Evaluation of incidents 2026-2027" in mt.screen
    assert "that you present it on Thursday 24 June 2027." in mt.screen
    await mt.tap("Students among each other")
    assert "3 incidents in 2026-2027" in mt.said
    assert "Too few to show: By kind" in mt.said  # all three alike: what is zero hides them
    await mt.tap("Back", "parents")
    assert "The file opens on the page at once, with Thursday 24 June 2027 on it." in mt.screen
    wanted = [
        f"/jaarverslag/{part}/parents/2027-06-24.{kind}"
        for part in ("leerlingen", "medewerkers")
        for kind in ("pptx", "pdf")
    ]
    assert mt.urls == wanted
    await fetched_by_who_may(house, wanted)
    assert ("f-el-amrani", "ReportMade") in await house.log()


async def fetched_by_who_may(house: House, urls: list[str]) -> None:
    """Only in a browser that is signed in as somebody who may see numbers."""
    mentor = house.chat("the mentor")
    mentor.address = MENTORS_TOKEN
    await mentor.join("e-yilmaz", Role.MENTOR)
    app = web.Application()
    app.router.add_routes(Yearly(house.writer, house.world).routes())
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async def get(path: str, token: str) -> tuple[int, bytes]:
        cookies = {"maatje": token} if token else {}
        async with ClientSession(cookies=cookies) as session, session.get(root + path) as answer:
            return answer.status, await answer.read()

    begins = {status_and_head(*await get(url, TOKEN)) for url in urls}
    assert begins == {(200, b"PK\x03\x04"), (200, b"%PDF")}
    refused = [(urls[0], MENTORS_TOKEN), (urls[0], ""), (urls[0].replace("-24", "-31"), TOKEN)]
    assert [(await get(*one))[0] for one in refused] == [404, 404, 404]
    await runner.cleanup()


def status_and_head(status: int, body: bytes) -> tuple[int, bytes]:
    return status, body[:4]


async def test_on_telegram_the_links_lead_to_the_page_and_others_find_no_such_command(
    house: House,
) -> None:
    csv = await house.staff("i-schumacher", Role.SAFETY_COORDINATOR, door="telegram")
    await csv.command("jaarverslag", "31-31-2027")  # no day at all: today it is
    assert "Monday 23 November" in csv.screen
    await csv.tap("the team")
    assert csv.urls[0] == f"{house.world.public_url}/jaarverslag/leerlingen/team/2026-11-23.pptx"
    await csv.press("a:yearpart:leerlingen:nul")
    assert "I do not know" in csv.said
    await csv.press("a:yearfor:team:nooit")
    assert "I do not know" in csv.said
    mentor = await house.mentor()
    await mentor.command("jaarverslag")
    assert "2026" not in mentor.screen
    await mentor.press("a:yearpart:leerlingen:2027-06-24")
    assert "incidents" not in mentor.said
