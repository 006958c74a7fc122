"""Every page by WCAG 2.2 AA, as axe sees it in a real Chromium: one load, many ways to look."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from bot.cases.coach import Picture
from tests.cleaning.pictures import painting, saved
from tests.web.accessible import SHORT, WAYS, shown, violations
from tests.web.browsing import page_of
from tests.web.echo import Echo, echo, echo_demo
from tests.web.looking import MENTOR, looking
from tests.web.test_demo import Town
from tests.web.test_lock_page import invited

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]

WIDE: ViewportSize = {"width": 1280, "height": 800}
EVERY_WAY = pytest.mark.parametrize(
    "ways",
    [
        pytest.param(SHORT, id="some ways"),
        pytest.param(tuple(WAYS), id="all ways", marks=pytest.mark.slow),
    ],
)


async def said_a_lot(house: Echo, page: Page) -> None:
    """Every kind of message there is on a page."""
    ref = house.heard[0].contact.contact_ref
    await house.tell(ref, "note", "Gevaar? Bel 112.", "Kijk eens.", picture=Picture.CHAT)
    await page.route("**/api/say", lambda route: route.fulfill(status=400, json={"error": "Nee."}))
    await page.get_by_label("Your message").fill("dit wordt geweigerd")
    await page.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Nee.")).to_be_visible()
    await page.unroute("**/api/say")
    await page.get_by_role("button", name="Melden").click()
    await expect(page.get_by_text("Je koos report.")).to_be_visible()


async def test_the_chat_has_no_fault_in_any_way_to_look_at_it(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house, page_of(chromium, house, viewport=WIDE) as page:
        await said_a_lot(house, page)
        found = await violations(page)
    assert found == [], shown(found)


@EVERY_WAY
async def test_the_pages_beside_the_chat_have_no_fault(
    tmp_path: Path, chromium: Browser, ways: tuple[str, ...]
) -> None:
    async with echo(tmp_path) as house:
        page = await chromium.new_page(viewport=WIDE)
        await page.goto(f"{house.url}/privacy")
        found = await violations(page, *ways)
        for path in (f"look/{'x' * 22}", f"qr/{'a' * 26}"):
            await page.goto(f"{house.url}/{path}")
            found += await violations(page, *ways)
        await page.close()
        page = await chromium.new_page(viewport=WIDE)
        await page.route("**/*.js", lambda route: route.abort())
        await page.goto(house.url)
        found += await violations(page, *ways)
    assert found == [], shown(found)


@EVERY_WAY
async def test_the_lock_of_a_device_has_no_fault(
    tmp_path: Path, chromium: Browser, ways: tuple[str, ...]
) -> None:
    async with invited(chromium, tmp_path) as (house, page):
        await page.set_viewport_size(WIDE)
        found = await violations(page, *ways)
        await page.get_by_role("button", name="This is me").click()
        await page.get_by_role("button", name="With an app").click()
        await expect(page.get_by_label("Code of six digits")).to_be_visible()
        found += await violations(page, *ways)
        await page.goto(f"http://localhost:{house.port}/look/{'A' * 22}")
        await expect(page.get_by_role("heading")).to_be_visible()
        found += await violations(page, *ways)
    assert found == [], shown(found)


@pytest.mark.slow
async def test_the_page_for_evidence_has_no_fault(tmp_path: Path, chromium: Browser) -> None:
    async with looking(tmp_path) as looked:
        context = await chromium.new_context(viewport=WIDE)
        device = await looked.device(MENTOR)
        await context.add_cookies([{"name": "maatje", "value": device, "url": looked.url}])
        page = await context.new_page()
        path = await looked.link(await looked.item(saved(painting((64, 48)), "JPEG")))
        await page.goto(f"{looked.url}{path}")
        found = await violations(page)
        await page.get_by_role("button", name="Look at it").click()
        await expect(page.get_by_role("img", name="Photo")).to_be_visible()
        found += await violations(page)
    assert found == [], shown(found)


@pytest.mark.slow
async def test_the_demo_has_no_fault(tmp_path: Path, chromium: Browser) -> None:
    async with echo_demo(tmp_path, Town().demo) as house:
        page = await chromium.new_page(viewport=WIDE)
        await page.goto(house.url)
        await expect(page.get_by_role("button", name="Melden").first).to_be_visible()
        found = await violations(page)
        await page.close()
    assert found == [], shown(found)
