"""A colleague signs in on the page, in a real Chromium, and works a case to its end there."""

from __future__ import annotations

from pathlib import Path

import pyotp
import pytest
from playwright.async_api import Browser, Page, expect

from bot.app.demo import demo_settings, first_moment
from bot.app.opening import House, open_house
from bot.app.serving import serving
from bot.cases.people import Role
from bot.clock import Clock
from bot.store import people
from bot.web.locks import IDLE
from tests.conversing import report
from tests.panes import PATIENCE, Handler, Requests
from tests.stories.on_the_page import PagePhone
from tests.web.visitor import visiting

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]

STORY = "ze schelden me uit in de klassenapp"
ENDING = "We hebben met hen gepraat."
STEPS = ("A.som", "A.zorgteam", "A.csv", "A.3")


async def test_a_case_is_worked_to_its_end_on_the_signed_in_page(
    tmp_path: Path, chromium: Browser
) -> None:
    settings = demo_settings(tmp_path, "127.0.0.1:0")
    async with open_house(settings, clock=Clock()) as house, serving(house) as served:
        house.clock.travel(first_moment(house))
        origin = f"localhost:{served.web.port}"
        page = await chromium.new_page(viewport={"width": 390, "height": 800}, locale="nl-NL")
        requests = Requests()
        requests.watch(page)
        app = await _sign_in(house, page, origin)
        async with visiting(f"http://{origin}") as visitor:
            sanne = PagePhone(visitor, house)
            await report(sanne, STORY)
            management = Handler(page.locator("#chat"))
            case_id = await _opens(management)
            await management.reads(STORY)
            await _comes_back_later(house, page, app)
            await _works_it(management, case_id)
            await sanne.wait_for(lambda m: "nieuws" in m.text)
        assert requests.elsewhere(f"http://{origin}") == []
        locked = "the server responded with a status of 423 (Locked)"
        assert all(locked in complaint for complaint in requests.complaints)


async def _sign_in(house: House, page: Page, origin: str) -> pyotp.TOTP:
    """By the link of the invitation, with an app as lock, by keyboard."""
    code = await house.writer.run(lambda tx: people.invite(tx, "f-el-amrani", Role.MANAGEMENT))
    await page.goto(f"http://{origin}/in/{code}")
    await page.get_by_role("button").first.press("Enter")
    await page.get_by_role("button", name="Met een app").press("Enter")
    key = await page.locator(".key code").text_content()
    app = pyotp.TOTP((key or "").replace(" ", ""))
    await page.keyboard.type(app.at(house.clock.now()))
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Hoi, ik ben Maatje.")).to_be_visible()
    return app


async def _opens(management: Handler) -> str:
    ping = management.words.locator('[data-does^="a:case:"]').last
    await expect(ping).to_be_visible(timeout=PATIENCE)
    case_id = (await ping.get_attribute("data-does") or "").split(":")[2]
    await management.opens(case_id)
    return case_id


async def _comes_back_later(house: House, page: Page, app: pyotp.TOTP) -> None:
    """After a quarter of an hour the page shows nothing of it before the code."""
    house.clock.travel(house.clock.now() + IDLE)
    await page.reload()
    await expect(page.locator("#lock-code")).to_be_focused()
    assert STORY not in await page.content()
    await page.keyboard.type(app.at(house.clock.now()))
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(STORY)).to_be_visible()


async def _works_it(management: Handler, case_id: str) -> None:
    """Light: what was told, and to whom; then the end, with a sentence for the reporter."""
    await management.tap(f"a:light:{case_id}")
    await management.sees_card(case_id)
    assert set(await management.does_all(case_id)) == set(STEPS)
    await management.tap(f"a:close:{case_id}")
    await management.tap(":outcome:agreements")
    await management.type(ENDING)
    await management.reads(ENDING)
    await expect(management.choice(f"a:reopen:{case_id}")).to_be_visible()
