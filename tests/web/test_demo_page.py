"""The demo page in a real Chromium: several people on one stream, and a clock."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.store import mailbox
from tests.web.echo import echo, echo_demo
from tests.web.test_demo import SATURDAY, Town

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]


async def test_two_people_talk_side_by_side(tmp_path: Path, chromium: Browser) -> None:
    async with echo_demo(tmp_path, Town().demo) as house:
        page = await chromium.new_page(viewport={"width": 1400, "height": 800})
        await page.goto(house.url)
        sam, hans = page.locator("#pane-sam"), page.locator("#pane-mt")
        await expect(hans.get_by_role("button", name="Melden")).to_be_visible()
        await sam.get_by_label("Your message").fill("hoi van Sam")
        await sam.get_by_role("button", name="Send").click()
        await expect(sam.locator(".bot").get_by_text("hoi van Sam")).to_be_visible()
        await expect(hans.get_by_text("hoi van Sam")).to_have_count(0)
        await page.close()


async def test_on_a_phone_a_dot_tells_that_somebody_else_has_news(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo_demo(tmp_path, Town().demo) as house:
        page = await chromium.new_page(viewport={"width": 320, "height": 640})
        await page.goto(house.url)
        await expect(page.get_by_role("button", name="Melden").first).to_be_visible()
        dot = page.get_by_role("button", name="Hans").locator(".dot")
        await house.until(lambda: len(house.heard) == 2)
        for event in house.heard:
            await house.tell(event.contact.contact_ref, "note", "Nieuws")
        await expect(dot).to_be_visible()
        await page.locator(".person", has_text="Hans").click()
        await expect(page.locator("#pane-mt").get_by_text("Nieuws")).to_be_in_viewport()
        await expect(dot).to_be_hidden()
        await page.close()


async def test_the_clock_jumps_at_a_press(tmp_path: Path, chromium: Browser) -> None:
    town = Town()
    async with echo_demo(tmp_path, town.demo) as house:
        house.site.clock.travel(SATURDAY)
        page = await chromium.new_page(timezone_id="Pacific/Auckland")
        await page.goto(house.url)
        await expect(page.locator("#now")).to_contain_text("23:3")
        await page.get_by_role("button", name="Next Monday 8:00").click()
        await expect(page.locator("#now")).to_contain_text("30 mrt")
        await expect(page.locator("#now")).to_contain_text("08:00")
        assert town.jumps == 1
        await page.close()


async def test_a_block_to_paste_has_a_button_that_copies_it(
    tmp_path: Path, chromium: Browser
) -> None:
    async with echo(tmp_path) as house:
        context = await chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
        page = await context.new_page()
        await page.goto(house.url)
        await house.until(lambda: house.heard)
        ref = house.heard[0].contact.contact_ref
        block = {"lines": ["SOM", "Leerling 2"], "buttons": [], "kind": "pre"}
        await house.site.writer.run(lambda tx: mailbox.post(tx, ref, block, mine=False))
        house.site.hub.publish(ref)
        await page.get_by_role("button", name="Copy").click()
        await expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert await page.evaluate("navigator.clipboard.readText()") == "SOM\nLeerling 2"
        await context.close()
