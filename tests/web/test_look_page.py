"""The page for evidence in a real Chromium: by thumb, by keyboard, in the dark and the light."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from tests.cleaning.pictures import exif, painting, saved
from tests.web.looking import MENTOR, Looked, looking

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.browser]

NARROW = {"width": 320, "height": 640}
PHOTO = saved(painting((640, 480)), "JPEG", exif=exif())


@asynccontextmanager
async def page_of(chromium: Browser, looked: Looked, **options: object) -> AsyncIterator[Page]:
    """A browser in which the mentor is signed in; no fault on its console, no other address."""
    context = await chromium.new_context(viewport=NARROW, **options)  # type: ignore[arg-type]
    device = await looked.device(MENTOR)
    await context.add_cookies([{"name": "maatje", "value": device, "url": looked.url}])
    page, faults = await context.new_page(), []
    page.on("console", lambda line: faults.append(line.text) if "Policy" in line.text else None)
    page.on("request", lambda one: faults.append(one.url) if looked.url not in one.url else None)
    yield page
    await context.close()
    assert faults == []


async def fits(page: Page) -> None:
    """Nothing is wider than the phone."""
    assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


async def shoot(page: Page, name: str) -> None:
    """A picture for who looks at the page, where they ask for it."""
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_picture_is_blurred_until_somebody_wants_to_see_it(
    tmp_path: Path, chromium: Browser, scheme: str
) -> None:
    async with looking(tmp_path) as looked, page_of(chromium, looked, color_scheme=scheme) as page:
        path = await looked.link(await looked.item(PHOTO))
        await page.goto(f"{looked.url}{path}")
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await shoot(page, f"door-{scheme}")
        await page.get_by_role("button", name="Look at it").click()
        picture = page.get_by_role("img", name="Photo")
        await expect(picture).to_be_visible()
        assert await picture.evaluate("one => one.naturalWidth") > 0
        assert "blur" in await picture.evaluate("one => getComputedStyle(one).filter")
        await fits(page)
        await shoot(page, f"blurred-{scheme}")
        await page.get_by_text("Show it sharp").click()
        assert await picture.evaluate("one => getComputedStyle(one).filter") == "none"
        await page.get_by_text("Do you see somebody naked").click()
        await expect(page.get_by_role("button", name="Destroy")).to_be_visible()
        await fits(page)
        await shoot(page, f"sharp-{scheme}")


async def test_by_keyboard_alone_down_to_destroying_it(tmp_path: Path, chromium: Browser) -> None:
    async with looking(tmp_path) as looked, page_of(chromium, looked) as page:
        photo = await looked.item(PHOTO)
        await page.goto(f"{looked.url}{await looked.link(photo)}")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        picture = page.get_by_role("img", name="Photo")
        await expect(picture).to_be_visible()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        assert await picture.evaluate("one => getComputedStyle(one).filter") == "none"
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="It is destroyed.")).to_be_visible()
        await shoot(page, "destroyed")
        assert await looked.audited("Destroyed") == [(MENTOR, photo)]


async def test_a_link_that_is_over_and_a_text(tmp_path: Path, chromium: Browser) -> None:
    async with looking(tmp_path) as looked, page_of(chromium, looked) as page:
        words = "Je bent <b>niks</b> waard. " * 40
        path = await looked.link(await looked.item(words.encode(), "text"))
        await page.goto(f"{looked.url}{path}")
        await page.get_by_role("button", name="Look at it").click()
        await expect(page.locator("pre")).to_contain_text("Je bent <b>niks</b> waard.")
        await fits(page)
        await shoot(page, "text")
        await page.goto(f"{looked.url}/look/{'a' * 22}")
        await expect(page.get_by_role("heading", name="does not work any more")).to_be_visible()
        await shoot(page, "over")
